package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON Schema of what a record reads, and the one that is published. */
final class RecordSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordSchema() {}

  /** Compares; with {@code -Dfaceoff.update=true} writes the published one again before. */
  static void assertPublished(
      Path published, String title, String description, Class<? extends Record> type)
      throws IOException {
    ObjectNode expected = JSON.objectNode();
    expected.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    expected.put("title", title);
    expected.put("description", description);
    expected.setAll(object(type));
    if (Boolean.getBoolean("faceoff.update")) {
      Files.writeString(
          published, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(expected) + "\n");
    }

    JsonNode found = MAPPER.readTree(Files.readString(published));

    assertThat(found).isEqualTo(expected);
  }

  /** Whether the published schema accepts a text of YAML. */
  static boolean accepts(Path published, String yaml) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(published), InputFormat.JSON);
    return schema.validate(yaml, InputFormat.YAML).isEmpty();
  }

  private static ObjectNode object(Class<?> record) {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ArrayNode required = JSON.arrayNode();
    ObjectNode properties = JSON.objectNode();
    for (RecordComponent component : record.getRecordComponents()) {
      Doc doc = RecordReader.doc(component);
      ObjectNode property = JSON.objectNode();
      property.put("description", doc.value());
      property.setAll(value(component.getGenericType(), doc));
      properties.set(RecordReader.key(component), property);
      if (!doc.optional()) {
        required.add(RecordReader.key(component));
      }
    }
    schema.set("required", required);
    schema.set("properties", properties);
    return schema;
  }

  private static ObjectNode value(Type type, Doc doc) {
    ObjectNode schema = JSON.objectNode();
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return value(arguments[0], doc);
      }
      if (generic.getRawType() == List.class) {
        schema.put("type", "array");
        if (doc.min() > 0) {
          schema.put("minItems", (int) doc.min());
        }
        if (doc.max() < Double.POSITIVE_INFINITY) {
          schema.put("maxItems", (int) doc.max());
        }
        schema.set("items", value(arguments[0], doc));
        return schema;
      }
      assertThat(generic.getRawType()).isEqualTo(Map.class);
      schema.put("type", "object");
      schema.set(
          "additionalProperties",
          arguments[1] == String.class ? scalar() : value(arguments[1], doc));
      return schema;
    }
    if (type == String.class) {
      schema.put("type", "string");
      schema.put("pattern", doc.matches().isEmpty() ? "\\S" : "^" + doc.matches() + "$");
      return schema;
    }
    if (type == Boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == double.class || type == Double.class) {
      return number(doc);
    }
    if (type == Words.class) {
      ObjectNode list = JSON.objectNode().put("type", "array").put("minItems", 1);
      list.set("items", scalar());
      schema.set(
          "anyOf",
          JSON.arrayNode()
              .add(JSON.objectNode().put("type", "string").put("pattern", "\\S"))
              .add(list));
      return schema;
    }
    if (type == Amount.class) {
      schema.set("anyOf", amount(doc));
      return schema;
    }
    if (type == Amounts.class) {
      ObjectNode byName = JSON.objectNode().put("type", "object").put("minProperties", 1);
      byName.set("additionalProperties", value(Amount.class, doc));
      schema.set("anyOf", amount(doc).add(byName));
      return schema;
    }
    return object((Class<?>) type);
  }

  private static ArrayNode amount(Doc doc) {
    return JSON.arrayNode()
        .add(number(doc))
        .add(JSON.objectNode().put("type", "string").put("pattern", "^\\{[a-z][A-Za-z0-9]*\\}$"));
  }

  private static ObjectNode number(Doc doc) {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", doc.whole() ? "integer" : "number");
    if (doc.min() > Double.NEGATIVE_INFINITY) {
      bound(schema, "minimum", doc.min());
    }
    if (doc.max() < Double.POSITIVE_INFINITY) {
      bound(schema, "maximum", doc.max());
    }
    return schema;
  }

  private static void bound(ObjectNode schema, String key, double bound) {
    if (bound == Math.rint(bound)) {
      schema.put(key, (int) bound);
    } else {
      schema.put(key, bound);
    }
  }

  private static ObjectNode scalar() {
    ObjectNode schema = JSON.objectNode();
    schema.set("type", JSON.arrayNode().add("string").add("number").add("boolean"));
    return schema;
  }
}
