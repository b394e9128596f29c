package dev.faceoff.init;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faceoff.config.BadFileException;
import io.apicurio.datamodels.Library;
import io.apicurio.datamodels.models.Document;
import io.apicurio.datamodels.models.ModelType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests that an OpenAPI document describes: version 3.0, 3.1 or 3.2, or Swagger 2.0, which
 * the library turns into 3.0. Their order is that of the document's paths.
 */
final class OpenApiRequests {
  /** A variable of the environment in place of a secret. */
  static final String SECRET = "${SERVICE_TOKEN}";

  /** What only the user knows. */
  static final String TO_CHANGE = "CHANGE-ME";

  /** Those that a load may consist of; the first only asks. */
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private static final List<String> GENERATORS_OWN =
      List.of("accept", "content-type", "authorization");

  private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)}");
  private static final String JSON_TYPE = "(?i)application/([a-z0-9.+-]*\\+)?json\\b.*";
  private static final String FORM_TYPE = "(?i)application/x-www-form-urlencoded\\b.*";
  private static final int MOST_REFERENCES = 20;

  private final PlacedDocument document;
  private final ObjectNode api;
  private final String prefix;
  private final FeederTable feeder = new FeederTable();
  private final List<ProposedRequest> requests = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** Where parameters of a name stand: before them in the path, or in the query. */
  private final Map<String, Set<String>> placesByParameter = new HashMap<>();

  private OpenApiRequests(PlacedDocument document, ObjectNode api, String prefix) {
    this.document = document;
    this.api = api;
    this.prefix = prefix;
  }

  /**
   * Reads a document.
   *
   * @param shown its name in messages
   * @param base path of the service's address; the document's own is not repeated after it
   * @throws BadFileException if it is no such document, or one that contradicts itself
   */
  static OpenApiRequests read(Path file, String shown, String base) {
    PlacedDocument document = PlacedDocument.read(file, shown);
    ObjectNode root = document.root();
    // YAML takes an unquoted version for a number.
    for (String version : List.of("openapi", "swagger")) {
      if (root.path(version).isNumber()) {
        root.put(version, root.get(version).asText());
      }
    }
    requireShape(document);
    ObjectNode api = normal(document);
    String own = root.has("swagger") ? path(root.path("basePath").asText()) : serverPath(api);
    OpenApiRequests read = new OpenApiRequests(document, api, base.endsWith(own) ? "" : own);
    read.readAll();
    return read;
  }

  List<ProposedRequest> requests() {
    return List.copyOf(requests);
  }

  FeederTable feeder() {
    return feeder;
  }

  /** What the library would silently leave out. */
  private static void requireShape(PlacedDocument document) {
    JsonPointer top = JsonPointer.empty();
    JsonNode root = document.root();
    if (!root.path("openapi").isTextual() && !root.path("swagger").isTextual()) {
      throw document.bad(
          top,
          "no OpenAPI document: it starts with neither 'openapi: 3.1.0' nor 'swagger: \"2.0\"'");
    }
    JsonPointer paths = top.appendProperty("paths");
    requireObject(document, paths, "keys with values, one a path");
    if (root.path("paths").isEmpty()) {
      throw document.bad(paths, "paths describes no request");
    }
    for (Map.Entry<String, JsonNode> item : root.path("paths").properties()) {
      JsonPointer ofItem = paths.appendProperty(item.getKey());
      if (item.getKey().startsWith("x-")) {
        continue;
      }
      if (!item.getKey().startsWith("/")) {
        throw document.bad(
            ofItem, "a path starts with a slash, but one is '%s'".formatted(item.getKey()));
      }
      requireObject(document, ofItem, "keys with values, one a method");
      requireParameters(document, ofItem);
      for (String method : METHODS) {
        if (item.getValue().has(method)) {
          JsonPointer operation = ofItem.appendProperty(method);
          requireObject(document, operation, "keys with values");
          requireParameters(document, operation);
        }
      }
    }
  }

  private static void requireParameters(PlacedDocument document, JsonPointer owner) {
    JsonPointer pointer = owner.appendProperty("parameters");
    JsonNode parameters = document.root().at(pointer);
    if (parameters.isMissingNode()) {
      return;
    }
    if (!parameters.isArray()) {
      throw document.bad(pointer, "parameters must be a list");
    }
    for (int i = 0; i < parameters.size(); i++) {
      JsonNode parameter = parameters.get(i);
      boolean known =
          parameter.path("$ref").isTextual()
              || (parameter.path("name").isTextual() && parameter.path("in").isTextual());
      if (!known) {
        throw document.bad(
            pointer.appendIndex(i), "a parameter needs 'name' and 'in', both text, or '$ref'");
      }
    }
  }

  private static void requireObject(PlacedDocument document, JsonPointer pointer, String wanted) {
    JsonNode node = document.root().at(pointer);
    String name = pointer.last().getMatchingProperty();
    if (node.isMissingNode()) {
      throw document.bad(pointer, "the key '%s' is missing".formatted(name));
    }
    if (!node.isObject()) {
      throw document.bad(pointer, "%s must be %s".formatted(name, wanted));
    }
  }

  /** The document as the library understands it, in version 3. */
  private static ObjectNode normal(PlacedDocument document) {
    try {
      Document read = Library.readDocument(document.root());
      return Library.writeDocument(
          read.root().modelType() == ModelType.OPENAPI20
              ? Library.transformDocument(read, ModelType.OPENAPI30)
              : read);
    } catch (RuntimeException e) {
      String version = document.root().has("swagger") ? "swagger" : "openapi";
      throw document.bad(
          JsonPointer.empty().appendProperty(version),
          "cannot be read as OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0: %s"
              .formatted(YamlText.oneLine(String.valueOf(e.getMessage()))));
    }
  }

  /** The path of the first server: what stands before all of the document's paths. */
  private static String serverPath(ObjectNode api) {
    JsonNode server = api.path("servers").path(0);
    Matcher variables = IN_BRACES.matcher(server.path("url").asText());
    String url =
        variables.replaceAll(
            match ->
                Matcher.quoteReplacement(
                    server.path("variables").path(match.group(1)).path("default").asText()));
    try {
      return path(String.valueOf(new URI(url).getRawPath()));
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /** Empty, or with a slash before and none after it. */
  private static String path(String text) {
    String path = text.replaceAll("/+$", "");
    return path.matches("(/[A-Za-z0-9_.~-]+)+") ? path : "";
  }

  private void readAll() {
    for (Map.Entry<String, JsonNode> item : items()) {
      for (String method : METHODS) {
        if (item.getValue().has(method)) {
          parameters(item, method).forEach(each -> note(item.getKey(), each));
        }
      }
    }
    for (Map.Entry<String, JsonNode> item : items()) {
      for (String method : METHODS) {
        if (item.getValue().has(method)) {
          requests.add(request(item, method));
        }
      }
    }
  }

  private List<Map.Entry<String, JsonNode>> items() {
    List<Map.Entry<String, JsonNode>> items = new ArrayList<>();
    for (Map.Entry<String, JsonNode> item : api.path("paths").properties()) {
      JsonPointer pointer = paths().appendProperty(item.getKey());
      items.add(Map.entry(item.getKey(), resolved(item.getValue(), pointer)));
    }
    return items;
  }

  private static JsonPointer paths() {
    return JsonPointer.empty().appendProperty("paths");
  }

  /** Those of the path and those of the operation, which go before. */
  private List<JsonNode> parameters(Map.Entry<String, JsonNode> item, String method) {
    JsonPointer ofItem = paths().appendProperty(item.getKey());
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    collect(parameters, item.getValue(), ofItem);
    collect(parameters, item.getValue().get(method), ofItem.appendProperty(method));
    return List.copyOf(parameters.values());
  }

  private void collect(Map<String, JsonNode> into, JsonNode owner, JsonPointer pointer) {
    for (JsonNode each : owner.path("parameters")) {
      JsonNode parameter = resolved(each, pointer.appendProperty("parameters"));
      into.put(parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
    }
  }

  private void note(String path, JsonNode parameter) {
    String in = parameter.path("in").asText();
    String name = parameter.path("name").asText();
    if (in.equals("path") || in.equals("query")) {
      placesByParameter
          .computeIfAbsent(name, each -> new TreeSet<>())
          .add(in.equals("path") ? before(path, name) : "");
    }
  }

  /** The word before a parameter in a path: what it is an id of. */
  private static String before(String path, String parameter) {
    String head = path.substring(0, Math.max(0, path.indexOf("{" + parameter + "}")));
    List<String> words = new ArrayList<>();
    for (String word : head.split("/")) {
      if (!word.isBlank() && !word.contains("{")) {
        words.add(word);
      }
    }
    return words.isEmpty() ? "" : Words.kebab(words.get(words.size() - 1), "path");
  }

  private String column(String path, JsonNode parameter) {
    String name = parameter.path("name").asText();
    String place = parameter.path("in").asText().equals("path") ? before(path, name) : "";
    boolean several = placesByParameter.getOrDefault(name, Set.of()).size() > 1;
    String column = (several && !place.isEmpty() ? place + "-" : "") + name;
    String safe = column.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^own\\.", "own-");
    return safe.matches("[A-Za-z].*") ? safe : "p" + safe;
  }

  private ProposedRequest request(Map.Entry<String, JsonNode> item, String method) {
    JsonNode operation = item.getValue().get(method);
    JsonPointer pointer = paths().appendProperty(item.getKey()).appendProperty(method);
    Reading reading = new Reading(item.getKey());
    for (JsonNode parameter : parameters(item, method)) {
      reading.take(parameter);
    }
    reading.secure(operation);
    boolean asks = method.equals("get");
    String body = asks ? "" : reading.body(operation, pointer);
    boolean deprecated = operation.path("deprecated").asBoolean();
    if (deprecated) {
      reading.comments.add("Deprecated in the document.");
    }
    String summary = YamlText.oneLine(operation.path("summary").asText());
    if (!summary.isEmpty()) {
      reading.comments.add(0, summary);
    }
    return new ProposedRequest(
        name(operation, method, item.getKey()),
        method.toUpperCase(Locale.ROOT),
        reading.path(),
        reading.headers,
        body,
        reading.fed,
        asks && !deprecated,
        !asks,
        reading.comments);
  }

  private String name(JsonNode operation, String method, String path) {
    String ofPath = Words.kebab(method + path.replace("{", "by-"), method);
    String id = operation.path("operationId").asText();
    return Words.unused(id.isBlank() ? ofPath : Words.kebab(id, ofPath), names);
  }

  private JsonNode resolved(JsonNode node, JsonPointer user) {
    JsonNode found = node;
    for (int i = 0; found.path("$ref").isTextual(); i++) {
      String reference = found.path("$ref").asText();
      if (!reference.startsWith("#")) {
        throw document.bad(
            user,
            "'%s' is in another file; write all into one document first".formatted(reference));
      }
      found = at(reference.substring(1));
      if (found.isMissingNode() || i == MOST_REFERENCES) {
        throw document.bad(
            user,
            "the reference '%s' leads %s"
                .formatted(reference, found.isMissingNode() ? "nowhere" : "in a circle"));
      }
    }
    return found;
  }

  private JsonNode at(String pointer) {
    try {
      return api.at(
          JsonPointer.compile(
              URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  /** What a schema, parameter or media type gives as a value; missing if it gives none. */
  static JsonNode given(JsonNode described) {
    List<JsonNode> values = allGiven(described);
    return values.isEmpty() ? MissingNode.getInstance() : values.get(0);
  }

  private static List<JsonNode> allGiven(JsonNode described) {
    List<JsonNode> values = new ArrayList<>();
    values.add(described.path("example"));
    JsonNode examples = described.path("examples");
    if (examples.isArray()) {
      examples.forEach(values::add);
    } else {
      examples.forEach(example -> values.add(example.path("value")));
    }
    values.add(described.path("default"));
    values.add(described.path("const"));
    described.path("enum").forEach(values::add);
    values.removeIf(value -> value.isMissingNode() || value.isNull());
    return values;
  }

  /** What is found out about one operation. */
  private final class Reading {
    final Map<String, String> headers = new LinkedHashMap<>();
    final List<String> comments = new ArrayList<>();
    boolean fed;
    private final String documented;
    private final Map<String, String> places = new HashMap<>();
    private final List<String> query = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private final Set<String> optional = new TreeSet<>();

    Reading(String documented) {
      this.documented = documented;
    }

    void take(JsonNode parameter) {
      String name = parameter.path("name").asText();
      boolean required = parameter.path("required").asBoolean();
      switch (parameter.path("in").asText()) {
        case "path" -> places.put(name, value(parameter));
        case "query" -> {
          if (required) {
            query.add(encoded(name) + "=" + value(parameter));
          } else {
            optional.add(name);
          }
        }
        case "header" -> {
          if (required && !GENERATORS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, fixed(parameter));
          }
        }
        case "cookie" -> {
          if (required) {
            cookies.add(name + "=" + fixed(parameter));
          }
        }
        default -> {}
      }
    }

    /** A place for a column's value, or a reference to what must not stand in a file. */
    private String value(JsonNode parameter) {
      if (Words.isSecret(parameter.path("name").asText())) {
        return SECRET;
      }
      String column = column(documented, parameter);
      feeder.add(column, values(parameter), madeUp(parameter));
      fed = true;
      return "{" + column + "}";
    }

    /** One value for all, for what seldom differs from user to user. */
    private String fixed(JsonNode parameter) {
      if (Words.isSecret(parameter.path("name").asText())) {
        return SECRET;
      }
      List<String> values = values(parameter);
      return BodySample.literal(
          YamlText.oneLine(values.isEmpty() ? madeUp(parameter) : values.get(0)));
    }

    private List<String> values(JsonNode parameter) {
      List<JsonNode> given = new ArrayList<>(allGiven(parameter));
      given.addAll(allGiven(schema(parameter)));
      return given.stream()
          .filter(JsonNode::isValueNode)
          .map(value -> YamlText.oneLine(value.asText()))
          .filter(value -> !value.isEmpty())
          .distinct()
          .toList();
    }

    private String madeUp(JsonNode parameter) {
      JsonNode schema = schema(parameter);
      return switch (BodySample.type(schema)) {
        case "integer", "number" -> schema.has("minimum") ? schema.get("minimum").asText() : "1";
        case "boolean" -> "true";
        default ->
            switch (schema.path("format").asText()) {
              case "uuid" -> "00000000-0000-4000-8000-000000000001";
              case "date" -> "2026-01-31";
              case "date-time" -> "2026-01-31T12:00:00Z";
              default -> TO_CHANGE;
            };
      };
    }

    private JsonNode schema(JsonNode parameter) {
      return resolved(parameter.path("schema"), paths().appendProperty(documented));
    }

    /** Writes down what the first of the ways in asks for, never its secret. */
    void secure(JsonNode operation) {
      JsonNode ways = operation.has("security") ? operation.get("security") : api.path("security");
      for (JsonNode way : ways) {
        if (way.isEmpty()) {
          return;
        }
      }
      ways.path(0).properties().forEach(each -> secure(each.getKey()));
    }

    private void secure(String name) {
      JsonNode scheme =
          resolved(
              api.path("components").path("securitySchemes").path(name),
              JsonPointer.empty().appendProperty("components"));
      switch (scheme.path("type").asText()) {
        case "http" -> {
          boolean basic = scheme.path("scheme").asText().equalsIgnoreCase("basic");
          headers.put("Authorization", (basic ? "Basic " : "Bearer ") + SECRET);
          if (basic) {
            comments.add("SERVICE_TOKEN is USER:PASSWORD in Base64 here.");
          }
        }
        case "oauth2", "openIdConnect" -> headers.put("Authorization", "Bearer " + SECRET);
        case "apiKey" -> {
          String key = scheme.path("name").asText();
          switch (scheme.path("in").asText()) {
            case "query" -> query.add(encoded(key) + "=" + SECRET);
            case "cookie" -> cookies.add(key + "=" + SECRET);
            default -> headers.put(key, SECRET);
          }
        }
        case "mutualTLS" ->
            comments.add("Asks for a certificate of the caller, which Faceoff does not show.");
        default -> {}
      }
    }

    /** A body that the service is likely to accept; empty where it takes none. */
    String body(JsonNode operation, JsonPointer pointer) {
      JsonPointer ofBody = pointer.appendProperty("requestBody");
      JsonNode content = resolved(operation.path("requestBody"), ofBody).path("content");
      BodySample sample = new BodySample(schema -> resolved(schema, ofBody));
      for (Map.Entry<String, JsonNode> media : content.properties()) {
        if (media.getKey().matches(JSON_TYPE)) {
          if (!media.getKey().equalsIgnoreCase("application/json")) {
            headers.put("Content-Type", media.getKey());
          }
          JsonNode example = given(media.getValue());
          return example.isMissingNode()
              ? sample.ofSchema(media.getValue().path("schema"))
              : sample.ofExample(example);
        }
      }
      for (Map.Entry<String, JsonNode> media : content.properties()) {
        if (media.getKey().matches(FORM_TYPE)) {
          headers.put("Content-Type", media.getKey());
          return sample.ofForm(media.getValue().path("schema"));
        }
      }
      if (!content.isEmpty()) {
        comments.add(
            "Takes %s: write its body.".formatted(content.properties().iterator().next().getKey()));
      }
      return "";
    }

    String path() {
      StringBuilder path = new StringBuilder(prefix);
      Matcher braces = IN_BRACES.matcher(documented);
      int from = 0;
      while (braces.find()) {
        path.append(ofUrl(documented.substring(from, braces.start())));
        path.append(places.computeIfAbsent(braces.group(1), this::undeclared));
        from = braces.end();
      }
      path.append(ofUrl(documented.substring(from)));
      if (!query.isEmpty()) {
        path.append('?').append(String.join("&", query));
      }
      if (!cookies.isEmpty()) {
        headers.put("Cookie", String.join("; ", cookies));
      }
      if (!optional.isEmpty()) {
        comments.add("Also takes " + String.join(", ", optional) + " in its query.");
      }
      return path.toString();
    }

    private String undeclared(String name) {
      ObjectNode parameter = JsonNodeFactory.instance.objectNode();
      parameter.put("name", name.isBlank() ? "value" : name).put("in", "path");
      return value(parameter);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Keeps what separates the parts of a path. */
  private static String ofUrl(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(c -> safe.append(c.matches("[A-Za-z0-9/_.~:@!&'()*+,;=%?-]") ? c : encoded(c)));
    return safe.toString();
  }
}
