package dev.faceoff.stats;

import dev.faceoff.model.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Whether both sides had stopped getting faster when they were measured.
 *
 * <p>By endpoint, over windows of a second from the start of settling to the end of measuring: a
 * launch is unsteady when a side's latency, or the ratio of the two, moved by more than it may and
 * did so as a trend. Moved: the median of the windows in the later half differs from that in the
 * earlier half by over 5 % for a side, over 3 % for the ratio. As a trend: the windows' ranks agree
 * with time beyond chance, by Kendall's test at 1 % one-sided (Mann, "Nonparametric tests against
 * trend", Econometrica 13, 1945). Both are needed: medians of a second scatter by more than 5 %
 * where requests are few, and a trend of 1 % harms nobody.
 */
public final class Steadiness {
  private static final long WINDOW_NANOS = 1_000_000_000;
  private static final int LEAST_WINDOWS = 6;
  private static final int LEAST_PAIRS = 5;
  private static final double SIDE_MAY_MOVE = Math.log(1.05);
  private static final double RATIO_MAY_MOVE = Math.log(1.03);

  /** The normal distribution's 99th percentile. */
  private static final double TREND_DEVIATIONS = 2.326;

  private Steadiness() {}

  /**
   * False when a launch was evidently still changing; true also when there is too little to say.
   */
  public static boolean steady(MatchedLaunch launch) {
    return launch.measured().stream()
        .allMatch(measured -> steady(settling(launch, measured.endpoint()), measured));
  }

  private static List<MatchedPairs> settling(MatchedLaunch launch, String endpoint) {
    return launch.settling().stream().filter(pairs -> pairs.endpoint().equals(endpoint)).toList();
  }

  private static boolean steady(List<MatchedPairs> settling, MatchedPairs measured) {
    SortedMap<Long, List<Logs>> windows = new TreeMap<>();
    settling.forEach(pairs -> addTo(windows, pairs));
    addTo(windows, measured);
    List<List<Logs>> full =
        windows.values().stream().filter(window -> window.size() >= LEAST_PAIRS).toList();
    return full.size() < LEAST_WINDOWS
        || (!moves(full, SIDE_MAY_MOVE, Logs::baseline)
            && !moves(full, SIDE_MAY_MOVE, Logs::candidate)
            && !moves(full, RATIO_MAY_MOVE, logs -> logs.candidate() - logs.baseline()));
  }

  private static void addTo(SortedMap<Long, List<Logs>> windows, MatchedPairs pairs) {
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.bothAnswered(i)) {
        windows
            .computeIfAbsent(
                Math.floorDiv(pairs.startNanos(i), WINDOW_NANOS), window -> new ArrayList<>())
            .add(new Logs(logOf(pairs, i, Side.BASELINE), logOf(pairs, i, Side.CANDIDATE)));
      }
    }
  }

  private static boolean moves(
      List<List<Logs>> windows, double limit, ToDoubleFunction<Logs> value) {
    double[] medians =
        windows.stream()
            .mapToDouble(window -> Robust.median(window.stream().mapToDouble(value).toArray()))
            .toArray();
    int half = medians.length / 2;
    double earlier = Robust.median(Arrays.copyOf(medians, half));
    double later =
        Robust.median(Arrays.copyOfRange(medians, medians.length - half, medians.length));
    return Math.abs(later - earlier) > limit && Math.abs(trend(medians)) > TREND_DEVIATIONS;
  }

  /** Kendall's score against time in standard deviations, corrected for continuity. */
  static double trend(double[] values) {
    int n = values.length;
    double score = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        score += Math.signum(values[j] - values[i]);
      }
    }
    double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
    return Math.signum(score) * Math.max(0, Math.abs(score) - 1) / deviation;
  }

  private static double logOf(MatchedPairs pairs, int pair, Side side) {
    return Math.log(Math.max(1, pairs.latencyNanos(pair, side)));
  }

  /** Logarithms of a pair's latencies. */
  private record Logs(double baseline, double candidate) {}
}
