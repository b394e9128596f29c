package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.ScalePosition;
import dev.faceoff.model.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Places a service between two others: 0 is where the one stands, 1 where the other does.
 *
 * <p>The position is (own - zero) / (one - zero), of logarithms where values are compared by their
 * ratio. Numerator and denominator come from the same launches, and both have errors, the zero
 * end's in common. So the interval is Fieller's: all positions p for which own - zero - p (one -
 * zero) may be 0 (Fieller, "Some problems in interval estimation", Journal of the Royal Statistical
 * Society B 16, 1954), with variances and covariance from leaving out one unit of proof at a time,
 * as {@link Jackknife} does, and Student's t.
 */
public final class Scale {
  /** Ratio by which the ends must differ at least, to the nearer end of their interval. */
  public static final double LEAST_RATIO = 1.2;

  /** Difference by which ends that are shares must differ, to the nearer end of their interval. */
  public static final double LEAST_SHARE = 0.01;

  private static final String ALIKE = "The ends do not differ in this measure.";

  private final double confidence;

  /**
   * @param confidence share in (0, 1), for example 0.95
   */
  public Scale(double confidence) {
    this.confidence = confidence;
  }

  /**
   * A measure of the three, as statistics of lists of units: the same units hold all three.
   *
   * @param zero of the variant at 0
   * @param one of the variant at 1
   */
  public record Measured<U>(
      ToDoubleFunction<List<U>> own,
      ToDoubleFunction<List<U>> zero,
      ToDoubleFunction<List<U>> one) {}

  /**
   * How many independent trials each share is of.
   *
   * @param zero of the variant at 0
   * @param one of the variant at 1
   */
  public record Trials(long own, long zero, long one) {}

  /**
   * Places what is compared by its ratio, such as latencies and costs.
   *
   * @param units at least one
   * @param unitName what a unit is, in the plural, for the note
   */
  public <U> ScalePosition ofRatios(List<U> units, Measured<U> measured, String unitName) {
    Values values = Values.of(units, measured);
    if (values.any(value -> value <= 0)) {
      return ScalePosition.none("0 has no place on a scale of ratios.");
    }
    return place(values.logs(), Math.log(LEAST_RATIO), new double[3], units.size(), unitName);
  }

  /**
   * Places shares of requests or lookups, by their difference. To what differs between units it
   * adds what as many independent trials leave open: units that happen to agree prove little.
   */
  public <U> ScalePosition ofShares(
      List<U> units, Measured<U> measured, Trials trials, String unitName) {
    Values values = Values.of(units, measured);
    double[] variances = {
      binomialVariance(values.all[0], trials.own()),
      binomialVariance(values.all[1], trials.zero()),
      binomialVariance(values.all[2], trials.one())
    };
    return place(values, LEAST_SHARE, variances, units.size(), unitName);
  }

  /**
   * Places amounts that may be 0, by their difference. The ends must differ by the same ratio as
   * elsewhere: by a sixth of the larger at least.
   */
  public <U> ScalePosition ofAmounts(List<U> units, Measured<U> measured, String unitName) {
    Values values = Values.of(units, measured);
    double larger = Math.max(values.all[1], values.all[2]);
    double least = larger * (1 - 1 / LEAST_RATIO);
    return larger == 0
        ? ScalePosition.none(ALIKE)
        : place(values, least, new double[3], units.size(), unitName);
  }

  /**
   * Places counts that have no error of their own; by their ratio.
   *
   * @param note why there is no interval
   */
  public static ScalePosition ofCounts(double own, double zero, double one, String note) {
    if (!(own > 0 && zero > 0 && one > 0)) {
      return ScalePosition.none("0 has no place on a scale of ratios.");
    }
    double ends = Math.log(one / zero);
    if (Math.abs(ends) < Math.log(LEAST_RATIO)) {
      return ScalePosition.none(ALIKE);
    }
    double position = Math.log(own / zero) / ends;
    return new ScalePosition(
        Optional.of(Estimate.exact(position, note)), standing(position, position), "");
  }

  /** Where the whole of an interval lies, if it lies in one place. */
  static Standing standing(double low, double high) {
    double margin = Standing.MARGIN;
    if (high < -margin) {
      return Standing.BEYOND_FIXED;
    }
    if (low >= -margin && high <= margin) {
      return Standing.LIKE_FIXED;
    }
    if (low > margin && high < 1 - margin) {
      return Standing.BETWEEN;
    }
    if (low >= 1 - margin && high <= 1 + margin) {
      return Standing.LIKE_NAIVE;
    }
    return low > 1 + margin ? Standing.BEYOND_NAIVE : Standing.CANNOT_TELL;
  }

  /** Of a share that was 0 or 1 in all trials, too: as if two more had come out differently. */
  private static double binomialVariance(double share, long trials) {
    double shrunk = (share * trials + 1) / (trials + 2);
    return shrunk * (1 - shrunk) / (trials + 2);
  }

  /**
   * @param least by which the ends must differ
   * @param variances to be added, of own, zero and one
   */
  private ScalePosition place(
      Values values, double least, double[] variances, int units, String unitName) {
    double own = values.all[0] - values.all[1];
    double ends = values.all[2] - values.all[1];
    if (values.any(Double::isNaN)) {
      return ScalePosition.none("It was not measured of all three in all the " + unitName + ".");
    }
    if (units < 2) {
      return Math.abs(ends) < least
          ? ScalePosition.none(ALIKE)
          : new ScalePosition(
              Optional.of(Estimate.exact(own / ends, "no interval: only one of the " + unitName)),
              Standing.CANNOT_TELL,
              "");
    }
    double t = TDistribution.of(units - 1).inverseSurvivalProbability((1 - confidence) / 2);
    double ofOwn = values.covariance(0, 0) + variances[0] + variances[1];
    double ofEnds = values.covariance(2, 2) + variances[2] + variances[1];
    double ofBoth = values.covariance(0, 2) + variances[1];
    if (Math.abs(ends) - t * Math.sqrt(ofEnds) < least) {
      return ScalePosition.none(ALIKE);
    }
    // a p² - 2 b p + c = 0 at both ends of the interval.
    double a = ends * ends - t * t * ofEnds;
    double b = own * ends - t * t * ofBoth;
    double c = own * own - t * t * ofOwn;
    double root = Math.sqrt(Math.max(0, b * b - a * c));
    Interval interval = new Interval((b - root) / a, (b + root) / a, confidence);
    return new ScalePosition(
        Optional.of(
            new Estimate(
                own / ends, Optional.of(interval), "over %d %s".formatted(units, unitName))),
        standing(interval.low(), interval.high()),
        "");
  }

  /** Own, zero and one, in this order: of all units together, and of all but one each. */
  private static final class Values {
    private final double[] all;
    private final double[][] without;

    /**
     * @param without of all but the unit of that index
     */
    Values(double[] all, double[][] without) {
      this.all = all;
      this.without = without;
    }

    static <U> Values of(List<U> units, Measured<U> measured) {
      double[][] without = new double[units.size() < 2 ? 0 : units.size()][];
      for (int left = 0; left < without.length; left++) {
        List<U> others = new ArrayList<>(units);
        others.remove(left);
        without[left] = values(others, measured);
      }
      return new Values(values(units, measured), without);
    }

    private static <U> double[] values(List<U> units, Measured<U> measured) {
      return new double[] {
        measured.own().applyAsDouble(units),
        measured.zero().applyAsDouble(units),
        measured.one().applyAsDouble(units)
      };
    }

    boolean any(java.util.function.DoublePredicate test) {
      return Arrays.stream(all).anyMatch(test)
          || Arrays.stream(without).flatMapToDouble(Arrays::stream).anyMatch(test);
    }

    Values logs() {
      return new Values(
          logs(all), Arrays.stream(without).map(Values::logs).toArray(double[][]::new));
    }

    private static double[] logs(double[] values) {
      return Arrays.stream(values).map(Math::log).toArray();
    }

    /** The jackknife's, of two values less that of the zero end. */
    double covariance(int left, int right) {
      int n = without.length;
      double meanLeft = 0;
      double meanRight = 0;
      for (double[] each : without) {
        meanLeft += (each[left] - each[1]) / n;
        meanRight += (each[right] - each[1]) / n;
      }
      double products = 0;
      for (double[] each : without) {
        products += (each[left] - each[1] - meanLeft) * (each[right] - each[1] - meanRight);
      }
      return products * (n - 1) / n;
    }
  }
}
