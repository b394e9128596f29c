package dev.faceoff.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.Supervisor;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sets the permissions of Unix")
class PrometheusServerTest {
  @TempDir private Path folder;

  @Test
  void isTheFirstProgramOfItsNameOnThePath() throws IOException {
    Path first = program("first", "rwxr-xr-x");
    program("second", "rwxr-xr-x");

    assertThat(PrometheusServer.program(path("none", "first", "second"))).contains(first);
  }

  @Test
  void whatIsNoProgramDoesNotCount() throws IOException {
    program("text", "rw-r--r--");
    Files.createDirectories(folder.resolve("folder/prometheus"));

    assertThat(PrometheusServer.program(path("text", "folder", "none"))).isEmpty();
    assertThat(PrometheusServer.program("")).isEmpty();
  }

  @Test
  void oneThatDoesNotStartSaysWhy() throws Exception {
    Path program = program("bin", "rwxr-xr-x");
    Files.writeString(program, "#!/bin/sh\necho it is tired >&2\nexit 3\n");
    try (Supervisor supervisor = Supervisor.open()) {
      assertThatThrownBy(
              () ->
                  PrometheusServer.start(
                      program,
                      new PrometheusServer.Watched("127.0.0.1:1", List.of(), "127.0.0.1:2", 1),
                      folder.resolve("data"),
                      folder.resolve("prometheus.log"),
                      supervisor))
          .isInstanceOf(PrometheusFailedException.class)
          .hasMessageContaining("did not get ready")
          .hasMessageContaining("it is tired");
    }
  }

  @Test
  void scrapesTheRunEvaluatesItsRulesAndTellsTheReceiver() throws Exception {
    HttpServer run = run("ill 1\n");
    try (Supervisor supervisor = Supervisor.open();
        AlertReceiver receiver = AlertReceiver.open();
        PrometheusServer prometheus =
            start(
                supervisor,
                new PrometheusServer.Watched(
                    authority(run),
                    List.of(rules("expr: ill == 1", "for: 1s")),
                    receiver.authority(),
                    1))) {
      Eventually.holds("the alert fires", () -> !receiver.firings().isEmpty());

      Firing firing = receiver.firings().get(0);
      assertThat(firing.label(Firing.NAME)).isEqualTo("IllBeing");
      assertThat(firing.label("severity")).isEqualTo("page");
      assertThat(firing.label("job")).isEqualTo("faceoff");
      assertThat(prometheus.version()).isPresent();
      assertThat(prometheus.isAlive()).isTrue();
      run.removeContext("/metrics");
      Eventually.holds(
          "missed scrapes are complained about",
          () -> prometheus.complaints().stream().anyMatch(each -> each.contains("scrape")));
    } finally {
      run.stop(0);
    }
  }

  @Test
  void takesAnotherPortWhereOneIsTaken() throws Exception {
    HttpServer run = run("ill 0\n");
    try (Supervisor supervisor = Supervisor.open();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Deque<Integer> ports = new ArrayDeque<>(List.of(taken.getLocalPort(), LoopbackPorts.free()));
      try (PrometheusServer prometheus =
          PrometheusServer.start(
              installed(),
              new PrometheusServer.Watched(authority(run), List.of(), "127.0.0.1:1", 1),
              folder.resolve("data"),
              folder.resolve("prometheus.log"),
              supervisor,
              ports::remove)) {
        Eventually.holds("it has scraped", () -> prometheus.complaints().isEmpty());
        assertThat(ports).isEmpty();
      }
    } finally {
      run.stop(0);
    }
  }

  @Test
  void rulesThatAreWrongAreItsToRefuse() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      assertThatThrownBy(
              () ->
                  start(
                          supervisor,
                          new PrometheusServer.Watched(
                              "127.0.0.1:1",
                              List.of(rules("expr: (", "for: 1s")),
                              "127.0.0.1:2",
                              1))
                      .close())
          .isInstanceOf(PrometheusFailedException.class)
          .hasMessageContaining("rules.yaml");
    }
  }

  private PrometheusServer start(Supervisor supervisor, PrometheusServer.Watched watched)
      throws Exception {
    return PrometheusServer.start(
        installed(), watched, folder.resolve("data"), folder.resolve("prometheus.log"), supervisor);
  }

  private static Path installed() {
    Optional<Path> found = PrometheusServer.program(System.getenv().getOrDefault("PATH", ""));
    assumeTrue(found.isPresent(), PrometheusServer.howToGet());
    return found.get();
  }

  private Path rules(String... lines) throws IOException {
    return Files.writeString(
        folder.resolve("rules.yaml"),
        """
        groups:
          - name: beings
            rules:
              - alert: IllBeing
                labels: {severity: page}
        """
            + "        "
            + String.join("\n        ", lines)
            + "\n");
  }

  private static HttpServer run(String metrics) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/metrics", "text/plain; version=0.0.4", metrics);
    answer(server, "/targets", "application/json", "[]");
    server.start();
    return server;
  }

  private static void answer(HttpServer server, String path, String type, String text) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  private static String authority(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private Path program(String in, String permissions) throws IOException {
    Path file = Files.createDirectories(folder.resolve(in)).resolve("prometheus");
    Files.writeString(file, "");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private String path(String... folders) {
    return String.join(
        File.pathSeparator,
        List.of(folders).stream().map(each -> folder.resolve(each).toString()).toList());
  }
}
