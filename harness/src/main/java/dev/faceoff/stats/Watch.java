package dev.faceoff.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of the faults in one launch, and of the time without.
 *
 * <p>Quiet is the time in which no fault is on and none was in the {@value #AFTER_SECONDS} seconds
 * before, in which a service works off what has piled up. An alert that begins to fire in it is a
 * false one.
 *
 * @param incidents in order of time, without those at whose start an alert of an earlier fault was
 *     still firing: they cannot show when one begins to
 * @param leftOut how many those are
 * @param falseAlerts names, one for each time that an alert fired falsely
 * @param quietSeconds in which it could have
 */
public record Watch(
    List<Incident> incidents, int leftOut, List<String> falseAlerts, double quietSeconds) {
  /** Seconds after a fault that are not quiet yet. */
  public static final int AFTER_SECONDS = 10;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long AFTER_NANOS = AFTER_SECONDS * 1_000_000_000L;

  public Watch {
    incidents = List.copyOf(incidents);
    falseAlerts = List.copyOf(falseAlerts);
  }

  /**
   * An alert that fired.
   *
   * @param fromNanos from the start of the load
   * @param toNanos when it was over; {@link Long#MAX_VALUE} if it never was
   */
  public record Fired(String alert, long fromNanos, long toNanos) {}

  /**
   * The watch over one variant in one launch; all times are from the start of its load.
   *
   * @param faults when each came and went, in order
   * @param fired in any order
   * @param failedNanos when requests failed; any order
   * @param endNanos of the load
   */
  public static Watch of(
      List<PhaseSpan> faults, List<Fired> fired, long[] failedNanos, long endNanos) {
    List<Fired> inOrder =
        fired.stream().sorted(Comparator.comparingLong(Fired::fromNanos)).toList();
    List<Incident> incidents = new ArrayList<>();
    List<String> falseAlerts = new ArrayList<>();
    int leftOut = 0;
    long quietNanos = 0;
    long quietFrom = 0;
    for (int i = 0; i <= faults.size(); i++) {
      long quietTo = i < faults.size() ? faults.get(i).fromNanos() : endNanos;
      for (Fired each : inOrder) {
        if (each.fromNanos() >= quietFrom && each.fromNanos() < quietTo) {
          falseAlerts.add(each.alert());
        }
      }
      quietNanos += Math.max(0, quietTo - quietFrom);
      if (i == faults.size()) {
        break;
      }
      PhaseSpan fault = faults.get(i);
      quietFrom = fault.toNanos() + AFTER_NANOS;
      if (inOrder.stream().anyMatch(each -> isOnAt(each, fault.fromNanos()))) {
        leftOut++;
      } else {
        long next = i + 1 < faults.size() ? faults.get(i + 1).fromNanos() : endNanos;
        incidents.add(incident(fault, inOrder, failedNanos, next));
      }
    }
    return new Watch(incidents, leftOut, falseAlerts, quietNanos / NANOS_PER_SECOND);
  }

  private static boolean isOnAt(Fired fired, long nanos) {
    return fired.fromNanos() < nanos && fired.toNanos() > nanos;
  }

  private static Incident incident(
      PhaseSpan fault, List<Fired> inOrder, long[] failedNanos, long nextNanos) {
    Optional<Fired> first =
        inOrder.stream()
            .filter(
                each ->
                    each.fromNanos() >= fault.fromNanos() && each.fromNanos() <= fault.toNanos())
            .findFirst();
    return new Incident(
        fault.phase(),
        (fault.toNanos() - fault.fromNanos()) / NANOS_PER_SECOND,
        first.map(
            each ->
                new Incident.Told(
                    each.alert(), (each.fromNanos() - fault.fromNanos()) / NANOS_PER_SECOND)),
        between(
            failedNanos, fault.fromNanos(), first.map(Fired::fromNanos).orElse(fault.toNanos())),
        between(failedNanos, fault.fromNanos(), nextNanos));
  }

  private static long between(long[] nanos, long from, long to) {
    return Arrays.stream(nanos).filter(each -> each >= from && each < to).count();
  }
}
