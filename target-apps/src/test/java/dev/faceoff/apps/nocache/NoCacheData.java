package dev.faceoff.apps.nocache;

import dev.faceoff.apps.Postgres;
import dev.faceoff.apps.Postgres.Database;
import java.util.Map;

/** Databases of this pair; tests write to them, so that each makes its own. */
final class NoCacheData {
  /** The sizes of a run, so that PostgreSQL plans as it does there. */
  static final int PRODUCTS = 100;

  static final int REVIEWS = 20_000;
  static final int ORDERS = 40_000;

  private NoCacheData() {}

  static Database create(String name) {
    return create(name, REVIEWS, ORDERS, 1);
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
