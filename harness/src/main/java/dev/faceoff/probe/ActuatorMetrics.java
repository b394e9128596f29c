package dev.faceoff.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a service tells in JSON, one metric a request, as Spring Boot's Actuator does at {@code
 * /actuator/metrics} where it has no registry for Prometheus. Only what somebody here asks for is
 * known by its name there.
 */
final class ActuatorMetrics implements ToldMetrics {
  /** A service with more pools than that is asked for none of them: each is a request. */
  static final int MOST_PARTS = 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Seconds in what a timer may be told in, which its registry chooses. */
  private static final Map<String, Double> SECONDS =
      Map.of("seconds", 1.0, "milliseconds", 1e-3, "nanoseconds", 1e-9);

  /** By their names in Prometheus. */
  private static final Map<String, Source> SOURCES =
      Map.of(
          "hikaricp_connections_acquire_seconds_sum",
          new Source("hikaricp.connections.acquire", "TOTAL_TIME", ""),
          "hikaricp_connections_acquire_seconds_count",
          new Source("hikaricp.connections.acquire", "COUNT", ""),
          "hikaricp_connections_active",
          new Source("hikaricp.connections.active", "VALUE", "pool"),
          "hikaricp_connections_max",
          new Source("hikaricp.connections.max", "VALUE", "pool"),
          "tomcat_threads_busy_threads",
          new Source("tomcat.threads.busy", "VALUE", "name"),
          "tomcat_threads_config_max_threads",
          new Source("tomcat.threads.config.max", "VALUE", "name"),
          "cache_gets_total",
          new Source("cache.gets", "COUNT", "result"),
          "answer_staleness_seconds_max",
          new Source("answer.staleness.seconds.max", "VALUE", ""));

  private final URI address;
  private final MetricsFetch fetch;
  private final Set<String> names = new HashSet<>();

  /** By name and tag: sum and count of a timer are in one answer. */
  private final Map<String, Optional<JsonNode>> answers = new HashMap<>();

  /**
   * @param address of the list of metrics; that of each begins with it
   * @param list what was answered there
   * @param fetch asks for the metrics, too
   * @throws ProbeFailedException if that is not the list of their names
   */
  ActuatorMetrics(URI address, String list, MetricsFetch fetch) {
    this.address = address;
    this.fetch = fetch;
    JsonNode listed = json(address, list).path("names");
    if (!listed.isArray()) {
      throw new ProbeFailedException(
          "%s answers JSON without the names of metrics; give the path of Prometheus' metrics, or Actuator's /actuator/metrics"
              .formatted(address));
    }
    listed.forEach(name -> names.add(name.asText()));
  }

  /**
   * Where a metric is.
   *
   * @param part tag whose values have samples of their own; else all are told as one, of levels
   *     their sum
   */
  private record Source(String metric, String statistic, String part) {}

  @Override
  public List<Sample> samples(String name) {
    Source source = SOURCES.get(name);
    if (source == null || !names.contains(source.metric())) {
      return List.of();
    }
    Optional<JsonNode> whole = answer(source.metric(), "");
    List<String> parts = whole.map(metric -> values(metric, source.part())).orElse(List.of());
    if (parts.size() > MOST_PARTS) {
      return List.of();
    }
    if (parts.size() <= 1) {
      Map<String, String> labels = parts.isEmpty() ? Map.of() : Map.of(source.part(), parts.get(0));
      return whole.flatMap(metric -> sample(metric, source, labels)).stream().toList();
    }
    return parts.stream()
        .flatMap(
            part ->
                answer(source.metric(), source.part() + ":" + part)
                    .flatMap(metric -> sample(metric, source, Map.of(source.part(), part)))
                    .stream())
        .toList();
  }

  private static List<String> values(JsonNode metric, String tag) {
    List<String> values = new ArrayList<>();
    for (JsonNode each : metric.path("availableTags")) {
      if (each.path("tag").asText().equals(tag)) {
        each.path("values").forEach(value -> values.add(value.asText()));
      }
    }
    return values;
  }

  /** Empty where the metric has no value now, or is told in a unit that is not known. */
  private static Optional<Sample> sample(
      JsonNode metric, Source source, Map<String, String> labels) {
    Double unit =
        source.statistic().equals("TOTAL_TIME")
            ? SECONDS.get(metric.path("baseUnit").asText())
            : Double.valueOf(1);
    for (JsonNode each : metric.path("measurements")) {
      JsonNode value = each.path("value");
      if (each.path("statistic").asText().equals(source.statistic())
          && value.isNumber()
          && unit != null) {
        return Optional.of(new Sample(labels, value.doubleValue() * unit));
      }
    }
    return Optional.empty();
  }

  /**
   * @param tag {@code NAME:VALUE}; empty for all of a metric
   * @return empty where it is gone again
   */
  private Optional<JsonNode> answer(String metric, String tag) {
    String path = address.getRawPath() + "/" + metric;
    String query = tag.isEmpty() ? "" : "?tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8);
    return answers.computeIfAbsent(
        path + query,
        place -> {
          URI of = address.resolve(place);
          return fetch.get(of).map(text -> json(of, text));
        });
  }

  private static JsonNode json(URI address, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ProbeFailedException(
          "%s does not answer JSON: %s".formatted(address, e.getOriginalMessage()), e);
    }
  }
}
