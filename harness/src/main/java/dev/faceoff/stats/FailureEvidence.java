package dev.faceoff.stats;

import dev.faceoff.model.Interval;
import dev.faceoff.model.Tolerance;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Pairs of which one side failed, judged by McNemar's exact test ("Note on the sampling error of
 * the difference between correlated proportions or percentages", Psychometrika 12, 1947): were the
 * sides equally reliable, each would be the failed one in half of the pairs that differ.
 *
 * <p>Errors come in bursts, of which the test knows nothing: a hiccup of one process in one launch
 * fails dozens of requests at once and would be proof beyond doubt. So an excess counts only when
 * it shows in at least two launches and in a third of them: a candidate that fails often enough to
 * be told from chance fails in nearly all.
 *
 * @param onlyBaseline pairs where the baseline failed and the candidate did not
 * @param onlyCandidate pairs where the candidate failed and the baseline did not
 * @param launchesAbove in which the candidate failed more often
 * @param launchesBelow in which the baseline did
 * @param deviation of the difference between launches
 * @param byLaunch difference of the shares of failed requests, candidate less baseline
 */
record FailureEvidence(
    long pairs,
    long onlyBaseline,
    long onlyCandidate,
    int launchesAbove,
    int launchesBelow,
    double deviation,
    int launches,
    List<Double> byLaunch)
    implements Evidence {
  private static final int LEAST_LAUNCHES = 2;
  private static final int THIRD = 3;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The evidence of some launches.
   *
   * @param counts at least two, each with pairs
   */
  static FailureEvidence of(List<FailureCounts> counts) {
    List<Double> differences = counts.stream().map(FailureEvidence::difference).toList();
    double mean = differences.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = differences.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return new FailureEvidence(
        counts.stream().mapToLong(FailureCounts::pairs).sum(),
        counts.stream().mapToLong(FailureCounts::onlyBaseline).sum(),
        counts.stream().mapToLong(FailureCounts::onlyCandidate).sum(),
        (int) differences.stream().filter(each -> each > 0).count(),
        (int) differences.stream().filter(each -> each < 0).count(),
        Math.sqrt(squares / (counts.size() - 1)),
        counts.size(),
        differences);
  }

  /** The share of failed requests, candidate less baseline. */
  static double difference(FailureCounts counts) {
    return (double) (counts.onlyCandidate() - counts.onlyBaseline()) / counts.pairs();
  }

  @Override
  public double value() {
    return (double) (onlyCandidate - onlyBaseline) / pairs;
  }

  @Override
  public String note() {
    return "difference of the shares, over %d pairs in %d launches".formatted(pairs, launches);
  }

  @Override
  public double pAbove() {
    return isBroad(launchesAbove) ? mcNemar(onlyCandidate, onlyBaseline) : 1;
  }

  @Override
  public double pBelow() {
    return isBroad(launchesBelow) ? mcNemar(onlyBaseline, onlyCandidate) : 1;
  }

  @Override
  public boolean isAbove(double share) {
    return value() >= share;
  }

  @Override
  public boolean isBelow(double share) {
    return value() <= -share;
  }

  @Override
  public boolean isWithin(double margin, double tail) {
    if (Math.abs(value()) > margin) {
      return false;
    }
    Interval interval = interval(tail);
    return interval.low() >= -margin && interval.high() <= margin;
  }

  /**
   * The exact interval: its sign is McNemar's test at {@code tail}, its size errs by no more than
   * twice that.
   */
  @Override
  public Interval decisive(double tail) {
    return exact(tail, 1 - 2 * tail);
  }

  /**
   * The exact interval, and where failures scatter between launches more than single events would,
   * as wide as Student's over launches.
   */
  @Override
  public Interval interval(double tail) {
    Interval exact = exact(tail / 2, 1 - 2 * tail);
    double mean = byLaunch.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double half =
        deviation == 0
            ? 0
            : TDistribution.of(launches - 1).inverseSurvivalProbability(tail)
                * deviation
                / Math.sqrt(launches);
    return new Interval(
        Math.min(exact.low(), Math.max(-1, mean - half)),
        Math.max(exact.high(), Math.min(1, mean + half)),
        exact.confidence());
  }

  @Override
  public Evidence projectedTo(int number) {
    double times = (double) number / launches;
    return new FailureEvidence(
        Math.round(pairs * times),
        Math.round(onlyBaseline * times),
        Math.round(onlyCandidate * times),
        (int) Math.round(launchesAbove * times),
        (int) Math.round(launchesBelow * times),
        deviation,
        number,
        byLaunch);
  }

  /**
   * By a normal approximation, which asks for a little too much: with a failures of the baseline
   * alone per pair, N pairs and an excess d, N d = z sqrt(N (2a + d)).
   */
  @Override
  public OptionalDouble resolvable(List<Level> looks, Tolerance tolerance) {
    return looks.stream()
        .mapToDouble(
            look -> {
              double z =
                  NORMAL.inverseSurvivalProbability(look.change())
                      + NORMAL.inverseCumulativeProbability(Power.WANTED);
              double lookPairs = (double) pairs * look.launches() / launches;
              double failures = (double) onlyBaseline * look.launches() / launches;
              double least = (z * z + z * Math.sqrt(z * z + 8 * failures)) / (2 * lookPairs);
              return Math.max(least, tolerance.floor());
            })
        .min();
  }

  /**
   * How probable it is that at least so many of the failures would be on one side, were both sides
   * alike.
   */
  static double mcNemar(long here, long there) {
    if (here == 0) {
      return 1;
    }
    return BinomialDistribution.of(Math.toIntExact(here + there), 0.5)
        .survivalProbability(Math.toIntExact(here - 1));
  }

  private boolean isBroad(int launchesThatShowIt) {
    return launchesThatShowIt >= LEAST_LAUNCHES && THIRD * launchesThatShowIt >= launches;
  }

  /**
   * The difference is (2p - 1) d, with d the share of pairs that differ and p that of the candidate
   * among them: each has its exact interval, erring by {@code tail} at each end.
   */
  private Interval exact(double tail, double confidence) {
    long differing = onlyBaseline + onlyCandidate;
    Interval share = Shares.clopperPearson(differing, pairs, 1 - 2 * tail);
    double low = -1;
    double high = 1;
    if (differing > 0) {
      Interval candidates = Shares.clopperPearson(onlyCandidate, differing, 1 - 2 * tail);
      low = 2 * candidates.low() - 1;
      high = 2 * candidates.high() - 1;
    }
    return new Interval(
        low * (low > 0 ? share.low() : share.high()),
        high * (high > 0 ? share.high() : share.low()),
        confidence);
  }
}
