package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faceoff.apps.App;
import dev.faceoff.apps.Postgres.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What visitors notice when Redis goes away: nothing but time. */
final class RedisOutageTest {
  private static final Database DATABASE = NoCacheData.create("no_cache_outage");

  @Test
  void goesOnWithoutRedisAndComesBackToItByItself() {
    try (Redis redis = Redis.started();
        App app = start(redis.port(), Duration.ofMillis(500))) {
      awaitHit(app);

      redis.stop();
      for (int round = 0; round < 40; round++) {
        int product = 1 + round % 20;
        String before = visit(app, product);
        assertThat(app.post("/products/" + product + "/purchases").status()).isEqualTo(200);
        assertThat(visit(app, product)).as("the purchase is seen").isNotEqualTo(before);
      }
      assertThat(app.getFromManagement("/actuator/health").body()).contains("\"status\":\"UP\"");

      redis.start();
      awaitHit(app);
    }
  }

  /** Takes connections and never says a word: every command has to wait for its time-out. */
  @Test
  void aRedisThatHangsHoldsUpFewVisitors() throws IOException {
    // So long that no busy machine holds up as many visitors by itself.
    Duration timeout = Duration.ofSeconds(1);
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        App app = start(hanging.getLocalPort(), timeout)) {
      int visits = 100;
      int heldUp = 0;
      for (int number = 0; number < visits; number++) {
        long startNanos = System.nanoTime();
        visit(app, 1 + number);
        if (System.nanoTime() - startNanos >= timeout.toNanos()) {
          heldUp++;
        }
      }

      assertThat(heldUp).as("of %d visits", visits).isBetween(1, visits / 2);
      assertThat(app.getFromManagement("/actuator/health").body()).contains("\"status\":\"UP\"");
    }
  }

  private static App start(int port, Duration timeout) {
    return App.start(
        NoCacheApp.application(),
        "fixed",
        DATABASE,
        Map.of(
            "spring.data.redis.port", port,
            "spring.data.redis.timeout", timeout.toMillis() + "ms",
            "spring.data.redis.connect-timeout", timeout.toMillis() + "ms"));
  }

  private static String visit(App app, int product) {
    App.Answer answer = app.get("/products/" + product);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  /** Visits a page until it comes from Redis. */
  private static void awaitHit(App app) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                DATABASE.statementsDuring(() -> visit(app, 100)).stream()
                    .noneMatch(statement -> statement.text().contains("order_lines")));
  }
}
