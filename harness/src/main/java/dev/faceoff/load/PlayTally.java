package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.PhaseSpan;
import dev.faceoff.stats.TimelineSamples;
import dev.faceoff.stats.WindowSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/** The requests of one play of the fault timeline, by phase and by second, while they are read. */
final class PlayTally {
  private static final int PHASE_DIGITS = 3;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PlannedBlock block;
  private final long startNanos;
  private final long lengthNanos;
  private final List<PhaseSpan> spans;
  private final long[] objectiveNanos;
  private final List<List<Phase>> phases = new ArrayList<>();
  private final List<List<Window>> windows = new ArrayList<>();

  /**
   * A play without requests.
   *
   * @param spans its phases; what lies outside of the block is cut off
   * @param objectiveNanos by endpoint
   */
  PlayTally(PlannedBlock block, List<PhaseSpan> spans, long[] objectiveNanos) {
    this.block = block;
    this.startNanos = block.startSecond() * NANOS_PER_SECOND;
    this.lengthNanos = block.seconds() * NANOS_PER_SECOND;
    this.spans = spans.stream().map(this::clipped).toList();
    this.objectiveNanos = objectiveNanos;
    for (int e = 0; e < objectiveNanos.length; e++) {
      phases.add(this.spans.stream().map(span -> new Phase()).toList());
      List<Window> ofEndpoint = new ArrayList<>();
      for (int second = 0; second < block.seconds(); second++) {
        ofEndpoint.add(new Window());
      }
      windows.add(ofEndpoint);
    }
  }

  private PhaseSpan clipped(PhaseSpan span) {
    return new PhaseSpan(span.phase(), clipped(span.fromNanos()), clipped(span.toNanos()));
  }

  private long clipped(long nanos) {
    return Math.max(0, Math.min(lengthNanos, nanos));
  }

  /**
   * Adds a request.
   *
   * @param requestNanos when it was sent, from the start of the load
   */
  void add(int endpoint, long requestNanos, long latencyNanos, Outcome outcome, int status) {
    // The injector may be early by part of a millisecond.
    long at = Math.max(0, requestNanos - startNanos);
    if (at >= lengthNanos) {
      return;
    }
    boolean inTime = latencyNanos <= objectiveNanos[endpoint];
    Window window = windows.get(endpoint).get((int) (at / NANOS_PER_SECOND));
    window.tally.add(latencyNanos, outcome);
    window.within += inTime && outcome == Outcome.OK ? 1 : 0;
    phase(endpoint, at).ifPresent(phase -> phase.add(latencyNanos, outcome, status, inTime));
  }

  /**
   * Adds that a user arrived.
   *
   * @param requestNanos when the first request was sent, from the start of the load
   * @param lagNanos since it was due
   */
  void arrived(int endpoint, long requestNanos, long lagNanos) {
    phase(endpoint, Math.max(0, requestNanos - startNanos))
        .ifPresent(phase -> phase.startLag.recordValue(lagNanos));
  }

  private Optional<Phase> phase(int endpoint, long nanos) {
    for (int i = 0; i < spans.size(); i++) {
      if (nanos >= spans.get(i).fromNanos() && nanos < spans.get(i).toNanos()) {
        return Optional.of(phases.get(endpoint).get(i));
      }
    }
    return Optional.empty();
  }

  TimelineSamples samples(int firstPair, int endpoint, String endpointName) {
    List<PhaseSamples> phaseSamples = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      phaseSamples.add(phases.get(endpoint).get(i).samples(spans.get(i)));
    }
    List<WindowSamples> windowSamples = new ArrayList<>();
    for (Window window : windows.get(endpoint)) {
      windowSamples.add(window.samples(windowSamples.size()));
    }
    return new TimelineSamples(
        block.index(),
        block.pair() - firstPair,
        block.variant(),
        endpointName,
        spans,
        phaseSamples,
        windowSamples);
  }

  private static final class Phase {
    private final AbstractHistogram latency = new IntCountsHistogram(PHASE_DIGITS);
    private final AbstractHistogram startLag = new IntCountsHistogram(PHASE_DIGITS);
    private final Map<String, Long> errors = new TreeMap<>();
    private long within;
    private long refused;

    void add(long nanos, Outcome outcome, int status, boolean inTime) {
      latency.recordValue(nanos);
      if (outcome == Outcome.OK) {
        within += inTime ? 1 : 0;
      } else {
        refused += inTime ? 1 : 0;
        errors.merge(outcome.label(status), 1L, Long::sum);
      }
    }

    PhaseSamples samples(PhaseSpan span) {
      return new PhaseSamples(
          span.phase(),
          (double) (span.toNanos() - span.fromNanos()) / NANOS_PER_SECOND,
          latency,
          Map.copyOf(errors),
          within,
          refused,
          startLag);
    }
  }

  private static final class Window {
    private final WindowTally tally = new WindowTally();
    private long within;

    WindowSamples samples(int second) {
      return new WindowSamples(
          second,
          tally.requests(),
          tally.errors(),
          within,
          tally.percentileNanos(50),
          tally.percentileNanos(99));
    }
  }
}
