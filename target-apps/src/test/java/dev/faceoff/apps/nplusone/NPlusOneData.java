package dev.faceoff.apps.nplusone;

import dev.faceoff.apps.Postgres;
import dev.faceoff.apps.Postgres.Database;
import java.util.Map;

/** Databases of this pair. */
final class NPlusOneData {
  /** The sizes of a run, so that PostgreSQL plans as it does there. */
  private static final Database SHARED = create("n_plus_one", 20_000, 2_000, 1);

  private NPlusOneData() {}

  /** Returns the database that tests only read. */
  static Database shared() {
    return SHARED;
  }

  static Database create(String name, int orders, int customers, long seed) {
    return Postgres.create(
        name,
        Map.of(
            "orders", Integer.toString(orders),
            "customers", Integer.toString(customers),
            "seed", Long.toString(seed)),
        "n-plus-one");
  }
}
