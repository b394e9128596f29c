package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tomcat's threads as the shop exports them. In a JVM of its own, as in a run: a Tomcat has its
 * metrics looked up under a name that only the first one of a JVM gets.
 */
final class ShopMetricsTest {
  private static final int PAYERS = 3;

  private final Database database = BlockingGatewayData.create();

  @ParameterizedTest
  @ValueSource(strings = {"naive", "fixed"})
  void showsHowManyThreadsAreBusyOfHowMany(String variant, @TempDir Path folder)
      throws IOException {
    try (FaultyGateway gateway = FaultyGateway.start();
        ShopProcess shop = ShopProcess.start(variant, database, gateway.url(), folder)) {
      gateway.delayAnswers();
      CompletableFuture<?>[] payments =
          PaymentsContract.newOrders(PAYERS).stream()
              .map(order -> shop.client().payLater(order, 500))
              .toArray(CompletableFuture[]::new);

      await()
          .untilAsserted(
              () ->
                  assertThat(threads(shop, "busy"))
                      .isEqualTo(variant.equals("naive") ? PAYERS : 0));
      assertThat(threads(shop, "config_max")).isEqualTo(40);

      gateway.heal();
      CompletableFuture.allOf(payments).join();
    }
  }

  private static double threads(ShopProcess shop, String which) {
    String metric = "tomcat_threads_%s_threads{".formatted(which);
    return shop.management()
        .get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(metric))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .reduce(
            (one, other) -> {
              throw new AssertionError("several servers share a metric");
            })
        .orElseThrow();
  }
}
