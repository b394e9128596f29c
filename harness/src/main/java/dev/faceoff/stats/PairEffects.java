package dev.faceoff.stats;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Turns the pairs of a launch into its effects.
 *
 * <ul>
 *   <li>{@link Measure#TYPICAL_LATENCY}: the mean over the two orders (baseline asked first,
 *       candidate asked first) of the 20 %-trimmed mean of ln(candidate / baseline). Whoever is
 *       asked second finds caches warm; the mean over orders cancels that, however many pairs each
 *       order has. The sides' values are geometric trimmed means in milliseconds.
 *   <li>{@link Measure#SLOWEST_TENTH}: the same over the tenth of the pairs whose faster request
 *       was slowest: requests that are slow by nature, on both sides.
 *   <li>{@link Measure#SLOW_SHARE}: of the twentieth of the pairs that differ most, after the
 *       typical ratio of each order is taken out, those whose candidate was the slow one less those
 *       whose baseline was, as a share of all pairs. The sides' values are the shares of requests
 *       that were so much slower than their partner. It sees a fault that strikes few requests.
 *       Against asking which side exceeds the 95th percentile of both sides' latencies, in
 *       simulations of 20 ms on 3 % of requests: as sensitive where a request takes 4 ms (mean over
 *       standard deviation of a launch with 400 pairs 1.9 against 1.9), more so where it takes 30
 *       ms (0.7 against 0.5) or payloads differ much (1.2 against 0.3), because the partner tells
 *       what the payload costs; and a shift of all requests leaves it at 0, so that each claim says
 *       one thing.
 *   <li>{@link Measure#P50_LATENCY} to {@link Measure#P99_LATENCY}: ln of the ratio of the sides'
 *       Harrell-Davis quantiles, where there are 10/(1-q) requests a side.
 * </ul>
 *
 * <p>Latencies count where both sides answered and the window was not disturbed; failures of all
 * pairs do. A measure whose pairs are too few is absent.
 */
public final class PairEffects {
  /** In each order; trimming then leaves three. */
  private static final int LEAST_PAIRS = 5;

  private static final double TENTH = 0.1;
  private static final double TWENTIETH = 0.05;

  /**
   * Beyond a factor of 1.5 the faster side's small disturbances would be the largest differences in
   * relation, and be called an improvement of the slower one.
   */
  private static final double MOST_COMPARABLE = Math.log(1.5);

  /** So that a twentieth is at least five pairs. */
  private static final int LEAST_PAIRS_FOR_EXTREMES = 100;

  private static final double NANOS_PER_MILLI = 1e6;

  private static final Map<Measure, Double> QUANTILES =
      Map.of(
          Measure.P50_LATENCY, 0.5,
          Measure.P90_LATENCY, 0.9,
          Measure.P95_LATENCY, 0.95,
          Measure.P99_LATENCY, 0.99);

  private final Map<Claim, Double> baseline = new HashMap<>();
  private final Map<Claim, Double> candidate = new HashMap<>();
  private final Map<Claim, Double> contrasts = new HashMap<>();

  private PairEffects() {}

  /** Pairs of answers that a launch needs to show a quantile; empty for other measures. */
  public static OptionalLong leastPairs(Measure measure) {
    return Stream.ofNullable(QUANTILES.get(measure)).mapToLong(Quantile::leastValues).findFirst();
  }

  /** The effects of a launch. */
  public static LaunchEffects of(MatchedLaunch launch, Disturbance disturbance) {
    PairEffects effects = new PairEffects();
    Map<String, FailureCounts> failures = new HashMap<>();
    for (MatchedPairs pairs : launch.measured()) {
      failures.put(pairs.endpoint(), FailureCounts.of(pairs));
      int[] kept = kept(pairs, disturbance);
      effects.addLevel(Measure.TYPICAL_LATENCY, pairs, kept);
      effects.addLevel(Measure.SLOWEST_TENTH, pairs, slowest(pairs, kept));
      effects.addExtremes(pairs, kept);
      effects.addQuantiles(pairs, kept);
    }
    return new LaunchEffects(
        launch.launch(), effects.baseline, effects.candidate, effects.contrasts, failures);
  }

  private static int[] kept(MatchedPairs pairs, Disturbance disturbance) {
    int[] kept = new int[pairs.size()];
    int n = 0;
    for (int i = 0; i < kept.length; i++) {
      // A clock that did not tick between the two readings tells no ratio.
      boolean timed =
          pairs.latencyNanos(i, Side.BASELINE) > 0 && pairs.latencyNanos(i, Side.CANDIDATE) > 0;
      if (timed && pairs.bothAnswered(i) && !disturbance.dropped(pairs.startNanos(i))) {
        kept[n++] = i;
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private static int[] slowest(MatchedPairs pairs, int[] kept) {
    Comparator<Integer> byFaster =
        Comparator.comparingLong(
            pair ->
                Math.min(
                    pairs.latencyNanos(pair, Side.BASELINE),
                    pairs.latencyNanos(pair, Side.CANDIDATE)));
    return Arrays.stream(kept)
        .boxed()
        .sorted(byFaster.reversed())
        .limit(Math.round(TENTH * kept.length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void addLevel(Measure measure, MatchedPairs pairs, int[] kept) {
    int[] baselineFirst = inOrder(pairs, kept, Side.BASELINE);
    int[] candidateFirst = inOrder(pairs, kept, Side.CANDIDATE);
    if (Math.min(baselineFirst.length, candidateFirst.length) < LEAST_PAIRS) {
      return;
    }
    IntToDoubleFunction ofBaseline = pair -> Math.log(millis(pairs, pair, Side.BASELINE));
    IntToDoubleFunction ofCandidate = pair -> Math.log(millis(pairs, pair, Side.CANDIDATE));
    add(
        new Claim(pairs.endpoint(), measure),
        Math.exp(crossover(ofBaseline, baselineFirst, candidateFirst)),
        Math.exp(crossover(ofCandidate, baselineFirst, candidateFirst)),
        crossover(pair -> logRatio(pairs, pair), baselineFirst, candidateFirst));
  }

  private static double crossover(IntToDoubleFunction value, int[] oneOrder, int[] otherOrder) {
    return (Robust.trimmedMean(Arrays.stream(oneOrder).mapToDouble(value).toArray())
            + Robust.trimmedMean(Arrays.stream(otherOrder).mapToDouble(value).toArray()))
        / 2;
  }

  private void addExtremes(MatchedPairs pairs, int[] kept) {
    int n = kept.length;
    if (n < LEAST_PAIRS_FOR_EXTREMES) {
      return;
    }
    double[] beyondTypical = new double[n];
    double typicalOfBoth = 0;
    int filled = 0;
    for (Side first : Side.values()) {
      int[] order = inOrder(pairs, kept, first);
      double[] ratios = Arrays.stream(order).mapToDouble(pair -> logRatio(pairs, pair)).toArray();
      double typical = Robust.median(ratios);
      typicalOfBoth += typical / Side.values().length;
      for (double ratio : ratios) {
        beyondTypical[filled++] = ratio - typical;
      }
    }
    if (Math.abs(typicalOfBoth) > MOST_COMPARABLE) {
      return;
    }
    double[] sizes = Arrays.stream(beyondTypical).map(Math::abs).sorted().toArray();
    double limit = sizes[n - 1 - (int) Math.round(TWENTIETH * n)];
    long slowCandidates = Arrays.stream(beyondTypical).filter(each -> each > limit).count();
    long slowBaselines = Arrays.stream(beyondTypical).filter(each -> each < -limit).count();
    add(
        new Claim(pairs.endpoint(), Measure.SLOW_SHARE),
        (double) slowBaselines / n,
        (double) slowCandidates / n,
        (double) (slowCandidates - slowBaselines) / n);
  }

  private void addQuantiles(MatchedPairs pairs, int[] kept) {
    if (kept.length == 0) {
      return;
    }
    Histogram ofBaseline = histogram(pairs, kept, Side.BASELINE);
    Histogram ofCandidate = histogram(pairs, kept, Side.CANDIDATE);
    QUANTILES.forEach(
        (measure, share) -> {
          if (Quantile.supportedBy(kept.length, share)) {
            double one = Quantile.harrellDavis(ofBaseline, share) / NANOS_PER_MILLI;
            double other = Quantile.harrellDavis(ofCandidate, share) / NANOS_PER_MILLI;
            add(new Claim(pairs.endpoint(), measure), one, other, Math.log(other / one));
          }
        });
  }

  private static Histogram histogram(MatchedPairs pairs, int[] kept, Side side) {
    Histogram histogram = new Histogram(3);
    for (int pair : kept) {
      histogram.recordValue(pairs.latencyNanos(pair, side));
    }
    return histogram;
  }

  private void add(Claim claim, double ofBaseline, double ofCandidate, double contrast) {
    baseline.put(claim, ofBaseline);
    candidate.put(claim, ofCandidate);
    contrasts.put(claim, contrast);
  }

  private static int[] inOrder(MatchedPairs pairs, int[] kept, Side first) {
    return Arrays.stream(kept).filter(pair -> pairs.first(pair) == first).toArray();
  }

  private static double millis(MatchedPairs pairs, int pair, Side side) {
    return pairs.latencyNanos(pair, side) / NANOS_PER_MILLI;
  }

  private static double logRatio(MatchedPairs pairs, int pair) {
    return Math.log(
        (double) pairs.latencyNanos(pair, Side.CANDIDATE)
            / pairs.latencyNanos(pair, Side.BASELINE));
  }
}
