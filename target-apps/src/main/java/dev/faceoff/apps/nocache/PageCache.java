package dev.faceoff.apps.nocache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Product pages in Redis, none older than the TTL. While Redis is away it knows no page and keeps
 * none, and fails nobody.
 *
 * <p><b>How stale a page can be.</b> An entry says when its page was read, and readers refuse it
 * once that is a TTL ago. That is the bound, whatever else goes wrong: an invalidation lost with
 * the connection or with the process, a command that Redis carries out late, an entry evicted. It
 * assumes that the clocks of the service's machines agree.
 *
 * <p>Mostly a page is far fresher, for a write leaves its version behind in place of the page. No
 * page of an earlier version replaces it, so neither a visitor who read before the write and stores
 * after it, nor two writers whose invalidations overtake each other bring back an old page. The
 * version stays for a TTL; who has read longer ago than that stores nothing.
 *
 * <p><b>How long Redis can hold up a request.</b> One command waits no longer than {@code
 * spring.data.redis.timeout}. Half of the last twenty failing opens the breaker: for a second
 * nobody asks Redis, then one request tries.
 */
@Component
@ConditionalOnProperty(name = "variant", havingValue = "fixed")
class PageCache {
  /** Replaces an entry, with its version, unless one of a later version is there. */
  private static final RedisScript<Boolean> REPLACE =
      RedisScript.of(
          """
          local known = redis.call('HGET', KEYS[1], 'version')
          if known and tonumber(known) > tonumber(ARGV[1]) then
            return false
          end
          redis.call('HSET', KEYS[1], 'version', ARGV[1], 'entry', ARGV[2])
          redis.call('PEXPIRE', KEYS[1], ARGV[3])
          return true
          """,
          Boolean.class);

  private static final String NO_PAGE = "";

  /** A page as it is kept, as JSON. */
  private record Entry(long readAtEpochMillis, ProductPage page) {}

  private final StringRedisTemplate redis;
  private final JsonMapper json;
  private final InstantSource clock;
  private final Duration ttl;
  private final Counter hits;
  private final Counter misses;
  private final CircuitBreaker breaker;

  /**
   * A cache.
   *
   * @param ttl the age at which no page is shown any more
   */
  PageCache(
      StringRedisTemplate redis,
      JsonMapper json,
      InstantSource clock,
      MeterRegistry meters,
      @Value("${cache.ttl}") Duration ttl) {
    this.redis = redis;
    this.json = json;
    this.clock = clock;
    this.ttl = ttl;
    this.hits = gets(meters, "hit");
    this.misses = gets(meters, "miss");
    this.breaker =
        CircuitBreaker.of(
            "redis",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(1))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    connect();
    // Unless it is connected, one request alone finds out whether Redis is there: connecting is
    // done by one at a time.
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
  }

  /**
   * Tries to connect before visitors come: the first time, loading the client's classes takes
   * longer than a visitor would wait.
   */
  private void connect() {
    for (int attempt = 0; attempt < 5; attempt++) {
      try {
        redis.hasKey(key(0));
        return;
      } catch (DataAccessException e) {
        // Without Redis the service starts all the same.
      }
    }
  }

  private static Counter gets(MeterRegistry meters, String result) {
    return Counter.builder("cache.gets")
        .description("Pages looked for in the cache; without Redis, a miss")
        .tags("cache", "product-pages", "result", result)
        .register(meters);
  }

  /** Returns the page if it is kept and still young enough. */
  Optional<ProductPage> find(long productId) {
    Optional<ProductPage> page =
        askRedis(() -> redis.<String, String>opsForHash().get(key(productId), "entry"))
            .filter(entry -> !entry.equals(NO_PAGE))
            .flatMap(this::pageIn);
    (page.isPresent() ? hits : misses).increment();
    return page;
  }

  private Optional<ProductPage> pageIn(String text) {
    try {
      Entry entry = json.readValue(text, Entry.class);
      return remaining(Instant.ofEpochMilli(entry.readAtEpochMillis())) > 0
          ? Optional.of(entry.page())
          : Optional.empty();
    } catch (JacksonException e) {
      // Written by another release of the service: the page is computed and replaces it.
      return Optional.empty();
    }
  }

  /**
   * Keeps a page for what remains of its TTL, unless a later version is known.
   *
   * @param readAt a time before the page was read from the database
   */
  void store(ProductPage page, Instant readAt) {
    long remainingMillis = remaining(readAt);
    if (remainingMillis > 0) {
      String entry = json.writeValueAsString(new Entry(readAt.toEpochMilli(), page));
      replace(page.id(), page.version(), entry, remainingMillis);
    }
  }

  /**
   * Takes a page out; call it when the write is committed, before that a visitor would put back the
   * old page.
   *
   * @param version of the product since the write
   */
  void invalidate(long productId, long version) {
    replace(productId, version, NO_PAGE, ttl.toMillis());
  }

  private void replace(long productId, long version, String entry, long keptMillis) {
    askRedis(
        () ->
            redis.execute(
                REPLACE,
                List.of(key(productId)),
                Long.toString(version),
                entry,
                Long.toString(keptMillis)));
  }

  /** Milliseconds until what was read then is too old. */
  private long remaining(Instant readAt) {
    return clock.instant().until(readAt.plus(ttl), ChronoUnit.MILLIS);
  }

  private static String key(long productId) {
    return "product-page:" + productId;
  }

  /** Returns what Redis answers, or nothing if it has nothing or is away. */
  private <T> Optional<T> askRedis(Supplier<T> command) {
    try {
      return Optional.ofNullable(breaker.executeSupplier(command));
    } catch (CallNotPermittedException | DataAccessException e) {
      return Optional.empty();
    }
  }
}
