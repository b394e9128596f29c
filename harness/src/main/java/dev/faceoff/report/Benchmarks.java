package dev.faceoff.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A gate's numbers for services that draw them over time. What is worth a series is the ratio of
 * two sides measured together; a side's own value belongs to its machine and run alone, and each
 * entry says so.
 */
final class Benchmarks {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Benchmarks() {}

  /** Whether there is anything to write. */
  static boolean hasNumbers(Report report) {
    return report.gate().filter(GateWords::hasNumbers).isPresent();
  }

  /**
   * Writes what github-action-benchmark reads as {@code customSmallerIsBetter}: a list of name,
   * unit, value, range and extra. Measures of which more is better are left out.
   */
  static final class GitHubWriter implements ReportWriter {
    @Override
    public void write(Report report, Appendable out) throws IOException {
      ArrayNode entries = NODES.arrayNode();
      report
          .gate()
          .filter(GateWords::hasNumbers)
          .ifPresent(
              gate -> smallerIsBetter(gate).forEach(finding -> entries(entries, gate, finding)));
      out.append(JsonWriter.MAPPER.writeValueAsString(entries)).append('\n');
    }

    private static void entries(ArrayNode entries, GateReport gate, GateFinding finding) {
      Claim claim = finding.claim();
      String name = gate.name() + ", " + GateWords.claim(claim);
      boolean difference = ChangeAxis.isDifference(finding);
      ObjectNode compared = entries.addObject();
      compared.put(
          "name", name + (difference ? ", candidate - baseline" : ", candidate / baseline"));
      compared.put("unit", difference ? "share of requests" : "ratio");
      compared.put("value", finding.ratio().value());
      finding.ratio().interval().ifPresent(i -> compared.put("range", i.low() + " to " + i.high()));
      compared.put("extra", extra(gate, finding));
      finding.baseline().ifPresent(v -> side(entries, gate, claim, name + ", baseline", v));
      finding.candidate().ifPresent(v -> side(entries, gate, claim, name + ", candidate", v));
    }

    private static void side(
        ArrayNode entries, GateReport gate, Claim claim, String name, double value) {
      entries
          .addObject()
          .put("name", name)
          .put("unit", claim.measure().unit())
          .put("value", value)
          .put(
              "extra",
              status(gate)
                  + "Holds for this machine and run only: compare ratios over time, never this.");
    }

    private static String extra(GateReport gate, GateFinding finding) {
      return ("%s%s%s. %s; %s. Both sides were measured together in %s: %s against %s. A series of"
              + " such ratios shows a slow creep; only the gate judges.")
          .formatted(
              status(gate),
              finding.verdict(),
              finding.gated() ? "" : " (shown only)",
              GateWords.interval(List.of(finding)),
              finding.ratio().note(),
              Words.plural(gate.launches().size(), "launch"),
              gate.candidate().label(),
              gate.baseline().label());
    }

    private static String status(GateReport gate) {
      return gate.status() == Status.VALID ? "" : gate.status() + ". ";
    }
  }

  /**
   * Writes Bencher Metric Format: by benchmark, by measure, a value with its bounds. An endpoint is
   * a benchmark; the measures of the whole service are the journey's.
   */
  static final class BencherWriter implements ReportWriter {
    @Override
    public void write(Report report, Appendable out) throws IOException {
      ObjectNode benchmarks = NODES.objectNode();
      report
          .gate()
          .filter(GateWords::hasNumbers)
          .ifPresent(gate -> gate.findings().forEach(f -> metrics(benchmarks, gate, f)));
      out.append(JsonWriter.MAPPER.writeValueAsString(benchmarks)).append('\n');
    }

    private static void metrics(ObjectNode benchmarks, GateReport gate, GateFinding finding) {
      String endpoint = finding.claim().endpoint();
      String name = gate.name() + (endpoint.isEmpty() ? "" : "/" + endpoint);
      ObjectNode benchmark = benchmarks.withObjectProperty(name);
      String measure = slug(finding.claim().measure());
      String kind = ChangeAxis.isDifference(finding) ? "-difference" : "-ratio";
      metric(benchmark, measure + kind, finding.ratio().value(), finding.ratio().interval());
      finding
          .baseline()
          .ifPresent(v -> metric(benchmark, "baseline-" + measure, v, Optional.empty()));
      finding
          .candidate()
          .ifPresent(v -> metric(benchmark, "candidate-" + measure, v, Optional.empty()));
    }

    private static void metric(
        ObjectNode benchmark, String measure, double value, Optional<Interval> interval) {
      ObjectNode metric = benchmark.putObject(measure).put("value", value);
      interval.ifPresent(i -> metric.put("lower_value", i.low()).put("upper_value", i.high()));
    }

    /** Lower case with hyphens; the typical latency is what Bencher calls latency. */
    private static String slug(Measure measure) {
      return measure == Measure.TYPICAL_LATENCY
          ? "latency"
          : measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static List<GateFinding> smallerIsBetter(GateReport gate) {
    return gate.findings().stream()
        .filter(f -> f.claim().measure().better() == Measure.Better.LOWER)
        .toList();
  }
}
