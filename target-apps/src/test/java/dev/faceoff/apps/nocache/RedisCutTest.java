package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faceoff.apps.App;
import dev.faceoff.apps.Postgres.Database;
import dev.faceoff.toxiproxy.ToxiproxyServer;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The worst that can happen to the cache: Redis is cut off while a product is bought, so that it
 * never hears of it, and comes back with the old page.
 */
final class RedisCutTest {
  private static final Duration TTL = Duration.ofSeconds(5);

  /** Between reading the page and buying: by so much the old page is gone before the bound. */
  private static final Duration READ_BEFORE = Duration.ofSeconds(1);

  /** A page by which to tell whether Redis is in use. */
  private static final int PROBE = 100;

  private static final Database DATABASE = NoCacheData.create("no_cache_cut");

  @Test
  void aLostInvalidationMakesAnswersStaleForLessThanATtl() throws IOException {
    try (Redis redis = Redis.started();
        ToxiproxyServer toxiproxy = ToxiproxyServer.start()) {
      Proxy proxy =
          new ToxiproxyClient(toxiproxy.host(), toxiproxy.port())
              .createProxy("redis", "127.0.0.1:0", "127.0.0.1:" + redis.port());
      try (App app = start(proxy)) {
        Duration stalest = Duration.ZERO;
        // On a busy machine the old page may be gone before Redis is in use again.
        for (int product = 1; stalest.isZero() && product <= 10; product++) {
          stalest = stalestSeenAfterALostInvalidation(app, proxy, product);
        }

        assertThat(stalest).as("old pages came back with Redis").isPositive();
        assertThat(gauge(app)).isBetween(stalest.toNanos() / 1e9, TTL.toNanos() / 1e9);
      }
    }
  }

  private static App start(Proxy proxy) {
    return App.start(
        NoCacheApp.application(),
        "fixed",
        DATABASE,
        Map.of(
            "spring.data.redis.port",
            proxy.getListen().split(":")[1],
            "spring.data.redis.timeout",
            "1s",
            "spring.data.redis.connect-timeout",
            "1s",
            "cache.ttl",
            TTL.toMillis() + "ms"));
  }

  /**
   * Returns for how long at least the stalest old page had been out of date when it was asked for:
   * counted from when the buyer had an answer.
   */
  private static Duration stalestSeenAfterALostInvalidation(App app, Proxy proxy, int product)
      throws IOException {
    awaitRedis(app);
    visit(app, PROBE);
    String old = visit(app, product);
    await()
        .pollDelay(READ_BEFORE)
        .untilAsserted(() -> assertThat(visit(app, product)).isEqualTo(old));

    proxy.disable();
    assertThat(app.post("/products/" + product + "/purchases").status()).isEqualTo(200);
    long boughtNanos = System.nanoTime();
    proxy.enable();
    awaitRedis(app);

    long stalestNanos = 0;
    long askedNanos = System.nanoTime();
    while (visit(app, product).equals(old)) {
      stalestNanos = askedNanos - boughtNanos;
      assertThat(stalestNanos).isLessThan(TTL.toNanos());
      askedNanos = System.nanoTime();
    }
    assertThat(visit(app, product)).as("once fresh, always fresh").isNotEqualTo(old);
    return Duration.ofNanos(stalestNanos);
  }

  private static String visit(App app, int product) {
    App.Answer answer = app.get("/products/" + product);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** Visits a page until it comes from Redis. */
  private static void awaitRedis(App app) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              double before = hits(app);
              visit(app, PROBE);
              return hits(app) > before;
            });
  }

  private static double hits(App app) {
    return metric(app, "cache_gets_total{cache=\"product-pages\",result=\"hit\"} ");
  }

  private static double gauge(App app) {
    return metric(app, "answer_staleness_seconds_max ");
  }

  private static double metric(App app, String sample) {
    return app.getFromManagement("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(sample))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
        .sum();
  }
}
