package dev.faceoff.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Comparison;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Setting;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes {@code results.json} in full precision. What was not measured is absent. Plain numbers
 * that scripts rely on stand next to the same numbers with interval and note, from which {@link
 * JsonReader} reads them back.
 */
public final class JsonWriter implements ReportWriter {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .enable(com.fasterxml.jackson.databind.SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public void write(Report report, Appendable out) throws IOException {
    out.append(MAPPER.writeValueAsString(tree(report))).append('\n');
  }

  static ObjectNode tree(Report report) {
    ObjectNode root = NODES.objectNode();
    root.put("schemaVersion", report.schemaVersion());
    root.set("run", run(report.run()));
    root.set("scenarios", array(report.scenarios(), JsonWriter::scenario));
    report.gate().ifPresent(gate -> root.set("gate", GateJson.write(gate)));
    report.diagnosis().ifPresent(diagnosis -> DiagnosisJson.write(root, diagnosis));
    return root;
  }

  private static ObjectNode run(RunInfo run) {
    ObjectNode node = NODES.objectNode();
    node.put("id", run.id());
    node.put("startedAt", run.startedAt().toString());
    number(node, "durationSeconds", run.durationSeconds());
    node.put("profile", run.profile().id());
    node.put("backend", run.backend().id());
    node.put("seed", run.seed());
    node.set("command", array(run.command(), NODES::textNode));
    RunInfo.Environment environment = run.environment();
    ObjectNode env = node.putObject("environment");
    env.put("cpus", environment.cpus());
    env.put("cpuModel", environment.cpuModel());
    env.put("memoryMebibytes", environment.memoryMebibytes());
    env.put("os", environment.os());
    env.put("jdk", environment.jdk());
    ObjectNode versions = env.putObject("versions");
    new TreeMap<>(environment.versions()).forEach(versions::put);
    ObjectNode servers = env.putObject("serverSettings");
    new TreeMap<>(environment.serverSettings())
        .forEach(
            (server, settings) -> {
              ObjectNode one = servers.putObject(server);
              new TreeMap<>(settings).forEach(one::put);
            });
    ObjectNode seconds = node.putObject("secondsByPhase");
    run.secondsByPhase().forEach((phase, value) -> number(seconds, phase, value));
    return node;
  }

  private static ObjectNode scenario(ScenarioReport scenario) {
    ObjectNode node = NODES.objectNode();
    node.put("name", scenario.name());
    node.put("title", scenario.title());
    node.put("question", scenario.question());
    if (scenario.story().isTold()) {
      node.putObject("story")
          .put("symptom", scenario.story().symptom())
          .put("cause", scenario.story().cause())
          .put("fix", scenario.story().fix())
          .put("hurts", scenario.story().hurts());
    }
    node.put("status", scenario.status().name());
    node.set("reasons", array(scenario.reasons(), NODES::textNode));
    node.put("causeMeasure", scenario.causeMeasure().id());
    node.set(
        "endpoints",
        array(
            scenario.endpoints(),
            e ->
                NODES
                    .objectNode()
                    .put("name", e.name())
                    .put("objectiveMillis", e.objectiveMillis())));
    node.set("load", load(scenario.load()));
    node.set("profile", profile(scenario.profile()));
    if (!scenario.replicas().isEmpty()) {
      scenario.replicas().forEach(node.putObject("replicas")::put);
    }
    node.set("settings", array(scenario.settings(), JsonWriter::setting));
    node.set("variants", variants(scenario));
    node.set("comparisons", array(scenario.comparisons(), JsonWriter::comparison));
    scenario
        .faults()
        .timeline()
        .ifPresent(timeline -> node.set("phases", array(timeline.phases(), FaultJson::phase)));
    if (!scenario.faults().equals(FaultReport.NONE)) {
      node.set("faults", FaultJson.faults(scenario.faults()));
    }
    ScaleJson.write(node, scenario.scales());
    CostJson.write(node, scenario.cost());
    GrowthJson.write(node, scenario.scaling());
    node.set("expectations", array(scenario.expectations(), JsonWriter::expectation));
    node.set(
        "blocks",
        array(
            scenario.blocks(),
            b ->
                NODES
                    .objectNode()
                    .put("launch", b.launch())
                    .put("index", b.index())
                    .put("variant", b.variant())
                    .put("startSecond", b.startSecond())
                    .put("seconds", b.seconds())));
    node.set("diffs", array(scenario.diffs(), JsonWriter::diff));
    scenario.trust().ifPresent(trust -> node.set("trust", trust(trust)));
    return node;
  }

  static ObjectNode load(Load load) {
    return NODES
        .objectNode()
        .put("arrivalsPerSecond", load.arrivalsPerSecond())
        .put("warmUpUsers", load.warmUpUsers())
        .put("requestTimeout", load.requestTimeout().toString())
        .put("startLagLimit", load.startLagLimit().toString());
  }

  static ObjectNode profile(Profile profile) {
    return NODES
        .objectNode()
        .put("launches", profile.launches())
        .put("blocks", profile.blocks())
        .put("blockSeconds", profile.blockSeconds())
        .put("gapSeconds", profile.gapSeconds())
        .put("warmUpSeconds", profile.warmUpSeconds())
        .put("timelines", profile.timelines());
  }

  static ObjectNode setting(Setting setting) {
    return NODES
        .objectNode()
        .put("name", setting.name())
        .put("description", setting.description())
        .put("value", setting.value())
        .put("min", setting.min())
        .put("max", setting.max());
  }

  /** The pair's variants; those of its capacity alone where only that was asked. */
  private static ArrayNode variants(ScenarioReport scenario) {
    Map<String, ObjectNode> byName = new LinkedHashMap<>();
    scenario.variants().forEach(each -> byName.put(each.name(), variant(each)));
    scenario.scaling().capacity().stream()
        .flatMap(capacity -> capacity.variants().stream())
        .forEach(
            each ->
                CapacityJson.summarise(
                    each, byName.computeIfAbsent(each.variant(), JsonWriter::unmeasured)));
    return array(byName.values(), node -> node);
  }

  private static ObjectNode unmeasured(String variant) {
    return variant(new VariantReport(variant, List.of(), Map.of(), Optional.empty()));
  }

  private static ObjectNode variant(VariantReport variant) {
    ObjectNode node = NODES.objectNode();
    node.put("name", variant.name());
    node.set("endpoints", array(variant.endpoints(), JsonWriter::endpoint));
    ObjectNode cost = node.putObject("cost");
    sorted(variant.cost()).forEach((m, estimate) -> cost.put(m.id(), estimate.value()));
    node.set("costEstimates", estimates(variant.cost()));
    variant
        .queryPlan()
        .ifPresent(
            plan ->
                node.putObject("queryPlan")
                    .put("statement", plan.statement())
                    .set("lines", array(plan.lines(), NODES::textNode)));
    return node;
  }

  private static ObjectNode endpoint(EndpointReport endpoint) {
    ObjectNode node = NODES.objectNode();
    node.put("name", endpoint.name());
    node.put("requests", endpoint.requests());
    node.put("errors", endpoint.errors());
    numbers(node, endpoint.estimates(), endpoint.errorsByKind());
    node.set(
        "curve",
        array(
            endpoint.curve(),
            p -> NODES.objectNode().put("share", p.share()).put("millis", p.millis())));
    node.set(
        "seconds",
        array(
            endpoint.seconds(),
            s -> {
              ObjectNode second =
                  NODES
                      .objectNode()
                      .put("launch", s.launch())
                      .put("second", s.second())
                      .put("requests", s.requests())
                      .put("errors", s.errors());
              number(second, "p50Millis", s.p50Millis());
              number(second, "p99Millis", s.p99Millis());
              return second;
            }));
    return node;
  }

  /** What is said of an endpoint in the measured blocks and in a phase alike. */
  static void numbers(
      ObjectNode node, Map<Measure, Estimate> estimates, Map<String, Long> errorsByKind) {
    Estimate throughput = estimates.get(Measure.THROUGHPUT);
    if (throughput != null) {
      node.put(Measure.THROUGHPUT.id(), throughput.value());
    }
    ObjectNode latency = node.putObject("latencyMillis");
    sorted(estimates)
        .forEach(
            (measure, estimate) -> {
              if (Words.isLatency(measure)) {
                latency.put(measure.id().replace("LatencyMillis", ""), estimate.value());
              }
            });
    node.set("estimates", estimates(estimates));
    ObjectNode errors = node.putObject("errorsByKind");
    new TreeMap<>(errorsByKind).forEach(errors::put);
  }

  private static ObjectNode comparison(Comparison comparison) {
    ObjectNode node = NODES.objectNode();
    if (!comparison.endpoint().isEmpty()) {
      node.put("endpoint", comparison.endpoint());
    }
    node.put("metric", comparison.measure().id());
    node.put("baseline", comparison.baseline());
    node.put("candidate", comparison.candidate());
    node.put("ratio", comparison.ratio().value());
    interval(node, comparison.ratio());
    node.put("verdict", comparison.verdict().name());
    return node;
  }

  private static ObjectNode expectation(ExpectationResult result) {
    ObjectNode node = NODES.objectNode();
    node.put("text", result.text());
    result.observed().ifPresent(observed -> number(node, "observed", observed));
    if (result.outcome() != Outcome.UNDECIDED) {
      node.put("held", result.outcome() == Outcome.HELD);
    }
    return node;
  }

  private static ObjectNode diff(CodeDiff diff) {
    ObjectNode node = NODES.objectNode();
    node.put("from", diff.from());
    node.put("to", diff.to());
    node.set(
        "lines",
        array(
            diff.lines(),
            line -> NODES.objectNode().put("kind", line.kind().name()).put("text", line.text())));
    return node;
  }

  static ObjectNode trust(Trust trust) {
    ObjectNode node = NODES.objectNode();
    node.put("launches", trust.launches());
    node.put("plannedArrivals", trust.plannedArrivals());
    node.put("missedArrivals", trust.missedArrivals());
    number(node, "startLagP50Millis", trust.startLagP50Millis());
    number(node, "startLagP99Millis", trust.startLagP99Millis());
    number(node, "startLagMaxMillis", trust.startLagMaxMillis());
    number(node, "startLagLimitMillis", trust.startLagLimitMillis());
    number(node, "generatorCpuShare", trust.generatorCpuShare());
    number(node, "generatorGcShare", trust.generatorGcShare());
    trust.machineBusyShare().ifPresent(share -> number(node, "machineBusyShare", share));
    node.set("notMeasured", array(trust.notMeasured(), NODES::textNode));
    node.set("notes", array(trust.notes(), NODES::textNode));
    return node;
  }

  static ObjectNode estimates(Map<Measure, Estimate> estimates) {
    ObjectNode node = NODES.objectNode();
    sorted(estimates).forEach((measure, estimate) -> node.set(measure.id(), estimate(estimate)));
    return node;
  }

  static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = NODES.objectNode().put("value", estimate.value());
    interval(node, estimate);
    return node;
  }

  static void interval(ObjectNode node, Estimate estimate) {
    estimate
        .interval()
        .ifPresent(
            i -> node.put("low", i.low()).put("high", i.high()).put("confidence", i.confidence()));
    node.put("note", estimate.note());
  }

  /** In the order of the enum, whatever map holds them. */
  private static Map<Measure, Estimate> sorted(Map<Measure, Estimate> estimates) {
    return new TreeMap<>(estimates);
  }

  static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    }
  }

  static <T> ArrayNode array(
      Collection<? extends T> values, Function<? super T, ? extends JsonNode> toNode) {
    ArrayNode array = NODES.arrayNode(values.size());
    values.forEach(value -> array.add(toNode.apply(value)));
    return array;
  }
}
