package dev.faceoff.stats;

import java.util.List;

/**
 * When a spike comes and goes within its play, in whole seconds.
 *
 * @param beforeSeconds at the usual rate
 * @param spikeSeconds at the raised rate
 * @param afterSeconds at the usual rate again
 */
public record SpikeTimes(int beforeSeconds, int spikeSeconds, int afterSeconds) {
  /** Name of the phase at the usual rate. */
  public static final String BEFORE = "before";

  /** Name of the phase at the raised rate. */
  public static final String DURING = "spike";

  /** Name of the phase at the usual rate again. */
  public static final String AFTER = "after";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  public SpikeTimes {
    requirePositive(beforeSeconds, "beforeSeconds");
    requirePositive(spikeSeconds, "spikeSeconds");
    requirePositive(afterSeconds, "afterSeconds");
  }

  private static void requirePositive(int seconds, String name) {
    if (seconds < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + seconds);
    }
  }

  /** Second of the play in which the spike begins. */
  public int fromSecond() {
    return beforeSeconds;
  }

  /** Second of the play in which the usual rate is back. */
  public int toSecond() {
    return beforeSeconds + spikeSeconds;
  }

  /** Length of the play. */
  public int seconds() {
    return toSecond() + afterSeconds;
  }

  /** The three phases of a play. */
  public List<PhaseSpan> spans() {
    return List.of(
        new PhaseSpan(BEFORE, 0, fromSecond() * NANOS_PER_SECOND),
        new PhaseSpan(DURING, fromSecond() * NANOS_PER_SECOND, toSecond() * NANOS_PER_SECOND),
        new PhaseSpan(AFTER, toSecond() * NANOS_PER_SECOND, seconds() * NANOS_PER_SECOND));
  }
}
