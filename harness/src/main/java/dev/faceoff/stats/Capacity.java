package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the searches of several launches say together, about one variant or about two.
 *
 * <p>The launch is the unit of proof: intervals are Student's t over launches, on the logarithms of
 * rates. A search leaves a bracket rather than a number, and brackets of equal searches are often
 * equal; so the interval runs from the mean of the lower ends, less the error, to the mean of the
 * upper ends and the error, and is never narrower than the brackets.
 *
 * @param estimate of the rate, or of the ratio
 * @param atLeast whether it is only a lower bound, because a search ended at the generator's limit
 *     or without a rate that was not kept; it is then the least of all launches, as a mean would
 *     promise more than one of them has shown, and there is no interval
 */
public record Capacity(Estimate estimate, boolean atLeast) {
  private static final double CONFIDENCE = 0.95;

  /** What one launch allows, as natural logarithms. */
  private record Bounds(double low, double middle, double high) {}

  /**
   * Arrivals a second that a variant keeps: the geometric mean of the highest kept rates, or the
   * least of them.
   *
   * @param launches one bracket each
   * @return empty when a launch kept no rate at all
   */
  public static Optional<Capacity> of(List<CapacityBracket> launches) {
    requireSome(launches.size());
    if (launches.stream().anyMatch(bracket -> bracket.keptPerSecond().isEmpty())) {
      return Optional.empty();
    }
    if (!launches.stream().allMatch(CapacityBracket::isClosed)) {
      double least = launches.stream().mapToDouble(CapacityBracket::kept).min().orElseThrow();
      return Optional.of(atLeast(least, open(launches), launches.size()));
    }
    double kept =
        Math.exp(mean(launches.stream().mapToDouble(each -> Math.log(each.kept())).toArray()));
    List<Bounds> bounds =
        launches.stream()
            .map(
                each ->
                    new Bounds(Math.log(each.kept()), each.middleLog(), Math.log(each.notKept())))
            .toList();
    return Optional.of(
        new Capacity(
            estimate(
                kept,
                bounds,
                String.format(
                    Locale.ROOT,
                    "no interval: only one launch, whose search ended between %.1f and %.1f/s",
                    launches.get(0).kept(),
                    launches.get(0).notKept())),
            false));
  }

  /**
   * Candidate's over baseline's capacity: the geometric mean of the launches' ratios, each taken at
   * the middles of the brackets, or the least that the brackets of any launch allow.
   *
   * @param baseline a bracket a launch
   * @param candidate of the same launches in the same order
   * @return empty when a launch kept no rate, or when the baseline's upper end is not known: then
   *     the ratio has no lower bound
   */
  public static Optional<Capacity> ratio(
      List<CapacityBracket> baseline, List<CapacityBracket> candidate) {
    requireSome(baseline.size());
    if (baseline.size() != candidate.size()) {
      throw new IllegalArgumentException(
          "both variants need the same launches, but have %d and %d"
              .formatted(baseline.size(), candidate.size()));
    }
    if (!baseline.stream().allMatch(CapacityBracket::isClosed)
        || candidate.stream().anyMatch(bracket -> bracket.keptPerSecond().isEmpty())) {
      return Optional.empty();
    }
    if (!candidate.stream().allMatch(CapacityBracket::isClosed)) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < baseline.size(); i++) {
        least = Math.min(least, candidate.get(i).kept() / baseline.get(i).notKept());
      }
      return Optional.of(atLeast(least, open(candidate), candidate.size()));
    }
    List<Bounds> bounds = new ArrayList<>();
    for (int i = 0; i < baseline.size(); i++) {
      CapacityBracket below = baseline.get(i);
      CapacityBracket above = candidate.get(i);
      bounds.add(
          new Bounds(
              Math.log(above.kept() / below.notKept()),
              above.middleLog() - below.middleLog(),
              Math.log(above.notKept() / below.kept())));
    }
    double middle = mean(bounds.stream().mapToDouble(Bounds::middle).toArray());
    return Optional.of(
        new Capacity(
            estimate(
                Math.exp(middle),
                bounds,
                String.format(
                    Locale.ROOT,
                    "no interval: only one launch, whose searches allow %.2f to %.2f",
                    Math.exp(bounds.get(0).low()),
                    Math.exp(bounds.get(0).high()))),
            false));
  }

  private static void requireSome(int launches) {
    if (launches == 0) {
      throw new IllegalArgumentException("a capacity needs the searches of at least one launch");
    }
  }

  private static long open(List<CapacityBracket> launches) {
    return launches.stream().filter(each -> !each.isClosed()).count();
  }

  private static Capacity atLeast(double value, long open, int launches) {
    return new Capacity(
        Estimate.exact(
            value,
            "at least: in %d of %s no rate was found that is not kept"
                .formatted(open, launches(launches))),
        true);
  }

  private static String launches(int launches) {
    return launches == 1 ? "1 launch" : launches + " launches";
  }

  private static Estimate estimate(double value, List<Bounds> bounds, String noteOfOne) {
    int n = bounds.size();
    if (n == 1) {
      return Estimate.exact(value, noteOfOne);
    }
    double low = mean(bounds.stream().mapToDouble(Bounds::low).toArray());
    double high = mean(bounds.stream().mapToDouble(Bounds::high).toArray());
    double[] middles = bounds.stream().mapToDouble(Bounds::middle).toArray();
    double mean = mean(middles);
    double squares = Arrays.stream(middles).map(each -> (each - mean) * (each - mean)).sum();
    double half =
        TDistribution.of(n - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2)
            * Math.sqrt(squares / (n - 1) / n);
    return new Estimate(
        value,
        Optional.of(new Interval(Math.exp(low - half), Math.exp(high + half), CONFIDENCE)),
        "over %d launches and the width of their brackets".formatted(n));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
