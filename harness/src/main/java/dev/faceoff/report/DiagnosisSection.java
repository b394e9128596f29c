package dev.faceoff.report;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Finding;
import dev.faceoff.report.DiagnosisReport.Experiment;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a diagnosis found, what it looked for, and the experiments it rests on. */
final class DiagnosisSection {
  private final DiagnosisReport diagnosis;

  DiagnosisSection(DiagnosisReport diagnosis) {
    this.diagnosis = diagnosis;
  }

  void write(Markup out) {
    out.open("section", "id", "diagnosis", "class", "scenario", "aria-labelledby", "diagnosis-h");
    out.element("p", diagnosis.name(), "class", "subject");
    out.open("h2", "id", "diagnosis-h").text("Diagnosis of ");
    out.element("code", diagnosis.target().label()).close();
    if (!diagnosis.status().allowsNumbers()) {
      HtmlWriter.callout(
          out,
          DiagnosisWords.headline(diagnosis).mark(),
          Words.whyNoNumbers(diagnosis.status()),
          diagnosis.reasons());
    }
    for (Finding finding : diagnosis.findings()) {
      ScenarioSection.part(
          out, DiagnosisWords.where(finding), Words.capitalised(finding.shortcut().title()));
      facts(out, DiagnosisWords.facts(finding));
    }
    examined(out);
    experiments(out);
    out.close();
  }

  private void examined(Markup out) {
    if (diagnosis.examined().isEmpty()) {
      return;
    }
    ScenarioSection.part(out, "All shortcuts", "What was looked for");
    Tables.open(out, "What was looked for");
    out.open("thead").open("tr").element("th", "shortcut", "scope", "col");
    out.element("th", "outcome", "scope", "col", "class", "word");
    out.element("th", "remark", "scope", "col", "class", "word").close().close().open("tbody");
    for (Examined each : diagnosis.examined()) {
      out.open("tr").element("th", each.shortcut().title(), "scope", "row", "class", "wrap");
      out.element("td", DiagnosisWords.outcome(each), "class", "word");
      out.element("td", each.remark(), "class", "word").close();
    }
    out.close();
    Tables.close(out);
  }

  private void experiments(Markup out) {
    if (diagnosis.experiments().isEmpty()) {
      return;
    }
    ScenarioSection.part(out, "Experiments", "What was tried, in order of time");
    Tables.open(out, "What was tried");
    out.open("thead").open("tr").element("th", "varied", "scope", "col");
    out.element("th", "seen", "scope", "col", "class", "word").close().close().open("tbody");
    for (Experiment each : diagnosis.experiments()) {
      out.open("tr").element("th", each.varied(), "scope", "row", "class", "wrap");
      out.element("td", each.observed(), "class", "word").close();
    }
    out.close();
    Tables.close(out);
  }

  /** How far to trust it. */
  void writeTrust(Markup out) {
    out.open("section", "id", "trust", "aria-labelledby", "trust-h");
    out.element("h2", "How far to trust this", "id", "trust-h");
    out.open("ul", "class", "prose");
    for (String sentence :
        new String[] {
          "A finding is what experiments showed, each of which varied one thing. Where nothing could be"
              + " varied it says so.",
          "What is not found may be there all the same: in requests that were not sent, in data that"
              + " is smaller than in production.",
          "The thresholds and their reasons are in docs/diagnosis.md."
        }) {
      out.element("li", sentence);
    }
    out.close();
    diagnosis.trust().ifPresent(trust -> trust(out, trust));
    out.close();
  }

  private static void trust(Markup out, Trust trust) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("experiments with arrivals", Numbers.count(trust.launches()));
    facts.put(
        "arrivals",
        "%s, %s missed"
            .formatted(
                Numbers.count(trust.plannedArrivals()), Numbers.count(trust.missedArrivals())));
    facts.put(
        "1 % of the arrivals were later than",
        "%s (limit %s)"
            .formatted(
                Numbers.duration(trust.startLagP99Millis()),
                Numbers.duration(trust.startLagLimitMillis())));
    facts.put(
        "load generator's share of the processors", Numbers.percent(trust.generatorCpuShare()));
    facts(out, facts);
    list(out, "Not measured", trust.notMeasured());
    list(out, "To know", trust.notes());
  }

  private static void list(Markup out, String heading, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    out.element("h3", heading);
    out.open("ul", "class", "prose");
    sentences.forEach(sentence -> out.element("li", sentence));
    out.close();
  }

  private static void facts(Markup out, Map<String, String> facts) {
    out.open("dl", "class", "facts");
    facts.forEach(
        (name, value) -> out.open("div").element("dt", name).element("dd", value).close());
    out.close();
  }
}
