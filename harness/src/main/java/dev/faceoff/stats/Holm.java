package dev.faceoff.stats;

import java.util.Comparator;
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
    int[] rising =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] levels = new double[p.length];
    int rejected = 0;
    boolean stopped = false;
    for (int i : rising) {
      levels[i] = error / (claims - rejected);
      stopped = stopped || p[i] > levels[i];
      rejected += stopped ? 0 : 1;
    }
    return levels;
  }
}
