package dev.faceoff.report;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes {@code summary.md}, short enough for a pull request or a CI step summary. */
public final class MarkdownWriter implements ReportWriter {
  private static final List<Measure> PHASE_MEASURES =
      List.of(Measure.WITHIN_OBJECTIVE, Measure.P50_LATENCY);

  @Override
  public void write(Report report, Appendable out) throws IOException {
    if (report.gate().isPresent()) {
      new GateMarkdown(report.gate().get(), report.run()).write(out);
      return;
    }
    if (report.diagnosis().isPresent()) {
      new DiagnosisMarkdown(report.diagnosis().get(), report.run()).write(out);
      return;
    }
    out.append("# Faceoff\n");
    for (ScenarioReport scenario : report.scenarios()) {
      scenario(scenario, out);
    }
    RunInfo run = report.run();
    out.append(
        "\n%s profile, %s backend, seed %d, %d CPUs, JDK %s. Run again: %s\n"
            .formatted(
                Words.capitalised(run.profile().id()),
                run.backend().id(),
                run.seed(),
                run.environment().cpus(),
                escape(run.environment().jdk()),
                code(Words.command(run))));
  }

  private static void scenario(ScenarioReport scenario, Appendable out) throws IOException {
    Headline headline = Words.headline(scenario);
    out.append("\n## ").append(escape(scenario.title())).append("\n\n");
    out.append(headline.mark().character()).append(" **").append(headline.mark().word());
    out.append("**: ").append(escape(headline.sentence())).append("\n");
    for (String sentence : Words.besideHeadline(scenario)) {
      out.append('\n').append(escape(sentence)).append('\n');
    }
    for (ScaleWords words : ScaleWords.of(scenario)) {
      scale(words, out);
    }
    if (scenario.hasNumbers()) {
      table(scenario, out);
      faults(scenario, out);
      if (scenario.cost().isPresent()) {
        cost(scenario.cost().get(), out);
      }
    }
    if (scenario.scaling().growth().isPresent()) {
      growth(scenario, scenario.scaling().growth().get(), out);
    }
    if (scenario.scaling().capacity().isPresent()) {
      capacity(scenario, scenario.scaling().capacity().get(), out);
    }
    if (scenario.scaling().spike().isPresent()) {
      spike(scenario, scenario.scaling().spike().get(), out);
    }
    if (scenario.scaling().alerts().isPresent()) {
      alerts(scenario, scenario.scaling().alerts().get(), out);
    }
    expectations(scenario.expectations(), out);
    trust(scenario, out);
  }

  private static void scale(ScaleWords words, Appendable out) throws IOException {
    ScaleReport scale = words.scale();
    if (!words.placed().isEmpty()) {
      out.append(
          "\n| on the scale | %s: 0 | %s | %s: 1 | position | %sinterval | verdict |\n"
              .formatted(
                  escape(scale.zero()),
                  escape(scale.variant()),
                  escape(scale.one()),
                  words.confidence()));
      out.append("| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
    }
    for (ScaleReport.Row row : words.placed()) {
      out.append("| ").append(escape(words.prefix(row)));
      out.append(Words.label(row.measure())).append(", ").append(Words.unit(row.measure()));
      for (String variant : List.of(scale.zero(), scale.variant(), scale.one())) {
        out.append(" | ");
        out.append(words.shown(row, variant).orElse(""));
      }
      out.append(" | ").append(ScaleWords.number(row)).append(" | ");
      out.append(
          ScaleWords.interval(row).orElse(escape(row.position().estimate().orElseThrow().note())));
      out.append(" | ").append(ScaleWords.mark(row).character()).append(' ');
      out.append(escape(words.verdict(row))).append(" |\n");
    }
    for (String sentence : words.sentences()) {
      out.append('\n').append(escape(sentence)).append('\n');
    }
  }

  private static void table(ScenarioReport scenario, Appendable out) throws IOException {
    List<String> candidates = PairRows.candidates(scenario);
    StringBuilder head = new StringBuilder("\n| measure |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (VariantReport variant : scenario.variants()) {
      head.append(' ').append(escape(variant.name())).append(" |");
      rule.append(" ---: |");
    }
    String interval = Words.confidence(scenario) + "interval";
    for (String candidate : candidates) {
      String baseline = scenario.variants().get(0).name();
      head.append(" %s / %s |".formatted(escape(candidate), escape(baseline)));
      head.append(" %s | verdict |".formatted(interval));
      rule.append(" ---: | ---: | --- |");
    }
    // Compared with nothing, the value itself is what an interval is asked of.
    Optional<String> alone = scenario.alone();
    if (alone.isPresent()) {
      head.append(" %s |".formatted(interval));
      rule.append(" ---: |");
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (PairRows.Row row : PairRows.all(scenario)) {
      String where =
          row.endpoint().isEmpty() || scenario.endpoints().size() == 1
              ? ""
              : escape(row.endpoint()) + ": ";
      out.append("| ").append(where).append(row.label());
      out.append(", ").append(Words.unit(row.measure())).append(" |");
      for (VariantReport variant : scenario.variants()) {
        out.append(' ');
        out.append(row.estimate(variant.name()).map(Numbers::value).orElse("")).append(" |");
      }
      if (alone.isPresent()) {
        out.append(' ');
        out.append(row.estimate(alone.get()).map(MarkdownWriter::interval).orElse(""));
        out.append(" |");
      }
      for (String candidate : candidates) {
        out.append(row.comparison(candidate).map(MarkdownWriter::cells).orElse(" | | |"));
      }
      out.append('\n');
    }
  }

  private static void cost(CostReport cost, Appendable out) throws IOException {
    CostWords words = new CostWords(cost);
    StringBuilder head = new StringBuilder("\n| per million requests |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (String variant : words.variants()) {
      head.append(' ').append(escape(variant)).append(" |");
      rule.append(" ---: |");
    }
    Optional<String> ratio = words.ratioName();
    if (ratio.isPresent()) {
      head.append(" %s | %s |".formatted(escape(ratio.get()), words.intervalName()));
      rule.append(" ---: | ---: |");
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (CostReport.PartCost part : cost.parts()) {
      out.append("| ").append(CostWords.label(part.part())).append(", ");
      out.append(escape(words.unit(part.part()))).append(" |");
      for (String variant : words.variants()) {
        String cell = CostWords.estimate(part, variant).map(Numbers::withInterval).orElse("");
        out.append(' ').append(cell).append(" |");
      }
      if (ratio.isPresent()) {
        out.append(
            part.ratio()
                .map(each -> " %s | %s |".formatted(Numbers.value(each), interval(each)))
                .orElse(" | |"));
      }
      out.append('\n');
    }
    out.append('\n').append(escape(words.note())).append('\n');
  }

  /** Two measures of every phase: what users were content with, and what they waited. */
  private static void faults(ScenarioReport scenario, Appendable out) throws IOException {
    List<String> lines = new ArrayList<>(Words.distances(scenario));
    Phases.of(scenario).map(Phases::note).ifPresent(lines::add);
    Words.books(scenario).map(line -> line + ".").ifPresent(lines::add);
    Optional<Phases> phases = Phases.of(scenario);
    if (phases.isPresent()) {
      phases(phases.get(), out);
    }
    for (String line : lines) {
      out.append('\n').append(escape(line)).append('\n');
    }
  }

  private static void phases(Phases phases, Appendable out) throws IOException {
    // More than a pair side by side under each measure would be wider than any page.
    if (phases.variants().size() > 2) {
      phasesBelow(phases, out);
      return;
    }
    StringBuilder head = new StringBuilder("\n| phase |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (Measure measure : PHASE_MEASURES) {
      for (String variant : phases.variants()) {
        head.append(" %s %s |".formatted(escape(variant), phaseLabel(measure)));
        rule.append(" ---: |");
      }
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (Endpoint endpoint : phases.endpoints()) {
      for (Phase phase : phases.timeline().phases()) {
        out.append("| ").append(phaseName(phase, endpoint)).append(" |");
        for (Measure measure : PHASE_MEASURES) {
          for (String variant : phases.variants()) {
            out.append(" %s |".formatted(phaseCell(phase, variant, endpoint, measure)));
          }
        }
        out.append('\n');
      }
    }
  }

  /** A line for each variant in each phase; none for one that the endpoint was not asked of. */
  private static void phasesBelow(Phases phases, Appendable out) throws IOException {
    StringBuilder head = new StringBuilder("\n| phase | variant |");
    StringBuilder rule = new StringBuilder("| --- | --- |");
    for (Measure measure : PHASE_MEASURES) {
      head.append(" %s |".formatted(phaseLabel(measure)));
      rule.append(" ---: |");
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (Endpoint endpoint : phases.endpoints()) {
      for (Phase phase : phases.timeline().phases()) {
        String name = phaseName(phase, endpoint);
        for (String variant : phases.variants()) {
          if (phase.variant(variant).flatMap(v -> v.endpoint(endpoint.name())).isEmpty()) {
            continue;
          }
          out.append("| %s | %s |".formatted(name, escape(variant)));
          for (Measure measure : PHASE_MEASURES) {
            out.append(" %s |".formatted(phaseCell(phase, variant, endpoint, measure)));
          }
          out.append('\n');
          name = "";
        }
      }
    }
  }

  private static String phaseLabel(Measure measure) {
    String unit = Words.unit(measure).replace(" of requests", "");
    return "%s, %s".formatted(Words.shortLabel(measure), unit);
  }

  private static String phaseName(Phase phase, Endpoint endpoint) {
    return "%s: %s%s"
        .formatted(
            escape(endpoint.name()),
            escape(phase.name()),
            phase.fault().map(fault -> " (%s)".formatted(escape(fault))).orElse(""));
  }

  private static String phaseCell(Phase phase, String variant, Endpoint endpoint, Measure measure) {
    return Phases.estimate(phase, variant, endpoint.name(), measure)
        .map(estimate -> Words.withInterval(measure, estimate))
        .orElse("");
  }

  private static void growth(ScenarioReport scenario, GrowthReport growth, Appendable out)
      throws IOException {
    boolean alone = !scenario.scaling().withPair();
    if (growth.status() != Status.VALID && !alone) {
      out.append(
          "\nGrowth over %s: **%s**: %s\n"
              .formatted(
                  escape(growth.over().name()),
                  growth.status(),
                  escape(Words.reasons(growth.reasons()))));
    }
    Optional<GrowthWords> words = GrowthWords.of(scenario);
    if (words.isPresent()) {
      exponents(words.get(), out);
      if (!alone) {
        out.append('\n').append(escape(words.get().headline().sentence())).append('\n');
      }
      Optional<String> advantage = words.get().mainAdvantage();
      if (advantage.isPresent() && !words.get().isHeadline()) {
        out.append('\n').append(escape(advantage.get())).append('\n');
      }
      out.append('\n').append(escape(words.get().note())).append('\n');
    }
  }

  private static void capacity(ScenarioReport scenario, CapacityReport capacity, Appendable out)
      throws IOException {
    boolean alone = CapacityWords.isHeadline(scenario);
    if (capacity.status() != Status.VALID && !alone) {
      out.append(
          "\nCapacity: **%s**: %s\n"
              .formatted(capacity.status(), escape(Words.reasons(capacity.reasons()))));
    }
    Optional<CapacityWords> words = CapacityWords.of(scenario);
    if (words.isEmpty()) {
      return;
    }
    StringBuilder head = new StringBuilder("\n| capacity |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (String variant : words.get().variants()) {
      head.append(' ').append(escape(variant)).append(" |");
      rule.append(" ---: |");
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (Facts.Row row : words.get().rows()) {
      out.append("| ").append(row.name()).append(" |");
      for (String cell : row.cells()) {
        out.append(' ').append(escape(cell)).append(" |");
      }
      out.append('\n');
    }
    if (!alone || capacity.status() != Status.VALID) {
      out.append('\n').append(escape(words.get().headline().sentence())).append('\n');
    }
    for (String sentence : words.get().sentences()) {
      out.append('\n').append(escape(sentence)).append('\n');
    }
    if (capacity.cost().isPresent()) {
      cost(capacity.cost().get(), out);
    }
  }

  private static void spike(ScenarioReport scenario, SpikeReport spike, Appendable out)
      throws IOException {
    boolean alone = SpikeWords.isHeadline(scenario);
    if (spike.status() != Status.VALID && !alone) {
      out.append(
          "\nSpike: **%s**: %s\n"
              .formatted(spike.status(), escape(Words.reasons(spike.reasons()))));
    }
    Optional<SpikeWords> words = SpikeWords.of(scenario);
    if (words.isEmpty()) {
      return;
    }
    StringBuilder head = new StringBuilder("\n| spike |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (String variant : words.get().variants()) {
      head.append(' ').append(escape(variant)).append(" |");
      rule.append(" ---: |");
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (Endpoint endpoint : spike.endpoints()) {
      String where = spike.endpoints().size() == 1 ? "" : escape(endpoint.name()) + ": ";
      for (Facts.Row row : words.get().rows(endpoint)) {
        out.append("| ").append(where).append(row.name()).append(" |");
        for (String cell : row.cells()) {
          out.append(' ').append(escape(cell)).append(" |");
        }
        out.append('\n');
      }
    }
    if (!alone || spike.status() != Status.VALID) {
      out.append('\n').append(escape(words.get().headline().sentence())).append('\n');
    }
    for (String sentence : words.get().sentences()) {
      out.append('\n').append(escape(sentence)).append('\n');
    }
  }

  private static void alerts(ScenarioReport scenario, AlertReport alerts, Appendable out)
      throws IOException {
    boolean alone = AlertWords.isHeadline(scenario);
    if (alerts.status() != Status.VALID && !alone) {
      out.append(
          "\nAlerts: **%s**: %s\n"
              .formatted(alerts.status(), escape(Words.reasons(alerts.reasons()))));
    }
    Optional<AlertWords> words = AlertWords.of(scenario);
    if (words.isEmpty()) {
      return;
    }
    StringBuilder head = new StringBuilder("\n| alerts |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (String variant : words.get().variants()) {
      head.append(' ').append(escape(variant)).append(" |");
      rule.append(" ---: |");
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (AlertReport.Fault fault : alerts.plan().faults()) {
      facts(fault.name() + ": ", words.get().rows(fault), out);
    }
    facts("without a fault: ", words.get().quiet(), out);
    if (!alone || alerts.status() != Status.VALID) {
      out.append('\n').append(escape(words.get().headline().sentence())).append('\n');
    }
    for (String sentence : words.get().sentences()) {
      out.append('\n').append(escape(sentence)).append('\n');
    }
  }

  private static void facts(String where, List<Facts.Row> rows, Appendable out) throws IOException {
    for (Facts.Row row : rows) {
      out.append("| ").append(escape(where)).append(row.name()).append(" |");
      for (String cell : row.cells()) {
        out.append(' ').append(escape(cell)).append(" |");
      }
      out.append('\n');
    }
  }

  private static void exponents(GrowthWords words, Appendable out) throws IOException {
    StringBuilder head = new StringBuilder("\n| grows with " + escape(words.over()) + " |");
    StringBuilder rule = new StringBuilder("| --- |");
    // Variants first: a ratio stands behind those that it is of.
    List<String> columns =
        words.subjects().stream()
            .flatMap(subject -> words.withRatio(subject).stream())
            .map(GrowthReport.Curve::variant)
            .distinct()
            .toList();
    double largest = words.largest();
    for (String column : columns) {
      // The unit of a row is that of the variants' values; a ratio has none.
      String what = words.variants().contains(column) ? "" : "ratio ";
      String where = what + "at " + escape(words.at(largest));
      head.append(" exponent of %s | %s |".formatted(escape(column), where));
      rule.append(" ---: | ---: |");
    }
    out.append(head).append('\n').append(rule).append('\n');
    for (GrowthWords.Subject subject : words.subjects()) {
      String where = subject.endpoint().isEmpty() ? "" : escape(subject.endpoint()) + ": ";
      out.append("| ").append(where).append(subject.measure().label());
      out.append(", ").append(subject.measure().unit()).append(" |");
      for (String column : columns) {
        Optional<GrowthReport.Curve> curve =
            words.withRatio(subject).stream()
                .filter(each -> each.variant().equals(column))
                .findFirst();
        String exponent =
            curve
                .flatMap(GrowthReport.Curve::law)
                .map(GrowthReport.Law::exponent)
                .map(e -> GrowthWords.exponent(e) + " " + GrowthWords.sure(e))
                .orElse("");
        String last =
            curve
                .flatMap(c -> c.at(largest))
                .map(point -> Numbers.value(point.value()) + GrowthWords.overloadMark(point))
                .orElse("");
        out.append(" %s | %s |".formatted(exponent, last));
      }
      out.append('\n');
    }
  }

  /** An interval, or why there is none. */
  private static String interval(Estimate estimate) {
    return Numbers.interval(estimate).orElse(escape(estimate.note()));
  }

  private static String cells(Comparison comparison) {
    Mark mark = Mark.of(comparison.verdict());
    return " %s | %s | %s %s |"
        .formatted(
            Numbers.value(comparison.ratio()),
            interval(comparison.ratio()),
            mark.character(),
            Words.verdict(comparison));
  }

  private static void expectations(List<ExpectationResult> results, Appendable out)
      throws IOException {
    List<ExpectationResult> open =
        results.stream().filter(result -> result.outcome() != Outcome.HELD).toList();
    if (results.isEmpty()) {
      return;
    }
    out.append(
        "\nExpectations: %d of %d held.\n".formatted(results.size() - open.size(), results.size()));
    for (ExpectationResult result : open) {
      out.append("- ").append(result.outcome() == Outcome.FAILED ? "**failed**: " : "undecided: ");
      out.append(code(result.text())).append(", observed ");
      out.append(result.observed().map(Numbers::significant).orElse("nothing")).append('\n');
    }
  }

  private static void trust(ScenarioReport scenario, Appendable out) throws IOException {
    if (scenario.trust().isPresent()) {
      trust("Trust", scenario.trust().get(), "intervals: " + Words.intervalsOver(scenario), out);
    }
    Optional<GrowthReport> growth = scenario.scaling().growth();
    if (growth.isPresent() && growth.get().trust().isPresent()) {
      String sizes = Words.plural(growth.get().sizes().size(), "size");
      trust("Trust in growth", growth.get().trust().get(), sizes, out);
    }
    Optional<ScenarioReport.Trust> ofCapacity =
        scenario.scaling().capacity().flatMap(CapacityReport::trust);
    if (ofCapacity.isPresent()) {
      String over =
          CapacityWords.of(scenario).map(CapacityWords::intervalsOver).orElse("no interval");
      trust("Trust in capacity", ofCapacity.get(), over, out);
    }
    Optional<ScenarioReport.Trust> ofSpike = scenario.scaling().spike().flatMap(SpikeReport::trust);
    if (ofSpike.isPresent()) {
      String over = SpikeWords.of(scenario).map(SpikeWords::intervalsOver).orElse("no interval");
      trust("Trust in the spike", ofSpike.get(), over, out);
    }
    Optional<ScenarioReport.Trust> ofAlerts =
        scenario.scaling().alerts().flatMap(AlertReport::trust);
    if (ofAlerts.isPresent()) {
      String over = AlertWords.of(scenario).map(AlertWords::intervalsOver).orElse("no interval");
      trust("Trust in the alerts", ofAlerts.get(), over, out);
    }
  }

  private static void trust(String what, ScenarioReport.Trust trust, String over, Appendable out)
      throws IOException {
    out.append(
        "\n%s: %s; %s; generator started p99 %s ms late (limit %s ms), missed %s of %s arrivals.\n"
            .formatted(
                what,
                Words.plural(trust.launches(), "launch"),
                escape(over),
                Numbers.plain(trust.startLagP99Millis()),
                Numbers.plain(trust.startLagLimitMillis()),
                Numbers.count(trust.missedArrivals()),
                Numbers.count(trust.plannedArrivals())));
  }

  /** Text that Markdown and the HTML within it leave as it is. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.replaceAll("\\p{Cntrl}+", " ").toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '|', '*', '_', '`', '\\', '#', '~' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    // Brackets before parentheses would be a link.
    return escaped.toString().replace("](", "]\\(");
  }

  /** Code within a line; a fence longer than any run of backticks in it. */
  static String code(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    return fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence;
  }
}
