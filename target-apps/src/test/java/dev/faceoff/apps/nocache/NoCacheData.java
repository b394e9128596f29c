package dev.faceoff.apps.nocache;

import dev.faceoff.apps.Postgres;
import dev.faceoff.apps.Postgres.Database;
import java.util.Map;

/** Databases of this pair; tests write to them, so that each makes its own. */
final class NoCacheData {
  private static final int PRODUCTS = 100;

  private NoCacheData() {}

  /** As many products as in a run, and a tenth of the rest: what is shown matters, not the time. */
  static Database create(String name) {
    return create(name, 8_000, 16_000, 1);
  }

  static Database create(String name, int reviews, int orders, long seed) {
    return Postgres.create(
        name,
        Map.of(
            "products", Integer.toString(PRODUCTS),
            "reviews", Integer.toString(reviews),
            "orders", Integer.toString(orders),
            "seed", Long.toString(seed)),
        "no-cache");
  }
}
