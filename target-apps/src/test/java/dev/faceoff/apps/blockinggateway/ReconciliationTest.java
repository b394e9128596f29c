package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten runs of the fixed shop, each with faults at other instants, after which its book and the
 * gateway's ledger must agree. In the tenth the shop itself is killed.
 */
final class ReconciliationTest {
  private static final int MILLIS_BETWEEN_PAYMENTS = 40;

  private final Database database = BlockingGatewayData.create();
  private final ScheduledExecutorService timetable = Executors.newScheduledThreadPool(1);
  private FaultyGateway gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = FaultyGateway.start();
  }

  @AfterEach
  void stop() {
    timetable.shutdownNow();
    gateway.close();
  }

  @Test
  void agreesWithTheGatewayWheneverThatIsLateOrCutOff() throws Exception {
    try (Shop shop = Shop.start("fixed", database, gateway.url())) {
      for (int seed = 1; seed <= 9; seed++) {
        Random random = new Random(seed);
        String prefix = "S%d-".formatted(seed);
        List<Callable<Void>> faults =
            new ArrayList<>(List.of(action(gateway::delayAnswers), action(gateway::cut)));
        Collections.shuffle(faults, random);
        List<Future<Void>> plan = new ArrayList<>();
        int millis = 0;
        for (Callable<Void> fault : faults) {
          millis += 100 + random.nextInt(500);
          plan.add(at(millis, fault));
          millis += 1000 + random.nextInt(1000);
          plan.add(at(millis, action(gateway::heal)));
        }

        Customers customers = new Customers(shop.client(), random, prefix);
        customers.arriveUntil(millis + 200);
        for (Future<Void> step : plan) {
          step.get();
        }

        Books books = Books.settled(customers.promised(), database, gateway, prefix);
        assertThat(books.differences()).as("seed %d", seed).isEqualTo(Books.Differences.NONE);
        // Else nothing was at stake.
        assertThat(books.promised()).isNotEmpty();
        assertThat(retried(prefix)).isPositive();
      }
    }
  }

  @Test
  void agreesWithTheGatewayAfterTheShopWasKilledWithPaymentsPending(@TempDir Path folder)
      throws Exception {
    Random random = new Random(10);
    Customers before;
    try (ShopProcess shop = ShopProcess.start("fixed", database, gateway.url(), folder)) {
      before = new Customers(shop.client(), random, "before-");
      int late = random.nextInt(500);
      int killed = late + 500 + random.nextInt(1000);
      Future<Void> fault = at(late, action(gateway::delayAnswers));
      Future<Void> kill =
          at(
              killed,
              action(
                  () -> {
                    // Money is taken, and the shop has yet to hear of it.
                    await().until(() -> !Collections.disjoint(gateway.ledger(), pending()));
                    shop.kill();
                  }));
      before.arriveUntil(killed);
      fault.get();
      kill.get();
    }
    assertThat(gateway.ledger()).containsAnyElementsOf(pending());

    gateway.heal();
    try (ShopProcess shop = ShopProcess.start("fixed", database, gateway.url(), folder)) {
      Customers after = new Customers(shop.client(), random, "after-");
      after.arriveUntil(500);
      Set<String> promised = new HashSet<>(before.promised());
      promised.addAll(after.promised());

      Books books = Books.settled(promised, database, gateway, "");
      assertThat(books.differences()).isEqualTo(Books.Differences.NONE);
      assertThat(before.promised()).isNotEmpty();
    }
  }

  private List<String> pending() {
    return Books.orders(database, "PENDING", "");
  }

  private long retried(String prefix) {
    return database
        .sql()
        .sql("select count(*) from payment where attempts > 1 and starts_with(order_reference, ?)")
        .param(prefix)
        .query(Long.class)
        .single();
  }

  private Future<Void> at(int millis, Callable<Void> action) {
    return timetable.schedule(action, millis, TimeUnit.MILLISECONDS);
  }

  /** What may go wrong while a plan is played. */
  private interface Step {
    void take() throws IOException;
  }

  private static Callable<Void> action(Step step) {
    return () -> {
      step.take();
      return null;
    };
  }

  /** Customers who click "Pay now" one after the other, some of them twice. */
  private static final class Customers {
    private final ShopClient client;
    private final Random random;
    private final String prefix;
    private final Set<String> promised = ConcurrentHashMap.newKeySet();

    Customers(ShopClient client, Random random, String prefix) {
      this.client = client;
      this.random = random;
      this.prefix = prefix;
    }

    /** Returns when the last of them knows how it went. */
    void arriveUntil(int millis) {
      List<CompletableFuture<Void>> clicks = new ArrayList<>();
      for (int due = 0; due < millis; due += MILLIS_BETWEEN_PAYMENTS) {
        String order = prefix + due;
        for (int click = random.nextInt(5) == 0 ? 2 : 1; click > 0; click--) {
          clicks.add(click(order, CompletableFuture.delayedExecutor(due, TimeUnit.MILLISECONDS)));
        }
      }
      clicks.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> click(String order, Executor due) {
      return CompletableFuture.runAsync(() -> {}, due)
          .thenCompose(arrived -> client.payLater(order, 700))
          .handle(
              (answer, failure) -> {
                if (answer != null && answer.status() / 100 == 2) {
                  promised.add(order);
                }
                return null;
              });
    }

    /** Orders whose customers were told that they are or will be paid. */
    Set<String> promised() {
      return promised;
    }
  }
}
