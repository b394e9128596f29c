package dev.faceoff.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.process.HttpConnections;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.ManagedProcess;
import dev.faceoff.process.OnPath;
import dev.faceoff.process.ProcessSpec;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * A Prometheus that watches one launch: it knows nothing from before, scrapes the run and its
 * services each second, evaluates the rules each second and tells an {@link AlertReceiver}. On the
 * loopback interface; its data go with the run.
 */
public final class PrometheusServer implements AutoCloseable {
  private static final String PROGRAM = "prometheus";
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final int TRIES = 3;
  private static final int LAST_LINES = 5;

  /** Job of the run itself, whose requests the alerts look at. */
  private static final String RUN = "faceoff";

  private final ManagedProcess process;
  private final URI url;

  private PrometheusServer(ManagedProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * What it watches.
   *
   * @param run authority of the run's {@code /metrics} and {@code /targets}
   * @param rules files of alerts and of what they need, absolute
   * @param receiver authority of the {@link AlertReceiver}
   * @param everySeconds between two scrapes, and between two evaluations
   */
  public record Watched(String run, List<Path> rules, String receiver, int everySeconds) {
    public Watched {
      rules = List.copyOf(rules);
    }
  }

  /**
   * The program.
   *
   * @param path folders as in the variable PATH
   */
  public static Optional<Path> program(String path) {
    return OnPath.find(PROGRAM, path).findFirst();
  }

  /** What to do where there is no {@link #program}. */
  public static String howToGet() {
    return "alerts are evaluated by Prometheus, and there is no program 'prometheus' on the PATH; Debian's and Ubuntu's package prometheus has it, for other systems see prometheus.io/download";
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param program see {@link #program}
   * @param folder empty, for its configuration and data
   * @throws PrometheusFailedException if it is not; the message has the last lines of its log
   */
  public static PrometheusServer start(
      Path program, Watched watched, Path folder, Path log, Supervisor supervisor)
      throws InterruptedException, IOException {
    return start(program, watched, folder, log, supervisor, LoopbackPorts::free);
  }

  /** As above, with ports to try in turn. */
  static PrometheusServer start(
      Path program,
      Watched watched,
      Path folder,
      Path log,
      Supervisor supervisor,
      IntSupplier ports)
      throws InterruptedException, IOException {
    Files.createDirectories(folder);
    Path config = folder.resolve("prometheus.json");
    new ObjectMapper().writeValue(config.toFile(), config(watched));
    for (int left = TRIES; ; left--) {
      int port = ports.getAsInt();
      PrometheusServer started =
          new PrometheusServer(
              supervisor.start(
                  ProcessSpec.of(
                      PROGRAM,
                      List.of(
                          program.toString(),
                          "--config.file=" + config,
                          "--storage.tsdb.path=" + folder.resolve("data-" + port),
                          "--web.listen-address=127.0.0.1:" + port,
                          "--log.level=warn"),
                      log)),
              URI.create("http://127.0.0.1:" + port));
      if (started.becomesReady()) {
        return started;
      }
      started.close();
      // Somebody may have taken the port meanwhile.
      if (left == 1 || !started.lastLines().contains("address already in use")) {
        throw new PrometheusFailedException(
            "Prometheus did not get ready; see %s:\n%s".formatted(log, started.lastLines()));
      }
    }
  }

  /** JSON is YAML. */
  private static Map<String, Object> config(Watched watched) {
    String every = watched.everySeconds() + "s";
    List<Map<String, Object>> run = List.of(Map.of("targets", List.of(watched.run())));
    List<Map<String, Object>> receiver = List.of(Map.of("targets", List.of(watched.receiver())));
    return Map.of(
        "global",
        Map.of("scrape_interval", every, "scrape_timeout", every, "evaluation_interval", every),
        "rule_files",
        watched.rules().stream().map(Path::toString).toList(),
        "alerting",
        Map.of("alertmanagers", List.of(Map.of("static_configs", receiver))),
        "scrape_configs",
        List.of(
            Map.of("job_name", RUN, "static_configs", run),
            Map.of(
                "job_name",
                "services",
                "honor_labels",
                true,
                "http_sd_configs",
                List.of(
                    Map.of(
                        "url",
                        "http://%s/targets".formatted(watched.run()),
                        "refresh_interval",
                        every)))));
  }

  private boolean becomesReady() throws InterruptedException {
    long end = System.nanoTime() + READY_LIMIT.toNanos();
    while (process.isAlive() && System.nanoTime() - end < 0) {
      if (get("/-/ready").isPresent()) {
        return true;
      }
      // It wakes at once when the process ends.
      process.waitFor(Duration.ofMillis(LOOK_EVERY_MILLIS));
    }
    return false;
  }

  private String lastLines() {
    return String.join("\n", process.lastLines(LAST_LINES));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Makes sure that it still runs.
   *
   * @throws PrometheusFailedException if it does not; the message has the last lines of its log
   */
  public void requireAlive() {
    if (!isAlive()) {
      throw new PrometheusFailedException(
          "Prometheus ended; see %s:\n%s".formatted(process.log(), lastLines()));
    }
  }

  /** For example {@code 2.42.0}; empty where it does not say. */
  public Optional<String> version() {
    return json("/api/v1/status/buildinfo")
        .map(answer -> answer.path("data").path("version").asText())
        .filter(version -> !version.isEmpty());
  }

  /**
   * Why what it said may have come late for its own sake, a sentence each; empty where all was
   * scraped and evaluated in time.
   */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    double missed = missedEvaluations();
    if (missed > 0) {
      complaints.add(
          "Prometheus missed %.0f of its evaluations: the machine was too busy to alert in time."
              .formatted(missed));
    }
    double failed =
        query("sum(count_over_time(up{job=\"%1$s\"}[1h]) - sum_over_time(up{job=\"%1$s\"}[1h]))")
            .orElse(Double.NaN);
    if (!(failed == 0)) {
      complaints.add(
          Double.isNaN(failed)
              ? "Prometheus never scraped the run."
              : "Prometheus could not scrape the run %.0f times, and missed what it had to tell."
                  .formatted(failed));
    }
    return complaints;
  }

  private double missedEvaluations() {
    String metric = "prometheus_rule_group_iterations_missed_total";
    return get("/metrics")
        .orElseThrow(() -> new PrometheusFailedException("Prometheus does not answer any more"))
        .lines()
        .filter(line -> line.startsWith(metric))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The first value of a query about the run's job, if there is any. */
  private Optional<Double> query(String query) {
    String encoded = URLEncoder.encode(query.formatted(RUN), StandardCharsets.UTF_8);
    return json("/api/v1/query?query=" + encoded)
        .map(answer -> answer.path("data").path("result").path(0).path("value").path(1))
        .filter(JsonNode::isTextual)
        .map(value -> Double.valueOf(value.asText()));
  }

  private Optional<JsonNode> json(String path) {
    return get(path)
        .map(
            text -> {
              try {
                return new ObjectMapper().readTree(text);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** The body of an answer 200. */
  private Optional<String> get(String path) {
    try {
      HttpURLConnection connection = HttpConnections.open(URI.create(url + path));
      connection.setConnectTimeout(Math.toIntExact(ANSWER_LIMIT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(ANSWER_LIMIT.toMillis()));
      try {
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
          return Optional.empty();
        }
        try (var body = connection.getInputStream()) {
          return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.stop(GRACE);
  }
}
