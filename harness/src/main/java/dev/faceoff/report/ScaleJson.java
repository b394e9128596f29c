package dev.faceoff.report;

import static dev.faceoff.report.JsonReader.constant;
import static dev.faceoff.report.JsonReader.list;
import static dev.faceoff.report.JsonReader.measure;
import static dev.faceoff.report.JsonReader.optional;
import static dev.faceoff.report.JsonReader.text;
import static dev.faceoff.report.JsonWriter.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.ScalePosition;
import dev.faceoff.model.Standing;
import dev.faceoff.report.ScaleReport.Row;
import java.util.List;

/** Where services of the user's own stand, in {@code results.json}. */
final class ScaleJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NAME = "scale";

  private ScaleJson() {}

  /** Adds it to a scenario that has any. */
  static void write(ObjectNode scenario, List<ScaleReport> scales) {
    if (!scales.isEmpty()) {
      scenario.set(NAME, array(scales, ScaleJson::write));
    }
  }

  private static ObjectNode write(ScaleReport scale) {
    ObjectNode node = NODES.objectNode();
    node.put("variant", scale.variant());
    node.put("file", scale.file());
    node.put("zero", scale.zero());
    node.put("one", scale.one());
    node.set("positions", array(scale.rows(), ScaleJson::row));
    node.set("notPlayed", array(scale.notPlayed(), NODES::textNode));
    node.set("notes", array(scale.notes(), NODES::textNode));
    return node;
  }

  private static ObjectNode row(Row row) {
    ObjectNode node = NODES.objectNode();
    if (!row.endpoint().isEmpty()) {
      node.put("endpoint", row.endpoint());
    }
    if (!row.phase().isEmpty()) {
      node.put("phase", row.phase());
    }
    node.put("metric", row.measure().id());
    row.position()
        .estimate()
        .ifPresentOrElse(
            estimate -> node.setAll(JsonWriter.estimate(estimate)),
            () -> node.put("reason", row.position().reason()));
    node.put("standing", row.position().standing().name());
    return node;
  }

  /** Of a scenario. */
  static List<ScaleReport> read(JsonNode scenario) {
    return optional(scenario, NAME).isEmpty()
        ? List.of()
        : list(
            scenario,
            NAME,
            node ->
                new ScaleReport(
                    text(node, "variant"),
                    text(node, "file"),
                    text(node, "zero"),
                    text(node, "one"),
                    list(node, "positions", ScaleJson::row),
                    list(node, "notPlayed", JsonNode::asText),
                    list(node, "notes", JsonNode::asText)));
  }

  private static Row row(JsonNode node) {
    return new Row(
        node.path("endpoint").asText(""),
        node.path("phase").asText(""),
        measure(text(node, "metric")),
        new ScalePosition(
            optional(node, "value").map(value -> JsonReader.estimate(node, "value")),
            constant(Standing.class, node, "standing"),
            node.path("reason").asText("")));
  }
}
