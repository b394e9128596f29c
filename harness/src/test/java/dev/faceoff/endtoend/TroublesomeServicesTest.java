package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.faceoff.model.Status;
import dev.faceoff.process.Supervisor;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.target.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that run already and are not as simple as one hopes: a working run, or one sentence. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(400)
class TroublesomeServicesTest {
  private static final String ORDERS = "[{\"id\": 1}]";

  @TempDir private Path folder;

  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private Path project;
  private HttpServer server;

  @BeforeEach
  void layOut() throws IOException {
    project = Project.withoutPairs(folder.resolve("project"));
    Files.createDirectories(folder.resolve("work"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "gate"})
  void oneThatWantsALoginIsToBeGivenAHeader(String command) throws Exception {
    serve(plain(), exchange -> answer(exchange, 401, ""));

    requireSentence(
        command,
        "",
        "every answer to find-orders was 401: give it a header, for example Authorization: Bearer ${SERVICE_TOKEN}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "gate"})
  void oneThatRedirectsIsNotFollowed(String command) throws Exception {
    serve(
        plain(),
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/login");
          answer(exchange, 302, "");
        });

    requireSentence(
        command,
        "",
        "every answer to find-orders was 302: redirects are not followed; give it the path it leads to, or a header if that is a login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "gate"})
  void anErrorPageWithAGoodStatusIsNoAnswer(String command) throws Exception {
    serve(plain(), exchange -> answer(exchange, 200, "<html>Sorry</html>"));

    requireSentence(
        command,
        ", contains: '\"id\"'",
        "no answer to find-orders holds what its checks ask for (contains '\"id\"'), though the status was 200: an error page, or a wrong check");
  }

  @Test
  void aReportSaysWhereAnErrorPageWouldNotBeNoticed() throws Exception {
    serve(plain(), exchange -> answer(exchange, 200, "<html>Sorry</html>"));

    assertThat(requireNumbers("").trust().orElseThrow().notes())
        .contains(
            "Of the answers to find-orders nothing was checked but the status; 'contains' or 'jsonPath' tells an answer from an error page.");
  }

  @Test
  void oneThatSignedItsCertificateItselfIsLoadedAsAnyOther() throws Exception {
    serve(withCertificate(), exchange -> answer(exchange, 200, ORDERS));

    requireNumbers(", contains: '\"id\"'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "gate"})
  void httpsThatIsAskedForAsHttpIsSaidSo(String command) throws Exception {
    serve(withCertificate(), exchange -> answer(exchange, 200, ORDERS));

    try (FaceoffProcess faceoff = judge(command, "http", "", "")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      assertThat(report(faceoff).reasons())
          .containsExactly(
              "baseline speaks HTTPS at http://127.0.0.1:%d/, not HTTP; begin its address with https://"
                  .formatted(server.getAddress().getPort()));
    }
  }

  @Test
  void pathsAreAppendedToAPrefix() throws Exception {
    serve(
        plain(),
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().equals("/shop/v1/orders");
          answer(exchange, known ? 200 : 404, ORDERS);
        });

    try (FaceoffProcess faceoff = judge("compare", "http", "/shop/v1/", ", contains: '\"id\"'")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);
      assertThat(report(faceoff).hasNumbers()).isTrue();
    }
    requireSentence(
        "compare",
        "",
        "every answer to find-orders was 404: is its path whole, with the prefix that the service has?");
  }

  @ParameterizedTest
  @CsvSource({
    "run, login, was 401: give it a header",
    "run, redirect, was 302: redirects are not followed",
    "run, error page, holds what its checks ask for",
    "run, prefix, was 404: is its path whole",
    "run, https as http, begin its address with https://",
    "diagnose, login, was 401: give it a header",
    "diagnose, redirect, was 302: redirects are not followed",
    "diagnose, error page, holds what its checks ask for",
    "diagnose, prefix, was 404: is its path whole",
    "diagnose, https as http, begin its address with https://"
  })
  void aRunAndADiagnosisSayItInOneLine(String command, String trouble, String sentence)
      throws Exception {
    serveWith(trouble);

    try (FaceoffProcess faceoff = look(command, "http", "")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      faceoff.leavesNothingOf(List.of());

      // A diagnosis first says what it makes of so many failures.
      List<String> reasons = reasons(faceoff, command);
      assertThat(reasons.get(reasons.size() - 1)).contains(sentence).doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "run, https, ''",
    "run, prefix, /shop/v1",
    "diagnose, https, ''",
    "diagnose, prefix, /shop/v1"
  })
  void aRunAndADiagnosisWorkWithACertificateOfItsOwnAndAPrefix(
      String command, String trouble, String prefix) throws Exception {
    serveWith(trouble);
    String scheme = server instanceof HttpsServer ? "https" : "http";

    try (FaceoffProcess faceoff = look(command, scheme, prefix)) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);
      assertThat(reasons(faceoff, command)).isEmpty();
    }
  }

  private void serveWith(String trouble) throws Exception {
    switch (trouble) {
      case "login" -> serve(plain(), exchange -> answer(exchange, 401, ""));
      case "redirect" ->
          serve(
              plain(),
              exchange -> {
                exchange.getResponseHeaders().set("Location", "/login");
                answer(exchange, 302, "");
              });
      case "error page" -> serve(plain(), exchange -> answer(exchange, 200, "<html>Sorry</html>"));
      case "prefix" ->
          serve(
              plain(),
              exchange -> {
                boolean known = exchange.getRequestURI().getPath().equals("/shop/v1/orders");
                answer(exchange, known ? 200 : 404, ORDERS);
              });
      case "https", "https as http" ->
          serve(withCertificate(), exchange -> answer(exchange, 200, ORDERS));
      default -> throw new IllegalArgumentException(trouble);
    }
  }

  /** Runs or diagnoses the service alone. */
  private FaceoffProcess look(String command, String scheme, String prefix) throws IOException {
    writeTarget(scheme, prefix, ", contains: '\"id\"'");
    if (command.equals("diagnose")) {
      return FaceoffProcess.start(
          project, folder, "diagnose", "mine.target.yaml", "--seed", "7", "--out", "out");
    }
    Project.addShipped(
        project,
        "baseline-load",
        "launches: 1, blocks: 6, blockSeconds: 2, gapSeconds: 1, warmUpSeconds: 1");
    return FaceoffProcess.start(
        project,
        folder,
        "run",
        "baseline-load",
        "--target",
        "mine.target.yaml",
        "--set",
        "arrivalsPerSecond=40",
        "--set",
        "limitMillis=5000",
        "--set",
        "errorShare=0.05",
        "--out",
        "out");
  }

  private static List<String> reasons(FaceoffProcess faceoff, String command) {
    return command.equals("diagnose")
        ? ReportFolder.read(faceoff.file("out")).diagnosis().orElseThrow().reasons()
        : ReportFolder.read(faceoff.file("out")).scenarios().get(0).reasons();
  }

  private void requireSentence(String command, String checks, String sentence) throws Exception {
    try (FaceoffProcess faceoff = judge(command, "http", "", checks)) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      faceoff.leavesNothingOf(List.of());

      GateReport gate = report(faceoff);
      assertThat(gate.status()).isEqualTo(Status.FAILED);
      assertThat(gate.reasons()).containsExactly(sentence);
      assertThat(gate.launches()).isEmpty();
      // There it begins with a capital letter.
      assertThat(faceoff.out().replaceAll("\\s+", " ")).contains(sentence.substring(1));
    }
  }

  private GateReport requireNumbers(String checks) throws Exception {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    try (FaceoffProcess faceoff = judge("compare", scheme, "", checks)) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);
      GateReport gate = report(faceoff);
      assertThat(gate.hasNumbers()).isTrue();
      return gate;
    }
  }

  /**
   * Judges the service against itself.
   *
   * @param command what is in vain for the one is in vain for the other, and passes no gate
   */
  private FaceoffProcess judge(String command, String scheme, String prefix, String checks)
      throws IOException {
    Files.writeString(
        folder.resolve("work/gate.yaml"),
        """
        looks: [2]
        warmUpSeconds: 1
        settleSeconds: 1
        measureSeconds: 2
        pairsPerSecond: 30
        # A busy machine may make the generator late, and nothing here is about that.
        startLagLimitMillis: 10000
        """);
    writeTarget(scheme, prefix, checks);
    Path out = folder.resolve("work/out");
    Supervisor.deleteTree(out);
    return FaceoffProcess.start(
        project, folder, command, "mine.target.yaml", "mine.target.yaml", "--out", "out");
  }

  private void writeTarget(String scheme, String prefix, String checks) throws IOException {
    Files.writeString(
        folder.resolve("work/mine.target.yaml"),
        """
        start:
          url: %s://127.0.0.1:%d%s
        requests:
          - {name: find-orders, path: /orders%s}
        """
            .formatted(scheme, server.getAddress().getPort(), prefix, checks));
  }

  private static GateReport report(FaceoffProcess faceoff) {
    return ReportFolder.read(faceoff.file("out")).gate().orElseThrow();
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private void serve(HttpServer made, Answering answering) {
    server = made;
    server.setExecutor(threads);
    server.createContext("/", answering::answer);
    server.start();
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static HttpServer plain() throws IOException {
    return HttpServer.create(anywhere(), 0);
  }

  private HttpServer withCertificate() throws Exception {
    HttpsServer https = HttpsServer.create(anywhere(), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.in(folder)));
    return https;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
