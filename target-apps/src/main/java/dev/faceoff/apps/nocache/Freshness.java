package dev.faceoff.apps.nocache;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAccumulator;
import org.springframework.stereotype.Component;

/**
 * Measures how stale answers are: for how long a newer version of the product had been committed
 * when a page was answered. The same for both variants, so that neither is taken at its word.
 *
 * <p>Knows the writes of its own process. The largest staleness so far is the gauge {@code
 * answer_staleness_seconds_max}.
 */
@Component
class Freshness {
  /** Commits remembered of each product; older ones are merged. */
  static final int COMMITS_KEPT = 64;

  private final InstantSource clock;
  private final ConcurrentMap<Long, Commits> commitsByProduct = new ConcurrentHashMap<>();
  private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);

  Freshness(InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    Gauge.builder("answer.staleness.seconds.max", maxNanos, max -> max.get() / 1e9)
        .description("How long before an answer a newer version had been committed, at most")
        .register(meters);
  }

  /**
   * Notes a write that is about to be committed: before it is, so that no stale answer is missed
   * and staleness is over- rather than understated, by the time that a commit takes. Should the
   * commit fail, the next write of the product, which then has the same version, takes its place.
   */
  void committing(long productId, long version) {
    commitsByProduct.computeIfAbsent(productId, id -> new Commits()).add(version, clock.instant());
  }

  /**
   * Notes an answer that is about to be sent.
   *
   * @return how stale it is; zero when it is current
   */
  Duration answered(ProductPage page) {
    Commits commits = commitsByProduct.get(page.id());
    Duration staleness = commits == null ? Duration.ZERO : commits.since(page.version());
    maxNanos.accumulate(staleness.toNanos());
    return staleness;
  }

  int commitsKept(long productId) {
    return commitsByProduct.get(productId).size();
  }

  /** When the versions of one product were committed. */
  private final class Commits {
    private final TreeMap<Long, Instant> committingAtByVersion = new TreeMap<>();

    synchronized void add(long version, Instant committingAt) {
      committingAtByVersion.put(version, committingAt);
      if (committingAtByVersion.size() > COMMITS_KEPT) {
        mergeOlderHalf();
      }
    }

    /** Gives of two neighbours the later version the earlier time: never understates. */
    private void mergeOlderHalf() {
      Iterator<Map.Entry<Long, Instant>> entries = committingAtByVersion.entrySet().iterator();
      for (int pair = 0; pair < COMMITS_KEPT / 4; pair++) {
        Instant earlier = entries.next().getValue();
        entries.remove();
        entries.next().setValue(earlier);
      }
    }

    synchronized int size() {
      return committingAtByVersion.size();
    }

    synchronized Duration since(long version) {
      Map.Entry<Long, Instant> firstMissing = committingAtByVersion.higherEntry(version);
      return firstMissing == null
          ? Duration.ZERO
          : Duration.between(firstMissing.getValue(), clock.instant());
    }
  }
}
