package dev.faceoff.stats;

import dev.faceoff.model.Interval;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How two groups of positive values compare: the ratio of their geometric means, with {@link
 * Welch}'s interval on the log scale, or Student's where they are paired.
 *
 * @param log natural logarithm of candidate over baseline
 * @param standardError of {@code log}; 0 when no value differs from its group's others
 * @param degrees of freedom; not a number when {@code standardError} is 0
 */
public record LogRatio(double log, double standardError, double degrees) {

  /**
   * Compares two groups.
   *
   * @param baseline positive values, at least two
   * @param candidate positive values, at least two
   */
  public static LogRatio of(double[] baseline, double[] candidate) {
    Welch welch = Welch.of(logs(baseline), logs(candidate));
    return new LogRatio(welch.difference(), welch.standardError(), welch.degrees());
  }

  /**
   * Compares two groups whose values belong together two by two, in their order.
   *
   * @param baseline positive values, at least two
   * @param candidate as many
   */
  public static LogRatio paired(double[] baseline, double[] candidate) {
    double[] old = logs(baseline);
    double[] now = logs(candidate);
    if (old.length != now.length) {
      throw new IllegalArgumentException(
          "%d and %d values are no pairs".formatted(old.length, now.length));
    }
    double[] differences =
        IntStream.range(0, old.length).mapToDouble(i -> now[i] - old[i]).toArray();
    double mean = DoubleStream.of(differences).average().orElseThrow();
    double squares = DoubleStream.of(differences).map(d -> (d - mean) * (d - mean)).sum();
    int degrees = differences.length - 1;
    return new LogRatio(mean, Math.sqrt(squares / degrees / differences.length), degrees);
  }

  /** Candidate over baseline. */
  public double ratio() {
    return Math.exp(log);
  }

  /** How often a ratio this far above 1, or farther, is seen where there is no difference. */
  public double pAbove() {
    return welch().pAbove();
  }

  /** How often a ratio this far below 1, or farther, is seen where there is no difference. */
  public double pBelow() {
    return welch().pBelow();
  }

  private Welch welch() {
    return new Welch(log, standardError, degrees);
  }

  /**
   * Interval of the ratio.
   *
   * @param confidence share in (0, 1), two-sided
   */
  public Interval interval(double confidence) {
    double half = standardError == 0 ? 0 : t((1 - confidence) / 2) * standardError;
    return new Interval(Math.exp(log - half), Math.exp(log + half), confidence);
  }

  /**
   * The change that groups like these find nine times out of ten, as a share of the baseline: a
   * slow-down of 0.05 is a ratio of 1.05.
   *
   * @param alpha share of false alarms, one-sided
   */
  public double resolvable(double alpha) {
    return standardError == 0 ? 0 : Math.expm1((t(alpha) + t(0.1)) * standardError);
  }

  private double t(double tail) {
    return TDistribution.of(degrees).inverseSurvivalProbability(tail);
  }

  private static double[] logs(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("a group needs two values, but has " + values.length);
    }
    for (double value : values) {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a value must be above 0, but is " + value);
      }
    }
    return Arrays.stream(values).map(Math::log).toArray();
  }
}
