package dev.faceoff.scenarios.nocache;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws ranks by Zipf's law: rank {@code r} of {@code n} with a probability in proportion to {@code
 * r} to the power of minus the exponent.
 *
 * <p>By inversion of the summed probabilities: exact but for the rounding of the sums, one random
 * number a draw, so that two users with the same number always get the same rank.
 */
final class ZipfLaw {
  private final double[] upToRank;

  /**
   * A law.
   *
   * @param ranks how many, at least 1
   * @param exponent 0 makes all ranks alike; the greater, the more the first ones stand out
   * @throws IllegalArgumentException if there is no rank, or the exponent is below 0 or no number
   */
  ZipfLaw(int ranks, double exponent) {
    if (ranks < 1) {
      throw new IllegalArgumentException("ranks must be at least 1, but is %d".formatted(ranks));
    }
    if (!(exponent >= 0)) {
      throw new IllegalArgumentException(
          "the exponent must be at least 0, but is %s".formatted(exponent));
    }
    upToRank = new double[ranks];
    double sum = 0;
    for (int rank = 1; rank <= ranks; rank++) {
      sum += Math.pow(rank, -exponent);
      upToRank[rank - 1] = sum;
    }
  }

  /** Returns the share of draws that give this rank. */
  double share(int rank) {
    double before = rank == 1 ? 0 : upToRank[rank - 2];
    return (upToRank[rank - 1] - before) / total();
  }

  /** Returns a rank from 1 to {@code ranks}. */
  int draw(RandomGenerator random) {
    int place = Arrays.binarySearch(upToRank, random.nextDouble() * total());
    // On a sum itself the next rank begins; between two sums, the search tells the greater one.
    int index = place >= 0 ? place + 1 : -place - 1;
    // A product that rounds up to the total belongs to the last rank.
    return Math.min(index, upToRank.length - 1) + 1;
  }

  private double total() {
    return upToRank[upToRank.length - 1];
  }
}
