package dev.faceoff.apps.blockinggateway;

/** Pays orders through the gateway. */
interface Payments {

  /**
   * Pays an order; one that is paid already, or about to be, is not paid again.
   *
   * @param amountCents ignored where the order has a payment
   * @return the payment as far as it has come
   */
  Payment pay(String reference, long amountCents);
}
