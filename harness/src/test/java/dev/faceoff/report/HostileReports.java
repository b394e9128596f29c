package dev.faceoff.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.faceoff.model.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports whose every text tries to leave its place. */
final class HostileReports {
  static final String ATTACK = "<script>alert('x')</script>\"&|`]]>\u0007 ";

  /** Texts that are constants or times and so come from no file. */
  private static final Set<String> FIXED =
      Set.of(
          "startedAt",
          "profile",
          "backend",
          "status",
          "designs",
          "causeMeasure",
          "metric",
          "verdict",
          "standing",
          "kind",
          "ending",
          "part",
          "outcome",
          "shortcut",
          "literature",
          "lesson",
          "when",
          "requestTimeout",
          "startLagLimit",
          "budget",
          "measuredAt");

  /** Objects whose fields are named by files. */
  private static final Set<String> NAMED =
      Set.of(
          "errorsByKind",
          "versions",
          "secondsByPhase",
          "distanceMillis",
          "serverSettings",
          "details",
          "replicas",
          "postgresql",
          "redis");

  private HostileReports() {}

  /** Every string a file can bring in starts with markup; names stay distinct. */
  static Report everyStringIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(Reports.fourScenarios()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for a scenario of whose variants several were started. */
  static Report everyStringOfReplicasIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(Reports.replicas()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for a gate. */
  static Report everyStringOfAGateIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(GateReports.regression()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for scenarios that grow. */
  static Report everyStringOfAGrowthIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(GrowthFixtures.two()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for scenarios whose capacity was searched for. */
  static Report everyStringOfACapacityIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(CapacityFixtures.two()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for scenarios that had a spike. */
  static Report everyStringOfASpikeIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(SpikeFixtures.two()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for a scenario that was watched. */
  static Report everyStringOfAWatchIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(AlertFixtures.two()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for a service of the user's own beside a pair. */
  static Report everyStringOfAScaleIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(ScaleFixtures.likeNaive()), "");
    return new JsonReader().read(tree.toString());
  }

  /** The same for a diagnosis. */
  static Report everyStringOfADiagnosisIsMarkup() {
    JsonNode tree = attacked(JsonWriter.tree(DiagnosisFixtures.found()), "");
    return new JsonReader().read(tree.toString());
  }

  private static JsonNode attacked(JsonNode node, String field) {
    if (node.isTextual()) {
      return FIXED.contains(field) || Measure.byId(node.asText()).isPresent()
          ? node
          : TextNode.valueOf(ATTACK + node.asText());
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, attacked(array.get(i), field));
      }
    }
    if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
      boolean names = NAMED.contains(field);
      for (Map.Entry<String, JsonNode> each : fields) {
        JsonNode value = each.getValue();
        object.remove(each.getKey());
        object.set(names ? ATTACK + each.getKey() : each.getKey(), attacked(value, each.getKey()));
      }
    }
    return node;
  }
}
