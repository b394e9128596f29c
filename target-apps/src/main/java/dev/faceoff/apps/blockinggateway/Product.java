package dev.faceoff.apps.blockinggateway;

/** One product on a page of the catalogue. */
record Product(long id, String name, long priceCents) {}
