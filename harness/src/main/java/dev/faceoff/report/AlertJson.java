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
import dev.faceoff.model.Status;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.Fault;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.Plan;
import dev.faceoff.report.AlertReport.Quiet;
import dev.faceoff.report.AlertReport.Time;
import dev.faceoff.report.AlertReport.VariantWatch;

/** Alerts in {@code results.json}: the scenario's object {@code alerts}. */
final class AlertJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AlertJson() {}

  static ObjectNode write(AlertReport alerts) {
    ObjectNode node = NODES.objectNode().put("status", alerts.status().name());
    node.set("reasons", array(alerts.reasons(), NODES::textNode));
    Plan plan = alerts.plan();
    node.set("faults", array(plan.faults(), AlertJson::fault));
    node.put("healthySeconds", plan.healthySeconds())
        .put("rounds", plan.rounds())
        .put("warmUpSeconds", plan.warmUpSeconds())
        .put("everySeconds", plan.everySeconds())
        .put("launches", plan.launches());
    node.set("load", JsonWriter.load(alerts.load()));
    node.set("settings", array(alerts.settings(), JsonWriter::setting));
    node.set("variants", array(alerts.variants(), AlertJson::variant));
    alerts.trust().ifPresent(trust -> node.set("trust", JsonWriter.trust(trust)));
    return node;
  }

  private static ObjectNode fault(Fault fault) {
    return NODES
        .objectNode()
        .put("name", fault.name())
        .put("fault", fault.what())
        .put("seconds", fault.seconds());
  }

  private static ObjectNode variant(VariantWatch variant) {
    ObjectNode node = NODES.objectNode().put("variant", variant.variant());
    node.set("alerts", array(variant.alerts(), NODES::textNode));
    node.set("incidents", array(variant.incidents(), AlertJson::incident));
    Quiet quiet = variant.quiet();
    ObjectNode without = node.putObject("quiet").put("seconds", quiet.seconds());
    without.set("falseAlerts", array(quiet.alerts(), NODES::textNode));
    without.set("perMinute", JsonWriter.estimate(quiet.perMinute()));
    return node;
  }

  private static ObjectNode incident(FaultWatch incident) {
    ObjectNode node = NODES.objectNode().put("fault", incident.fault());
    Delay told = incident.told();
    ObjectNode delay =
        node.putObject("alertSeconds").put("faults", told.faults()).put("alerted", told.alerted());
    told.medianSeconds().ifPresent(median -> delay.put("median", median));
    told.interval()
        .ifPresent(
            bounds -> {
              delay.put("low", bounds.lowSeconds());
              bounds.highSeconds().ifPresent(high -> delay.put("high", high));
              delay.put("confidence", bounds.confidence());
            });
    delay.put("note", told.note());
    node.set("failedUntold", JsonWriter.estimate(incident.failedUntold()));
    node.set("failed", JsonWriter.estimate(incident.failed()));
    node.set("times", array(incident.times(), AlertJson::time));
    return node;
  }

  private static ObjectNode time(Time time) {
    ObjectNode node = NODES.objectNode().put("launch", time.launch());
    time.alert().ifPresent(alert -> node.put("alert", alert));
    time.seconds().ifPresent(seconds -> node.put("alertSeconds", seconds));
    return node.put("failedUntold", time.failedUntold()).put("failed", time.failed());
  }

  static AlertReport read(JsonNode node) {
    return new AlertReport(
        constant(Status.class, node, "status"),
        list(node, "reasons", JsonNode::asText),
        new Plan(
            list(
                node,
                "faults",
                fault ->
                    new Fault(text(fault, "name"), text(fault, "fault"), number(fault, "seconds"))),
            (int) whole(node, "healthySeconds"),
            (int) whole(node, "rounds"),
            (int) whole(node, "warmUpSeconds"),
            (int) whole(node, "everySeconds"),
            (int) whole(node, "launches")),
        JsonReader.load(field(node, "load")),
        list(node, "settings", JsonReader::setting),
        list(node, "variants", AlertJson::variant),
        optional(node, "trust").map(JsonReader::trust));
  }

  private static VariantWatch variant(JsonNode node) {
    JsonNode quiet = field(node, "quiet");
    return new VariantWatch(
        text(node, "variant"),
        list(node, "alerts", JsonNode::asText),
        list(node, "incidents", AlertJson::incident),
        new Quiet(
            number(quiet, "seconds"),
            list(quiet, "falseAlerts", JsonNode::asText),
            JsonReader.estimate(field(quiet, "perMinute"), "value")));
  }

  private static FaultWatch incident(JsonNode node) {
    JsonNode delay = field(node, "alertSeconds");
    return new FaultWatch(
        text(node, "fault"),
        new Delay(
            (int) whole(delay, "faults"),
            (int) whole(delay, "alerted"),
            optional(delay, "median").map(JsonNode::asDouble),
            optional(delay, "low")
                .map(
                    low ->
                        new Bounds(
                            low.asDouble(),
                            optional(delay, "high").map(JsonNode::asDouble),
                            number(delay, "confidence"))),
            text(delay, "note")),
        JsonReader.estimate(field(node, "failedUntold"), "value"),
        JsonReader.estimate(field(node, "failed"), "value"),
        list(node, "times", AlertJson::time));
  }

  private static Time time(JsonNode node) {
    return new Time(
        (int) whole(node, "launch"),
        optional(node, "alert").map(JsonNode::asText),
        optional(node, "alertSeconds").map(JsonNode::asDouble),
        whole(node, "failedUntold"),
        whole(node, "failed"));
  }
}
