package dev.faceoff.apps.blockinggateway;

/** What a customer pays for an order, and how far that has come. */
record Payment(String reference, long amountCents, Status status) {

  enum Status {
    /** Recorded, but not yet known to be taken. */
    PENDING,
    /** Taken by the gateway. */
    PAID
  }
}
