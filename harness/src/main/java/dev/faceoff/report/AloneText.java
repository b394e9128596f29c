package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A variant that is compared with nothing, for a terminal of 80 columns. */
final class AloneText {
  private final ScenarioReport scenario;
  private final String variant;

  AloneText(ScenarioReport scenario, String variant) {
    this.scenario = scenario;
    this.variant = variant;
  }

  /** What was measured at the usual rate, and under faults. */
  void numbers(Appendable out) throws IOException {
    out.append('\n');
    line(out, "", Terminal.cut(variant, 50));
    for (Endpoint endpoint : scenario.endpoints()) {
      out.append(' ').append(Terminal.cut(endpoint.name(), 60));
      out.append(" (objective ").append(Numbers.duration(endpoint.objectiveMillis())).append(")\n");
      rows(PairRows.ofEndpoint(scenario, endpoint.name()), out);
    }
    List<PairRows.Row> costs = PairRows.ofVariant(scenario);
    if (!costs.isEmpty()) {
      out.append(" whole service\n");
      rows(costs, out);
    }
    Optional<Phases> phases = Phases.of(scenario);
    if (phases.isPresent()) {
      phases(phases.get(), out);
    }
    List<String> sentences = new ArrayList<>(Words.distances(scenario));
    phases.map(Phases::note).ifPresent(sentences::add);
    sentences.add("Intervals: " + Words.confidence(scenario) + Words.intervalsOver(scenario));
    for (String sentence : sentences) {
      Terminal.paragraph(out, sentence);
    }
    if (scenario.cost().isPresent()) {
      CostText.write(scenario.cost().get(), Heads.of(scenario), out);
    }
  }

  private void rows(List<PairRows.Row> rows, Appendable out) throws IOException {
    for (PairRows.Row row : rows) {
      line(
          out,
          "  " + row.shortLabel(),
          row.estimate(variant).map(Numbers::withInterval).orElse("-"));
    }
  }

  static void line(Appendable out, String label, String value) throws IOException {
    out.append(String.format(Locale.ROOT, " %-24s %s", label, value).stripTrailing()).append('\n');
  }

  /** What users were content with in every phase, and what they waited. */
  private void phases(Phases phases, Appendable out) throws IOException {
    out.append('\n');
    phase(out, " under faults", "in objective", "p50, ms", "failed");
    for (Endpoint endpoint : phases.endpoints()) {
      out.append(' ').append(Terminal.cut(endpoint.name(), 78)).append('\n');
      for (Phase phase : phases.timeline().phases()) {
        phase(
            out,
            "  " + Terminal.cut(phase.name(), 34),
            share(phase, endpoint, Measure.WITHIN_OBJECTIVE),
            Phases.estimate(phase, variant, endpoint.name(), Measure.P50_LATENCY)
                .map(Numbers::value)
                .orElse("-"),
            share(phase, endpoint, Measure.ERROR_SHARE));
      }
    }
  }

  private String share(Phase phase, Endpoint endpoint, Measure measure) {
    return Phases.estimate(phase, variant, endpoint.name(), measure)
        .map(estimate -> Words.number(measure, estimate) + " %")
        .orElse("-");
  }

  private static void phase(Appendable out, Object... cells) throws IOException {
    out.append(String.format(Locale.ROOT, "%-38s %13s %10s %10s", cells).stripTrailing())
        .append('\n');
  }
}
