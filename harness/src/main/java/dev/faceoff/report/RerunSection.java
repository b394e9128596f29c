package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Party;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is needed to run it again: command, seed, versions, settings, environment, files. */
final class RerunSection {
  private static final String[][] GATE_FILES = {
    {"results.json", "every number of this page in full precision"},
    {"summary.md", "the verdict for a pull request or a CI step summary"},
    {"junit.xml", "a test case for each gated claim"},
    {"benchmark.json", "for github-action-benchmark, where there are numbers"},
    {"bencher.json", "for Bencher, where there are numbers"},
    {"samples/", "every matched pair"},
    {"logs/", "the output of every process"},
    {"manifest.json", "command, versions, seeds, settings and environment"}
  };

  private static final String[][] DIAGNOSIS_FILES = {
    {"results.json", "everything on this page"},
    {"summary.md", "the findings for a pull request or a CI step summary"},
    {"junit.xml", "a test case for each shortcut"},
    {"logs/", "the output of every process"},
    {"manifest.json", "command, versions, seeds, settings and environment"}
  };

  private static final String[][] FILES = {
    {"results.json", "every number of this page in full precision"},
    {"summary.md", "the verdicts for a pull request"},
    {"junit.xml", "the expectations as test cases"},
    {"histograms/", "latencies as HdrHistogram logs, one per variant, endpoint and launch"},
    {"logs/", "the output of every process"},
    {"manifest.json", "command, versions, seeds, settings and environment"}
  };

  private static final String MERGE = "merge";

  /** What a merge leaves; logs and samples are with the parts. */
  private static final String[][] MERGED_FILES = {
    {"results.json", "every number of this page in full precision"},
    {"summary.md", "the verdicts for a pull request"},
    {"junit.xml", "the expectations as test cases"},
    {"histograms/", "latencies as HdrHistogram logs, one per variant, endpoint and launch"},
    {"manifest.json", "command, versions, seeds, settings and environment"}
  };

  private final RunInfo run;
  private final Report report;

  RerunSection(Report report) {
    this.run = report.run();
    this.report = report;
  }

  void write(Markup out) {
    out.open("section", "id", "again", "aria-labelledby", "again-h");
    out.element("h2", "Run it again", "id", "again-h");
    out.open(
        "pre",
        "class",
        "command scroll",
        "tabindex",
        "0",
        "role",
        "group",
        "aria-label",
        "Command");
    out.element("code", Words.command(run)).close();
    facts(out, "The run", runFacts());
    facts(out, "Where the time went, seconds", phases());
    facts(out, "The machine", machine());
    facts(out, "Versions", new TreeMap<>(run.environment().versions()));
    servers(out);
    report.scenarios().forEach(scenario -> settings(out, scenario));
    report.gate().ifPresent(gate -> targets(out, gate));
    report.diagnosis().ifPresent(diagnosis -> target(out, "Target", diagnosis.target()));
    out.element("h3", "Files beside this page");
    out.open("dl", "class", "facts");
    for (String[] file : files()) {
      out.open("div").open("dt").element("code", file[0]).close();
      out.element("dd", file[1]).close();
    }
    out.close();
    out.close();
  }

  private String[][] files() {
    if (report.diagnosis().isPresent()) {
      return DIAGNOSIS_FILES;
    }
    if (report.gate().isPresent()) {
      return GATE_FILES;
    }
    return run.command().stream().findFirst().equals(Optional.of(MERGE)) ? MERGED_FILES : FILES;
  }

  /** Settings in effect, closed: many lines that only a doubting reader wants. */
  private void servers(Markup out) {
    new TreeMap<>(run.environment().serverSettings())
        .forEach(
            (server, settings) -> {
              out.open("details");
              out.element(
                  "summary",
                  "Settings of %s in effect (%s)"
                      .formatted(server, Numbers.count(settings.size())));
              list(out, new TreeMap<>(settings));
              out.close();
            });
  }

  private Map<String, String> runFacts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("id", run.id());
    facts.put("started", run.startedAt().toString());
    facts.put("duration", Numbers.significant(run.durationSeconds()) + " s");
    if (report.gate().isEmpty() && report.diagnosis().isEmpty()) {
      facts.put("profile", run.profile().id());
    }
    facts.put("backend", run.backend().id());
    facts.put("seed", String.valueOf(run.seed()));
    return facts;
  }

  private Map<String, String> phases() {
    Map<String, String> facts = new LinkedHashMap<>();
    run.secondsByPhase().forEach((phase, s) -> facts.put(phase, Numbers.significant(s)));
    return facts;
  }

  private Map<String, String> machine() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("CPUs", run.environment().cpus() + " × " + run.environment().cpuModel());
    facts.put("memory", Numbers.count(run.environment().memoryMebibytes()) + " MiB");
    facts.put("system", run.environment().os());
    facts.put("JDK", run.environment().jdk());
    return facts;
  }

  private static void settings(Markup out, ScenarioReport scenario) {
    Map<String, String> facts = new LinkedHashMap<>();
    var load = scenario.load();
    var profile = scenario.profile();
    if (!scenario.replicas().isEmpty()) {
      facts.put("replicas", Words.replicas(scenario) + ", each request to the next");
    }
    if (!scenario.scaling().withPair()) {
      growth(scenario, facts);
      capacity(scenario, facts);
      spike(scenario, facts);
      alerts(scenario, facts);
      facts(out, "Settings of " + scenario.name(), facts);
      return;
    }
    facts.put("arrivals", Numbers.plain(load.arrivalsPerSecond()) + " per second, open model");
    facts.put("request timeout", Numbers.plain(load.requestTimeout().toMillis() / 1000.0) + " s");
    facts.put(
        "warm-up",
        "%s, %d s a variant, not counted"
            .formatted(Words.plural(load.warmUpUsers(), "user"), profile.warmUpSeconds()));
    facts.put(
        "measured",
        "%d × %d blocks of %d s with gaps of %d s"
            .formatted(
                profile.launches(),
                profile.blocks(),
                profile.blockSeconds(),
                profile.gapSeconds()));
    scenario
        .faults()
        .timeline()
        .ifPresent(
            timeline ->
                facts.put(
                    "under faults",
                    "%s of %d s for each variant"
                        .formatted(Words.plural(timeline.plays(), "play"), timeline.seconds())));
    List<String> distances = Words.distances(scenario);
    if (!distances.isEmpty()) {
      facts.put("network", String.join(" ", distances));
    }
    for (Setting setting : scenario.settings()) {
      facts.put(setting.name(), setting.text() + ": " + setting.description());
    }
    growth(scenario, facts);
    capacity(scenario, facts);
    spike(scenario, facts);
    alerts(scenario, facts);
    facts(out, "Settings of " + scenario.name(), facts);
  }

  private static void capacity(ScenarioReport scenario, Map<String, String> facts) {
    if (scenario.scaling().capacity().isEmpty()) {
      return;
    }
    CapacityReport capacity = scenario.scaling().capacity().get();
    Profile profile = capacity.profile();
    facts.put("objective of the capacity", CapacityWords.goal(capacity.objective()));
    facts.put(
        "users at a time",
        capacity.users().isEmpty()
            ? "none without pause: %s, after %d s of warm-up by arrivals a variant"
                .formatted(Words.plural(profile.launches(), "launch"), profile.warmUpSeconds())
            : "%s: %d × %d blocks of %d s with gaps of %d s, after %d s of warm-up a variant"
                .formatted(
                    capacity.users().stream().map(String::valueOf).collect(joining("; ")),
                    profile.launches(),
                    profile.blocks(),
                    profile.blockSeconds(),
                    profile.gapSeconds(),
                    profile.warmUpSeconds()));
    facts.put("steps of the search", capacity.stepSeconds() + " s");
    for (Setting setting : scenario.settings()) {
      facts.putIfAbsent(setting.name(), setting.text() + ": " + setting.description());
    }
  }

  private static void spike(ScenarioReport scenario, Map<String, String> facts) {
    if (scenario.scaling().spike().isEmpty()) {
      return;
    }
    SpikeReport spike = scenario.scaling().spike().get();
    SpikeReport.Times times = spike.times();
    facts.put("spike", SpikeWords.rates(spike) + ", open model");
    facts.put(
        "length of the spike",
        "%d s, after %d s and before %d s at the usual rate, in %s, after %d s of warm-up a variant"
            .formatted(
                times.spikeSeconds(),
                times.beforeSeconds(),
                times.afterSeconds(),
                Words.plural(spike.launches(), "launch"),
                times.warmUpSeconds()));
    facts.put(
        "objective in the spike",
        spike.endpoints().stream()
            .map(each -> each.name() + " within " + Numbers.duration(each.objectiveMillis()))
            .collect(joining(", ")));
    facts.put(
        "request timeout in the spike",
        Numbers.plain(spike.load().requestTimeout().toMillis() / 1000.0) + " s");
    for (Setting setting : spike.settings()) {
      facts.putIfAbsent(setting.name(), setting.text() + ": " + setting.description());
      if (!facts.get(setting.name()).startsWith(setting.text() + ":")) {
        facts.put(setting.name() + " in the spike", setting.text());
      }
    }
  }

  private static void alerts(ScenarioReport scenario, Map<String, String> facts) {
    if (scenario.scaling().alerts().isEmpty()) {
      return;
    }
    AlertReport alerts = scenario.scaling().alerts().get();
    AlertReport.Plan plan = alerts.plan();
    facts.put(
        "watched under",
        "%s users a second for each variant, open model, side by side, after %d s of warm-up"
            .formatted(Numbers.plain(alerts.load().arrivalsPerSecond()), plan.warmUpSeconds()));
    facts.put(
        "watched faults",
        plan.faults().stream()
            .map(
                fault ->
                    "%s: %s for %s s"
                        .formatted(fault.name(), fault.what(), Numbers.plain(fault.seconds())))
            .collect(joining("; ")));
    facts.put(
        "watched for",
        "%s of %s, each fault after %d s without one"
            .formatted(
                Words.plural(plan.launches(), "launch"),
                Words.plural(plan.rounds(), "round"),
                plan.healthySeconds()));
    for (Setting setting : alerts.settings()) {
      facts.putIfAbsent(setting.name(), setting.text() + ": " + setting.description());
    }
  }

  private static void growth(ScenarioReport scenario, Map<String, String> facts) {
    if (scenario.scaling().growth().isEmpty()) {
      return;
    }
    GrowthReport growth = scenario.scaling().growth().get();
    Profile profile = growth.profile();
    facts.put(
        "growth over " + growth.over().name(),
        growth.sizes().stream().map(Numbers::size).collect(joining("; ")));
    facts.put(
        "measured at each size",
        "%s, %d × %d blocks of %d s with gaps of %d s, after %d s of warm-up a variant"
            .formatted(
                Numbers.plain(growth.load().arrivalsPerSecond()) + " users per second",
                profile.launches(),
                profile.blocks(),
                profile.blockSeconds(),
                profile.gapSeconds(),
                profile.warmUpSeconds()));
    for (Setting setting : growth.settings()) {
      facts.putIfAbsent(setting.name(), setting.text() + ": " + setting.description());
      if (!facts.get(setting.name()).startsWith(setting.text() + ":")) {
        facts.put(setting.name() + " while growing", setting.text());
      }
    }
  }

  private static void targets(Markup out, GateReport gate) {
    for (boolean baseline : new boolean[] {true, false}) {
      target(
          out, baseline ? "Baseline" : "Candidate", baseline ? gate.baseline() : gate.candidate());
    }
  }

  private static void target(Markup out, String heading, Party party) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("target", party.label());
    facts.put("kind", party.kind());
    facts.putAll(new TreeMap<>(party.details()));
    facts(out, heading, facts);
  }

  private static void facts(Markup out, String heading, Map<String, String> facts) {
    if (facts.isEmpty()) {
      return;
    }
    out.element("h3", heading);
    list(out, facts);
  }

  private static void list(Markup out, Map<String, String> facts) {
    out.open("dl", "class", "facts");
    facts.forEach(
        (name, value) -> out.open("div").element("dt", name).element("dd", value).close());
    out.close();
  }
}
