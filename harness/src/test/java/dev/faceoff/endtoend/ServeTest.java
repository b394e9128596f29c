package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.Signals;
import dev.faceoff.report.Chromium;
import dev.faceoff.serve.BrowserPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real pair under a real load, on a page in a real browser. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends the signals of Unix")
@Timeout(400)
class ServeTest {
  private static final Pattern URL = Pattern.compile("(http://127\\.0\\.0\\.1:[0-9]+/)\\R");
  private static final String PROFILE =
      "launches: 1, blocks: 4, blockSeconds: 2, gapSeconds: 2, warmUpSeconds: 4, timelines: 1";

  /** After which a request of the scenario has failed. */
  private static final int TIMEOUT_MILLIS = 3000;

  /** Nothing is near the timeout: services that have just started take their time. */
  private static final String HEALTHY =
      "['naive', 'fixed'].every((v) => state[v] && state[v].failedPercent === 0 && 6 * state[v].p95Millis < %d)"
          .formatted(TIMEOUT_MILLIS);

  /** Waits in the page, where the figures change once a second, until a condition holds. */
  private static final String UNTIL =
      """
      new Promise((resolve, reject) => {
        const end = Date.now() + 50000;
        const look = () => {
          const state = %s;
          if (%s) resolve(state);
          else if (Date.now() > end) reject(new Error(JSON.stringify(state)));
          else setTimeout(look, 200);
        };
        look();
      })
      """;

  /** What both columns show, as it can be read. */
  private static final String SHOWN =
      """
      Object.fromEntries([...document.querySelectorAll(".column")].map((column) => {
        const of = Object.fromEntries([...column.querySelectorAll(".figures > div")]
            .map((each) => [each.querySelector("dt").textContent, each.querySelector("dd").textContent]));
        const [value, unit] = of["p95 latency"].split(" ");
        return [column.dataset.variant, {
          p95Millis: Number(value) * (unit === "s" ? 1000 : 1),
          failedPercent: parseFloat(of.failed),
          waiting: Number(of.waiting),
        }];
      }))\
      """;

  @TempDir private Path folder;

  @Test
  void theNaiveColumnSuffersTheFaultAndTheFixedOneHolds() throws Exception {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(
        chromium.isPresent(),
        "no Chromium on PATH: install it, or name it in the environment variable CHROMIUM");
    try (FaceoffProcess faceoff =
            serve("blocking-gateway", "--for", "10m", "--set", "arrivalsPerSecond=20");
        BrowserPage page =
            BrowserPage.open(
                chromium.get().program(), Files.createTempDirectory(folder, "b"), url(faceoff))) {
      JsonNode healthy = until(page, HEALTHY);
      picture(page, "before");

      press(page, "[data-fault=gateway-slow]");
      JsonNode struck =
          until(
              page,
              "state.naive.failedPercent > 20 && state.naive.p95Millis > 5 * state.fixed.p95Millis"
                  + " && state.naive.p95Millis > 0.9 * "
                  + TIMEOUT_MILLIS);

      assertThat(struck.path("naive").path("p95Millis").asDouble())
          .isGreaterThan(5 * healthy.path("naive").path("p95Millis").asDouble());
      assertThat(struck.path("fixed").path("failedPercent").asDouble())
          .isLessThan(struck.path("naive").path("failedPercent").asDouble() / 4);
      assertThat(struck.path("naive").path("waiting").asInt())
          .isGreaterThan(struck.path("fixed").path("waiting").asInt());
      assertThat(page.evaluate("document.getElementById('state').textContent").asText())
          .contains("latency 30 s on gateway");

      picture(page, "during");
      press(page, "[data-fault=gateway-slow]");
      until(page, HEALTHY);
      assertThat(page.evaluate("document.getElementById('state').textContent").asText()).isEmpty();

      press(page, "#double");
      page.evaluate(UNTIL.formatted("{}", "document.getElementById('rate').textContent === '40'"));
    }
  }

  @Test
  void ctrlCEndsAllOfItAndTheRunCouldBeScraped() throws Exception {
    Signals.assumeThatInterruptsArrive();
    int port = freePort();
    try (FaceoffProcess faceoff =
        serve(
            "no-cache", "--metrics-port", String.valueOf(port), "--set", "arrivalsPerSecond=10")) {
      url(faceoff);
      List<ProcessHandle> descendants = faceoff.descendants();
      String scraped = awaitScraped(port, "faceoff_latency_seconds_count", "variant=\"fixed\"");
      assertThat(scraped)
          .contains("faceoff_phase{phase=\"standing\"")
          .containsPattern("faceoff_arrivals_offered_per_second\\{.*variant=\"naive\"} 10.0")
          .containsPattern("faceoff_run_info\\{design=\"standing\",.*scenario=\"no-cache\"} 1");

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      faceoff.leavesNothingOf(descendants);
    }
  }

  @Test
  void signalNineUnderAFaultLeavesNothing() throws Exception {
    try (FaceoffProcess faceoff = serve("blocking-gateway")) {
      URI url = url(faceoff);
      String page = get(url);
      Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(page);
      assertThat(token.find()).isTrue();
      HttpRequest strike =
          HttpRequest.newBuilder(url.resolve("/fault"))
              .header("X-Faceoff-Token", token.group(1))
              .POST(HttpRequest.BodyPublishers.ofString("{\"fault\": \"gateway-down\"}"))
              .build();
      assertThat(HttpClient.newHttpClient().send(strike, BodyHandlers.ofString()).body())
          .contains("\"active\":\"gateway-down\"");
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.kill();

      faceoff.leavesNothingOf(descendants);
    }
  }

  @Test
  void aRunTellsPrometheusOfItsPhasesAndFaults() throws Exception {
    int port = freePort();
    try (FaceoffProcess faceoff =
        start("run", "no-cache", "--metrics-port", String.valueOf(port))) {
      faceoff.awaitProgress("no-cache: under faults");

      String labels = "fault=\"redis-down\",run_id=\"out\",scenario=\"no-cache\",variant=";
      String scraped =
          awaitScraped(
              port, "faceoff_fault_active{" + labels, "faceoff_phase{phase=\"redis-down\"");

      assertThat(scraped)
          .contains("faceoff_run_info{design=\"pair\",run_id=\"out\",scenario=\"no-cache\"} 1")
          .containsPattern("faceoff_phase\\{phase=\"start-up\",.*} 0.0")
          .containsPattern("faceoff_phase\\{phase=\"measure\",.*} 0.0")
          .containsPattern(
              "faceoff_requests_total\\{endpoint=\"product-page\",outcome=\"ok\",.*} [1-9]")
          .containsPattern("faceoff_start_lag_seconds_count\\{.*} [1-9]");
      List<ProcessHandle> descendants = faceoff.descendants();
      faceoff.kill();
      faceoff.leavesNothingOf(descendants);
    }
  }

  @Test
  void endsWhenItsTimeIsOver() throws Exception {
    try (FaceoffProcess faceoff = serve("no-cache", "--for", "2s")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());
    }
  }

  private FaceoffProcess serve(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("serve"));
    all.addAll(List.of(words));
    return start(all.toArray(String[]::new));
  }

  private FaceoffProcess start(String... words) throws Exception {
    Path project = Project.withShippedFaults(folder.resolve("project"), PROFILE);
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--out", "out"));
    return FaceoffProcess.start(project, folder, all.toArray(String[]::new));
  }

  /** Waits until the page can be seen. */
  private static URI url(FaceoffProcess faceoff) throws InterruptedException {
    return URI.create(faceoff.awaitOutput(URL).group(1));
  }

  private static JsonNode until(BrowserPage page, String condition) throws Exception {
    return page.evaluate(UNTIL.formatted(SHOWN, condition));
  }

  /** For people who want to see it: in the build's folder, as on a screen and on a telephone. */
  private static void picture(BrowserPage page, String name) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "serve"));
    for (int width : List.of(400, 1280)) {
      page.resize(width, 800);
      page.evaluate("new Promise((resolve) => setTimeout(resolve, 1200))");
      Files.write(pictures.resolve("%s-%d.png".formatted(name, width)), page.screenshot());
    }
  }

  private static void press(BrowserPage page, String selector) throws Exception {
    page.evaluate("document.querySelector('%s').click()".formatted(selector));
  }

  private static String awaitScraped(int port, String... words) throws Exception {
    URI url = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
    Eventually.holds(
        "scraped " + List.of(words), () -> List.of(words).stream().allMatch(get(url)::contains));
    return get(url);
  }

  private static String get(URI url) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
