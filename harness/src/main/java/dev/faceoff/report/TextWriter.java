package dev.faceoff.report;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the verdict table for a terminal of 80 columns. */
public final class TextWriter implements ReportWriter {
  private final Terminal terminal;

  /**
   * @param colour whether to mark verdicts with ANSI colours; words and shapes are there either way
   */
  public TextWriter(boolean colour) {
    this.terminal = new Terminal(colour);
  }

  @Override
  public void write(Report report, Appendable out) throws IOException {
    String gap = "";
    if (report.gate().isPresent()) {
      new GateText(terminal, report.gate().get()).write(out);
      gap = "\n";
    }
    if (report.diagnosis().isPresent()) {
      new DiagnosisText(terminal, report.diagnosis().get()).write(out);
      gap = "\n";
    }
    for (ScenarioReport scenario : report.scenarios()) {
      out.append(gap);
      gap = "\n";
      scenario(scenario, out);
    }
  }

  private void scenario(ScenarioReport scenario, Appendable out) throws IOException {
    Headline headline = Words.headline(scenario);
    out.append(terminal.bold(Terminal.clean(scenario.name())));
    out.append("  ").append(terminal.marked(headline.mark()));
    out.append('\n');
    Terminal.paragraph(out, headline.sentence());
    for (String sentence : Words.besideHeadline(scenario)) {
      Terminal.paragraph(out, sentence);
    }
    Heads heads = Heads.of(scenario);
    for (ScaleWords words : ScaleWords.of(scenario)) {
      scale(words, heads, out);
    }
    Optional<AloneText> alone = scenario.alone().map(name -> new AloneText(scenario, name));
    if (RuleWords.of(scenario).isPresent()) {
      RuleText.write(scenario, out);
    } else {
      disappointments(scenario, out);
    }
    if (scenario.hasNumbers() && alone.isPresent()) {
      alone.get().numbers(out);
    } else if (scenario.hasNumbers()) {
      pair(scenario, heads, out);
    }
    if (scenario.scaling().growth().isPresent()) {
      new GrowthText(terminal, scenario, scenario.scaling().growth().get()).write(out);
    }
    if (scenario.scaling().capacity().isPresent()) {
      new CapacityText(terminal, scenario, scenario.scaling().capacity().get()).write(out);
    }
    if (scenario.scaling().spike().isPresent()) {
      new SpikeText(terminal, scenario, scenario.scaling().spike().get()).write(out);
    }
    if (scenario.scaling().alerts().isPresent()) {
      new AlertText(terminal, scenario, scenario.scaling().alerts().get()).write(out);
    }
  }

  /** What decides the exit code must not stand in the other files alone. */
  private static void disappointments(ScenarioReport scenario, Appendable out) throws IOException {
    for (ExpectationResult result : scenario.expectations()) {
      if (result.outcome() == Outcome.FAILED) {
        Terminal.paragraph(
            out,
            "Expected, but not so: %s; observed %s."
                .formatted(result.text(), ExpectationTable.observed(result)));
      }
    }
  }

  /** Where a service of the user's own stands, with the values of all three. */
  private static void scale(ScaleWords words, Heads heads, Appendable out) throws IOException {
    ScaleReport scale = words.scale();
    String zero = heads.head(scale.zero());
    String one = heads.head(scale.one());
    if (!words.placed().isEmpty()) {
      out.append('\n');
      heads.legend(out, List.of(scale.zero(), scale.variant(), scale.one()));
      scaleLine(out, "", zero, heads.head(scale.variant()), one, "position [interval]", "verdict");
    }
    String group = "";
    for (ScaleReport.Row row : words.placed()) {
      if (!words.group(row).equals(group)) {
        group = words.group(row);
        out.append(' ').append(Terminal.cut(group, 78)).append('\n');
      }
      scaleLine(
          out,
          words.shortLabel(row),
          words.shown(row, scale.zero()).orElse("-"),
          words.shown(row, scale.variant()).orElse("-"),
          words.shown(row, scale.one()).orElse("-"),
          ScaleWords.position(row),
          Terminal.cut(words.verdict(row, zero, one).replace(" yet", ""), 17));
    }
    for (String sentence : words.sentences()) {
      Terminal.paragraph(out, sentence);
    }
    if (!words.placed().isEmpty()) {
      Terminal.paragraph(
          out,
          "Position: 0 is %s, 1 is %s. Intervals: %s%s"
              .formatted(scale.zero(), scale.one(), words.confidence(), words.over()));
    }
  }

  private static void scaleLine(Appendable out, String label, String... cells) throws IOException {
    List<Object> all = new ArrayList<>(List.of(label));
    all.addAll(List.of(cells));
    out.append(
            String.format(Locale.ROOT, " %-16s %7s %7s %7s %-20s %s", all.toArray())
                .stripTrailing())
        .append('\n');
  }

  private void pair(ScenarioReport scenario, Heads heads, Appendable out) throws IOException {
    for (String candidate : PairRows.candidates(scenario)) {
      table(scenario, heads, candidate, out);
    }
    for (String candidate : PairRows.candidates(scenario)) {
      Optional<Phases> phases = Phases.of(scenario);
      if (phases.isPresent()) {
        phases(phases.get(), heads, candidate, out);
      }
    }
    List<String> sentences = new ArrayList<>(Words.distances(scenario));
    Phases.of(scenario).map(Phases::note).ifPresent(sentences::add);
    Words.books(scenario).map(line -> line + ".").ifPresent(sentences::add);
    for (String sentence : sentences) {
      Terminal.paragraph(out, sentence);
    }
    Terminal.paragraph(
        out, "Intervals: " + Words.confidence(scenario) + Words.intervalsOver(scenario));
    if (scenario.cost().isPresent()) {
      CostText.write(scenario.cost().get(), heads, out);
    }
  }

  private void table(ScenarioReport scenario, Heads heads, String candidate, Appendable out)
      throws IOException {
    String baseline = scenario.variants().get(0).name();
    out.append('\n');
    heads.legend(out, List.of(baseline, candidate));
    line(out, "", heads.head(baseline), heads.head(candidate), "ratio [interval]", "verdict");
    for (Endpoint endpoint : scenario.endpoints()) {
      if (scenario.endpoints().size() > 1) {
        out.append(' ').append(Terminal.clean(endpoint.name())).append('\n');
      }
      for (PairRows.Row row : PairRows.ofEndpoint(scenario, endpoint.name())) {
        row(row, baseline, candidate, out);
      }
    }
    if (scenario.endpoints().size() > 1) {
      out.append(" whole service\n");
    }
    for (PairRows.Row row : PairRows.ofVariant(scenario)) {
      row(row, baseline, candidate, out);
    }
  }

  /** What users were content with in every phase, and what they waited. */
  private static void phases(Phases phases, Heads heads, String candidate, Appendable out)
      throws IOException {
    String baseline = phases.variants().get(0);
    out.append('\n');
    heads.legend(out, List.of(baseline, candidate));
    phaseLine(
        out, " under faults", heads.head(baseline), "p50, ms", heads.head(candidate), "p50, ms");
    for (Endpoint endpoint : phases.endpoints()) {
      String objective = Numbers.duration(endpoint.objectiveMillis());
      out.append(' ').append(Terminal.cut(endpoint.name(), 48));
      out.append(" answered within ").append(objective).append('\n');
      for (Phase phase : phases.timeline().phases()) {
        List<String> cells = new ArrayList<>(List.of("  " + Terminal.cut(phase.name(), 30)));
        for (String variant : List.of(baseline, candidate)) {
          cells.add(
              Phases.estimate(phase, variant, endpoint.name(), Measure.WITHIN_OBJECTIVE)
                  .map(e -> Words.number(Measure.WITHIN_OBJECTIVE, e) + " %")
                  .orElse("-"));
          cells.add(
              Phases.estimate(phase, variant, endpoint.name(), Measure.P50_LATENCY)
                  .map(Numbers::value)
                  .orElse("-"));
        }
        phaseLine(out, cells.toArray());
      }
    }
  }

  private static void phaseLine(Appendable out, Object... cells) throws IOException {
    out.append(String.format(Locale.ROOT, "%-34s %9s %9s %12s %9s", cells).stripTrailing())
        .append('\n');
  }

  private void row(PairRows.Row row, String baseline, String candidate, Appendable out)
      throws IOException {
    line(
        out,
        row.shortLabel(),
        row.estimate(baseline).map(Numbers::value).orElse("-"),
        row.estimate(candidate).map(Numbers::value).orElse("-"),
        row.comparison(candidate).map(TextWriter::ratio).orElse("-"),
        row.comparison(candidate).map(c -> terminal.marked(Mark.of(c.verdict()))).orElse(""));
  }

  private static String ratio(Comparison comparison) {
    Estimate ratio = comparison.ratio();
    return Numbers.withInterval(ratio);
  }

  static void line(Appendable out, Object... cells) throws IOException {
    out.append(String.format(Locale.ROOT, " %-17s %8s %8s %-26s %s", cells).stripTrailing())
        .append('\n');
  }
}
