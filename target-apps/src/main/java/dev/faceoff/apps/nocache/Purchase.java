package dev.faceoff.apps.nocache;

/**
 * One item sold.
 *
 * @param version of the product since this purchase
 */
record Purchase(long productId, int stockLeft, long version) {}
