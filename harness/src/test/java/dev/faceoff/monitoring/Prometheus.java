package dev.faceoff.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.OnPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed Prometheus, on the loopback interface, with the rules that {@code docker/} has. */
public final class Prometheus implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final URI url;

  private Prometheus(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** The program of that name; skips the test where there is none. */
  static Path program(String name) {
    Optional<Path> found = OnPath.find(name, System.getenv().getOrDefault("PATH", "")).findFirst();
    assumeTrue(
        found.isPresent(), "no " + name + " on the PATH; Debian's package prometheus has it");
    return found.get();
  }

  /** Skips the test where none is installed. */
  public static void require() {
    program("prometheus");
  }

  /**
   * Starts one that scrapes a run as the one in {@code docker/} does; skips the test where none is
   * installed.
   *
   * @param runPort the run's {@code --metrics-port}
   * @param folder empty, for its data
   */
  public static Prometheus start(int runPort, Path folder) throws Exception {
    Path program = program("prometheus");
    int port = LoopbackPorts.free();
    try (Stream<Path> files = Files.list(MonitoringFiles.prometheus())) {
      for (Path file : files.toList()) {
        Files.writeString(
            folder.resolve(file.getFileName().toString()),
            Files.readString(file)
                .replace("127.0.0.1:9464", "127.0.0.1:" + runPort)
                .replace("127.0.0.1:9090", "127.0.0.1:" + port));
      }
    }
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + folder.resolve("prometheus.yaml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Prometheus started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    try {
      Eventually.holds("Prometheus is ready", started::isReady);
    } catch (AssertionError e) {
      started.close();
      throw new AssertionError(Files.readString(folder.resolve("prometheus.log")), e);
    }
    return started;
  }

  private boolean isReady() {
    try {
      return CLIENT
              .send(
                  HttpRequest.newBuilder(url.resolve("/-/ready")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a query gives over a stretch of time, a second a step.
   *
   * @return a series each, with {@code metric} and {@code values}; fails the test when Prometheus
   *     refuses the query
   */
  public List<JsonNode> range(String query, Instant from, Instant to) {
    JsonNode answer =
        get(
            "/api/v1/query_range?step=1&start=%d&end=%d&query=%s"
                .formatted(from.getEpochSecond(), to.getEpochSecond(), encoded(query)));
    return list(answer.path("data").path("result"));
  }

  /** The values of a label among the series that match. */
  public List<String> labelValues(String label, String selector, Instant from, Instant to) {
    JsonNode answer =
        get(
            "/api/v1/label/%s/values?start=%d&end=%d&match[]=%s"
                .formatted(label, from.getEpochSecond(), to.getEpochSecond(), encoded(selector))
                .replace("[]", "%5B%5D"));
    return list(answer.path("data")).stream().map(JsonNode::asText).toList();
  }

  /** Targets that are up, of a job. */
  public long up(String job) {
    JsonNode answer = get("/api/v1/query?query=" + encoded("sum(up{job=\"%s\"})".formatted(job)));
    return list(answer.path("data").path("result")).stream()
        .mapToLong(series -> series.path("value").path(1).asLong())
        .sum();
  }

  private JsonNode get(String path) {
    try {
      var response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path + "\n" + response.body()).isEqualTo(200);
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new java.util.ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
