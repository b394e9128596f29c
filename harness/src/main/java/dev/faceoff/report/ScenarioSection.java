package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Setting;
import dev.faceoff.report.PairRows.Row;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.QueryPlan;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One scenario: story, numbers, charts, cause, code, and when the fix hurts. */
final class ScenarioSection {
  private final ScenarioReport scenario;
  private final String id;

  ScenarioSection(ScenarioReport scenario, String id) {
    this.scenario = scenario;
    this.id = id;
  }

  void write(Markup out) {
    out.open("section", "id", id, "class", "scenario", "aria-labelledby", id + "-h");
    out.element("p", scenario.name(), "class", "subject");
    out.element("h2", scenario.title(), "id", id + "-h");
    story(out);
    rule(out);
    Words.replicasShare(scenario)
        .ifPresent(sentence -> out.element("p", sentence, "class", "reading"));
    if (scenario.hasNumbers()) {
      numbers(out);
    } else if (scenario.scaling().withPair()) {
      noNumbers(out);
    }
    GrowthSection.of(scenario, id).ifPresent(section -> section.write(out));
    CapacitySection.of(scenario, id).ifPresent(section -> section.write(out));
    SpikeSection.of(scenario, id).ifPresent(section -> section.write(out));
    AlertSection.of(scenario, id).ifPresent(section -> section.write(out));
    diffs(out);
    if (scenario.story().isTold()) {
      part(out, "The price", "When the fix hurts");
      out.element("p", scenario.story().hurts(), "class", "prose");
    }
    out.close();
  }

  /** Where no story is told, what was asked is whether expectations hold. */
  private void rule(Markup out) {
    if (RuleWords.of(scenario).isPresent()) {
      part(out, "The rule", "What was expected, and observed");
      ExpectationTable.write(
          out, "Expectations and what was observed: " + scenario.name(), List.of(scenario), false);
    }
  }

  private void numbers(Markup out) {
    ScaleSection.write(out, scenario, id);
    Optional<FaultSection> faults = FaultSection.of(scenario, id);
    // Where the headline is about a fault, its numbers come first.
    boolean first = Highlighted.of(scenario).isPresent();
    faults.filter(section -> first).ifPresent(section -> section.write(out));
    pair(out);
    for (int i = 0; i < scenario.endpoints().size(); i++) {
      Endpoint endpoint = scenario.endpoints().get(i);
      String suffix = "-" + (i + 1);
      PercentileChart.of(scenario, endpoint)
          .ifPresent(chart -> Figures.write(out, id + "-curve" + suffix, chart));
      TimelineChart.of(scenario, endpoint)
          .ifPresent(chart -> Figures.write(out, id + "-time" + suffix, chart));
      ErrorsChart.of(scenario, endpoint)
          .ifPresent(chart -> Figures.write(out, id + "-errors" + suffix, chart));
      errorKinds(out, endpoint);
    }
    faults.filter(section -> !first).ifPresent(section -> section.write(out));
    cause(out);
    List<String> names = scenario.variants().stream().map(VariantReport::name).toList();
    scenario.cost().ifPresent(cost -> new CostSection(cost, names, scenario.name()).write(out));
  }

  private void noNumbers(Markup out) {
    HtmlWriter.callout(
        out,
        Words.headline(scenario).mark(),
        Words.whyNoNumbers(scenario.status()),
        scenario.reasons());
  }

  private void story(Markup out) {
    out.element("p", scenario.question(), "class", "question prose");
    if (!scenario.story().isTold()) {
      return;
    }
    out.open("dl", "class", "story");
    for (String[] part :
        new String[][] {
          {"Symptom", scenario.story().symptom()},
          {"Cause", scenario.story().cause()},
          {"Fix", scenario.story().fix()}
        }) {
      out.open("div").element("dt", part[0]).element("dd", part[1]).close();
    }
    out.close();
  }

  private void pair(Markup out) {
    pairTables(out);
    Words.distances(scenario)
        .forEach(sentence -> out.element("p", sentence, "class", "reading distance"));
  }

  private void pairTables(Markup out) {
    List<String> names = scenario.variants().stream().map(VariantReport::name).toList();
    String inNumbers = names.size() == 2 ? "The pair in numbers" : "In numbers";
    part(out, inNumbers, pairFinding(names));
    if (scenario.endpoints().size() == 1) {
      String endpoint = scenario.endpoints().get(0).name();
      List<Row> rows = new ArrayList<>(PairRows.ofEndpoint(scenario, endpoint));
      rows.addAll(PairRows.ofVariant(scenario));
      new PairTable(scenario, rows).write(out, "%s: %s".formatted(inNumbers, scenario.name()));
      return;
    }
    for (Endpoint endpoint : scenario.endpoints()) {
      out.element("h4", endpoint.name());
      new PairTable(scenario, PairRows.ofEndpoint(scenario, endpoint.name()))
          .write(out, "%s: %s, %s".formatted(inNumbers, scenario.name(), endpoint.name()));
    }
    out.element("h4", "Whole service");
    new PairTable(scenario, PairRows.ofVariant(scenario))
        .write(out, "%s: %s, whole service".formatted(inNumbers, scenario.name()));
  }

  private String pairFinding(List<String> names) {
    List<Long> counts = scenario.variants().stream().map(ScenarioSection::requests).toList();
    if (names.size() > 2 && Set.copyOf(counts).size() == 1) {
      return "%s requests to each of %s"
          .formatted(Numbers.count(counts.get(0)), String.join(", ", names));
    }
    StringBuilder text = new StringBuilder();
    for (VariantReport variant : scenario.variants()) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append("%s requests to %s".formatted(Numbers.count(requests(variant)), variant.name()));
    }
    return names.isEmpty() ? "" : Words.capitalised(text.toString());
  }

  private static long requests(VariantReport variant) {
    return variant.endpoints().stream().mapToLong(EndpointReport::requests).sum();
  }

  private void errorKinds(Markup out, Endpoint endpoint) {
    Map<String, Long[]> kinds = new TreeMap<>();
    for (int i = 0; i < scenario.variants().size(); i++) {
      int variant = i;
      scenario
          .variants()
          .get(i)
          .endpoint(endpoint.name())
          .map(EndpointReport::errorsByKind)
          .stream()
          .flatMap(errors -> errors.entrySet().stream())
          .forEach(
              e ->
                  kinds
                          .computeIfAbsent(e.getKey(), k -> new Long[scenario.variants().size()])[
                          variant] =
                      e.getValue());
    }
    if (kinds.isEmpty()) {
      return;
    }
    Tables.open(
        out,
        "Errors by kind: %s%s".formatted(scenario.name(), Figures.of(scenario, endpoint)),
        "pair");
    out.open("thead").open("tr").element("th", "kind of error", "scope", "col");
    for (int i = 0; i < scenario.variants().size(); i++) {
      out.open("th", "scope", "col", "class", "number");
      out.element("span", scenario.variants().get(i).name(), "class", "ink v" + i).close();
    }
    out.close().close().open("tbody");
    kinds.forEach(
        (kind, counts) -> {
          out.open("tr").element("th", kind, "scope", "row");
          for (Long count : counts) {
            out.element("td", Numbers.count(count == null ? 0 : count));
          }
          out.close();
        });
    out.close();
    Tables.close(out);
  }

  private void cause(Markup out) {
    List<Row> rows = PairRows.causes(scenario);
    boolean plans = scenario.variants().stream().anyMatch(v -> v.queryPlan().isPresent());
    if (rows.isEmpty() && !plans) {
      return;
    }
    part(out, scenario.alone().isPresent() ? "What it takes" : "The cause", causeFinding());
    if (scenario.alone().isEmpty()) {
      bars(out);
    }
    if (!rows.isEmpty()) {
      new PairTable(scenario, rows)
          .write(
              out,
              (scenario.alone().isPresent() ? "What it takes" : "The cause in numbers")
                  + ": "
                  + scenario.name());
    }
    for (int i = 0; i < scenario.variants().size(); i++) {
      VariantReport variant = scenario.variants().get(i);
      if (variant.queryPlan().isPresent()) {
        plan(out, i, variant.name(), variant.queryPlan().get());
      }
    }
  }

  private String causeFinding() {
    Measure measure = scenario.causeMeasure();
    String shown = Words.unit(measure);
    String unit = shown.startsWith("per ") ? " " + shown : ", " + shown;
    List<String> parts = new ArrayList<>();
    for (VariantReport variant : scenario.variants()) {
      Optional.ofNullable(variant.cost().get(measure))
          .map(estimate -> Numbers.plain(Words.shown(measure, estimate).value()))
          .ifPresent(number -> parts.add(number + " for " + variant.name()));
    }
    return parts.isEmpty()
        ? "What was counted in the service and its database"
        : Words.capitalised(measure.label()) + unit + ": " + String.join(", ", parts);
  }

  /** The measure that explains the difference, as bars from zero. */
  private void bars(Markup out) {
    Measure measure = scenario.causeMeasure();
    double max =
        scenario.variants().stream()
            .map(v -> v.cost().get(measure))
            .filter(e -> e != null)
            .mapToDouble(Estimate::value)
            .max()
            .orElse(0);
    if (!(max > 0)) {
      return;
    }
    Bars bars = new Bars(out, max).open();
    for (int i = 0; i < scenario.variants().size(); i++) {
      VariantReport variant = scenario.variants().get(i);
      Estimate estimate = variant.cost().get(measure);
      if (estimate != null) {
        String text = Numbers.plain(Words.shown(measure, estimate).value());
        bars.bar(i, variant.name(), estimate.value(), text);
      }
    }
    bars.close();
  }

  private static void plan(Markup out, int variant, String name, QueryPlan plan) {
    out.open("div", "class", "plan");
    out.open("h4").text("Costliest statement of ");
    out.element("span", name, "class", "ink v" + variant).close();
    String label = "Statement and plan of " + name;
    out.open("pre", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", label);
    out.element("code", plan.statement(), "class", "statement");
    for (String line : plan.lines()) {
      out.text("\n").element("code", line);
    }
    out.close();
    out.close();
  }

  private void diffs(Markup out) {
    if (scenario.diffs().isEmpty()) {
      return;
    }
    part(out, "The code", "What differs, and nothing else");
    for (CodeDiff diff : scenario.diffs()) {
      String name = diffName(diff);
      out.element("h4", name);
      out.open("div", "class", "diff scroll", "tabindex", "0", "role", "group", "aria-label", name);
      out.open("pre");
      for (CodeDiff.Line line : diff.lines()) {
        switch (line.kind()) {
          case REMOVED -> line(out, "del", "−", line.text());
          case ADDED -> line(out, "ins", "+", line.text());
          case BOTH -> line(out, "span", " ", line.text());
          case GAP -> line(out, "span", "⋯", "");
        }
      }
      out.close();
      out.close();
    }
  }

  private static void line(Markup out, String tag, String sign, String text) {
    out.open(tag, "class", "row").element("span", sign, "class", "sign");
    out.element("code", text).text("\n").close();
  }

  private static String diffName(CodeDiff diff) {
    if (diff.from().isEmpty()) {
      return diff.to() + " (added)";
    }
    if (diff.to().isEmpty()) {
      return diff.from() + " (removed)";
    }
    return diff.from().equals(diff.to()) ? diff.from() : diff.from() + " → " + diff.to();
  }

  /** Which settings a design had otherwise than the scenario declares, with a space before. */
  static String otherSettings(ScenarioReport scenario, List<Setting> settings) {
    List<String> others =
        settings.stream()
            .filter(
                setting ->
                    scenario.settings().stream()
                        .noneMatch(
                            declared ->
                                declared.name().equals(setting.name())
                                    && declared.value() == setting.value()))
            .map(setting -> "%s = %s".formatted(setting.name(), Numbers.size(setting.value())))
            .toList();
    return others.isEmpty()
        ? ""
        : " Otherwise than elsewhere on this page: " + String.join(", ", others) + ".";
  }

  static void part(Markup out, String subject, String heading) {
    out.open("div", "class", "part").element("p", subject, "class", "subject");
    out.element("h3", heading).close();
  }
}
