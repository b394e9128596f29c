package dev.faceoff.report;

import static dev.faceoff.report.JsonReader.field;
import static dev.faceoff.report.JsonReader.list;
import static dev.faceoff.report.JsonReader.map;
import static dev.faceoff.report.JsonReader.number;
import static dev.faceoff.report.JsonReader.optional;
import static dev.faceoff.report.JsonReader.text;
import static dev.faceoff.report.JsonReader.whole;
import static dev.faceoff.report.JsonWriter.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Highlight;
import dev.faceoff.report.FaultReport.EndpointPhase;
import dev.faceoff.report.FaultReport.Instant;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultReport.Reaction;
import dev.faceoff.report.FaultReport.Reconciled;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.report.FaultReport.VariantPhase;
import dev.faceoff.report.FaultReport.Window;
import java.util.List;
import java.util.Optional;

/**
 * Faults in {@code results.json}: numbers by phase stand at the scenario as {@code phases}, where
 * scripts look for them, everything else in its object {@code faults}.
 */
final class FaultJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FaultJson() {}

  static ObjectNode phase(Phase phase) {
    ObjectNode node = NODES.objectNode().put("name", phase.name());
    phase.fault().ifPresent(fault -> node.put("fault", fault));
    node.set("variants", array(phase.variants(), FaultJson::variant));
    return node;
  }

  static ObjectNode faults(FaultReport faults) {
    ObjectNode node = NODES.objectNode();
    ObjectNode distances = node.putObject("distanceMillis");
    faults.distanceMillis().forEach(distances::put);
    faults.timeline().ifPresent(timeline -> node.set("timeline", timeline(timeline)));
    faults.reconciliation().ifPresent(books -> node.set("reconciliation", books(books)));
    faults
        .highlight()
        .ifPresent(
            highlight ->
                node.putObject("highlight")
                    .put("metric", highlight.measure().id())
                    .put("endpoint", highlight.endpoint())
                    .put("phase", highlight.phase()));
    return node;
  }

  /** The faults of a scenario; {@link FaultReport#NONE} where there is no such object. */
  static FaultReport faults(JsonNode scenario) {
    return optional(scenario, "faults")
        .map(
            node ->
                new FaultReport(
                    map(node, "distanceMillis", JsonNode::asDouble),
                    optional(node, "timeline").map(line -> timeline(line, scenario)),
                    optional(node, "reconciliation").map(FaultJson::books),
                    optional(node, "highlight").map(FaultJson::highlight)))
        .orElse(FaultReport.NONE);
  }

  private static ObjectNode variant(VariantPhase variant) {
    ObjectNode node = NODES.objectNode().put("name", variant.name());
    node.set("endpoints", array(variant.endpoints(), FaultJson::endpoint));
    node.set("levels", JsonWriter.estimates(variant.levels()));
    return node;
  }

  private static ObjectNode endpoint(EndpointPhase endpoint) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("name", endpoint.name())
            .put("requests", endpoint.requests())
            .put("errors", endpoint.errors());
    JsonWriter.numbers(node, endpoint.estimates(), endpoint.errorsByKind());
    return node;
  }

  private static ObjectNode timeline(Timeline timeline) {
    ObjectNode node =
        NODES.objectNode().put("seconds", timeline.seconds()).put("plays", timeline.plays());
    node.set(
        "windows",
        array(
            timeline.windows(),
            w ->
                NODES
                    .objectNode()
                    .put("name", w.name())
                    .put("fault", w.fault())
                    .put("atSeconds", w.atSeconds())
                    .put("seconds", w.seconds())));
    node.set(
        "instants",
        array(
            timeline.instants(),
            i ->
                NODES
                    .objectNode()
                    .put("play", i.play())
                    .put("variant", i.variant())
                    .put("window", i.window())
                    .put("appliedSecond", i.appliedSecond())
                    .put("removedSecond", i.removedSecond())));
    node.set("reactions", array(timeline.reactions(), FaultJson::reaction));
    node.set("points", array(timeline.points(), FaultJson::point));
    return node;
  }

  private static ObjectNode reaction(Reaction reaction) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("window", reaction.window())
            .put("variant", reaction.variant())
            .put("endpoint", reaction.endpoint());
    reaction.detectSeconds().ifPresent(e -> node.set("detectSeconds", JsonWriter.estimate(e)));
    reaction.recoverSeconds().ifPresent(e -> node.set("recoverSeconds", JsonWriter.estimate(e)));
    return node;
  }

  static ObjectNode point(Point point) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("play", point.play())
            .put("variant", point.variant())
            .put("endpoint", point.endpoint())
            .put("second", point.second())
            .put("requests", point.requests())
            .put("errors", point.errors());
    JsonWriter.number(node, "p50Millis", point.p50Millis());
    JsonWriter.number(node, "p99Millis", point.p99Millis());
    JsonWriter.number(node, "withinObjective", point.withinObjective());
    return node;
  }

  private static ObjectNode books(Reconciled books) {
    ObjectNode node = NODES.objectNode().put("what", books.what()).put("service", books.service());
    node.set(
        "variants",
        array(
            books.variants(),
            v ->
                NODES
                    .objectNode()
                    .put("variant", v.variant())
                    .put("agreed", v.agreed())
                    .put("unknown", v.unknown())
                    .put("twice", v.twice())
                    .put("lost", v.lost())
                    .put("settleSeconds", v.settleSeconds())));
    return node;
  }

  private static Timeline timeline(JsonNode node, JsonNode scenario) {
    return new Timeline(
        (int) whole(node, "seconds"),
        (int) whole(node, "plays"),
        list(
            node,
            "windows",
            w ->
                new Window(
                    text(w, "name"),
                    text(w, "fault"),
                    number(w, "atSeconds"),
                    number(w, "seconds"))),
        list(
            node,
            "instants",
            i ->
                new Instant(
                    (int) whole(i, "play"),
                    text(i, "variant"),
                    text(i, "window"),
                    number(i, "appliedSecond"),
                    number(i, "removedSecond"))),
        list(
            scenario,
            "phases",
            p ->
                new Phase(
                    text(p, "name"),
                    optional(p, "fault").map(JsonNode::asText),
                    list(p, "variants", FaultJson::variantPhase))),
        list(
            node,
            "reactions",
            r ->
                new Reaction(
                    text(r, "window"),
                    text(r, "variant"),
                    text(r, "endpoint"),
                    estimate(r, "detectSeconds"),
                    estimate(r, "recoverSeconds"))),
        list(node, "points", FaultJson::point));
  }

  static Point point(JsonNode node) {
    return new Point(
        (int) whole(node, "play"),
        text(node, "variant"),
        text(node, "endpoint"),
        (int) whole(node, "second"),
        whole(node, "requests"),
        whole(node, "errors"),
        number(node, "p50Millis"),
        number(node, "p99Millis"),
        number(node, "withinObjective"));
  }

  private static VariantPhase variantPhase(JsonNode node) {
    return new VariantPhase(
        text(node, "name"),
        list(
            node,
            "endpoints",
            e ->
                new EndpointPhase(
                    text(e, "name"),
                    whole(e, "requests"),
                    whole(e, "errors"),
                    JsonReader.estimates(e, "estimates"),
                    map(e, "errorsByKind", JsonNode::asLong))),
        JsonReader.estimates(node, "levels"));
  }

  private static Optional<Estimate> estimate(JsonNode node, String name) {
    return optional(node, name).map(estimate -> JsonReader.estimate(estimate, "value"));
  }

  private static Reconciled books(JsonNode node) {
    List<VariantBooks> variants =
        list(
            node,
            "variants",
            v ->
                new VariantBooks(
                    text(v, "variant"),
                    whole(v, "agreed"),
                    whole(v, "unknown"),
                    whole(v, "twice"),
                    whole(v, "lost"),
                    field(v, "settleSeconds").asDouble()));
    return new Reconciled(text(node, "what"), text(node, "service"), variants);
  }

  private static Highlight highlight(JsonNode node) {
    return new Highlight(
        JsonReader.measure(text(node, "metric")), text(node, "endpoint"), text(node, "phase"));
  }
}
