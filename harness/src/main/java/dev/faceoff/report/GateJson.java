package dev.faceoff.report;

import static dev.faceoff.report.JsonReader.constant;
import static dev.faceoff.report.JsonReader.field;
import static dev.faceoff.report.JsonReader.list;
import static dev.faceoff.report.JsonReader.measure;
import static dev.faceoff.report.JsonReader.number;
import static dev.faceoff.report.JsonReader.optional;
import static dev.faceoff.report.JsonReader.text;
import static dev.faceoff.report.JsonReader.whole;
import static dev.faceoff.report.JsonWriter.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Party;
import dev.faceoff.model.Status;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport.Answers;
import dev.faceoff.report.GateReport.LaunchInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A gate as JSON and back, in full precision. The comparison of errors is a {@code difference} of
 * shares, all others a {@code ratio}.
 */
final class GateJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private GateJson() {}

  static ObjectNode write(GateReport gate) {
    ObjectNode node = NODES.objectNode();
    node.put("name", gate.name());
    node.put("failing", gate.failing());
    node.put("status", gate.status().name());
    node.set("reasons", array(gate.reasons(), NODES::textNode));
    node.set("baseline", party(gate.baseline()));
    node.set("candidate", party(gate.candidate()));
    node.put("verdict", gate.verdict().name());
    node.put("settled", gate.settled());
    node.put("answersDiffer", gate.answersDiffer());
    node.set("findings", array(gate.findings(), GateJson::finding));
    node.set("answers", array(gate.answers(), GateJson::answers));
    node.set("rules", rules(gate.rules()));
    node.set("launches", array(gate.launches(), GateJson::launch));
    node.set("replaced", array(gate.replaced(), NODES::textNode));
    gate.calibration().ifPresent(c -> node.set("calibration", calibration(c)));
    gate.trust().ifPresent(trust -> node.set("trust", JsonWriter.trust(trust)));
    return node;
  }

  static GateReport read(JsonNode node) {
    return new GateReport(
        text(node, "name"),
        field(node, "failing").asBoolean(),
        constant(Status.class, node, "status"),
        list(node, "reasons", JsonNode::asText),
        readParty(field(node, "baseline")),
        readParty(field(node, "candidate")),
        readRules(field(node, "rules")),
        constant(Verdict.class, node, "verdict"),
        field(node, "settled").asBoolean(),
        list(node, "findings", GateJson::readFinding),
        list(node, "answers", GateJson::readAnswers),
        list(node, "launches", GateJson::readLaunch),
        list(node, "replaced", JsonNode::asText),
        optional(node, "calibration").map(GateJson::readCalibration),
        optional(node, "trust").map(JsonReader::trust));
  }

  static ObjectNode party(Party party) {
    ObjectNode node = NODES.objectNode();
    node.put("label", party.label());
    node.put("kind", party.kind());
    ObjectNode details = node.putObject("details");
    new TreeMap<>(party.details()).forEach(details::put);
    return node;
  }

  static Party readParty(JsonNode node) {
    return new Party(
        text(node, "label"), text(node, "kind"), JsonReader.map(node, "details", JsonNode::asText));
  }

  private static ObjectNode claim(Claim claim) {
    ObjectNode node = NODES.objectNode();
    if (!claim.endpoint().isEmpty()) {
      node.put("endpoint", claim.endpoint());
    }
    return node.put("metric", claim.measure().id());
  }

  private static Claim readClaim(JsonNode node) {
    return new Claim(node.path("endpoint").asText(""), measure(text(node, "metric")));
  }

  private static ObjectNode finding(GateFinding finding) {
    ObjectNode node = claim(finding.claim());
    node.put("gated", finding.gated());
    finding.baseline().ifPresent(value -> node.put("baseline", value));
    finding.candidate().ifPresent(value -> node.put("candidate", value));
    node.put(comparison(finding.claim()), finding.ratio().value());
    JsonWriter.interval(node, finding.ratio());
    finding
        .decisive()
        .ifPresent(
            i ->
                node.putObject("decisive")
                    .put("low", i.low())
                    .put("high", i.high())
                    .put("confidence", i.confidence()));
    node.set("byLaunch", array(finding.byLaunch(), NODES::numberNode));
    node.put("verdict", finding.verdict().name());
    finding.moreLaunches().ifPresent(more -> node.put("moreLaunches", more));
    finding.resolvable().ifPresent(change -> node.put("resolvable", change));
    return node;
  }

  private static GateFinding readFinding(JsonNode node) {
    Claim claim = readClaim(node);
    return new GateFinding(
        claim,
        field(node, "gated").asBoolean(),
        optional(node, "baseline").map(JsonNode::asDouble),
        optional(node, "candidate").map(JsonNode::asDouble),
        JsonReader.estimate(node, comparison(claim)),
        optional(node, "decisive")
            .map(i -> new Interval(number(i, "low"), number(i, "high"), number(i, "confidence"))),
        list(node, "byLaunch", JsonNode::asDouble),
        constant(Verdict.class, node, "verdict"),
        optional(node, "moreLaunches")
            .map(more -> OptionalInt.of(more.asInt()))
            .orElse(OptionalInt.empty()),
        decimal(node, "resolvable"));
  }

  /** Ratios are candidate over baseline everywhere; a difference must not bear that name. */
  private static String comparison(Claim claim) {
    return claim.measure().isComparedByDifference() ? "difference" : "ratio";
  }

  private static ObjectNode answers(Answers answers) {
    return NODES
        .objectNode()
        .put("endpoint", answers.endpoint())
        .put("compared", answers.compared())
        .put("different", answers.different())
        .put("changing", answers.changing())
        .put("differ", answers.differ());
  }

  private static Answers readAnswers(JsonNode node) {
    return new Answers(
        text(node, "endpoint"),
        whole(node, "compared"),
        whole(node, "different"),
        field(node, "changing").asBoolean(),
        field(node, "differ").asBoolean());
  }

  private static ObjectNode rules(GateRules rules) {
    ObjectNode node = NODES.objectNode();
    ObjectNode gated = node.putObject("gated");
    new TreeMap<>(rules.gated())
        .forEach(
            (measure, tolerance) ->
                gated
                    .putObject(measure.id())
                    .put("margin", tolerance.margin())
                    .put("floor", tolerance.floor()));
    node.put("falseAlarmShare", rules.falseAlarmShare());
    node.set("looks", array(rules.looks(), NODES::numberNode));
    node.put("budget", rules.budget().toString());
    node.set("endpoints", array(new TreeSet<>(rules.endpoints()), NODES::textNode));
    rules.pairsPerSecond().ifPresent(rate -> node.put("pairsPerSecond", rate));
    node.put("warmUpSeconds", rules.warmUpSeconds());
    node.put("settleSeconds", rules.settleSeconds());
    node.put("measureSeconds", rules.measureSeconds());
    return node;
  }

  private static GateRules readRules(JsonNode node) {
    Map<Measure, Tolerance> gated = new EnumMap<>(Measure.class);
    field(node, "gated")
        .properties()
        .forEach(
            e ->
                gated.put(
                    measure(e.getKey()),
                    new Tolerance(number(e.getValue(), "margin"), number(e.getValue(), "floor"))));
    return new GateRules(
        gated,
        number(node, "falseAlarmShare"),
        list(node, "looks", JsonNode::asInt),
        Duration.parse(text(node, "budget")),
        new HashSet<>(list(node, "endpoints", JsonNode::asText)),
        decimal(node, "pairsPerSecond"),
        (int) whole(node, "warmUpSeconds"),
        (int) whole(node, "settleSeconds"),
        (int) whole(node, "measureSeconds"));
  }

  private static ObjectNode launch(LaunchInfo launch) {
    return NODES
        .objectNode()
        .put("launch", launch.launch())
        .put("baselineFirst", launch.baselineFirst())
        .put("pairs", launch.pairs())
        .put("droppedShare", launch.droppedShare())
        .put("steady", launch.steady());
  }

  private static LaunchInfo readLaunch(JsonNode node) {
    return new LaunchInfo(
        (int) whole(node, "launch"),
        field(node, "baselineFirst").asBoolean(),
        whole(node, "pairs"),
        number(node, "droppedShare"),
        field(node, "steady").asBoolean());
  }

  private static ObjectNode calibration(Calibration calibration) {
    ObjectNode node = NODES.objectNode();
    node.put("machineClass", calibration.machineClass());
    node.put("subject", calibration.subject());
    calibration.conditions().ifPresent(conditions -> node.put("conditions", conditions));
    node.put("measuredAt", calibration.measuredAt().toString());
    node.put("launches", calibration.launches());
    node.set(
        "sigma",
        array(
            List.copyOf(new TreeMap<>(calibration.sigma()).entrySet()),
            e -> claim(e.getKey()).put("sigma", e.getValue())));
    return node;
  }

  private static Calibration readCalibration(JsonNode node) {
    Map<Claim, Double> sigma = new HashMap<>();
    field(node, "sigma").forEach(e -> sigma.put(readClaim(e), number(e, "sigma")));
    return new Calibration(
        text(node, "machineClass"),
        text(node, "subject"),
        optional(node, "conditions").map(JsonNode::asText),
        Instant.parse(text(node, "measuredAt")),
        (int) whole(node, "launches"),
        sigma);
  }

  private static OptionalDouble decimal(JsonNode node, String name) {
    Optional<JsonNode> value = optional(node, name);
    return value.isPresent() ? OptionalDouble.of(value.get().asDouble()) : OptionalDouble.empty();
  }
}
