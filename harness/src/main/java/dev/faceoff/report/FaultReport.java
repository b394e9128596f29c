package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Highlight;
import dev.faceoff.model.Measure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was done to the connections of a scenario, and what came of it.
 *
 * @param distanceMillis standing round-trip latency by connection; 0 is this host
 * @param timeline empty when no fault came and went, or nothing was measured
 * @param reconciliation empty when there are no books to compare, or they could not be read
 * @param highlight the figure for the headline; empty when the headline compares healthy variants
 */
public record FaultReport(
    Map<String, Double> distanceMillis,
    Optional<Timeline> timeline,
    Optional<Reconciled> reconciliation,
    Optional<Highlight> highlight) {
  /** Of a scenario that leaves its connections alone. */
  public static final FaultReport NONE =
      new FaultReport(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public FaultReport {
    distanceMillis = Collections.unmodifiableMap(new TreeMap<>(distanceMillis));
  }

  /**
   * Load under faults, played for each variant alone.
   *
   * @param seconds length of one play
   * @param plays how often each variant went through it, over all launches
   * @param windows the faults, in order of time, at the offsets planned
   * @param instants when they really came and went, one a window, variant and play
   * @param phases in order of time: before, each fault's own, any stretch between two, after
   * @param reactions one a window, variant and endpoint
   * @param points one a second, in order, of every play
   */
  public record Timeline(
      int seconds,
      int plays,
      List<Window> windows,
      List<Instant> instants,
      List<Phase> phases,
      List<Reaction> reactions,
      List<Point> points) {
    public Timeline {
      windows = List.copyOf(windows);
      instants = List.copyOf(instants);
      phases = List.copyOf(phases);
      reactions = List.copyOf(reactions);
      points = List.copyOf(points);
    }

    /** The phase of that name, if it was reached. */
    public Optional<Phase> phase(String name) {
      return phases.stream().filter(phase -> phase.name().equals(name)).findFirst();
    }
  }

  /**
   * A fault as planned.
   *
   * @param name of the phase it makes
   * @param fault for people, for example "latency 30 s on gateway"
   * @param atSeconds from the start of the timeline
   */
  public record Window(String name, String fault, double atSeconds, double seconds) {}

  /**
   * When a fault really came and went, in seconds from the start of the play.
   *
   * @param play from 0, over all launches
   */
  public record Instant(
      int play, String variant, String window, double appliedSecond, double removedSecond) {}

  /**
   * A stretch of the timeline.
   *
   * @param fault for people; empty when all connections are as they should be
   * @param variants baseline first
   */
  public record Phase(String name, Optional<String> fault, List<VariantPhase> variants) {
    public Phase {
      variants = List.copyOf(variants);
    }

    /** The numbers of the variant of that name, if it has any. */
    public Optional<VariantPhase> variant(String variantName) {
      return variants.stream().filter(variant -> variant.name().equals(variantName)).findFirst();
    }
  }

  /** A variant in a phase. {@code levels} holds what is not per endpoint, for example threads. */
  public record VariantPhase(
      String name, List<EndpointPhase> endpoints, Map<Measure, Estimate> levels) {
    public VariantPhase {
      endpoints = List.copyOf(endpoints);
      levels = Map.copyOf(levels);
    }

    /** The numbers of the endpoint of that name, if it was called. */
    public Optional<EndpointPhase> endpoint(String endpointName) {
      return endpoints.stream().filter(e -> e.name().equals(endpointName)).findFirst();
    }
  }

  /**
   * The requests of an endpoint that started in a phase.
   *
   * @param estimates latencies, throughput, error share, share within the objective
   */
  public record EndpointPhase(
      String name,
      long requests,
      long errors,
      Map<Measure, Estimate> estimates,
      Map<String, Long> errorsByKind) {
    public EndpointPhase {
      estimates = Map.copyOf(estimates);
      errorsByKind = Collections.unmodifiableMap(new TreeMap<>(errorsByKind));
    }
  }

  /**
   * How an endpoint took a fault.
   *
   * @param detectSeconds from the fault to the end of the first second out of objective; empty when
   *     there was none: users noticed nothing
   * @param recoverSeconds from the end of the fault to the start of five seconds in a row within
   *     objective; empty when there were none before the next fault or the end
   */
  public record Reaction(
      String window,
      String variant,
      String endpoint,
      Optional<Estimate> detectSeconds,
      Optional<Estimate> recoverSeconds) {}

  /**
   * A second of a play; {@code second} counts from its start.
   *
   * @param withinObjective share in [0, 1] of the requests that were answered without error within
   *     the endpoint's objective
   */
  public record Point(
      int play,
      String variant,
      String endpoint,
      int second,
      long requests,
      long errors,
      double p50Millis,
      double p99Millis,
      double withinObjective) {}

  /** Books that should agree. */
  public record Reconciled(String what, String service, List<VariantBooks> variants) {
    public Reconciled {
      variants = List.copyOf(variants);
    }
  }

  /**
   * One variant's books against those of the service it depends on.
   *
   * @param agreed in both, once
   * @param unknown in the service's book alone
   * @param twice more than once in the service's book
   * @param lost in the variant's book alone, or still pending after the wait
   * @param settleSeconds how long pending entries took to be done after the load
   */
  public record VariantBooks(
      String variant, long agreed, long unknown, long twice, long lost, double settleSeconds) {
    /** All entries that do not reconcile. */
    public long differences() {
      return unknown + twice + lost;
    }
  }
}
