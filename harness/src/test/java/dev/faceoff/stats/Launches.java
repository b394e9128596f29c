package dev.faceoff.stats;

import dev.faceoff.model.Side;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;

/** Launches made up for tests. */
final class Launches {
  static final String ENDPOINT = "list-orders";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Launches() {}

  /** A launch of one endpoint that settled for four seconds and was measured from the fifth on. */
  static MatchedLaunch of(MatchedPairs settling, MatchedPairs measured) {
    return new MatchedLaunch(
        measured.launch(),
        List.of(settling),
        List.of(measured),
        4,
        5 * NANOS_PER_SECOND,
        Map.of(),
        0,
        new GeneratorHealth(new Histogram(3), measured.size(), measured.size(), 0, 0, 0));
  }

  static MatchedLaunch of(MatchedPairs measured) {
    return of(new MatchedPairs(measured.launch(), measured.endpoint()), measured);
  }

  /** Adds a pair that both sides answered; latencies in milliseconds. */
  static void add(
      MatchedPairs pairs, Side first, double second, double baseline, double candidate) {
    pairs.add(
        first,
        Math.round(second * NANOS_PER_SECOND),
        Math.round(baseline * 1e6),
        false,
        Math.round(candidate * 1e6),
        false,
        false);
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** What one side does to a latency in milliseconds, given what it is by nature. */
  interface Effect {
    double on(double millis, double second, RandomGenerator random);
  }

  static final Effect NONE = (millis, second, random) -> millis;

  /**
   * Pairs in random order, 50 a second: a payload of its own cost for each (4 ms, spread 40 %),
   * scatter of each request (15 %).
   */
  static MatchedPairs pairs(
      int launch,
      double fromSecond,
      int seconds,
      Effect onBaseline,
      Effect onCandidate,
      RandomGenerator random) {
    MatchedPairs pairs = new MatchedPairs(launch, ENDPOINT);
    for (int i = 0; i < 50 * seconds; i++) {
      double second = fromSecond + i / 50.0;
      double payload = 4 * Math.exp(0.4 * random.nextGaussian());
      double baseline = payload * Math.exp(0.15 * random.nextGaussian());
      double candidate = payload * Math.exp(0.15 * random.nextGaussian());
      add(
          pairs,
          random.nextBoolean() ? Side.BASELINE : Side.CANDIDATE,
          second,
          onBaseline.on(baseline, second, random),
          onCandidate.on(candidate, second, random));
    }
    return pairs;
  }

  /** The same pairs with the sides' names exchanged. */
  static MatchedPairs swapped(MatchedPairs pairs) {
    MatchedPairs swapped = new MatchedPairs(pairs.launch(), pairs.endpoint());
    for (int i = 0; i < pairs.size(); i++) {
      swapped.add(
          pairs.first(i).other(),
          pairs.startNanos(i),
          pairs.latencyNanos(i, Side.CANDIDATE),
          pairs.failed(i, Side.CANDIDATE),
          pairs.latencyNanos(i, Side.BASELINE),
          pairs.failed(i, Side.BASELINE),
          pairs.answersDiffer(i));
    }
    return swapped;
  }
}
