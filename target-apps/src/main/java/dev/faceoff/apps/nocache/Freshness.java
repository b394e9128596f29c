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
   * Notes a write.
   *
   * @param sentAt a time before it was committed, so that staleness is rather over- than
   *     understated
   */
  void committed(long productId, long version, Instant sentAt) {
    commitsByProduct.computeIfAbsent(productId, id -> new Commits()).add(version, sentAt);
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
    private final TreeMap<Long, Instant> sentAtByVersion = new TreeMap<>();

    synchronized void add(long version, Instant sentAt) {
      sentAtByVersion.put(version, sentAt);
      if (sentAtByVersion.size() > COMMITS_KEPT) {
        mergeOlderHalf();
      }
    }

    /** Gives of two neighbours the later version the earlier time: never understates. */
    private void mergeOlderHalf() {
      Iterator<Map.Entry<Long, Instant>> entries = sentAtByVersion.entrySet().iterator();
      for (int pair = 0; pair < COMMITS_KEPT / 4; pair++) {
        Instant earlier = entries.next().getValue();
        entries.remove();
        entries.next().setValue(earlier);
      }
    }

    synchronized int size() {
      return sentAtByVersion.size();
    }

    synchronized Duration since(long version) {
      Map.Entry<Long, Instant> firstMissing = sentAtByVersion.higherEntry(version);
      return firstMissing == null
          ? Duration.ZERO
          : Duration.between(firstMissing.getValue(), clock.instant());
    }
  }
}
