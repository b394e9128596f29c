package dev.faceoff.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code docker/}. */
public final class MonitoringFiles {
  private static final Path FOLDER = Path.of("..", "docker").toAbsolutePath().normalize();

  private MonitoringFiles() {}

  /**
   * A query that Grafana sends.
   *
   * @param where dashboard and panel, variable or annotation
   * @param text with variables in it
   * @param legend how its series are named; empty where they are not
   */
  public record Query(String where, String text, String legend) {}

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /** Rules and scrape configuration. */
  public static Path prometheus() {
    return file("prometheus");
  }

  static List<JsonNode> dashboards() {
    List<JsonNode> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(file("grafana/dashboards"))) {
      for (Path file : files.sorted().toList()) {
        dashboards.add(new ObjectMapper().readTree(file.toFile()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dashboards;
  }

  /** Every query of every panel and annotation. */
  public static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      String title = dashboard.path("title").asText();
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.add(
              new Query(
                  "%s, %s, %s"
                      .formatted(
                          title, panel.path("title").asText(), target.path("refId").asText()),
                  target.path("expr").asText(),
                  target.path("legendFormat").asText()));
        }
      }
      for (JsonNode annotation : dashboard.path("annotations").path("list")) {
        queries.add(
            new Query(
                title + ", annotation " + annotation.path("name").asText(),
                annotation.path("target").path("expr").asText(),
                ""));
      }
    }
    return queries;
  }

  /** What the variables of the dashboards are chosen from, for example {@code label_values(up)}. */
  public static List<Query> variables() {
    return dashboards().stream()
        .flatMap(
            dashboard ->
                StreamSupport.stream(dashboard.path("templating").path("list").spliterator(), false)
                    .map(
                        variable ->
                            new Query(
                                "%s, variable %s"
                                    .formatted(
                                        dashboard.path("title").asText(),
                                        variable.path("name").asText()),
                                variable.path("query").path("query").asText(),
                                "")))
        .toList();
  }

  static Map<String, Object> yaml(String name) {
    LoaderOptions options = new LoaderOptions();
    try {
      return new Yaml(new SafeConstructor(options)).load(Files.readString(file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts under a key, wherever it is. */
  static List<String> names(Object node, String key) {
    List<String> names = new ArrayList<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (name.equals(key)) {
              names.add(String.valueOf(value));
            } else {
              names.addAll(names(value, key));
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(each -> names.addAll(names(each, key)));
    }
    return names;
  }
}
