package dev.faceoff.report;

import static dev.faceoff.report.JsonReader.constant;
import static dev.faceoff.report.JsonReader.field;
import static dev.faceoff.report.JsonReader.list;
import static dev.faceoff.report.JsonReader.number;
import static dev.faceoff.report.JsonReader.optional;
import static dev.faceoff.report.JsonReader.text;
import static dev.faceoff.report.JsonReader.whole;
import static dev.faceoff.report.JsonWriter.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Status;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.report.CapacityReport.Goal;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Limit;
import dev.faceoff.report.CapacityReport.Outcome;
import dev.faceoff.report.CapacityReport.Peak;
import dev.faceoff.report.CapacityReport.Rate;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.Throughput;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import java.util.Optional;

/** Capacities in {@code results.json}: the scenario's object {@code capacity}. */
final class CapacityJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CapacityJson() {}

  static ObjectNode write(CapacityReport capacity) {
    ObjectNode node = NODES.objectNode().put("status", capacity.status().name());
    node.set("reasons", array(capacity.reasons(), NODES::textNode));
    Goal goal = capacity.objective();
    node.putObject("objective")
        .put("endpoint", goal.endpoint())
        .put("quantile", goal.quantile())
        .put("millis", goal.millis())
        .put("errorShare", goal.errorShare());
    node.set("users", array(capacity.users(), NODES::numberNode));
    node.put("rounds", capacity.rounds()).put("stepSeconds", capacity.stepSeconds());
    node.set("load", JsonWriter.load(capacity.load()));
    node.set("profile", JsonWriter.profile(capacity.profile()));
    node.set("variants", array(capacity.variants(), CapacityJson::variant));
    capacity.ratio().ifPresent(ratio -> node.set("ratio", rate(ratio)));
    capacity.generator().ifPresent(limit -> node.set("generator", limit(limit)));
    CostJson.write(node, capacity.cost());
    capacity.trust().ifPresent(trust -> node.set("trust", JsonWriter.trust(trust)));
    return node;
  }

  private static ObjectNode limit(GeneratorLimit limit) {
    ObjectNode node = NODES.objectNode();
    limit.kept().ifPresent(rate -> node.put("keptPerSecond", rate));
    limit.notKept().ifPresent(rate -> node.put("notKeptPerSecond", rate));
    return node.put("note", limit.note());
  }

  private static ObjectNode variant(VariantCapacity variant) {
    ObjectNode node = NODES.objectNode().put("variant", variant.variant());
    variant.rate().ifPresent(rate -> node.set("rate", rate(rate)));
    if (variant.rate().isEmpty()) {
      node.put("rateNote", variant.rateNote());
    }
    node.set("searches", array(variant.searches(), CapacityJson::search));
    node.set(
        "limits",
        array(
            variant.limits(),
            limit ->
                NODES
                    .objectNode()
                    .put("resource", limit.resource())
                    .put("evidence", limit.evidence())));
    node.set("throughputs", array(variant.throughputs(), CapacityJson::throughput));
    variant.law().ifPresent(law -> node.set("law", law(law)));
    if (variant.law().isEmpty()) {
      node.put("lawNote", variant.lawNote());
    }
    return node;
  }

  /** What scripts ask for, in the variant's own object. */
  static void summarise(VariantCapacity variant, ObjectNode node) {
    if (variant.rate().isEmpty() && variant.limits().isEmpty()) {
      return;
    }
    ObjectNode summary = node.putObject("capacity");
    variant
        .rate()
        .ifPresent(
            rate ->
                summary
                    .put("maxThroughputPerSecond", rate.estimate().value())
                    .put("atLeast", rate.atLeast()));
    limitedBy(variant).ifPresent(resource -> summary.put("limitedBy", resource));
  }

  /** What ran out, or what kept a rate from being tried: the generator or the limit asked for. */
  private static Optional<String> limitedBy(VariantCapacity variant) {
    return variant.limits().stream().map(Limit::resource).findFirst().or(() -> bound(variant));
  }

  private static Optional<String> bound(VariantCapacity variant) {
    return variant.rate().isEmpty()
        ? Optional.empty()
        : variant.searches().stream()
            .map(Search::ending)
            .filter(ending -> ending == Ending.GENERATOR_LIMIT || ending == Ending.ASKED_LIMIT)
            .findFirst()
            .map(Ending::label);
  }

  private static ObjectNode rate(Rate rate) {
    return estimate(rate.estimate()).put("atLeast", rate.atLeast());
  }

  private static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = NODES.objectNode().put("value", estimate.value());
    JsonWriter.interval(node, estimate);
    return node;
  }

  private static ObjectNode search(Search search) {
    ObjectNode node = NODES.objectNode().put("launch", search.launch());
    search.kept().ifPresent(rate -> node.put("keptPerSecond", rate));
    search.notKept().ifPresent(rate -> node.put("notKeptPerSecond", rate));
    node.put("ending", search.ending().name());
    node.set(
        "steps",
        array(
            search.steps(),
            step ->
                NODES
                    .objectNode()
                    .put("arrivalsPerSecond", step.arrivalsPerSecond())
                    .put("outcome", step.outcome().name())
                    .put("requests", step.requests())
                    .put("latencyMillis", step.latencyMillis())
                    .put("errorShare", step.errorShare())
                    .put("afterSeconds", step.afterSeconds())));
    return node;
  }

  private static ObjectNode throughput(Throughput throughput) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("users", throughput.users())
            .put("blocks", throughput.blocks())
            .put("answeredPerSecond", throughput.answeredPerSecond())
            .put("latencyMillis", throughput.latencyMillis());
    throughput.fittedPerSecond().ifPresent(fitted -> node.put("fittedPerSecond", fitted));
    return node;
  }

  private static ObjectNode law(Law law) {
    ObjectNode node = NODES.objectNode();
    node.set("ofOnePerSecond", estimate(law.ofOne()));
    node.set("contention", estimate(law.contention()));
    node.set("coherence", estimate(law.coherence()));
    law.peak()
        .ifPresent(
            peak -> {
              ObjectNode at = node.putObject("peak");
              at.set("users", estimate(peak.users()));
              at.set("answeredPerSecond", estimate(peak.answeredPerSecond()));
              at.put("extrapolated", peak.extrapolated());
            });
    node.set(
        "curve",
        array(
            law.curve(),
            point -> {
              ObjectNode at = NODES.objectNode().put("users", point.users());
              at.setAll(estimate(point.answeredPerSecond()));
              return at;
            }));
    return node;
  }

  static CapacityReport read(JsonNode node) {
    JsonNode goal = field(node, "objective");
    return new CapacityReport(
        constant(Status.class, node, "status"),
        list(node, "reasons", JsonNode::asText),
        new Goal(
            text(goal, "endpoint"),
            number(goal, "quantile"),
            number(goal, "millis"),
            number(goal, "errorShare")),
        list(node, "users", JsonNode::asInt),
        (int) whole(node, "rounds"),
        (int) whole(node, "stepSeconds"),
        JsonReader.load(field(node, "load")),
        JsonReader.profile(field(node, "profile")),
        list(node, "variants", CapacityJson::variant),
        optional(node, "ratio").map(CapacityJson::rate),
        optional(node, "generator").map(CapacityJson::limit),
        CostJson.read(node),
        optional(node, "trust").map(JsonReader::trust));
  }

  private static GeneratorLimit limit(JsonNode node) {
    return new GeneratorLimit(
        optional(node, "keptPerSecond").map(JsonNode::asDouble),
        optional(node, "notKeptPerSecond").map(JsonNode::asDouble),
        text(node, "note"));
  }

  private static VariantCapacity variant(JsonNode node) {
    return new VariantCapacity(
        text(node, "variant"),
        optional(node, "rate").map(CapacityJson::rate),
        optional(node, "rateNote").map(JsonNode::asText).orElse(""),
        list(node, "searches", CapacityJson::search),
        list(node, "limits", l -> new Limit(text(l, "resource"), text(l, "evidence"))),
        list(
            node,
            "throughputs",
            t ->
                new Throughput(
                    (int) whole(t, "users"),
                    (int) whole(t, "blocks"),
                    number(t, "answeredPerSecond"),
                    number(t, "latencyMillis"),
                    optional(t, "fittedPerSecond").map(JsonNode::asDouble))),
        optional(node, "law").map(CapacityJson::law),
        optional(node, "lawNote").map(JsonNode::asText).orElse(""));
  }

  private static Rate rate(JsonNode node) {
    return new Rate(estimate(node), field(node, "atLeast").asBoolean());
  }

  private static Estimate estimate(JsonNode node) {
    return JsonReader.estimate(node, "value");
  }

  private static Search search(JsonNode node) {
    return new Search(
        (int) whole(node, "launch"),
        optional(node, "keptPerSecond").map(JsonNode::asDouble),
        optional(node, "notKeptPerSecond").map(JsonNode::asDouble),
        constant(Ending.class, node, "ending"),
        list(
            node,
            "steps",
            s ->
                new Step(
                    number(s, "arrivalsPerSecond"),
                    constant(Outcome.class, s, "outcome"),
                    whole(s, "requests"),
                    number(s, "latencyMillis"),
                    number(s, "errorShare"),
                    optional(s, "afterSeconds").map(JsonNode::asDouble).orElse(0.0))));
  }

  private static Law law(JsonNode node) {
    return new Law(
        estimate(field(node, "ofOnePerSecond")),
        estimate(field(node, "contention")),
        estimate(field(node, "coherence")),
        optional(node, "peak")
            .map(
                peak ->
                    new Peak(
                        estimate(field(peak, "users")),
                        estimate(field(peak, "answeredPerSecond")),
                        field(peak, "extrapolated").asBoolean())),
        list(node, "curve", point -> new Expected(number(point, "users"), estimate(point))));
  }
}
