package dev.faceoff.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Several claims, one error: the chance of any false rejection stays below it (Holm, "A simple
 * sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * The level at which each claim is tested: it is rejected when its p-value is no higher.
   *
   * @param p of each claim
   * @param error for all together
   * @param claims how many share the error; at least as many as there are p-values, more when some
   *     cannot be rejected at all
   * @return in the order of {@code p}
   */
  public static double[] levels(double[] p, double error, int claims) {
    double[] alike = new double[p.length];
    Arrays.fill(alike, 1);
    return levels(p, alike, error, claims - p.length);
  }

  /**
   * As above, where some claims get more of the error than others (weighted, in the same paper).
   *
   * @param weight of each claim, above 0: its part of the error is in proportion
   * @param elsewhere weight of the claims that share the error and cannot be rejected at all
   */
  public static double[] levels(double[] p, double[] weight, double error, double elsewhere) {
    int[] rising =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i] / weight[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] levels = new double[p.length];
    double open = elsewhere + DoubleStream.of(weight).sum();
    boolean stopped = false;
    for (int i : rising) {
      levels[i] = error * weight[i] / open;
      stopped = stopped || p[i] > levels[i];
      open -= stopped ? 0 : weight[i];
    }
    return levels;
  }
}
