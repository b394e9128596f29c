package dev.faceoff.apps.blockinggateway;

/** What the gateway is asked for: {@code POST /charges}. */
record Charge(String reference, long amountCents) {}
