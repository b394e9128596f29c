package dev.faceoff.apps.missingindex;

import dev.faceoff.apps.Postgres;
import dev.faceoff.apps.Postgres.Database;
import java.util.Map;

/** Databases of this pair: small, but large enough that PostgreSQL would use an index. */
final class MissingIndexData {
  static final int ORDERS = 60_000;
  static final int CUSTOMERS = 2_000;

  private static final Database NAIVE = create("missing_index_naive", 1, "missing-index/common");
  private static final Database FIXED =
      create("missing_index_fixed", 1, "missing-index/common", "missing-index/fixed");

  private MissingIndexData() {}

  static Database naive() {
    return NAIVE;
  }

  static Database fixed() {
    return FIXED;
  }

  static Database create(String name, long seed, String... locations) {
    return Postgres.create(
        name,
        Map.of(
            "orders", Integer.toString(ORDERS),
            "customers", Integer.toString(CUSTOMERS),
            "seed", Long.toString(seed)),
        locations);
  }
}
