package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sentences about a variant that is compared with nothing: whether it is as it is expected to
 * be, and what was found.
 */
record AloneWords(ScenarioReport scenario, String variant) {
  private static final List<Measure> LATENCIES =
      List.of(Measure.P95_LATENCY, Measure.P90_LATENCY, Measure.P50_LATENCY, Measure.MEAN_LATENCY);

  /** Those of a scenario with one variant, if the status allows numbers. */
  static Optional<AloneWords> of(ScenarioReport scenario) {
    return scenario.alone().map(variant -> new AloneWords(scenario, variant));
  }

  /**
   * "All 4 expectations hold: shop answers list-orders in 42 ms [40, 44] at p95.", "1 of 4
   * expectations fails (errorShare of target <= 0.01, observed 0.02): …".
   */
  Headline headline() {
    String found = String.join("; ", found()) + ".";
    return RuleWords.of(scenario)
        .map(rule -> rule.headline(found))
        .orElseGet(() -> new Headline(Mark.NONE, "", "", Words.capitalised(found)));
  }

  /** What was found in each design that was asked, a clause each. */
  private List<String> found() {
    List<String> found = new ArrayList<>();
    if (scenario.hasNumbers()) {
      found.add(latency());
    }
    CapacityWords.of(scenario).map(CapacityWords::found).ifPresent(found::add);
    SpikeWords.of(scenario).map(SpikeWords::found).ifPresent(found::add);
    return found;
  }

  /** Of the endpoint whose users come nearest to waiting too long. */
  private String latency() {
    Map<Measure, Estimate> estimates = Map.of();
    Optional<Endpoint> slowest =
        scenario.endpoints().stream()
            .filter(endpoint -> mean(endpoint).isPresent())
            .max(
                Comparator.comparingDouble(
                    endpoint -> mean(endpoint).get() / endpoint.objectiveMillis()));
    if (slowest.isPresent()) {
      estimates = estimates(slowest.get());
    }
    for (Measure measure : LATENCIES) {
      Estimate estimate = estimates.get(measure);
      if (estimate != null) {
        return "%s answers %s in %s at %s, at %s users a second"
            .formatted(
                variant,
                slowest.orElseThrow().name(),
                Numbers.withInterval(estimate, " ms"),
                Words.quantile(measure),
                Numbers.plain(scenario.load().arrivalsPerSecond()));
      }
    }
    return "nothing was answered by " + variant;
  }

  private Map<Measure, Estimate> estimates(Endpoint endpoint) {
    return scenario
        .variant(variant)
        .flatMap(numbers -> numbers.endpoint(endpoint.name()))
        .map(EndpointReport::estimates)
        .orElse(Map.of());
  }

  private Optional<Double> mean(Endpoint endpoint) {
    return Optional.ofNullable(estimates(endpoint).get(Measure.MEAN_LATENCY)).map(Estimate::value);
  }

  /** Where its intervals come from: "95 % over 4 blocks of this launch only". */
  String intervalsOver() {
    List<Estimate> certain = new ArrayList<>();
    for (VariantReport numbers : scenario.variants()) {
      numbers.endpoints().forEach(endpoint -> certain.addAll(endpoint.estimates().values()));
      certain.addAll(numbers.cost().values());
    }
    String notes =
        certain.stream()
            .filter(estimate -> estimate.interval().isPresent())
            .map(Estimate::note)
            .distinct()
            .sorted()
            .collect(joining("; "));
    return notes.isEmpty() ? "no interval in this scenario" : notes;
  }
}
