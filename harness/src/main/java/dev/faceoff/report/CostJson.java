package dev.faceoff.report;

import static dev.faceoff.report.JsonReader.list;
import static dev.faceoff.report.JsonReader.number;
import static dev.faceoff.report.JsonReader.optional;
import static dev.faceoff.report.JsonReader.text;
import static dev.faceoff.report.JsonWriter.array;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.Price;
import dev.faceoff.report.CostReport.Part;
import dev.faceoff.report.CostReport.PartCost;
import dev.faceoff.report.CostReport.VariantCost;
import java.util.Arrays;
import java.util.Optional;

/** Costs in {@code results.json}: the object {@code costPerMillionRequests}. */
final class CostJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NAME = "costPerMillionRequests";

  private CostJson() {}

  /** Adds it to the object whose cost it is, if it is known. */
  static void write(ObjectNode owner, Optional<CostReport> cost) {
    cost.ifPresent(present -> owner.set(NAME, write(present)));
  }

  private static ObjectNode write(CostReport cost) {
    ObjectNode node = NODES.objectNode();
    cost.arrivalsPerSecond().ifPresent(rate -> node.put("arrivalsPerSecond", rate));
    cost.price()
        .ifPresent(
            price ->
                node.putObject("price")
                    .put("perCoreHour", price.perCoreHour())
                    .put("perGigabyteHour", price.perGigabyteHour())
                    .put("currency", price.currency()));
    node.set("parts", array(cost.parts(), CostJson::part));
    node.set("without", array(cost.without(), NODES::textNode));
    return node;
  }

  private static ObjectNode part(PartCost part) {
    ObjectNode node = NODES.objectNode().put("part", part.part().id());
    node.set(
        "variants",
        array(
            part.variants(),
            each -> {
              ObjectNode one = NODES.objectNode().put("variant", each.variant());
              one.setAll(JsonWriter.estimate(each.estimate()));
              return one;
            }));
    part.ratio().ifPresent(ratio -> node.set("ratio", JsonWriter.estimate(ratio)));
    return node;
  }

  /** Of the object whose cost it is. */
  static Optional<CostReport> read(JsonNode owner) {
    return optional(owner, NAME)
        .map(
            node ->
                new CostReport(
                    optional(node, "arrivalsPerSecond").map(JsonNode::asDouble),
                    optional(node, "price").map(CostJson::price),
                    list(node, "parts", CostJson::part),
                    list(node, "without", JsonNode::asText)));
  }

  private static Price price(JsonNode node) {
    return new Price(
        number(node, "perCoreHour"), number(node, "perGigabyteHour"), text(node, "currency"));
  }

  private static PartCost part(JsonNode node) {
    String id = text(node, "part");
    return new PartCost(
        Arrays.stream(Part.values())
            .filter(part -> part.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("unknown part " + id)),
        list(
            node,
            "variants",
            each -> new VariantCost(text(each, "variant"), JsonReader.estimate(each, "value"))),
        optional(node, "ratio").map(ratio -> JsonReader.estimate(ratio, "value")));
  }
}
