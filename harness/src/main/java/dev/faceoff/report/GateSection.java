package dev.faceoff.report;

import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Party;
import dev.faceoff.report.GateReport.Answers;
import dev.faceoff.report.GateReport.LaunchInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a gate found: forest, table, launches, and answers where they are worth a word. */
final class GateSection {
  /** Charts of launches beside the headline's; the others are in results.json. */
  private static final int MOST_LAUNCH_CHARTS = 6;

  private final GateReport gate;

  GateSection(GateReport gate) {
    this.gate = gate;
  }

  void write(Markup out) {
    out.open("section", "id", "gate", "class", "scenario", "aria-labelledby", "gate-h");
    out.element("p", gate.name(), "class", "subject");
    out.element("h2", "Candidate against baseline", "id", "gate-h");
    parties(out);
    if (GateWords.hasNumbers(gate)) {
      ForestChart.ofRatios(gate).ifPresent(chart -> Figures.write(out, "gate-forest", chart));
      ForestChart.ofDifferences(gate)
          .ifPresent(chart -> Figures.write(out, "gate-differences", chart));
      findings(out);
      launches(out);
    } else {
      noNumbers(out);
    }
    if (!GateWords.isBroken(gate)) {
      answers(out);
    }
    out.close();
  }

  private void parties(Markup out) {
    out.open("dl", "class", "parties");
    for (boolean baseline : new boolean[] {true, false}) {
      Party party = baseline ? gate.baseline() : gate.candidate();
      out.open("div", "class", baseline ? "v0" : "v1");
      out.element("dt", baseline ? "baseline" : "candidate");
      out.open("dd").element("code", party.label()).text(" (" + party.kind() + ")").close();
      out.close();
    }
    out.close();
    long pairs = gate.launches().stream().mapToLong(LaunchInfo::pairs).sum();
    if (GateWords.hasNumbers(gate)) {
      out.element(
          "p",
          "%s in %s, each with fresh processes of both sides."
              .formatted(
                  Words.plural(pairs, "matched pair"),
                  Words.plural(gate.launches().size(), "launch")),
          "class",
          "prose reading");
    }
  }

  private void noNumbers(Markup out) {
    Mark mark = GateWords.headline(gate).mark();
    if (!GateWords.isBroken(gate) && gate.answersDiffer()) {
      HtmlWriter.callout(
          out,
          mark,
          "The sides answer the same request differently. Whoever sends less is faster; that is no"
              + " speed-up, so no time or cost is shown.",
          List.of());
    } else {
      HtmlWriter.callout(
          out,
          mark,
          Words.whyNoNumbers(gate.status()),
          gate.reasons().isEmpty() ? List.of("no reason was recorded") : gate.reasons());
    }
  }

  private void findings(Markup out) {
    List<GateFinding> findings = GateWords.ranked(gate);
    Notes notes = new Notes();
    ScenarioSection.part(out, "All measures", tableFinding(findings));
    Tables.open(out, "What was compared: " + gate.name(), "findings");
    out.open("thead").open("tr");
    out.element("th", "measure, unit", "scope", "col");
    out.element("th", "endpoint", "scope", "col", "class", "word");
    for (int i = 0; i < 2; i++) {
      out.open("th", "scope", "col", "class", "number");
      out.element("span", i == 0 ? "baseline" : "candidate", "class", "ink v" + i).close();
    }
    out.element("th", "ratio", "scope", "col", "class", "number");
    out.element("th", GateWords.interval(findings), "scope", "col", "class", "number");
    out.element("th", "verdict", "scope", "col", "class", "word");
    out.element("th", "could resolve", "scope", "col", "class", "number wrap");
    out.close().close();
    rows(out, "Gated", findings.stream().filter(GateFinding::gated).toList(), notes);
    rows(out, "Shown only", findings.stream().filter(f -> !f.gated()).toList(), notes);
    Tables.close(out);
    notes.write(out);
    out.element(
        "p",
        "Ratio: candidate over baseline; for failed requests the difference in percentage points."
            + " Could resolve: the change that these launches would have found nine times out of"
            + " ten.",
        "class",
        "reading");
  }

  private static String tableFinding(List<GateFinding> findings) {
    long gated = findings.stream().filter(GateFinding::gated).count();
    long shown = findings.size() - gated;
    return Words.plural(gated, "claim")
        + (gated == 1 ? " is" : " are")
        + " gated"
        + (shown == 0 ? "" : ", %s shown only".formatted(Numbers.count(shown)));
  }

  private void rows(Markup out, String group, List<GateFinding> findings, Notes notes) {
    if (findings.isEmpty()) {
      return;
    }
    out.open("tbody").open("tr", "class", "group");
    out.element("th", group, "scope", "rowgroup", "colspan", "8").close();
    findings.forEach(finding -> row(out, finding, notes));
    out.close();
  }

  private void row(Markup out, GateFinding finding, Notes notes) {
    Claim claim = finding.claim();
    GateChange change = new GateChange(finding);
    out.open("tr");
    out.open("th", "scope", "row").text(Words.capitalised(GateWords.label(claim.measure())) + " ");
    out.element("span", Words.unit(claim.measure()), "class", "unit").close();
    String where = claim.endpoint().isEmpty() ? "whole service" : claim.endpoint();
    out.element("td", where, "class", claim.endpoint().isEmpty() ? "word quiet" : "word");
    side(out, claim, finding.baseline());
    side(out, claim, finding.candidate());
    out.open("td").text(change.ratio());
    out.element("sup", notes.letter(finding.ratio().note())).close();
    out.element("td", change.ratioInterval().orElse("none"));
    out.open("td", "class", "word says");
    Mark mark = GateWords.mark(finding);
    out.open("span", "class", "badge small " + mark.name().toLowerCase(Locale.ROOT));
    HtmlWriter.shape(out, mark);
    out.text(GateWords.verdict(gate, finding)).close();
    out.close();
    out.element(
        "td",
        finding.resolvable().isPresent()
            ? GateWords.share(claim.measure(), finding.resolvable().getAsDouble())
            : "–");
    out.close();
  }

  private static void side(Markup out, Claim claim, Optional<Double> value) {
    out.element("td", value.map(v -> GateWords.side(claim.measure(), v)).orElse("–"));
  }

  private void launches(Markup out) {
    List<GateFinding> findings =
        GateWords.ranked(gate).stream().filter(GateFinding::gated).toList();
    Optional<GateFinding> main = GateWords.main(gate);
    main.flatMap(finding -> LaunchesChart.of(gate, finding, false))
        .ifPresent(chart -> Figures.write(out, "gate-launches", chart));
    List<LaunchesChart> others =
        findings.stream()
            .filter(f -> !main.equals(Optional.of(f)))
            .flatMap(f -> LaunchesChart.of(gate, f, true).stream())
            .toList();
    if (others.isEmpty()) {
      return;
    }
    out.open("div", "class", "multiples");
    for (int i = 0; i < Math.min(others.size(), MOST_LAUNCH_CHARTS); i++) {
      Figures.write(out, "gate-launches-" + (i + 2), others.get(i));
    }
    out.close();
    int left = others.size() - MOST_LAUNCH_CHARTS;
    if (left > 0) {
      out.element(
          "p",
          "The launches of %s are in results.json (byLaunch)."
              .formatted(Words.plural(left, "more claim")),
          "class",
          "reading");
    }
  }

  /** Only where there is something to say: most services answer alike. */
  private void answers(Markup out) {
    List<Answers> noteworthy = gate.answers().stream().filter(GateWords::isNoteworthy).toList();
    if (noteworthy.isEmpty()) {
      return;
    }
    ScenarioSection.part(out, "Answers", answersFinding());
    Tables.open(out, "How alike the sides answered");
    out.open("thead").open("tr").element("th", "endpoint", "scope", "col");
    out.element("th", "pairs compared", "scope", "col", "class", "number");
    out.element("th", "not the same", "scope", "col", "class", "number");
    out.element("th", "what that says", "scope", "col", "class", "word");
    out.close().close().open("tbody");
    for (Answers answers : noteworthy) {
      out.open("tr").element("th", answers.endpoint(), "scope", "row");
      out.element("td", Numbers.count(answers.compared()));
      out.element("td", Numbers.count(answers.different()));
      out.element("td", GateWords.answers(answers), "class", "word").close();
    }
    out.close();
    Tables.close(out);
  }

  private String answersFinding() {
    return gate.answersDiffer()
        ? "The sides do not answer alike"
        : "The sides answer alike, as far as that could be compared";
  }
}
