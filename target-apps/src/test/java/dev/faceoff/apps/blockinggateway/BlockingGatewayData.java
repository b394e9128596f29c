package dev.faceoff.apps.blockinggateway;

import dev.faceoff.apps.Postgres;
import dev.faceoff.apps.Postgres.Database;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases of this pair: a shop writes into its own. */
final class BlockingGatewayData {
  static final int PRODUCTS = 500;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private BlockingGatewayData() {}

  static Database create() {
    return create(1);
  }

  static Database create(long seed) {
    return Postgres.create(
        "blocking_gateway_" + NUMBER.incrementAndGet(),
        Map.of("products", Integer.toString(PRODUCTS), "seed", Long.toString(seed)),
        "blocking-gateway");
  }
}
