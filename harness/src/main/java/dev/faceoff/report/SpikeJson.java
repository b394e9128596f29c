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
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Status;
import dev.faceoff.report.SpikeReport.Phase;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.Times;
import dev.faceoff.report.SpikeReport.VariantSpike;

/** Spikes in {@code results.json}: the scenario's object {@code spike}. */
final class SpikeJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SpikeJson() {}

  static ObjectNode write(SpikeReport spike) {
    ObjectNode node = NODES.objectNode().put("status", spike.status().name());
    node.set("reasons", array(spike.reasons(), NODES::textNode));
    Times times = spike.times();
    node.put("factor", times.factor())
        .put("beforeSeconds", times.beforeSeconds())
        .put("spikeSeconds", times.spikeSeconds())
        .put("afterSeconds", times.afterSeconds())
        .put("warmUpSeconds", times.warmUpSeconds())
        .put("launches", spike.launches());
    node.set("endpoints", array(spike.endpoints(), SpikeJson::endpoint));
    node.set("load", JsonWriter.load(spike.load()));
    node.set("settings", array(spike.settings(), JsonWriter::setting));
    node.set("variants", array(spike.variants(), SpikeJson::variant));
    node.set("points", array(spike.points(), FaultJson::point));
    spike.trust().ifPresent(trust -> node.set("trust", JsonWriter.trust(trust)));
    return node;
  }

  private static ObjectNode endpoint(Endpoint endpoint) {
    return NODES
        .objectNode()
        .put("name", endpoint.name())
        .put("objectiveMillis", endpoint.objectiveMillis());
  }

  private static ObjectNode variant(VariantSpike variant) {
    ObjectNode node = NODES.objectNode().put("variant", variant.variant());
    node.set("served", array(variant.served(), SpikeJson::served));
    Recovery recovery = variant.recovery();
    ObjectNode back =
        node.putObject("recovery")
            .put("launches", recovery.launches())
            .put("left", recovery.left())
            .put("back", recovery.back());
    recovery.seconds().ifPresent(seconds -> back.set("seconds", JsonWriter.estimate(seconds)));
    return node;
  }

  private static ObjectNode served(Served served) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("endpoint", served.endpoint())
            .put("when", served.phase().name())
            .put("requests", served.requests());
    node.set("answeredShare", JsonWriter.estimate(served.answered()));
    node.set("refusedShare", JsonWriter.estimate(served.refused()));
    node.set("lateShare", JsonWriter.estimate(served.late()));
    return node;
  }

  static SpikeReport read(JsonNode node) {
    return new SpikeReport(
        constant(Status.class, node, "status"),
        list(node, "reasons", JsonNode::asText),
        new Times(
            number(node, "factor"),
            (int) whole(node, "beforeSeconds"),
            (int) whole(node, "spikeSeconds"),
            (int) whole(node, "afterSeconds"),
            (int) whole(node, "warmUpSeconds")),
        list(node, "endpoints", e -> new Endpoint(text(e, "name"), number(e, "objectiveMillis"))),
        JsonReader.load(field(node, "load")),
        list(node, "settings", JsonReader::setting),
        (int) whole(node, "launches"),
        list(node, "variants", SpikeJson::variant),
        list(node, "points", FaultJson::point),
        optional(node, "trust").map(JsonReader::trust));
  }

  private static VariantSpike variant(JsonNode node) {
    JsonNode recovery = field(node, "recovery");
    return new VariantSpike(
        text(node, "variant"),
        list(node, "served", SpikeJson::served),
        new Recovery(
            (int) whole(recovery, "launches"),
            (int) whole(recovery, "left"),
            (int) whole(recovery, "back"),
            optional(recovery, "seconds").map(SpikeJson::estimate)));
  }

  private static Served served(JsonNode node) {
    return new Served(
        text(node, "endpoint"),
        constant(Phase.class, node, "when"),
        whole(node, "requests"),
        estimate(field(node, "answeredShare")),
        estimate(field(node, "refusedShare")),
        estimate(field(node, "lateShare")));
  }

  private static Estimate estimate(JsonNode node) {
    return JsonReader.estimate(node, "value");
  }
}
