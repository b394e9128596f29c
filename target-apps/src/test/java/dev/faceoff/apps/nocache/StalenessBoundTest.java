package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fixed variant over a real Redis and a database in memory, with time in the test's hands. */
final class StalenessBoundTest {
  private static final Duration TTL = Duration.ofMinutes(1);

  private final Redis redis = Redis.started();
  private final RedisClient client = new RedisClient(redis);
  private final MovableClock clock = new MovableClock();
  private final Freshness freshness = new Freshness(clock, new SimpleMeterRegistry());
  private final DatabaseInMemory database = new DatabaseInMemory();
  private final FixedProductPages pages = process();

  @AfterEach
  void stop() {
    client.close();
    redis.close();
  }

  /** Another process of the service, with the same Redis and the same database. */
  private FixedProductPages process() {
    return new FixedProductPages(
        database, client.cache(clock, new SimpleMeterRegistry(), TTL), clock);
  }

  /** One product, whose page takes as long to compute as the test says. */
  private final class DatabaseInMemory extends ProductDatabase {
    private final AtomicLong version = new AtomicLong();
    private final AtomicInteger computations = new AtomicInteger();
    private Runnable whileComputing = () -> {};

    DatabaseInMemory() {
      super(null, freshness);
    }

    @Override
    public Optional<ProductPage> page(long productId) {
      ProductPage read = Pages.page(productId, version.get());
      computations.incrementAndGet();
      whileComputing.run();
      return Optional.of(read);
    }

    @Override
    public Optional<Purchase> purchase(long productId) {
      long committed = version.incrementAndGet();
      freshness.committing(productId, committed);
      return Optional.of(new Purchase(productId, 1, committed));
    }

    void whileComputingOnce(Runnable action) {
      whileComputing =
          () -> {
            whileComputing = () -> {};
            action.run();
          };
    }
  }

  private Duration stalenessOf(FixedProductPages process) {
    return freshness.answered(process.page(1).orElseThrow());
  }

  @Test
  void aPurchaseIsSeenAtOnceByEveryProcess() {
    FixedProductPages other = process();
    pages.page(1);
    other.page(1);

    pages.purchase(1);
    clock.advance(Duration.ofSeconds(1));

    assertThat(stalenessOf(other)).isZero();
    assertThat(stalenessOf(pages)).isZero();
  }

  /** As when Redis is cut during the write, or the process dies between commit and invalidation. */
  @Test
  void aLostInvalidationIsForgottenATtlAfterThePageWasRead() {
    pages.page(1);
    clock.advance(Duration.ofSeconds(1));
    database.purchase(1);

    Duration stalest = Duration.ZERO;
    for (int second = 0; second < 2 * TTL.toSeconds(); second++) {
      Duration staleness = stalenessOf(pages);
      assertThat(staleness).isLessThan(TTL);
      stalest = staleness.compareTo(stalest) > 0 ? staleness : stalest;
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(stalest).as("old pages were shown, up to the bound").isEqualTo(TTL.minusSeconds(2));
    assertThat(stalenessOf(pages)).isZero();
  }

  @Test
  void aPageReadBeforeAWriteAndStoredAfterItIsShownToNobodyElse() {
    FixedProductPages other = process();
    database.whileComputingOnce(
        () -> {
          other.purchase(1);
          clock.advance(Duration.ofSeconds(5));
        });

    assertThat(stalenessOf(pages)).as("who was on its way").isEqualTo(Duration.ofSeconds(5));
    assertThat(stalenessOf(pages)).isZero();
    assertThat(stalenessOf(other)).isZero();
  }

  /** The worst case: the invalidation is lost, too, and the computation slow. */
  @Test
  void aPageThatTookLongToComputeIsNotShownLongerForIt() {
    database.whileComputingOnce(
        () -> {
          database.purchase(1);
          clock.advance(Duration.ofSeconds(40));
        });
    pages.page(1);

    clock.advance(Duration.ofSeconds(19));
    assertThat(stalenessOf(pages)).isEqualTo(Duration.ofSeconds(59));
    clock.advance(Duration.ofSeconds(1));
    assertThat(stalenessOf(pages)).isZero();
  }

  @Test
  void whoAsksAfterAPurchaseDoesNotJoinAComputationFromBeforeIt() {
    database.whileComputingOnce(
        () -> {
          pages.purchase(1);
          clock.advance(Duration.ofSeconds(5));
          assertThat(stalenessOf(pages)).isZero();
        });

    pages.page(1);

    assertThat(database.computations).hasValue(2);
  }

  @Test
  void manyWhoAskForAColdPageShareOneComputation() {
    assertThatACrowdComputesOnce();
  }

  @Test
  void manyWhoAskForAnExpiredPageShareOneComputation() {
    pages.page(1);
    clock.advance(TTL);
    database.computations.set(0);

    assertThatACrowdComputesOnce();
  }

  @Test
  void manyWhoAskWithoutRedisShareOneComputation() {
    pages.page(1);
    redis.stop();
    database.computations.set(0);

    assertThatACrowdComputesOnce();
    redis.start();
  }

  private void assertThatACrowdComputesOnce() {
    Crowd crowd = new Crowd(32);
    database.whileComputing = crowd::awaitOthersWaiting;

    crowd.all(() -> pages.page(1));

    assertThat(crowd.results()).hasSize(32).containsOnly(Optional.of(Pages.page(1, 0)));
    assertThat(database.computations).hasValue(1);
  }
}
