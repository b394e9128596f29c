package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.faceoff.apps.App;
import dev.faceoff.apps.Postgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An answer is stale from the commit on, however long the purchase had to wait before it. */
final class PurchaseTimeTest {
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Database DATABASE = NoCacheData.create("no_cache_purchase_time");
  private static final App APP =
      App.start(
          NoCacheApp.application(),
          "naive",
          DATABASE,
          Map.of("spring.datasource.hikari.maximum-pool-size", 1));

  @AfterAll
  static void stop() {
    APP.close();
  }

  @Test
  void waitingForAConnectionIsNoStaleness() throws SQLException {
    HikariDataSource pool = APP.part(HikariDataSource.class);
    CompletableFuture<Void> purchase;
    Instant released;
    try (Connection taken = pool.getConnection()) {
      assertThat(taken.isValid(0)).isTrue();
      purchase = buyLater(1);
      awaitForAWhile(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
      released = Instant.now();
    }
    purchase.join();

    assertThatAPageFromBeforeIsStaleSince(released, 1);
  }

  @Test
  void waitingForAnotherBuyerIsNoStaleness() throws SQLException {
    CompletableFuture<Void> purchase;
    Instant released;
    try (Connection other = DriverManager.getConnection(DATABASE.url(), "postgres", "")) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.executeUpdate("update products set stock = stock where id = 2");
      }
      purchase = buyLater(2);
      awaitForAWhile(
          () ->
              DATABASE
                      .sql()
                      .sql(
                          "select count(*) from pg_stat_activity where datname = ? and wait_event_type = 'Lock'")
                      .param(DATABASE.name())
                      .query(Long.class)
                      .single()
                  == 1);
      released = Instant.now();
      other.commit();
    }
    purchase.join();

    assertThatAPageFromBeforeIsStaleSince(released, 2);
  }

  private static CompletableFuture<Void> buyLater(long product) {
    return CompletableFuture.runAsync(
        () -> assertThat(APP.post("/products/" + product + "/purchases").status()).isEqualTo(200));
  }

  /** Waits until it is so, and has been for long enough to be told from the commit itself. */
  private static void awaitForAWhile(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofMinutes(1))
        .during(WAIT)
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .until(condition);
  }

  private static void assertThatAPageFromBeforeIsStaleSince(Instant released, long product) {
    Duration staleness = APP.part(Freshness.class).answered(Pages.page(product, 0));

    assertThat(staleness).isPositive().isLessThan(Duration.between(released, Instant.now()));
  }
}
