package dev.faceoff.toxiproxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object of a request, read as Toxiproxy reads it: names of fields in upper or lower case,
 * unknown ones ignored, null as if it were not there, and nothing converted.
 */
final class Body {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode fields;

  private Body(JsonNode fields) throws ApiException {
    if (!fields.isObject() && !fields.isNull() && !fields.isMissingNode()) {
      throw wrong("expected an object, but found " + kind(fields));
    }
    this.fields = fields;
  }

  /** The first JSON value of a request's body; what follows it is not looked at. */
  static Body object(byte[] body) throws ApiException {
    return new Body(parse(body));
  }

  /** As {@link #object}, for an array of them. */
  static List<Body> array(byte[] body) throws ApiException {
    JsonNode array = parse(body);
    if (!array.isArray() && !array.isNull()) {
      throw wrong("expected an array, but found " + kind(array));
    }
    List<Body> bodies = new ArrayList<>();
    for (JsonNode element : array) {
      bodies.add(new Body(element));
    }
    return bodies;
  }

  private static JsonNode parse(byte[] body) throws ApiException {
    try {
      JsonNode value = MAPPER.readTree(body);
      if (value.isMissingNode()) {
        throw wrong("EOF");
      }
      return value;
    } catch (JsonEOFException e) {
      throw wrong("unexpected EOF");
    } catch (JsonProcessingException e) {
      throw wrong(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static ApiException wrong(String why) {
    return ApiException.badRequest("bad request body: " + why);
  }

  Optional<String> text(String name) throws ApiException {
    return present(name, JsonNodeType.STRING, "a string").map(JsonNode::textValue);
  }

  /** A text that must be there and not be empty. */
  String requiredText(String name) throws ApiException {
    String text = text(name).orElse("");
    if (text.isEmpty()) {
      throw ApiException.badRequest("missing required field: " + name);
    }
    return text;
  }

  Optional<Boolean> flag(String name) throws ApiException {
    return present(name, JsonNodeType.BOOLEAN, "true or false").map(JsonNode::booleanValue);
  }

  Optional<Float> number(String name) throws ApiException {
    Optional<Float> number =
        present(name, JsonNodeType.NUMBER, "a number").map(JsonNode::floatValue);
    if (number.isPresent() && !Float.isFinite(number.get())) {
      throw wrong(name + " is too large: " + field(name));
    }
    return number;
  }

  /** Those fields of an object inside this one that are asked for and there. */
  Map<String, Long> integers(String name, Set<String> wanted) throws ApiException {
    Body inside = new Body(field(name));
    Map<String, Long> integers = new LinkedHashMap<>();
    for (String each : wanted) {
      JsonNode value = inside.field(each);
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        integers.put(each, value.longValue());
      } else if (!value.isNull() && !value.isMissingNode()) {
        throw wrong("%s.%s must be an integer, but is %s".formatted(name, each, value));
      }
    }
    return integers;
  }

  private Optional<JsonNode> present(String name, JsonNodeType type, String expected)
      throws ApiException {
    JsonNode value = field(name);
    if (value.isNull() || value.isMissingNode()) {
      return Optional.empty();
    }
    if (value.getNodeType() != type) {
      throw wrong("%s must be %s, but is %s".formatted(name, expected, value));
    }
    return Optional.of(value);
  }

  private JsonNode field(String name) {
    JsonNode exact = fields.path(name);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  private static String kind(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
