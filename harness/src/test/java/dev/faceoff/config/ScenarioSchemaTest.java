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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ties the published JSON Schema to the records that read scenario files. After a change run this
 * test with {@code -Dfaceoff.update=true} to write the schema again.
 */
class ScenarioSchemaTest {
  private static final Path PUBLISHED = Path.of("../docs/scenario.schema.json");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void publishesWhatTheReaderReads() throws IOException {
    ObjectNode expected = JSON.objectNode();
    expected.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    expected.put("title", "Faceoff scenario");
    expected.put(
        "description",
        "A declared comparison of a naive and a fixed service under one load: scenarios/NAME/scenario.yaml.");
    expected.setAll(object(ScenarioText.class));
    if (Boolean.getBoolean("faceoff.update")) {
      Files.writeString(
          PUBLISHED, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(expected) + "\n");
    }

    JsonNode published = mapper.readTree(Files.readString(PUBLISHED));

    assertThat(published).isEqualTo(expected);
  }

  static Stream<Path> shippedScenarios() throws IOException {
    List<Path> files;
    try (Stream<Path> folders = Files.list(Path.of("../scenarios"))) {
      files = folders.map(folder -> folder.resolve("scenario.yaml")).filter(Files::exists).toList();
    }
    return Stream.concat(
        files.stream(),
        Stream.of("tiny", "troubled")
            .map(name -> Path.of("src/test/resources/scenarios", name, "scenario.yaml")));
  }

  @ParameterizedTest
  @MethodSource("shippedScenarios")
  void acceptsShippedScenarios(Path file) throws IOException {
    assertThat(schema().validate(Files.readString(file), InputFormat.YAML)).isEmpty();
  }

  @Test
  void refusesWhatTheReaderRefuses() throws IOException {
    String good = Files.readString(Path.of("src/test/resources/scenarios/tiny/scenario.yaml"));
    List<String> bad =
        List.of(
            good.replace("title:", "titel:"),
            good.replace("name: tiny", "name: Tiny"),
            good.replace("value: 5", "value: five"),
            good.replace("\"{rate}\"", "-5"),
            good.replace("warmUpUsers: 2", "warmUpUsers: 1.5"),
            good.replace("- name: fixed", "- name: third\n  - name: fixed"));

    for (String text : bad) {
      assertThat(schema().validate(text, InputFormat.YAML)).isNotEmpty();
    }
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(PUBLISHED), InputFormat.JSON);
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
    if (type == double.class) {
      return number(doc);
    }
    if (type == Amount.class) {
      ArrayNode either = JSON.arrayNode();
      either.add(number(doc));
      either.add(
          JSON.objectNode().put("type", "string").put("pattern", "^\\{[a-z][A-Za-z0-9]*\\}$"));
      schema.set("anyOf", either);
      return schema;
    }
    return object((Class<?>) type);
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
