package dev.faceoff.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.model.SecretNames;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A body as a schema describes it, written as a template: examples and defaults where the document
 * has some, ids that no other user has where it asks for ids, no secret.
 */
final class BodySample {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 6;

  /** What would be a place for a value, in a text that is an example. */
  private static final Pattern LOOKS_LIKE_PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9._-]*)}");

  /** A number of the user's own stands without quotes, which no tree of JSON can hold. */
  private static final String OWN_NUMBER = "{own.id} without quotes";

  private static final Map<String, String> BY_FORMAT =
      Map.of(
          "uuid", "{own.uuid}",
          "date", "2026-01-31",
          "date-time", "2026-01-31T12:00:00Z",
          "time", "12:00:00Z",
          "email", "user@example.com",
          "uri", "http://example.com/",
          "byte", "AA==");

  private final UnaryOperator<JsonNode> resolve;

  /**
   * @param resolve follows a reference, if a schema is one
   */
  BodySample(UnaryOperator<JsonNode> resolve) {
    this.resolve = resolve;
  }

  /** Of an example that the document gives for the whole body. */
  String ofExample(JsonNode example) {
    return text(safe("", example));
  }

  /** Of a schema. */
  String ofSchema(JsonNode schema) {
    return text(sample("", schema, 0));
  }

  /** Of a form's schema, as {@code application/x-www-form-urlencoded}. */
  String ofForm(JsonNode schema) {
    StringBuilder form = new StringBuilder();
    sample("", schema, 0)
        .properties()
        .forEach(
            field ->
                form.append(form.isEmpty() ? "" : "&")
                    .append(field.getKey())
                    .append('=')
                    .append(
                        SecretNames.isSecret(field.getKey())
                            ? OpenApiRequests.SECRET
                            : field.getValue().asText().replace(OWN_NUMBER, "{own.id}")));
    return form.toString();
  }

  private static String text(JsonNode sample) {
    return sample.toString().replace('"' + OWN_NUMBER + '"', "{own.id}");
  }

  private JsonNode sample(String name, JsonNode unresolved, int depth) {
    JsonNode schema = resolve.apply(unresolved);
    JsonNode given = OpenApiRequests.given(schema);
    if (!given.isMissingNode()) {
      return safe(name, given);
    }
    if (depth > MAX_DEPTH) {
      return NODES.nullNode();
    }
    for (String choice : new String[] {"oneOf", "anyOf"}) {
      if (schema.path(choice).size() > 0) {
        return sample(name, schema.path(choice).get(0), depth + 1);
      }
    }
    if (schema.path("properties").isObject() || schema.path("allOf").isArray()) {
      return object(schema, depth);
    }
    return switch (type(schema)) {
      case "object" -> NODES.objectNode();
      case "array" -> array(name, schema, depth);
      case "boolean" -> NODES.booleanNode(true);
      case "integer" -> integer(name, schema);
      case "number" -> schema.has("minimum") ? schema.get("minimum") : NODES.numberNode(1);
      default -> text(name, schema);
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    for (JsonNode part : schema.path("allOf")) {
      if (sample("", part, depth + 1) instanceof ObjectNode more) {
        object.setAll(more);
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode value = resolve.apply(property.getValue());
      // What the service fills in itself is none of the caller's.
      if (!value.path("readOnly").asBoolean()) {
        JsonNode sample = sample(property.getKey(), value, depth + 1);
        if (!sample.isNull()) {
          object.set(property.getKey(), sample);
        }
      }
    }
    return object;
  }

  private ArrayNode array(String name, JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    if (schema.path("items").isObject()) {
      JsonNode entry = sample(name, schema.path("items"), depth + 1);
      if (!entry.isNull()) {
        array.add(entry);
      }
    }
    return array;
  }

  private static JsonNode integer(String name, JsonNode schema) {
    if (name.toLowerCase(Locale.ROOT).equals("id")
        && !schema.path("format").asText().equals("int32")) {
      return NODES.textNode(OWN_NUMBER);
    }
    return schema.has("minimum") ? schema.get("minimum") : NODES.numberNode(1);
  }

  private static JsonNode text(String name, JsonNode schema) {
    return NODES.textNode(
        Words.isSecret(name)
            ? OpenApiRequests.SECRET
            : BY_FORMAT.getOrDefault(schema.path("format").asText(), OpenApiRequests.TO_CHANGE));
  }

  /** The type; OpenAPI 3.1 may name several. */
  static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (!each.asText().equals("null")) {
          return each.asText();
        }
      }
    }
    return type.asText();
  }

  /** Without what would be taken for a place of the template, and without secrets. */
  private static JsonNode safe(String name, JsonNode example) {
    if (example instanceof ObjectNode object) {
      ObjectNode safe = NODES.objectNode();
      object
          .properties()
          .forEach(field -> safe.set(field.getKey(), safe(field.getKey(), field.getValue())));
      return safe;
    }
    if (example instanceof ArrayNode array) {
      ArrayNode safe = NODES.arrayNode();
      array.forEach(each -> safe.add(safe(name, each)));
      return safe;
    }
    if (!example.isTextual()) {
      return example;
    }
    return NODES.textNode(
        Words.isSecret(name) ? OpenApiRequests.SECRET : literal(example.asText()));
  }

  /** A text that a template writes as it is. */
  static String literal(String text) {
    return LOOKS_LIKE_PLACE.matcher(text.replace("${", "$ {")).replaceAll("{{$1}}");
  }
}
