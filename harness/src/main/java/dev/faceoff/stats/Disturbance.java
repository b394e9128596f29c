package dev.faceoff.stats;

import dev.faceoff.model.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The windows of a launch's measured part in which the machine was busy with something else.
 *
 * <p>Every latency is divided by the median of its side and endpoint in this launch. A window of
 * 500 ms is disturbed when the median of the baseline's quotients and the median of the candidate's
 * are both over 1.5. The rule does not know which side is which, and it needs both: what troubles
 * the machine troubles both, whereas a pause of one side alone is that side's own doing and stays
 * in, which the median of both sides pooled would not guarantee.
 *
 * <p>Windows with fewer than five pairs that were answered say too little and stay in; dropping
 * them would only cut off slow requests.
 */
public final class Disturbance {
  private static final long WINDOW_NANOS = 500_000_000;
  private static final double LIMIT = 1.5;
  private static final int LEAST_PAIRS = 5;

  private final long fromNanos;
  private final int windows;
  private final Set<Long> dropped;

  private Disturbance(long fromNanos, int windows, Set<Long> dropped) {
    this.fromNanos = fromNanos;
    this.windows = windows;
    this.dropped = Set.copyOf(dropped);
  }

  /** Finds the disturbed windows of a launch. */
  public static Disturbance of(MatchedLaunch launch) {
    Map<Long, Map<Side, List<Double>>> quotients = new HashMap<>();
    for (MatchedPairs pairs : launch.measured()) {
      int[] answered = answered(pairs);
      for (Side side : Side.values()) {
        double median = Robust.median(latencies(pairs, answered, side));
        for (int pair : answered) {
          quotients
              .computeIfAbsent(
                  window(pairs.startNanos(pair), launch.measuredFromNanos()),
                  window -> new EnumMap<>(Side.class))
              .computeIfAbsent(side, each -> new ArrayList<>())
              .add(pairs.latencyNanos(pair, side) / median);
        }
      }
    }
    Set<Long> dropped = new HashSet<>();
    quotients.forEach(
        (window, bySide) -> {
          if (bySide.values().stream().allMatch(Disturbance::isSlow)) {
            dropped.add(window);
          }
        });
    return new Disturbance(launch.measuredFromNanos(), quotients.size(), dropped);
  }

  /** Share of the windows with an answered pair that are dropped, 0 to 1; 0 without any. */
  public double droppedShare() {
    return windows == 0 ? 0 : (double) dropped.size() / windows;
  }

  /**
   * Whether a pair is in a dropped window.
   *
   * @param startNanos when it was asked, from the start of the load
   */
  public boolean dropped(long startNanos) {
    return dropped.contains(window(startNanos, fromNanos));
  }

  private static long window(long startNanos, long fromNanos) {
    return Math.floorDiv(startNanos - fromNanos, WINDOW_NANOS);
  }

  private static boolean isSlow(List<Double> quotients) {
    return quotients.size() >= LEAST_PAIRS
        && Robust.median(quotients.stream().mapToDouble(Double::doubleValue).toArray()) > LIMIT;
  }

  private static int[] answered(MatchedPairs pairs) {
    int[] answered = new int[pairs.size()];
    int n = 0;
    for (int i = 0; i < answered.length; i++) {
      if (pairs.bothAnswered(i)) {
        answered[n++] = i;
      }
    }
    return Arrays.copyOf(answered, n);
  }

  private static double[] latencies(MatchedPairs pairs, int[] which, Side side) {
    return Arrays.stream(which).mapToDouble(pair -> pairs.latencyNanos(pair, side)).toArray();
  }
}
