package dev.faceoff.report;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the tables that set variants side by side; unmeasured rows are left out. */
final class PairRows {
  private static final List<Measure> OF_ENDPOINT =
      List.of(
          Measure.P50_LATENCY,
          Measure.P95_LATENCY,
          Measure.P99_LATENCY,
          Measure.MAX_LATENCY,
          Measure.THROUGHPUT,
          Measure.ERROR_SHARE,
          Measure.WITHIN_OBJECTIVE);
  private static final List<Measure> OF_VARIANT =
      List.of(
          Measure.CPU, Measure.QUERIES, Measure.ROWS_READ, Measure.CACHE_HITS, Measure.STALENESS);
  private static final List<Measure> CAUSES =
      List.of(
          Measure.QUERIES,
          Measure.ROWS_READ,
          Measure.BUFFERS_HIT,
          Measure.BUFFERS_READ,
          Measure.SERVICE_CPU,
          Measure.DATABASE_CPU,
          Measure.CPU,
          Measure.POOL_WAIT,
          Measure.CACHE_HITS,
          Measure.STALENESS,
          Measure.BUSY_THREADS,
          Measure.PEAK_MEMORY);

  private PairRows() {}

  /**
   * One measure of every variant.
   *
   * @param endpoint empty for a measure of the whole variant
   */
  record Row(ScenarioReport scenario, String endpoint, Measure measure) {
    String label() {
      return Words.label(measure);
    }

    /** Label with unit, short enough for a terminal. */
    String shortLabel() {
      return switch (measure) {
        case P50_LATENCY, P95_LATENCY, P99_LATENCY ->
            measure.label().replace(" latency", "") + ", ms";
        case MAX_LATENCY -> "slowest, ms";
        case THROUGHPUT -> "requests/s";
        case ERROR_SHARE -> "failed, %";
        case CPU -> "CPU, ms/request";
        case QUERIES -> "SQL/request";
        case ROWS_READ -> "rows read/request";
        case CACHE_HITS -> "cache hits, %";
        case STALENESS -> "stalest, ms";
        case WITHIN_OBJECTIVE -> "in objective, %";
        default -> measure.label() + ", " + measure.unit();
      };
    }

    /** The variant's number in the unit shown. */
    Optional<Estimate> estimate(String variant) {
      return scenario
          .variant(variant)
          .flatMap(v -> estimate(v))
          .map(estimate -> Words.shown(measure, estimate));
    }

    Optional<Comparison> comparison(String candidate) {
      return scenario.comparison(endpoint, measure, candidate);
    }

    private Optional<Estimate> estimate(VariantReport variant) {
      return endpoint.isEmpty()
          ? Optional.ofNullable(variant.cost().get(measure))
          : variant.endpoint(endpoint).map(e -> e.estimates().get(measure));
    }
  }

  /** Latency, throughput and errors of an endpoint. */
  static List<Row> ofEndpoint(ScenarioReport scenario, String endpoint) {
    return measured(scenario, endpoint, OF_ENDPOINT);
  }

  /** The costs that belong beside latencies. */
  static List<Row> ofVariant(ScenarioReport scenario) {
    return measured(scenario, "", OF_VARIANT);
  }

  /** Everything that was counted in the service and its database. */
  static List<Row> causes(ScenarioReport scenario) {
    return measured(scenario, "", CAUSES);
  }

  /** All endpoints, then the costs. */
  static List<Row> all(ScenarioReport scenario) {
    List<Row> rows = new ArrayList<>();
    for (Endpoint endpoint : scenario.endpoints()) {
      rows.addAll(ofEndpoint(scenario, endpoint.name()));
    }
    rows.addAll(ofVariant(scenario));
    return rows;
  }

  /** Every variant but the baseline that is compared with it: those on a scale are not. */
  static List<String> candidates(ScenarioReport scenario) {
    List<String> placed = scenario.scales().stream().map(ScaleReport::variant).toList();
    return scenario.variants().stream()
        .skip(1)
        .map(VariantReport::name)
        .filter(name -> !placed.contains(name))
        .toList();
  }

  private static List<Row> measured(
      ScenarioReport scenario, String endpoint, List<Measure> measures) {
    return measures.stream()
        .map(measure -> new Row(scenario, endpoint, measure))
        .filter(
            row -> scenario.variants().stream().anyMatch(v -> row.estimate(v.name()).isPresent()))
        .toList();
  }
}
