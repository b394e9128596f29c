package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.FaceoffVersion;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.Quantile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes that load a service together, a third that puts their runs together, and one that
 * sends the same load alone. How long an answer takes is what its user asks for, and users bring
 * the same along whoever sends them.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(300)
class MergedRunTest {
  private static final String SEED = "7";
  private static final int RATE = 260;
  private static final int SECONDS_OF_A_VARIANT = 4;

  /**
   * What users wait for on the slow lists: 40 % of them 30 ms, 40 % three times as long, and 20 %
   * nine times. So a stall of a busy machine moves no percentile in the middle of a share to the
   * next.
   */
  private static final String DELAYS = "millis\n" + "30\n90\n".repeat(4) + "270\n".repeat(2);

  /** In the middle of those shares. */
  private static final double[] PERCENTILES = {20, 60, 90};

  /** By how much a run on a busy machine may differ from the next; small beside three times. */
  private static final double NOISE_PERCENT = 25;

  /** Of three digits. */
  private static final double HISTOGRAM_PERCENT = 0.1;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(80);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(threads);
    server.createContext("/slow", exchange -> answer(exchange, 1));
    server.createContext("/quick", exchange -> answer(exchange, 10));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Takes as long as it is asked to, or that many times less. */
  private static void answer(HttpExchange exchange, int quicker) throws IOException {
    String asked = exchange.getRequestURI().getQuery();
    // Whether it is there is asked without.
    if (asked != null) {
      long millis = Long.parseLong(asked.substring("millis=".length()));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis) / quicker);
    }
    byte[] body = "[1]".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void theirNumbersAreThoseOfOneHistogramAndOfOneGenerator() throws Exception {
    Path project = Project.withoutPairs(folder.resolve("project"));
    String scenario = scenario().toString();
    String meeting = folder.resolve("meeting").toString();

    try (FaceoffProcess first = part(project, "1/2", scenario, meeting);
        FaceoffProcess second = part(project, "2/2", scenario, meeting)) {
      assertThat(first.exitCode()).as(first.err()).isZero();
      assertThat(second.exitCode()).as(second.err()).isZero();
      first.leavesNothingOf(List.of());
    }
    try (FaceoffProcess merge =
        FaceoffProcess.start(
            project, folder.resolve("third"), "merge", meeting, "--out", "merged")) {
      assertThat(merge.exitCode()).as(merge.err() + merge.out()).isZero();
      assertThat(merge.out()).contains("two-lists", "merged/report.html");

      Report report = ReportFolder.read(merge.file("merged"));
      ScenarioReport merged = report.scenarios().get(0);
      assertThat(merged.status()).isEqualTo(Status.VALID);
      assertThat(merged.expectations().get(0).outcome()).isEqualTo(Outcome.HELD);
      assertThat(merged.trust().orElseThrow().missedArrivals()).isZero();
      for (String variant : List.of("naive", "fixed")) {
        Histogram all = new Histogram(3);
        for (int part = 1; part <= 2; part++) {
          Histogram own = measured(Path.of(meeting, "part-" + part), variant);
          assertThat(own.getTotalCount()).isEqualTo((long) RATE * SECONDS_OF_A_VARIANT / 2);
          all.add(own);
        }
        EndpointReport list = merged.variant(variant).orElseThrow().endpoint("list").orElseThrow();
        assertThat(list.requests()).isEqualTo((long) RATE * SECONDS_OF_A_VARIANT);
        assertThat(list.errors()).isZero();
        Map.of(
                Measure.P50_LATENCY, 0.5,
                Measure.P90_LATENCY, 0.9,
                Measure.P95_LATENCY, 0.95,
                Measure.P99_LATENCY, 0.99)
            .forEach(
                (measure, share) ->
                    assertThat(list.estimates().get(measure).value())
                        .as("%s of %s", measure.id(), variant)
                        .isEqualTo(Quantile.harrellDavis(all, share) / 1e6));
      }
      for (String name :
          List.of("report.html", "results.json", "summary.md", "junit.xml", "manifest.json")) {
        assertThat(merge.file("merged").resolve(name)).isNotEmptyFile();
      }
      assertThat(report.run().environment().versions())
          .containsEntry("faceoff", FaceoffVersion.here());

      Histogram together = logged(merge.file("merged"));
      Histogram alone = alone(project, scenario);
      assertThat(together.getTotalCount()).isEqualTo(alone.getTotalCount());
      for (double percentile : PERCENTILES) {
        assertThat((double) together.getValueAtPercentile(percentile))
            .as("p%.0f in nanoseconds of two generators, and of one", percentile)
            .isCloseTo(
                alone.getValueAtPercentile(percentile),
                withinPercentage(HISTOGRAM_PERCENT + NOISE_PERCENT));
      }
    }
  }

  /** What one generator sees of the slow lists that sends what both sent. */
  private Histogram alone(Path project, String scenario) throws Exception {
    try (FaceoffProcess one =
        FaceoffProcess.start(
            project,
            folder.resolve("one"),
            "run",
            "--scenario",
            scenario,
            "--seed",
            SEED,
            "--out",
            "alone")) {
      assertThat(one.exitCode()).as(one.err() + one.out()).isZero();
      return logged(one.file("alone"));
    }
  }

  private FaceoffProcess part(Path project, String part, String scenario, String meeting)
      throws IOException {
    return FaceoffProcess.start(
        project,
        folder.resolve(part.replace('/', '-')),
        "run",
        "--scenario",
        scenario,
        "--generator",
        part,
        "--meet",
        meeting,
        "--seed",
        SEED);
  }

  /** Two addresses of the service as if they were two ways of building it. */
  private Path scenario() throws IOException {
    Path place = Files.createDirectories(folder.resolve("two-lists"));
    Files.writeString(place.resolve("delays.csv"), DELAYS);
    Files.writeString(
        place.resolve("scenario.yaml"),
        """
        name: two-lists
        title: Slow lists against quick ones
        question: Does it matter?
        load: {arrivalsPerSecond: %d, warmUpUsers: 3, requestTimeoutSeconds: 5, startLagLimitMillis: 10000}
        journey:
          requests:
            - {name: list, path: "/items?millis={millis}", feeder: delays.csv, contains: "1"}
        variants:
          - {name: naive, target: slow.target.yaml}
          - {name: fixed, target: quick.target.yaml}
        profiles:
          quick: {launches: 1, blocks: 8, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
          standard: {launches: 2, blocks: 8, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
          thorough: {launches: 2, blocks: 8, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
        expectations:
          - p50LatencyMillis of fixed/naive at list < 1
        """
            .formatted(RATE));
    for (String name : List.of("slow", "quick")) {
      Files.writeString(
          place.resolve(name + ".target.yaml"),
          "start: {url: \"http://127.0.0.1:%d/%s\"}\n"
              .formatted(server.getAddress().getPort(), name));
    }
    return place;
  }

  /** The latencies of a part's measured requests, straight from its samples. */
  private static Histogram measured(Path part, String variant) throws IOException {
    JsonNode blocks =
        new ObjectMapper()
            .readTree(part.resolve("samples/launch-0.json").toFile())
            .path("plan")
            .path("blocks");
    Histogram latency = new Histogram(3);
    try (SampleFile file = SampleFile.open(part.resolve("samples/launch-0.samples"))) {
      while (file.next()) {
        JsonNode block = blocks.path(file.block());
        if (block.path("purpose").asText().equals("MEASURE")
            && block.path("variant").asText().equals(variant)) {
          latency.recordValue(file.endNanos() - file.startNanos());
        }
      }
    }
    return latency;
  }

  /** The latencies of the slow lists that a run leaves. */
  private static Histogram logged(Path run) throws IOException {
    Path file = run.resolve("histograms/two-lists/naive-list-launch0.hlog");
    Histogram all = new Histogram(3);
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      while (reader.hasNext()) {
        all.add((AbstractHistogram) reader.nextIntervalHistogram());
      }
    }
    return all;
  }
}
