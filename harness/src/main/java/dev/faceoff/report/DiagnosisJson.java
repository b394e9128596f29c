package dev.faceoff.report;

import static dev.faceoff.report.JsonReader.constant;
import static dev.faceoff.report.JsonReader.field;
import static dev.faceoff.report.JsonReader.list;
import static dev.faceoff.report.JsonReader.optional;
import static dev.faceoff.report.JsonReader.text;
import static dev.faceoff.report.JsonWriter.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Examined;
import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import dev.faceoff.model.Status;
import dev.faceoff.report.DiagnosisReport.Experiment;

/** A diagnosis as JSON and back. Its findings stand at the top, where scripts look for them. */
final class DiagnosisJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DiagnosisJson() {}

  static void write(ObjectNode root, DiagnosisReport diagnosis) {
    ObjectNode node = root.putObject("diagnosis");
    node.put("name", diagnosis.name());
    node.set("target", GateJson.party(diagnosis.target()));
    node.put("status", diagnosis.status().name());
    node.set("reasons", array(diagnosis.reasons(), NODES::textNode));
    node.set("examined", array(diagnosis.examined(), DiagnosisJson::examined));
    node.set(
        "experiments",
        array(
            diagnosis.experiments(),
            each ->
                NODES.objectNode().put("varied", each.varied()).put("observed", each.observed())));
    diagnosis.trust().ifPresent(trust -> node.set("trust", JsonWriter.trust(trust)));
    root.set("findings", array(diagnosis.findings(), DiagnosisJson::finding));
  }

  static DiagnosisReport read(JsonNode root, JsonNode node) {
    return new DiagnosisReport(
        text(node, "name"),
        GateJson.readParty(field(node, "target")),
        constant(Status.class, node, "status"),
        list(node, "reasons", JsonNode::asText),
        list(root, "findings", DiagnosisJson::readFinding),
        list(
            node,
            "examined",
            each ->
                new Examined(
                    shortcut(each),
                    constant(Examined.Outcome.class, each, "outcome"),
                    each.path("remark").asText(""))),
        list(
            node,
            "experiments",
            each -> new Experiment(text(each, "varied"), text(each, "observed"))),
        optional(node, "trust").map(JsonReader::trust));
  }

  private static ObjectNode examined(Examined examined) {
    ObjectNode node = NODES.objectNode();
    node.put("shortcut", examined.shortcut().id());
    node.put("outcome", examined.outcome().name());
    if (!examined.remark().isEmpty()) {
      node.put("remark", examined.remark());
    }
    return node;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode node = NODES.objectNode();
    node.put("shortcut", finding.shortcut().id());
    if (!finding.endpoint().isEmpty()) {
      node.put("endpoint", finding.endpoint());
    }
    node.put("evidence", finding.evidence());
    node.put("price", finding.price());
    node.put("advice", finding.advice());
    node.put("confirmed", finding.confirmed());
    finding.shortcut().literature().ifPresent(name -> node.put("literature", name));
    node.put("lesson", finding.shortcut().lesson());
    return node;
  }

  private static Finding readFinding(JsonNode node) {
    return new Finding(
        shortcut(node),
        node.path("endpoint").asText(""),
        text(node, "evidence"),
        text(node, "price"),
        text(node, "advice"),
        field(node, "confirmed").asBoolean());
  }

  private static Shortcut shortcut(JsonNode node) {
    String id = text(node, "shortcut");
    return Shortcut.byId(id)
        .orElseThrow(() -> new IllegalArgumentException("unknown shortcut " + id));
  }
}
