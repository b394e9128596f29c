package dev.faceoff.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PageServerTest {
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([A-Za-z0-9_-]{32})\"");

  private final FakeStage stage = new FakeStage(List.of(FakeStage.DOWN), "One <b> & another");
  private final RecentLoad recent = new RecentLoad(List.of("naive", "fixed"), () -> 0L);
  private PageServer server;

  @BeforeEach
  void show() {
    server = PageServer.open(0, recent);
    server.show(stage);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void thePageIsWholeAndAsksNobodyElse() throws Exception {
    HttpResponse<String> page = send(request("/").GET());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<h1>One &lt;b&gt; &amp; another</h1>")
        .doesNotContain("{{", "src=", "@import", "url(");
    // The name of SVG, which nobody fetches.
    assertThat(page.body().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://", "https://");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void tellsHowTheLoadFares() throws Exception {
    recent.phase("shop", RecentLoad.PHASE);
    recent.ended("shop", "naive", "list", true, 2_500_000_000L, 2_000_000_000L);
    recent.upTo("shop", 3_000_000_000L, Map.of("naive", 7L));

    JsonNode state = json(send(request("/state").GET()));

    assertThat(state.path("second").asLong()).isEqualTo(3);
    assertThat(state.path("arrivalsPerSecond").asDouble()).isEqualTo(50);
    assertThat(state.path("active").isNull()).isTrue();
    JsonNode naive = state.path("columns").get(0);
    assertThat(naive.path("variant").asText()).isEqualTo("naive");
    assertThat(naive.path("inFlight").asLong()).isEqualTo(7);
    assertThat(naive.path("recent").path("failedShare").asDouble()).isEqualTo(1);
    assertThat(naive.path("recent").path("p95Millis").asDouble()).isBetween(1980.0, 2020.0);
    assertThat(naive.path("p95MillisBySecond")).hasSize(120);
    assertThat(state.path("columns").get(1).path("recent").path("p95Millis").isNull()).isTrue();
  }

  @Test
  void faultsComeAndGo() throws Exception {
    JsonNode struck = json(post("/fault", "{\"fault\": \"redis-down\"}", token()));
    assertThat(struck.path("active").asText()).isEqualTo("redis-down");
    assertThat(struck.path("leftSeconds").asDouble()).isEqualTo(42);
    assertThat(stage.active()).contains(FakeStage.DOWN);

    JsonNode lifted = json(post("/fault", "{\"fault\": null}", token()));
    assertThat(lifted.path("active").isNull()).isTrue();
    assertThat(stage.active()).isEmpty();
  }

  @Test
  void theRateChangesWithinItsBounds() throws Exception {
    JsonNode doubled = json(post("/rate", "{\"arrivalsPerSecond\": 100}", token()));

    assertThat(doubled.path("arrivalsPerSecond").asDouble()).isEqualTo(100);
    assertThat(stage.arrivalsPerSecond()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/rate  | {'arrivalsPerSecond': 201}    | arrivalsPerSecond must be from 6.25 to 200.0",
        "/rate  | {'arrivalsPerSecond': 0}      | arrivalsPerSecond must be from 6.25 to 200.0",
        "/rate  | {'arrivalsPerSecond': '100'}  | arrivalsPerSecond must be a number",
        "/rate  | {}                            | arrivalsPerSecond must be a number",
        "/rate  | twice                         | no JSON",
        "/fault | {'fault': 'redis-slow'}       | fault must be null or one of [redis-down]",
        "/fault | {'fault': 1}                  | fault must be null or one of [redis-down]",
        "/fault | {}                            | fault must be null or one of [redis-down]",
        "/fault | ''                            | fault must be null or one of [redis-down]"
      },
      quoteCharacter = '`')
  void refusesWhatItCannotDo(String path, String body, String why) throws Exception {
    HttpResponse<String> answer =
        post(path, body.equals("''") ? "" : body.replace('\'', '"'), token());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new JsonMapper().readTree(answer.body()).path("error").asText()).isEqualTo(why);
    assertNothingChanged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "00000000000000000000000000000000"})
  void changesNothingForWhoeverHasNoTokenOfThePage(String token) throws Exception {
    assertThat(post("/fault", "{\"fault\": \"redis-down\"}", token).statusCode()).isEqualTo(403);
    assertThat(post("/rate", "{\"arrivalsPerSecond\": 100}", token).statusCode()).isEqualTo(403);
    assertNothingChanged();
  }

  @Test
  void changesNothingByAnAddressAlone() throws Exception {
    assertThat(send(request("/fault?fault=redis-down").GET()).statusCode()).isEqualTo(405);
    assertThat(send(request("/rate?arrivalsPerSecond=100").GET()).statusCode()).isEqualTo(405);
    assertNothingChanged();
  }

  @Test
  void changesNothingForAPageElsewhereEvenIfItHadTheToken() throws Exception {
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1")) {
      HttpRequest.Builder request =
          request("/fault")
              .header("Origin", origin)
              .header(PageServer.TOKEN, token())
              .POST(BodyPublishers.ofString("{\"fault\": \"redis-down\"}"));
      assertThat(send(request).statusCode()).isEqualTo(403);
    }
    assertNothingChanged();
  }

  /** As a page does whose name was made to point here: it could read the token. */
  @Test
  void answersNobodyWhoAsksForAnotherHost() throws Exception {
    for (String path : List.of("/", "/state")) {
      assertThat(status("evil.example", path)).isEqualTo(403);
      assertThat(status("evil.example:" + server.url().getPort(), path)).isEqualTo(403);
      assertThat(status("127.0.0.1", path)).isEqualTo(403);
      assertThat(status("LOCALHOST:" + server.url().getPort(), path)).isEqualTo(200);
    }
  }

  @Test
  void tellsNoOtherPageThatItMayAsk() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/fault")
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void refusesALargeBodyAndUnknownPaths() throws Exception {
    assertThat(post("/fault", " ".repeat(1025), token()).statusCode()).isEqualTo(413);
    assertThat(send(request("/faults").GET()).statusCode()).isEqualTo(404);
    assertThat(post("/state", "", token()).statusCode()).isEqualTo(405);
  }

  @Test
  void everyServerDrawsATokenOfItsOwn() throws Exception {
    String first = token();
    server.close();
    show();

    assertThat(token()).isNotEqualTo(first);
    assertThat(post("/fault", "{\"fault\": \"redis-down\"}", first).statusCode()).isEqualTo(403);
  }

  @Test
  void aScenarioWithoutFaultsSaysSo() throws Exception {
    server.close();
    server = PageServer.open(0, recent);
    server.show(new FakeStage(List.of(), "No faults"));

    assertThat(send(request("/").GET()).body())
        .contains("This scenario has no fault that comes and goes.")
        .contains("\"faults\":[]");
  }

  @Test
  void bracesInATitleAreItsOwn() throws Exception {
    server.close();
    server = PageServer.open(0, recent);
    server.show(new FakeStage(List.of(), "What {{script}} and {{facts}} cost"));

    assertThat(send(request("/").GET()).body())
        .contains("<h1>What {{script}} and {{facts}} cost</h1>");
  }

  /** What listens on every interface answers at this address, too. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void listensAtOneAddressAlone() {
    assertThatThrownBy(() -> new Socket("127.0.0.2", server.url().getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aPortThatIsInUseIsWrongUsage() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> PageServer.open(taken.getLocalPort(), recent))
          .isInstanceOfSatisfying(
              FaceoffException.class,
              e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
          .hasMessageStartingWith(
              "--port: port %d cannot be had (".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void hasTheColoursOfTheReport() throws Exception {
    String palette = resource("/dev/faceoff/palette.css");

    assertThat(palette).contains("--v0: #", "prefers-color-scheme: dark");
    assertThat(send(request("/").GET()).body()).contains(palette);
  }

  private void assertNothingChanged() {
    assertThat(stage.active()).isEmpty();
    assertThat(stage.arrivalsPerSecond()).isEqualTo(50);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url().resolve(path).toString()));
  }

  private HttpResponse<String> post(String path, String body, String token) throws Exception {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    return send(token.isEmpty() ? request : request.header(PageServer.TOKEN, token));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  private String token() throws Exception {
    Matcher matcher = TOKEN.matcher(send(request("/").GET()).body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** The JDK's client does not let a test name another host. */
  private int status(String host, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(path, host)
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PageServer.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
