package dev.faceoff.report;

import dev.faceoff.model.GateRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules a gate was judged by, all of them settings of a gate.yaml. */
final class GateRulesSection {
  private final GateRules rules;

  GateRulesSection(GateRules rules) {
    this.rules = rules;
  }

  void write(Markup out) {
    out.open("section", "id", "rules", "aria-labelledby", "rules-h");
    out.element("h2", "Rules in effect", "id", "rules-h");
    Tables.open(out, "Gated measures");
    out.open("thead").open("tr").element("th", "gated measure", "scope", "col");
    out.element("th", "margin", "scope", "col", "class", "number");
    out.element("th", "floor", "scope", "col", "class", "number");
    out.close().close().open("tbody");
    new TreeMap<>(rules.gated())
        .forEach(
            (measure, tolerance) -> {
              out.open("tr");
              out.element("th", Words.capitalised(GateWords.label(measure)), "scope", "row");
              out.element("td", GateWords.share(measure, tolerance.margin()));
              out.element("td", GateWords.share(measure, tolerance.floor())).close();
            });
    out.close();
    Tables.close(out);
    out.element(
        "p",
        "A difference within the margin counts as none; one below the floor is never called a"
            + " change. What is not listed is shown and never fails the gate.",
        "class",
        "reading");
    out.open("dl", "class", "facts");
    facts()
        .forEach((name, value) -> out.open("div").element("dt", name).element("dd", value).close());
    out.close();
    out.close();
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("false alarms", "at most " + Numbers.percent(rules.falseAlarmShare()) + " of runs");
    facts.put(
        "looks after",
        rules.looks().stream().map(String::valueOf).collect(Collectors.joining(", "))
            + " launches");
    facts.put("time budget", Numbers.plain(rules.budget().toMillis() / 60_000.0) + " min");
    facts.put(
        "endpoints",
        rules.endpoints().isEmpty() ? "all" : String.join(", ", new TreeSet<>(rules.endpoints())));
    facts.put(
        "pairs",
        rules.pairsPerSecond().isPresent()
            ? Numbers.plain(rules.pairsPerSecond().getAsDouble()) + " per second"
            : "at the scenario's own rate");
    facts.put(
        "a launch",
        "%d s warm-up, %d s settling, %d s measured"
            .formatted(rules.warmUpSeconds(), rules.settleSeconds(), rules.measureSeconds()));
    return facts;
  }
}
