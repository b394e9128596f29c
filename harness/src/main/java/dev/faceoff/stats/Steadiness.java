package dev.faceoff.stats;

import dev.faceoff.model.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the sides had stopped changing against each other when they were measured.
 *
 * <p>By endpoint, over windows of a second: a launch is unsteady when the middle of the windows'
 * ratios in the later half of the measured time differs from that in the earlier half by over 5 %,
 * and by more than two of its standard errors. Those are taken from how far each window is from the
 * one before (after von Neumann, "Distribution of the ratio of the mean square successive
 * difference to the variance", Annals of Mathematical Statistics 12, 1941), which a jump in between
 * leaves as they are. Both sides getting faster alike harms no ratio.
 *
 * <p>Of 28 launches of a Spring Boot service against itself on two cores, this finds two, in which
 * the compilers were not done with one side for the first two seconds.
 */
public final class Steadiness {
  private static final long WINDOW_NANOS = 1_000_000_000;
  private static final int LEAST_WINDOWS = 6;
  private static final int LEAST_PAIRS = 5;
  private static final double MAY_MOVE = Math.log(1.05);
  private static final double STANDARD_ERRORS = 2;

  /** Standard error of a median over that of a mean: the root of pi over 2. */
  private static final double MEDIAN_TO_MEAN = 1.2533;

  /** Half of the values of a normal distribution are nearer to its middle, in deviations. */
  private static final double NORMAL_QUARTILE = 0.6745;

  private Steadiness() {}

  /**
   * False when a launch was evidently still changing; true also when there is too little to say.
   */
  public static boolean steady(MatchedLaunch launch) {
    return launch.measured().stream().noneMatch(Steadiness::moves);
  }

  private static boolean moves(MatchedPairs measured) {
    double[] ratios =
        windows(measured).values().stream()
            .filter(window -> window.size() >= LEAST_PAIRS)
            .mapToDouble(
                window -> Robust.median(window.stream().mapToDouble(Double::doubleValue).toArray()))
            .toArray();
    if (ratios.length < LEAST_WINDOWS) {
      return false;
    }
    int half = ratios.length / 2;
    double move =
        Robust.median(Arrays.copyOfRange(ratios, ratios.length - half, ratios.length))
            - Robust.median(Arrays.copyOf(ratios, half));
    double standardError = MEDIAN_TO_MEAN * deviation(ratios) * Math.sqrt(2.0 / half);
    return Math.abs(move) > MAY_MOVE && Math.abs(move) > STANDARD_ERRORS * standardError;
  }

  /** Of a window from what it should be, as a normal distribution's would be. */
  private static double deviation(double[] ratios) {
    double[] steps = new double[ratios.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.abs(ratios[i + 1] - ratios[i]);
    }
    return Robust.median(steps) / (NORMAL_QUARTILE * Math.sqrt(2));
  }

  /** Log ratios of the pairs that both sides answered, by window. */
  private static SortedMap<Long, List<Double>> windows(MatchedPairs pairs) {
    SortedMap<Long, List<Double>> windows = new TreeMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.bothAnswered(i)) {
        windows
            .computeIfAbsent(
                Math.floorDiv(pairs.startNanos(i), WINDOW_NANOS), window -> new ArrayList<>())
            .add(logOf(pairs, i, Side.CANDIDATE) - logOf(pairs, i, Side.BASELINE));
      }
    }
    return windows;
  }

  private static double logOf(MatchedPairs pairs, int pair, Side side) {
    return Math.log(Math.max(1, pairs.latencyNanos(pair, side)));
  }
}
