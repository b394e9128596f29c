package dev.faceoff.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A plan of PostgreSQL, as EXPLAIN tells it in JSON. */
final class Plan {
  /** Nodes that hand on the rows of a scan, sorted or fewer, but no others. */
  private static final Set<String> HANDING_ON =
      Set.of("Limit", "Sort", "Incremental Sort", "Gather", "Gather Merge", "Result", "LockRows");

  private final JsonNode root;

  private Plan(JsonNode root) {
    this.root = root;
  }

  /**
   * A scan of a whole table.
   *
   * @param filter empty where it takes every row
   * @param sortKeys by which its rows, and no others, are sorted; empty where they are not
   * @param wantedRows that PostgreSQL expects to pass the filter
   * @param limited whether no more rows than somebody asked for come out
   * @param wholeAnswer whether the statement answers the scan's rows, and nothing made of them
   */
  record Scan(
      String table,
      String filter,
      List<String> sortKeys,
      double wantedRows,
      boolean limited,
      boolean wholeAnswer) {}

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Plan of(String json) {
    try {
      JsonNode plan = new ObjectMapper().readTree(json).path(0).path("Plan");
      if (!plan.isObject()) {
        throw new IllegalArgumentException("no plan: " + json);
      }
      return new Plan(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no plan: " + e.getOriginalMessage(), e);
    }
  }

  /** The scans of whole tables. */
  List<Scan> scans() {
    List<Scan> scans = new ArrayList<>();
    collect(root, List.of(), scans);
    return scans;
  }

  private static void collect(JsonNode node, List<JsonNode> above, List<Scan> scans) {
    if ("Seq Scan".equals(type(node))) {
      scans.add(scan(node, above));
    }
    List<JsonNode> path = new ArrayList<>(above);
    path.add(node);
    node.path("Plans").forEach(child -> collect(child, path, scans));
  }

  private static Scan scan(JsonNode node, List<JsonNode> above) {
    List<String> sortKeys = new ArrayList<>();
    boolean limited = false;
    boolean ownRows = true;
    for (int i = above.size() - 1; i >= 0 && ownRows; i--) {
      JsonNode each = above.get(i);
      ownRows = HANDING_ON.contains(type(each));
      if (ownRows && sortKeys.isEmpty()) {
        each.path("Sort Key").forEach(key -> sortKeys.add(key.asText()));
      }
      limited |= ownRows && "Limit".equals(type(each));
    }
    return new Scan(
        node.path("Relation Name").asText(),
        node.path("Filter").asText(""),
        List.copyOf(sortKeys),
        node.path("Plan Rows").asDouble(),
        limited,
        ownRows);
  }

  private static String type(JsonNode node) {
    return node.path("Node Type").asText();
  }
}
