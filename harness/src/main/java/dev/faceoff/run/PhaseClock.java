package dev.faceoff.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/** Books the run's time by phase and tells the listener once a second how far the run is. */
final class PhaseClock implements AutoCloseable {
  private static final long TICK_MILLIS = 1000;

  private final RunListener listener;
  private final LongSupplier nanoTime;
  private final double expectedSeconds;
  private final Map<Phase, Long> nanosByPhase = new EnumMap<>(Phase.class);
  private final Timer ticker = new Timer("progress", true);

  private String scenario = "";
  private Phase phase;
  private String detail = "";
  private long phaseStart;
  private double stepsDoneSeconds;
  private double stepSeconds;
  private long stepStart;

  /**
   * @param nanoTime the clock, for example {@code System::nanoTime}
   * @param expectedSeconds of all steps of the run together
   */
  PhaseClock(RunListener listener, LongSupplier nanoTime, double expectedSeconds) {
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.expectedSeconds = expectedSeconds;
  }

  void startTicking() {
    ticker.schedule(
        new TimerTask() {
          @Override
          public void run() {
            tell();
          }
        },
        TICK_MILLIS,
        TICK_MILLIS);
  }

  /** Begins a step of the run that is expected to take that long; the one before is done. */
  synchronized void step(String ofScenario, Phase newPhase, double seconds) {
    stepsDoneSeconds += stepSeconds;
    stepSeconds = seconds;
    stepStart = nanoTime.getAsLong();
    scenario = ofScenario;
    enter(newPhase, "");
  }

  /** Goes to a phase within the step; a repeated phase only changes the detail. */
  synchronized void enter(Phase newPhase, String newDetail) {
    long now = nanoTime.getAsLong();
    if (phase != null) {
      nanosByPhase.merge(phase, now - phaseStart, Long::sum);
    }
    phase = newPhase;
    phaseStart = now;
    detail = newDetail;
    tell();
  }

  /** Seconds by label of the phase, in the order of {@link Phase}; up to now. */
  synchronized Map<String, Double> secondsByPhase() {
    enter(phase, detail);
    Map<String, Double> seconds = new LinkedHashMap<>();
    nanosByPhase.forEach((each, nanos) -> seconds.put(each.label(), nanos / 1e9));
    return seconds;
  }

  private synchronized void tell() {
    if (phase == null) {
      return;
    }
    double inStep = Math.min(stepSeconds, (nanoTime.getAsLong() - stepStart) / 1e9);
    double done = Math.min(expectedSeconds, stepsDoneSeconds + inStep);
    listener.progress(
        new RunListener.Progress(
            scenario,
            phase,
            detail,
            expectedSeconds == 0 ? 0 : done / expectedSeconds,
            Duration.ofMillis(Math.round(1000 * (expectedSeconds - done)))));
  }

  @Override
  public void close() {
    ticker.cancel();
  }
}
