package dev.faceoff.init;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.config.BadFileException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A JSON or YAML file that somebody else wrote, as a tree that knows where its values stand. */
final class PlacedDocument {
  private static final int MAX_BYTES = 8 << 20;
  private static final int MAX_DEPTH = 100;

  /** Aliases in YAML can make a small file large. */
  private static final int MAX_VALUES = 1_000_000;

  /** YAML's own braces hold keys without quotes, and its parser refuses tabs. */
  private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String file;
  private final Map<JsonPointer, Place> places = new HashMap<>();
  private ObjectNode root = NODES.objectNode();
  private int values;

  /** Line and column count from 1, as editors do. */
  private record Place(int line, int column) {}

  private PlacedDocument(String file) {
    this.file = file;
  }

  /**
   * Reads a file: JSON if it starts with a brace and a quote, else YAML.
   *
   * @param shown its name in messages
   * @throws BadFileException if it cannot be read or is neither
   */
  static PlacedDocument read(Path file, String shown) {
    PlacedDocument document = new PlacedDocument(shown);
    String text = document.text(file);
    JsonNode root = JSON.matcher(text).lookingAt() ? document.json(text) : document.yaml(text);
    if (!(root instanceof ObjectNode object)) {
      throw document.bad(JsonPointer.empty(), "must hold keys with values");
    }
    document.root = object;
    return document;
  }

  ObjectNode root() {
    return root;
  }

  /** A complaint about a value, or about what it stands in where it has no place of its own. */
  BadFileException bad(JsonPointer pointer, String what) {
    JsonPointer at = pointer;
    while (!places.containsKey(at) && at.head() != null) {
      at = at.head();
    }
    Place place = places.getOrDefault(at, new Place(1, 1));
    return new BadFileException(file, place.line(), place.column(), what);
  }

  private String text(Path path) {
    byte[] bytes;
    if (!Files.isRegularFile(path)) {
      throw bad(JsonPointer.empty(), "there is no such file");
    }
    try (var in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw bad(JsonPointer.empty(), "cannot be read: " + e.getMessage());
    }
    if (bytes.length > MAX_BYTES) {
      throw bad(
          JsonPointer.empty(),
          "the file is too large; at most %d MiB are read".formatted(MAX_BYTES >> 20));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw bad(JsonPointer.empty(), "not a text file in UTF-8");
    }
  }

  private JsonNode json(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      JsonNode node = json(parser, JsonPointer.empty(), 0);
      if (parser.nextToken() != null) {
        throw bad(place(parser.currentTokenLocation()), "goes on after its last brace");
      }
      return node;
    } catch (JsonProcessingException e) {
      Place place = e.getLocation() == null ? new Place(1, 1) : place(e.getLocation());
      throw bad(place, "no valid JSON: " + oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw bad(new Place(1, 1), "cannot be read: " + e.getMessage());
    }
  }

  private JsonNode json(JsonParser parser, JsonPointer pointer, int depth) throws IOException {
    Place place = place(parser.currentTokenLocation());
    take(pointer, place, depth);
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          Place ofKey = place(parser.currentTokenLocation());
          parser.nextToken();
          put(object, key, ofKey, json(parser, pointer.appendProperty(key), depth + 1));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(json(parser, pointer.appendIndex(array.size()), depth + 1));
        }
        yield array;
      }
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }

  private JsonNode yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    try {
      Node node = new Yaml(options).compose(new StringReader(text));
      if (node == null) {
        throw bad(new Place(1, 1), "the file is empty");
      }
      return yaml(node, JsonPointer.empty(), 0);
    } catch (MarkedYAMLException e) {
      String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
      throw bad(
          e.getProblemMark() == null ? new Place(1, 1) : place(e.getProblemMark()),
          "no valid YAML: " + oneLine(problem));
    } catch (YAMLException e) {
      throw bad(new Place(1, 1), "no valid YAML: " + oneLine(e.getMessage()));
    }
  }

  private JsonNode yaml(Node node, JsonPointer pointer, int depth) {
    take(pointer, place(node.getStartMark()), depth);
    if (node instanceof MappingNode mapping) {
      ObjectNode object = NODES.objectNode();
      for (NodeTuple entry : mapping.getValue()) {
        Place ofKey = place(entry.getKeyNode().getStartMark());
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          throw bad(ofKey, "a key must be a word");
        }
        JsonPointer child = pointer.appendProperty(key.getValue());
        put(object, key.getValue(), ofKey, yaml(entry.getValueNode(), child, depth + 1));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = NODES.arrayNode();
      for (Node entry : sequence.getValue()) {
        array.add(yaml(entry, pointer.appendIndex(array.size()), depth + 1));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  /** As in JSON: what YAML 1.1 takes for a date, or for a truth such as "yes", is text. */
  private static JsonNode scalar(ScalarNode node) {
    String value = node.getValue();
    if (node.getTag().equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (node.getTag().equals(Tag.BOOL) && value.matches("true|false")) {
      return NODES.booleanNode(value.equals("true"));
    }
    if (node.getTag().equals(Tag.INT) && value.matches("[-+]?[0-9]{1,100}")) {
      return NODES.numberNode(new BigInteger(value));
    }
    if (node.getTag().equals(Tag.FLOAT)
        && value.matches("[-+]?[0-9]{1,100}\\.[0-9]{1,100}([eE][-+]?[0-9]{1,3})?")) {
      return NODES.numberNode(new BigDecimal(value));
    }
    return NODES.textNode(value);
  }

  private void take(JsonPointer pointer, Place place, int depth) {
    places.put(pointer, place);
    if (depth > MAX_DEPTH) {
      throw bad(place, "nested more than %d levels deep".formatted(MAX_DEPTH));
    }
    if (++values > MAX_VALUES) {
      throw bad(place, "holds more than %d values".formatted(MAX_VALUES));
    }
  }

  private void put(ObjectNode object, String key, Place ofKey, JsonNode value) {
    if (object.has(key)) {
      throw bad(ofKey, "the key '%s' is given a second time".formatted(key));
    }
    object.set(key, value);
  }

  private BadFileException bad(Place place, String what) {
    return new BadFileException(file, place.line(), place.column(), what);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Place place(JsonLocation location) {
    return new Place(location.getLineNr(), location.getColumnNr());
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }
}
