package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PageCacheTest {
  private static final Duration TTL = Duration.ofMinutes(1);
  private static Redis redis;
  private static RedisClient client;

  private final MovableClock clock = new MovableClock();
  private final PageCache cache = client.cache(clock, new SimpleMeterRegistry(), TTL);

  @BeforeAll
  static void start() {
    redis = Redis.started();
    client = new RedisClient(redis);
  }

  @AfterAll
  static void stop() {
    client.close();
    redis.close();
  }

  @AfterEach
  void empty() {
    client.commands().delete(client.commands().keys("*"));
  }

  @Test
  void givesBackWhatItWasGiven() {
    assertThat(cache.find(1)).isEmpty();

    cache.store(Pages.page(1, 3), clock.instant());

    assertThat(cache.find(1)).contains(Pages.page(1, 3));
    assertThat(cache.find(2)).isEmpty();
  }

  /** Redis itself has the entry for longer: its time starts when it gets the command. */
  @Test
  void showsNoPageThatWasReadATtlAgo() {
    cache.store(Pages.page(1, 3), clock.instant());

    clock.advance(TTL.minusMillis(1));
    assertThat(cache.find(1)).isPresent();

    clock.advance(Duration.ofMillis(1));
    assertThat(cache.find(1)).isEmpty();
    assertThat(client.commands().hasKey("product-page:1")).isTrue();
  }

  @Test
  void countsTheAgeOfAPageFromWhenItWasRead() {
    var readAt = clock.instant();
    clock.advance(Duration.ofSeconds(50));
    cache.store(Pages.page(1, 3), readAt);

    assertThat(client.commands().getExpire("product-page:1", TimeUnit.MILLISECONDS))
        .isPositive()
        .isLessThanOrEqualTo(10_000);
    clock.advance(Duration.ofSeconds(10));
    assertThat(cache.find(1)).isEmpty();
  }

  @Test
  void keepsNoPageThatWasReadATtlAgo() {
    var readAt = clock.instant();
    clock.advance(TTL);

    cache.store(Pages.page(1, 3), readAt);

    assertThat(client.commands().hasKey("product-page:1")).isFalse();
  }

  @Test
  void showsNoPageAfterAWrite() {
    cache.store(Pages.page(1, 3), clock.instant());

    cache.invalidate(1, 4);

    assertThat(cache.find(1)).isEmpty();
  }

  @Test
  void aVisitorWhoReadBeforeAWriteAndStoresAfterItBringsNothingOldBack() {
    var readAt = clock.instant();
    cache.invalidate(1, 4);

    cache.store(Pages.page(1, 3), readAt);
    assertThat(cache.find(1)).isEmpty();

    cache.store(Pages.page(1, 4), readAt);
    assertThat(cache.find(1)).contains(Pages.page(1, 4));
    cache.store(Pages.page(1, 3), readAt);
    assertThat(cache.find(1)).contains(Pages.page(1, 4));
  }

  @Test
  void twoWritersWhoseInvalidationsOvertakeEachOtherBringNothingOldBack() {
    var readAt = clock.instant();
    cache.invalidate(1, 5);
    cache.invalidate(1, 4);

    cache.store(Pages.page(1, 4), readAt);
    assertThat(cache.find(1)).isEmpty();

    cache.store(Pages.page(1, 5), readAt);
    assertThat(cache.find(1)).contains(Pages.page(1, 5));
  }

  @Test
  void comparesVersionsAsNumbers() {
    cache.invalidate(1, 10);

    cache.store(Pages.page(1, 9), clock.instant());

    assertThat(cache.find(1)).isEmpty();
  }

  @Test
  void anEntryThatItCannotReadIsNone() {
    client.commands().opsForHash().put("product-page:1", "entry", "{\"page\":");

    assertThat(cache.find(1)).isEmpty();
  }

  /** Redis keeps the version of a write as long as an older page could still be stored. */
  @Test
  void remembersAWriteForATtl() {
    cache.invalidate(1, 4);

    assertThat(client.commands().getExpire("product-page:1", TimeUnit.SECONDS))
        .isBetween(1L, TTL.toSeconds());
  }
}
