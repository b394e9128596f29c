package dev.faceoff.report;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.report.GateReport.LaunchInfo;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far to trust a gate: launches, the generator, the machine's noise, what was not measured. */
final class GateTrust {
  private final GateReport gate;

  GateTrust(GateReport gate) {
    this.gate = gate;
  }

  void write(Markup out) {
    out.open("section", "id", "trust", "aria-labelledby", "trust-h");
    out.element("h2", "How far to trust this", "id", "trust-h");
    list(
        out,
        "",
        List.of(
            "Both sides get the same request within milliseconds, in random order: what disturbs the"
                + " machine disturbs both, and cancels in the ratio.",
            "Requests of one launch are not independent, and a fresh start changes a service a"
                + " little. So the launch is the unit of proof: an interval over launches knows how"
                + " much a start changes.",
            "With all claims and all planned looks together, the rules allow a wrong REGRESSION in at"
                + " most %s of runs in which nothing changed."
                    .formatted(Numbers.percent(gate.rules().falseAlarmShare()))));
    facts(out);
    launches(out);
    list(out, "Why the status is " + gate.status(), gate.reasons());
    list(out, "Launches that were replaced", gate.replaced());
    out.element("h3", "The machine's own noise");
    out.element("p", calibration(gate), "class", "prose");
    gate.calibration().ifPresent(c -> sigma(out, c));
    list(out, "Not measured", gate.trust().map(Trust::notMeasured).orElse(List.of()));
    list(out, "To know", gate.trust().map(Trust::notes).orElse(List.of()));
    out.close();
  }

  /** Whose noise the gate reckoned with, or what it means that there is none, in sentences. */
  static String calibration(GateReport gate) {
    return gate.calibration()
        .map(
            c ->
                ("Calibrated: %s measured against itself in %s on this class of machine (%s), %s%s."
                        + " No interval here is narrower than that noise allows.")
                    .formatted(
                        c.subject(),
                        Words.plural(c.launches(), "launch"),
                        c.machineClass(),
                        c.measuredAt().toString().substring(0, 10),
                        c.conditions().map(conditions -> ", with " + conditions).orElse("")))
        .orElse(
            "This machine was never calibrated for this journey, so the noise is known from these"
                + " launches alone, and what this machine cannot resolve was not known before."
                + " ./faceoff doctor --calibrate measures it.");
  }

  /** Launches whose sides were still getting faster when they were measured. */
  static long unsteady(GateReport gate) {
    return gate.launches().stream().filter(launch -> !launch.steady()).count();
  }

  /** The largest share of a launch's measured time that was left out. */
  static double mostDropped(GateReport gate) {
    return gate.launches().stream().mapToDouble(LaunchInfo::droppedShare).max().orElse(0);
  }

  private void facts(Markup out) {
    Map<String, Optional<String>> facts = new LinkedHashMap<>();
    List<LaunchInfo> launches = gate.launches();
    facts.put("status", Optional.of(gate.status().name()));
    facts.put("launches that count", Optional.of(Numbers.count(launches.size())));
    facts.put("launches replaced", Optional.of(Numbers.count(gate.replaced().size())));
    if (!launches.isEmpty()) {
      facts.put(
          "measured pairs",
          Optional.of(Numbers.count(launches.stream().mapToLong(LaunchInfo::pairs).sum())));
      facts.put(
          "time left out because the machine was disturbed, most in a launch",
          Optional.of(Numbers.percent(mostDropped(gate))));
      facts.put(
          "launches not yet steady when measured", Optional.of(Numbers.count(unsteady(gate))));
    }
    trust(facts, "arrivals planned", t -> Numbers.count(t.plannedArrivals()));
    trust(facts, "arrivals missed", t -> Numbers.count(t.missedArrivals()));
    trust(
        facts,
        "generator's lag, p99, ms (limit)",
        t ->
            "%s (%s)"
                .formatted(
                    Numbers.significant(t.startLagP99Millis()),
                    Numbers.plain(t.startLagLimitMillis())));
    trust(facts, "generator's lag, median, ms", t -> Numbers.significant(t.startLagP50Millis()));
    trust(facts, "generator's lag, largest, ms", t -> Numbers.significant(t.startLagMaxMillis()));
    trust(facts, "generator's CPU, of all cores", t -> Numbers.percent(t.generatorCpuShare()));
    trust(
        facts,
        "generator's garbage collection, of the time",
        t -> Numbers.percent(t.generatorGcShare()));
    trust(
        facts,
        "machine busy, all processes",
        t -> t.machineBusyShare().map(Numbers::percent).orElse("unknown here"));
    Tables.open(out, "How sound the measurement was");
    out.open("thead").open("tr").element("th", "check", "scope", "col");
    out.element("th", gate.name(), "scope", "col", "class", "number");
    out.close().close().open("tbody");
    facts.forEach(
        (name, value) -> {
          out.open("tr").element("th", name, "scope", "row", "class", "check");
          out.element("td", value.orElse("not measured"), "class", "fact").close();
        });
    out.close();
    Tables.close(out);
  }

  private void trust(
      Map<String, Optional<String>> facts, String name, Function<Trust, String> value) {
    facts.put(name, gate.trust().map(value));
  }

  private void launches(Markup out) {
    if (gate.launches().isEmpty()) {
      return;
    }
    out.open("details", "class", "data").element("summary", "Every launch");
    Tables.open(out, "Every launch that counts");
    out.open("thead").open("tr").element("th", "launch", "scope", "col");
    for (String head : List.of("started first", "pairs", "left out", "steady")) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
    for (LaunchInfo launch : gate.launches()) {
      out.open("tr").element("th", Numbers.count(launch.launch() + 1L), "scope", "row");
      out.element("td", launch.baselineFirst() ? "baseline" : "candidate");
      out.element("td", Numbers.count(launch.pairs()));
      out.element("td", Numbers.percent(launch.droppedShare()));
      out.element("td", launch.steady() ? "yes" : "no").close();
    }
    out.close();
    Tables.close(out);
    out.close();
  }

  private static void sigma(Markup out, Calibration calibration) {
    if (calibration.sigma().isEmpty()) {
      return;
    }
    Map<Claim, Double> sorted = new TreeMap<>(calibration.sigma());
    String text =
        sorted.entrySet().stream()
            .map(e -> GateWords.claim(e.getKey()) + " " + Numbers.percent(e.getValue()))
            .collect(Collectors.joining("; "));
    out.element(
        "p",
        HtmlWriter.together("Spread between launches of the same build: " + text + "."),
        "class",
        "prose reading");
  }

  private static void list(Markup out, String heading, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    if (!heading.isEmpty()) {
      out.element("h3", heading);
    }
    out.open("ul", "class", "prose");
    sentences.forEach(sentence -> out.element("li", HtmlWriter.together(Words.sentence(sentence))));
    out.close();
  }
}
