package dev.faceoff.apps.nplusone;

import java.util.List;

/** Finds orders for an overview. */
interface OrderSummaries {

  /** Returns the newest orders, newest first; of two placed at the same instant, the higher id. */
  List<OrderSummary> newest(int limit);
}
