package dev.faceoff.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/**
 * What the API answers.
 *
 * @param status of HTTP
 * @param contentType empty where there is no body
 * @param body its text
 * @param nosniff whether browsers are told to believe the content type
 */
record Answer(int status, String contentType, String body, boolean nosniff) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String JSON_TYPE = "application/json";
  private static final String TEXT_TYPE = "text/plain; charset=utf-8";

  static Answer empty(int status) {
    return new Answer(status, "", "", false);
  }

  /** A message for a person; Toxiproxy marks these, and its errors, as text. */
  static Answer text(int status, String message) {
    return new Answer(status, TEXT_TYPE, message + "\n", true);
  }

  static Answer version(String version) {
    String body = "{\"version\": \"%s\"}\n".formatted(version);
    return new Answer(200, "application/json;charset=utf-8", body, false);
  }

  static Answer metrics(String metrics) {
    return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics, false);
  }

  /** What a request gets that is not done in time. */
  static Answer late() {
    return new Answer(
        503,
        "text/html; charset=utf-8",
        "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>",
        false);
  }

  static Answer error(ApiException error) {
    return text(error.status(), errorFields(error).toString());
  }

  static Answer proxy(int status, Proxy proxy) {
    return json(status, fields(proxy));
  }

  static Answer proxies(Collection<Proxy> proxies) {
    ObjectNode byName = JSON.objectNode();
    proxies.forEach(proxy -> byName.set(proxy.name(), fields(proxy)));
    return json(200, byName);
  }

  static Answer populated(List<Proxy> proxies) {
    return json(201, JSON.objectNode().set("proxies", listOrNull(proxies)));
  }

  /** An error of populate: unlike others it is JSON, and tells what was done before it. */
  static Answer notPopulated(ApiException error, List<Proxy> proxies) {
    return json(error.status(), errorFields(error).set("proxies", listOrNull(proxies)));
  }

  static Answer toxic(ToxicSpec toxic) {
    return json(200, fields(toxic));
  }

  static Answer toxics(List<ToxicSpec> toxics) {
    return json(200, list(toxics));
  }

  private static Answer json(int status, JsonNode body) {
    return new Answer(status, JSON_TYPE, body.toString(), false);
  }

  private static ObjectNode errorFields(ApiException error) {
    return JSON.objectNode().put("error", error.getMessage()).put("status", error.status());
  }

  private static ObjectNode fields(Proxy proxy) {
    Proxy.State state = proxy.state();
    ObjectNode fields =
        JSON.objectNode()
            .put("name", proxy.name())
            .put("listen", state.listen())
            .put("upstream", state.upstream())
            .put("enabled", state.enabled());
    fields.set("toxics", list(proxy.toxics()));
    return fields;
  }

  private static JsonNode listOrNull(List<Proxy> proxies) {
    if (proxies.isEmpty()) {
      return JSON.nullNode();
    }
    ArrayNode list = JSON.arrayNode();
    proxies.forEach(proxy -> list.add(fields(proxy)));
    return list;
  }

  private static ArrayNode list(List<ToxicSpec> toxics) {
    ArrayNode list = JSON.arrayNode();
    toxics.forEach(toxic -> list.add(fields(toxic)));
    return list;
  }

  private static ObjectNode fields(ToxicSpec toxic) {
    ObjectNode attributes = JSON.objectNode();
    toxic.attributes().forEach((name, value) -> attributes.put(name, value));
    ObjectNode fields = JSON.objectNode();
    fields.set("attributes", attributes);
    fields.put("name", toxic.name()).put("type", toxic.type().label());
    return fields.put("stream", toxic.stream()).put("toxicity", shortest(toxic.toxicity()));
  }

  /** 1 rather than 1.0, and 0.1 rather than the double nearest to the float. */
  private static BigDecimal shortest(float number) {
    return new BigDecimal(
        new BigDecimal(Float.toString(number)).stripTrailingZeros().toPlainString());
  }
}
