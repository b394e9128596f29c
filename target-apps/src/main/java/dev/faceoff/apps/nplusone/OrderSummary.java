package dev.faceoff.apps.nplusone;

import java.time.Instant;

/** An order as one row of an overview. */
record OrderSummary(long id, Instant placedAt, String customerName, int lineCount) {}
