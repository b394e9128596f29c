package dev.faceoff.apps.missingindex;

import java.time.Instant;

/** One order in a customer's history. */
record CustomerOrder(long id, Instant placedAt, String status, long totalCents) {}
