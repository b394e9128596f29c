package dev.faceoff.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.model.FaceoffException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunMetricsTest {
  private static final long MILLI = 1_000_000L;

  private final RunMetrics metrics = new RunMetrics("20261122T070000Z-shop");

  @Test
  void tellsOfTheRunItsPhasesAndItsFaults() throws IOException {
    metrics.runs("shop", "pair");
    metrics.runs("shop", "growth");
    metrics.phase("shop", "warm-up");
    metrics.phase("shop", "outage");
    metrics.fault("shop", "naive", "outage", true);
    metrics.fault("shop", "fixed", "outage", true);
    metrics.fault("shop", "fixed", "outage", false);
    metrics.offered("shop", "naive", 12.5);

    String run = "run_id=\"20261122T070000Z-shop\",scenario=\"shop\"";
    assertThat(lines())
        .contains(
            "# TYPE faceoff_run_info gauge",
            "faceoff_run_info{design=\"pair\",%s} 1".formatted(run),
            "faceoff_run_info{design=\"growth\",%s} 1".formatted(run),
            "# TYPE faceoff_phase gauge",
            "faceoff_phase{phase=\"warm-up\",%s} 0.0".formatted(run),
            "faceoff_phase{phase=\"outage\",%s} 1.0".formatted(run),
            "faceoff_fault_active{fault=\"outage\",%s,variant=\"naive\"} 1.0".formatted(run),
            "faceoff_fault_active{fault=\"outage\",%s,variant=\"fixed\"} 0.0".formatted(run),
            "faceoff_arrivals_offered_per_second{%s,variant=\"naive\"} 12.5".formatted(run));
  }

  @Test
  void countsRequestsAndTheirLatencies() throws IOException {
    metrics.ended("shop", "naive", "list", false, 0, 5 * MILLI);
    metrics.ended("shop", "naive", "list", false, 0, 6 * MILLI);
    metrics.ended("shop", "naive", "list", true, 0, 120_000 * MILLI);
    metrics.lagged("shop", 3 * MILLI);

    String labels =
        "endpoint=\"list\",run_id=\"20261122T070000Z-shop\",scenario=\"shop\",variant=\"naive\"";
    assertThat(lines())
        .contains(
            "# TYPE faceoff_requests_total counter",
            requests("ok") + "2.0",
            requests("failed") + "1.0",
            "# TYPE faceoff_latency_seconds histogram",
            bucket("0.002") + "0",
            bucket("0.005") + "1",
            bucket("0.01") + "2",
            bucket("60.0") + "2",
            bucket("+Inf") + "3",
            "faceoff_latency_seconds_count{%s} 3".formatted(labels),
            "faceoff_latency_seconds_sum{%s} 120.011".formatted(labels),
            "faceoff_start_lag_seconds_bucket{run_id=\"20261122T070000Z-shop\",scenario=\"shop\",le=\"0.005\"} 1",
            "faceoff_start_lag_seconds_count{run_id=\"20261122T070000Z-shop\",scenario=\"shop\"} 1");
  }

  private static String requests(String outcome) {
    return "faceoff_requests_total{endpoint=\"list\",outcome=\"%s\",run_id=\"20261122T070000Z-shop\",scenario=\"shop\",variant=\"naive\"} "
        .formatted(outcome);
  }

  private static String bucket(String bound) {
    return "faceoff_latency_seconds_bucket{endpoint=\"list\",run_id=\"20261122T070000Z-shop\",scenario=\"shop\",variant=\"naive\",le=\"%s\"} "
        .formatted(bound);
  }

  @Test
  void tellsOfHealthChecksUnderTheNameThatRulesKnowOnceThereWasOne() throws IOException {
    assertThat(lines()).noneMatch(line -> line.contains("probe_success"));

    metrics.checked("shop", "naive", true);
    metrics.checked("shop", "fixed", true);
    metrics.checked("shop", "naive", false);

    String run = "run_id=\"20261122T070000Z-shop\",scenario=\"shop\"";
    assertThat(lines())
        .contains(
            "# TYPE probe_success gauge",
            "probe_success{%s,variant=\"naive\"} 0.0".formatted(run),
            "probe_success{%s,variant=\"fixed\"} 1.0".formatted(run));
  }

  @Test
  void namesOfUsersAreEscaped() throws IOException {
    metrics.ended("shop", "na\"ive\\", "li\nst", false, 0, MILLI);

    assertThat(lines())
        .anyMatch(
            line -> line.contains("endpoint=\"li\\nst\"") && line.contains("\"na\\\"ive\\\\\""));
  }

  @Test
  void aRunThatHasNotBegunHasNothingToScrape() throws IOException {
    assertThat(lines()).allMatch(line -> line.startsWith("#"));
  }

  @Test
  void isScrapedAtItsPathAlone() throws Exception {
    metrics.phase("shop", "measure");
    try (MetricsServer server = MetricsServer.open(0)) {
      server.show(metrics);

      HttpResponse<String> answer = get(server.url());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.body()).contains("faceoff_phase{phase=\"measure\"");
      assertThat(server.url().getHost()).isEqualTo("127.0.0.1");
      assertThat(get(server.url().resolve("/")).statusCode()).isEqualTo(404);
      HttpRequest post =
          HttpRequest.newBuilder(server.url()).POST(HttpRequest.BodyPublishers.noBody()).build();
      assertThat(send(post).statusCode()).isEqualTo(405);
    }
  }

  /** As a page does in a browser of this machine whose name was made to point here. */
  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "evil.example:9464, 403",
    "127.0.0.1.evil.example, 403",
    "127.0.0.1, 200",
    "LOCALHOST:1, 200"
  })
  void isToldToThoseWhoAskForThisHost(String host, int status) throws Exception {
    try (MetricsServer server = MetricsServer.open(0)) {
      server.show(metrics);

      for (String path : List.of("/metrics", "/targets")) {
        assertThat(status(server.url().getPort(), host, path)).as(path).isEqualTo(status);
      }
    }
  }

  /** The JDK's client does not let a test name another host. */
  private static int status(int port, String host, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(path, host)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  /** What listens on every interface answers at this address, too. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void isScrapedAtOneAddressAlone() {
    try (MetricsServer server = MetricsServer.open(0)) {
      server.show(metrics);

      assertThatThrownBy(() -> new Socket("127.0.0.2", server.url().getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  /** https://prometheus.io/docs/prometheus/latest/http_sd */
  @Test
  void tellsPrometheusWhereServicesAreWhileTheyRun() throws Exception {
    metrics.serves(
        "shop", "naive", List.of(URI.create("http://127.0.0.1:4711/actuator/prometheus")));
    metrics.serves("shop", "fixed", List.of(URI.create("http://127.0.0.1:4712/m")));
    metrics.serves("shop", "fixed", List.of());
    try (MetricsServer server = MetricsServer.open(0)) {
      server.show(metrics);

      HttpResponse<String> answer = get(server.url().resolve("/targets"));
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(new ObjectMapper().readTree(answer.body()))
          .isEqualTo(
              new ObjectMapper()
                  .readTree(
                      """
                      [{"targets": ["127.0.0.1:4711"],
                        "labels": {"__metrics_path__": "/actuator/prometheus", "scenario": "shop",
                                   "variant": "naive", "run_id": "20261122T070000Z-shop"}}]
                      """));
    }
  }

  @Test
  void doesNotSendPrometheusToWhatItCannotRead() throws Exception {
    metrics.serves("shop", "mine", List.of(URI.create("http://127.0.0.1:4713/actuator/metrics")));
    try (MetricsServer server = MetricsServer.open(0)) {
      server.show(metrics);

      assertThat(get(server.url().resolve("/targets")).body()).isEqualTo("[]");
    }
  }

  @Test
  void aPortThatIsInUseIsWrongUsage() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> MetricsServer.open(taken.getLocalPort()))
          .isInstanceOfSatisfying(
              FaceoffException.class,
              e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
          .hasMessageStartingWith(
              "--metrics-port: port %d cannot be had".formatted(taken.getLocalPort()));
    }
  }

  private static HttpResponse<String> get(URI url) throws Exception {
    return send(HttpRequest.newBuilder(url).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private List<String> lines() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    metrics.write(text);
    return text.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
