package dev.faceoff.report;

import static dev.faceoff.report.JsonReader.field;
import static dev.faceoff.report.JsonReader.list;
import static dev.faceoff.report.JsonReader.number;
import static dev.faceoff.report.JsonReader.optional;
import static dev.faceoff.report.JsonReader.text;
import static dev.faceoff.report.JsonWriter.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Design;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Status;
import dev.faceoff.report.GrowthReport.Bend;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthReport.Prediction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Growth in {@code results.json}: exponents stand at the scenario as {@code scaling}, where scripts
 * look for them, everything else in its object {@code growth}.
 */
final class GrowthJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private GrowthJson() {}

  static void write(ObjectNode scenario, ScalingReport scaling) {
    scenario.set("designs", array(scaling.designs(), design -> NODES.textNode(design.id())));
    scaling
        .growth()
        .ifPresent(
            growth -> {
              scenario.set("growth", growth(growth));
              scenario.set("scaling", array(growth.curves(), curve -> curve(growth, curve)));
            });
    scaling
        .capacity()
        .ifPresent(capacity -> scenario.set("capacity", CapacityJson.write(capacity)));
    scaling.spike().ifPresent(spike -> scenario.set("spike", SpikeJson.write(spike)));
    scaling.alerts().ifPresent(alerts -> scenario.set("alerts", AlertJson.write(alerts)));
  }

  /** What a scenario was asked; of older results the pair alone. */
  static ScalingReport read(JsonNode scenario) {
    if (optional(scenario, "designs").isEmpty()) {
      return ScalingReport.NONE;
    }
    Set<Design> designs =
        list(scenario, "designs", JsonNode::asText).stream()
            .map(id -> JsonReader.constant(Design.class, id))
            .collect(Collectors.toSet());
    return new ScalingReport(
        designs,
        optional(scenario, "growth").map(growth -> growth(growth, scenario)),
        optional(scenario, "capacity").map(CapacityJson::read),
        optional(scenario, "spike").map(SpikeJson::read),
        optional(scenario, "alerts").map(AlertJson::read));
  }

  private static ObjectNode growth(GrowthReport growth) {
    ObjectNode node = NODES.objectNode().put("status", growth.status().name());
    node.set("reasons", array(growth.reasons(), NODES::textNode));
    node.set("over", JsonWriter.setting(growth.over()));
    node.set("settings", array(growth.settings(), JsonWriter::setting));
    node.set("sizes", array(growth.sizes(), NODES::numberNode));
    node.set("load", JsonWriter.load(growth.load()));
    node.set("profile", JsonWriter.profile(growth.profile()));
    node.set("ratios", array(growth.ratios(), ratio -> curve(growth, ratio)));
    growth.trust().ifPresent(trust -> node.set("trust", JsonWriter.trust(trust)));
    return node;
  }

  private static GrowthReport growth(JsonNode node, JsonNode scenario) {
    return new GrowthReport(
        JsonReader.constant(Status.class, node, "status"),
        list(node, "reasons", JsonNode::asText),
        JsonReader.setting(field(node, "over")),
        list(node, "settings", JsonReader::setting),
        list(node, "sizes", JsonNode::asDouble),
        JsonReader.load(field(node, "load")),
        JsonReader.profile(field(node, "profile")),
        list(scenario, "scaling", GrowthJson::curve),
        // Older results have none.
        optional(node, "ratios").isPresent() ? list(node, "ratios", GrowthJson::curve) : List.of(),
        optional(node, "trust").map(JsonReader::trust));
  }

  private static ObjectNode curve(GrowthReport growth, Curve curve) {
    ObjectNode node =
        NODES.objectNode().put("variant", curve.variant()).put("over", growth.over().name());
    if (!curve.endpoint().isEmpty()) {
      node.put("endpoint", curve.endpoint());
    }
    node.put("measure", curve.measure().id());
    curve.law().ifPresent(law -> law(node, law));
    if (curve.law().isEmpty()) {
      node.put("note", curve.note());
    }
    node.set("points", array(curve.points(), GrowthJson::point));
    return node;
  }

  private static void law(ObjectNode node, Law law) {
    node.put("exponent", law.exponent().value());
    JsonWriter.interval(node, law.exponent());
    node.put("fittedAtSmallest", law.fittedAtSmallest());
    node.put("fittedAtLargest", law.fittedAtLargest());
    node.put("farthest", law.farthest());
    law.bend()
        .ifPresent(
            bend ->
                node.putObject("bend")
                    .put("at", bend.at())
                    .put("below", bend.below())
                    .put("above", bend.above()));
    law.prediction()
        .ifPresent(beyond -> node.set("extrapolated", at(beyond.size(), beyond.value())));
  }

  private static ObjectNode point(Point point) {
    ObjectNode node = at(point.size(), point.value());
    if (point.overloaded()) {
      node.put("overloaded", true);
    }
    return node;
  }

  private static ObjectNode at(double size, Estimate value) {
    ObjectNode node = NODES.objectNode().put("size", size).put("value", value.value());
    JsonWriter.interval(node, value);
    return node;
  }

  private static Curve curve(JsonNode node) {
    Optional<Law> law = optional(node, "exponent").map(exponent -> law(node));
    return new Curve(
        text(node, "variant"),
        node.path("endpoint").asText(""),
        JsonReader.measure(text(node, "measure")),
        points(node),
        law,
        law.isPresent() ? "" : text(node, "note"));
  }

  private static List<Point> points(JsonNode node) {
    return list(
        node,
        "points",
        p ->
            new Point(
                number(p, "size"),
                JsonReader.estimate(p, "value"),
                p.path("overloaded").asBoolean(false)));
  }

  private static Law law(JsonNode node) {
    Optional<Bend> bend =
        optional(node, "bend")
            .map(b -> new Bend(number(b, "at"), number(b, "below"), number(b, "above")));
    return new Law(
        JsonReader.estimate(node, "exponent"),
        number(node, "fittedAtSmallest"),
        number(node, "fittedAtLargest"),
        number(node, "farthest"),
        bend,
        // Older results extrapolate what has a bend too.
        optional(node, "extrapolated")
            .filter(beyond -> bend.isEmpty())
            .map(
                beyond ->
                    new Prediction(number(beyond, "size"), JsonReader.estimate(beyond, "value"))));
  }
}
