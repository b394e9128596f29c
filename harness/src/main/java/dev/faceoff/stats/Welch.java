package dev.faceoff.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Welch's t test, which lets the two groups spread differently ("The generalization of 'Student's'
 * problem when several different population variances are involved", Biometrika 34, 1947; degrees
 * of freedom by Satterthwaite, 1946).
 *
 * @param difference of the means, second group less first
 * @param standardError of the difference; 0 when no value differs from its group's others
 * @param degrees of freedom; not a number when {@code standardError} is 0
 */
record Welch(double difference, double standardError, double degrees) {

  /** Compares two groups of at least two values each. */
  static Welch of(double[] first, double[] second) {
    double ofFirst = varianceOfMean(first);
    double ofSecond = varianceOfMean(second);
    double variance = ofFirst + ofSecond;
    return new Welch(
        mean(second) - mean(first),
        Math.sqrt(variance),
        variance
            * variance
            / (ofFirst * ofFirst / (first.length - 1) + ofSecond * ofSecond / (second.length - 1)));
  }

  /** How often a difference this far above 0, or farther, is seen where there is none. */
  double pAbove() {
    return pBeyond(difference);
  }

  /** How often a difference this far below 0, or farther, is seen where there is none. */
  double pBelow() {
    return pBeyond(-difference);
  }

  /** How often a difference this far from 0, or farther, is seen where there is none. */
  double pEither() {
    return Math.min(1, 2 * pBeyond(Math.abs(difference)));
  }

  private double pBeyond(double distance) {
    if (standardError == 0) {
      return distance > 0 ? 0 : 1;
    }
    return TDistribution.of(degrees).survivalProbability(distance / standardError);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double varianceOfMean(double[] values) {
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return 0;
    }
    double mean = mean(values);
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    return squares / (values.length - 1) / values.length;
  }
}
