package dev.faceoff.stats;

import dev.faceoff.model.Tolerance;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How surely a gate finds a change of known size when launches scatter by a known deviation.
 *
 * <p>The mean of launches is normal and independent of their deviation, which is that of a
 * chi-squared variable, taken at equally probable values (its quantiles by Wilson and Hilferty,
 * 1931). That is the power of the noncentral t test, with the floor of the deviation and the
 * verdicts' own conditions put in.
 */
final class Power {
  /** How often a change that can be resolved is found. */
  static final double WANTED = 0.9;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double[] NODES = new double[20];

  static {
    for (int i = 0; i < NODES.length; i++) {
      NODES[i] = NORMAL.inverseCumulativeProbability((i + 0.5) / NODES.length);
    }
  }

  /** A thousand times as much is what any gate would notice. */
  private static final double MOST_CHANGE = 999;

  private static final int HALVINGS = 40;

  private Power() {}

  /**
   * The chance that one look calls a change a change.
   *
   * @param change as in {@link Tolerance}, above 0
   * @param deviation of a launch's contrast
   * @param floorDeviation below which no deviation is believed
   */
  static double chance(
      Contrast contrast,
      double change,
      double deviation,
      double floorDeviation,
      Evidence.Level look,
      Tolerance tolerance) {
    return new Look(contrast, deviation, floorDeviation, look, tolerance)
        .chance(contrast.ofChange(change));
  }

  /**
   * The smallest change that one of the looks finds in nine of ten gates; a little larger than the
   * truth, as looks help each other.
   *
   * @return as in {@link Tolerance}; empty when no look can find any
   */
  static OptionalDouble resolvable(
      Contrast contrast,
      double deviation,
      double floorDeviation,
      List<Evidence.Level> looks,
      Tolerance tolerance) {
    double most = contrast.ofChange(MOST_CHANGE);
    double smallest = most;
    // From the last, which sees most: the earlier ones then need no search.
    for (int i = looks.size() - 1; i >= 0; i--) {
      Look look = new Look(contrast, deviation, floorDeviation, looks.get(i), tolerance);
      if (look.chance(smallest) < WANTED) {
        continue;
      }
      double low = 0;
      double high = smallest;
      for (int halving = 0; halving < HALVINGS; halving++) {
        double middle = (low + high) / 2;
        if (look.chance(middle) >= WANTED) {
          high = middle;
        } else {
          low = middle;
        }
      }
      smallest = high;
    }
    return smallest == most ? OptionalDouble.empty() : OptionalDouble.of(contrast.change(smallest));
  }

  /** The estimate needed at one look, for each probable deviation that launches may show. */
  private static final class Look {
    private final double[] needed;
    private final double standardError;

    Look(
        Contrast contrast,
        double deviation,
        double floorDeviation,
        Evidence.Level look,
        Tolerance tolerance) {
      int freedom = look.launches() - 1;
      TDistribution student = TDistribution.of(freedom);
      double change = student.inverseSurvivalProbability(look.change());
      double same = student.inverseSurvivalProbability(look.same());
      standardError = deviation / Math.sqrt(look.launches());
      needed = new double[NODES.length];
      for (int i = 0; i < NODES.length; i++) {
        double shown =
            Math.max(deviation * relativeDeviation(NODES[i], freedom), floorDeviation)
                / Math.sqrt(look.launches());
        needed[i] =
            Math.max(
                Math.max(change * shown, contrast.ofChange(tolerance.floor())),
                contrast.ofChange(tolerance.margin()) - same * shown);
      }
    }

    double chance(double effect) {
      double sum = 0;
      for (double least : needed) {
        sum +=
            standardError == 0
                ? (effect >= least ? 1 : 0)
                : NORMAL.cumulativeProbability((effect - least) / standardError);
      }
      return sum / needed.length;
    }

    private static double relativeDeviation(double node, int freedom) {
      double spread = 2.0 / (9 * freedom);
      double root = Math.max(0, 1 - spread + node * Math.sqrt(spread));
      return Math.sqrt(root * root * root);
    }
  }
}
