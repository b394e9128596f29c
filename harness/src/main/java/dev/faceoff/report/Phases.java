package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Highlight;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.EndpointPhase;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Reaction;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was measured before, during and after faults. */
record Phases(ScenarioReport scenario, Timeline timeline) {
  /** Those of a scenario whose faults came and went, if its status allows numbers. */
  static Optional<Phases> of(ScenarioReport scenario) {
    return scenario.hasNumbers()
        ? scenario.faults().timeline().map(timeline -> new Phases(scenario, timeline))
        : Optional.empty();
  }

  /** Those that were called, the highlighted one first: faults are told by their bystander. */
  List<Endpoint> endpoints() {
    String first = scenario.faults().highlight().map(Highlight::endpoint).orElse("");
    return scenario.endpoints().stream()
        .sorted(Comparator.comparing(e -> !e.name().equals(first)))
        .toList();
  }

  /**
   * The pair, and services of the user's own up to the last that the faults could reach: a variant
   * has its colour and shape by its place, here as elsewhere.
   */
  List<String> variants() {
    List<String> names = scenario.variants().stream().map(VariantReport::name).toList();
    int shown = names.size();
    while (shown > 0 && isOutOfReach(names.get(shown - 1))) {
      shown--;
    }
    return names.subList(0, shown);
  }

  private boolean isOutOfReach(String name) {
    return scenario.scales().stream().anyMatch(scale -> scale.variant().equals(name))
        && timeline.phases().stream()
            .flatMap(phase -> phase.variants().stream())
            .noneMatch(variant -> variant.name().equals(name));
  }

  /** Whether it is known how users of a variant's endpoint took the faults. */
  boolean reacts(String variant, String endpoint) {
    return timeline.reactions().stream()
        .anyMatch(each -> each.variant().equals(variant) && each.endpoint().equals(endpoint));
  }

  /** The phase to speak of: the highlighted one, else that of the first fault. */
  Optional<Phase> main() {
    Optional<String> highlighted = scenario.faults().highlight().map(Highlight::phase);
    return timeline.phases().stream()
        .filter(
            phase ->
                highlighted.map(phase.name()::equals).orElseGet(() -> phase.fault().isPresent()))
        .findFirst();
  }

  /** "during gateway-slow", or "in phase before" where no fault is there. */
  static String when(Phase phase) {
    return (phase.fault().isPresent() ? "during " : "in phase ") + phase.name();
  }

  /** A measure of one endpoint in one phase. */
  static Optional<Estimate> estimate(
      Phase phase, String variant, String endpoint, Measure measure) {
    return phase
        .variant(variant)
        .flatMap(v -> v.endpoint(endpoint))
        .map(EndpointPhase::estimates)
        .map(estimates -> estimates.get(measure));
  }

  /** A measure of the whole variant in one phase. */
  static Optional<Estimate> level(Phase phase, String variant, Measure measure) {
    return phase.variant(variant).map(v -> v.levels().get(measure));
  }

  /** How long an endpoint took to suffer from a fault, or to recover. */
  Optional<Estimate> reaction(String window, String variant, String endpoint, Measure measure) {
    return timeline.reactions().stream()
        .filter(r -> r.window().equals(window) && r.variant().equals(variant))
        .filter(r -> r.endpoint().equals(endpoint))
        .findFirst()
        .flatMap(
            measure == Measure.DETECT_SECONDS ? Reaction::detectSeconds : Reaction::recoverSeconds);
  }

  /** The highlighted number of a variant, wherever it is kept. */
  Optional<Estimate> highlighted(Highlight highlight, String variant) {
    Measure measure = highlight.measure();
    if (measure == Measure.DETECT_SECONDS || measure == Measure.RECOVER_SECONDS) {
      return reaction(highlight.phase(), variant, highlight.endpoint(), measure);
    }
    return timeline
        .phase(highlight.phase())
        .flatMap(
            phase ->
                estimate(phase, variant, highlight.endpoint(), measure)
                    .or(() -> level(phase, variant, measure)));
  }

  /** "Under faults: over 2 plays …": where the numbers of all phases come from. */
  String note() {
    return timeline.phases().stream()
        .flatMap(phase -> phase.variants().stream())
        .flatMap(variant -> variant.endpoints().stream())
        .flatMap(endpoint -> new TreeMap<>(endpoint.estimates()).values().stream())
        .map(Estimate::note)
        .distinct()
        .collect(joining("; ", "Under faults: ", ""));
  }

  /** A sentence for each endpoint and phase, where there is no room for a table. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (Endpoint endpoint : endpoints()) {
      for (Phase phase : timeline.phases()) {
        List<String> parts = new ArrayList<>();
        for (String variant : variants()) {
          Optional<String> within =
              estimate(phase, variant, endpoint.name(), Measure.WITHIN_OBJECTIVE)
                  .map(e -> Numbers.share(e.value()));
          Optional<String> p50 =
              estimate(phase, variant, endpoint.name(), Measure.P50_LATENCY)
                  .map(e -> "p50 " + Numbers.duration(e.value()));
          String both =
              String.join(", ", Stream.of(within, p50).flatMap(Optional::stream).toList());
          if (!both.isEmpty()) {
            parts.add(variant + " " + both);
          }
        }
        if (!parts.isEmpty()) {
          sentences.add(
              "%s, %s, within %s: %s"
                  .formatted(
                      named(phase),
                      endpoint.name(),
                      Numbers.duration(endpoint.objectiveMillis()),
                      String.join("; ", parts)));
        }
      }
    }
    return sentences;
  }

  /** "gateway-slow (latency 30 s on gateway)". */
  private static String named(Phase phase) {
    return phase.name() + phase.fault().map(fault -> " (" + fault + ")").orElse("");
  }
}
