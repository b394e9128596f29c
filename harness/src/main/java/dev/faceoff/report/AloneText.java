package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A variant that is compared with nothing, for a terminal of 80 columns. */
final class AloneText {
  private static final int NARROWEST = 12;

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

  /** A measure of every phase, in a column that is as wide as its longest number. */
  private record Column(Measure measure, String head, int width) {}

  /** What users were content with in every phase, and what they waited. */
  private void phases(Phases phases, Appendable out) throws IOException {
    List<Column> columns =
        List.of(
            column(phases, Measure.WITHIN_OBJECTIVE, "in objective, %"),
            column(phases, Measure.P50_LATENCY, "p50, ms"),
            column(phases, Measure.ERROR_SHARE, "failed, %"));
    out.append('\n');
    phase(out, " under faults", columns, Column::head);
    for (Endpoint endpoint : phases.endpoints()) {
      out.append(' ').append(Terminal.cut(endpoint.name(), 78)).append('\n');
      for (Phase phase : phases.timeline().phases()) {
        phase(
            out, "  " + phase.name(), columns, column -> number(phase, endpoint, column.measure()));
      }
    }
  }

  private Column column(Phases phases, Measure measure, String head) {
    int longest = head.length();
    for (Endpoint endpoint : phases.endpoints()) {
      for (Phase phase : phases.timeline().phases()) {
        longest = Math.max(longest, number(phase, endpoint, measure).length());
      }
    }
    return new Column(measure, head, Math.max(longest + 2, NARROWEST));
  }

  private String number(Phase phase, Endpoint endpoint, Measure measure) {
    return Phases.estimate(phase, variant, endpoint.name(), measure)
        .map(estimate -> Words.withInterval(measure, estimate))
        .orElse("-");
  }

  /** The name gets what the numbers leave of the line. */
  private static void phase(
      Appendable out, String name, List<Column> columns, Function<Column, String> cell)
      throws IOException {
    int numbers = columns.stream().mapToInt(Column::width).sum();
    int left = Math.max(Terminal.WIDTH - numbers, NARROWEST);
    StringBuilder line = new StringBuilder(padded(Terminal.shortened(name, left), -left));
    for (Column column : columns) {
      line.append(padded(cell.apply(column), column.width()));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  /**
   * @param width negative for text that starts at the left
   */
  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }
}
