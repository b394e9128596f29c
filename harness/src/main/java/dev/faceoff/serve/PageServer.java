package dev.faceoff.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows a stage to browsers of this machine.
 *
 * <p>A page elsewhere that the same browser has open can send requests here too. So whoever wants
 * to change something has to send a token that only our page holds, in a header that a page
 * elsewhere may not set; and nobody is answered who asks for another host than this one, or the
 * page could be read under a name that was made to point here.
 */
public final class PageServer implements AutoCloseable {
  /** In which the token is sent. */
  static final String TOKEN = "X-Faceoff-Token";

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;
  private static final int FAILED = 500;
  private static final int MOST_BODY_BYTES = 1024;
  private static final int TOKEN_BYTES = 24;
  private static final int THREADS = 4;

  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private final HttpServer server;
  private final RecentLoad recent;
  private final String token;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "page");
            thread.setDaemon(true);
            return thread;
          });

  private PageServer(HttpServer server, RecentLoad recent) {
    this.server = server;
    this.recent = recent;
    byte[] drawn = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(drawn);
    this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  /**
   * Takes a port of this host's loopback address. Who calls there waits until there is something to
   * show.
   *
   * @param port 0 for a free one
   * @throws FaceoffException of kind USAGE if the port cannot be had
   */
  public static PageServer open(int port, RecentLoad recent) {
    try {
      return new PageServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
          recent);
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "--port: port %d cannot be had (%s); choose another".formatted(port, e.getMessage()),
          e);
    }
  }

  /** Where the page is. */
  public URI url() {
    return URI.create("http://127.0.0.1:%d/".formatted(port()));
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** From now on there is something to show. */
  public void show(Stage stage) {
    String page = Page.of(stage, token);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, stage, page));
    server.start();
  }

  /**
   * An answer.
   *
   * @param type of its body
   */
  private record Answer(int status, String type, String body) {
    static Answer json(int status, Object body) {
      try {
        return new Answer(status, "application/json", JSON.writeValueAsString(body));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    static Answer refusal(int status, String why) {
      return json(status, Map.of("error", why));
    }
  }

  private void answer(HttpExchange exchange, Stage stage, String page) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answered(exchange, stage, page);
      } catch (FaceoffException e) {
        answer = Answer.refusal(FAILED, e.getMessage());
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type() + "; charset=utf-8");
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("X-Frame-Options", "DENY");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer answered(HttpExchange exchange, Stage stage, String page) throws IOException {
    if (!isOurs(exchange)) {
      return Answer.refusal(FORBIDDEN, "ask for " + url());
    }
    String path = exchange.getRequestURI().getPath();
    return switch (path) {
      case "/" -> isGet(exchange) ? new Answer(OK, "text/html", page) : wrongMethod("GET");
      case "/state" -> isGet(exchange) ? state(stage) : wrongMethod("GET");
      case "/fault", "/rate" -> changed(exchange, stage, path);
      default -> Answer.refusal(NOT_FOUND, "there is no " + path);
    };
  }

  private static boolean isGet(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET");
  }

  private static Answer wrongMethod(String right) {
    return Answer.refusal(METHOD_NOT_ALLOWED, "use " + right);
  }

  /** Whether this host was asked for, and by nobody else's page. */
  private boolean isOurs(HttpExchange exchange) {
    List<String> hosts = List.of("127.0.0.1:" + port(), "localhost:" + port());
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    return host != null
        && hosts.contains(host.toLowerCase(Locale.ROOT))
        && (origin == null || origin.equalsIgnoreCase("http://" + host));
  }

  private Answer changed(HttpExchange exchange, Stage stage, String path) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return wrongMethod("POST");
    }
    String sent = Optional.ofNullable(exchange.getRequestHeaders().getFirst(TOKEN)).orElse("");
    if (!MessageDigest.isEqual(
        sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
      return Answer.refusal(FORBIDDEN, "the page has another token; load it again");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      return Answer.refusal(TOO_LARGE, "at most %d bytes".formatted(MOST_BODY_BYTES));
    }
    JsonNode asked;
    try {
      asked = JSON.readTree(body);
    } catch (IOException e) {
      return Answer.refusal(BAD_REQUEST, "no JSON");
    }
    return path.equals("/fault") ? faulted(stage, asked) : rated(stage, asked);
  }

  private Answer faulted(Stage stage, JsonNode asked) {
    JsonNode fault = asked.get("fault");
    if (fault != null && fault.isNull()) {
      stage.lift();
    } else if (fault == null || !fault.isTextual() || !stage.strike(fault.textValue())) {
      return Answer.refusal(
          BAD_REQUEST,
          "fault must be null or one of "
              + stage.faults().stream().map(window -> window.name()).toList());
    }
    return state(stage);
  }

  private Answer rated(Stage stage, JsonNode asked) {
    JsonNode rate = asked.get("arrivalsPerSecond");
    try {
      if (rate == null || !rate.isNumber()) {
        throw new IllegalArgumentException("arrivalsPerSecond must be a number");
      }
      stage.arrivalsPerSecond(rate.doubleValue());
    } catch (IllegalArgumentException e) {
      return Answer.refusal(BAD_REQUEST, e.getMessage());
    }
    return state(stage);
  }

  private Answer state(Stage stage) {
    RecentLoad.View view = recent.now();
    return Answer.json(
        OK,
        new State(
            view.second(),
            stage.arrivalsPerSecond(),
            stage.leastArrivalsPerSecond(),
            stage.mostArrivalsPerSecond(),
            stage.active().map(window -> window.name()),
            stage.left().map(left -> left.toMillis() / 1e3),
            view.columns(),
            view.struck().stream()
                .map(
                    each ->
                        new State.Struck(
                            each.fault(),
                            each.fromSecond(),
                            Optional.of(each.toSecond()).filter(Double::isFinite)))
                .toList()));
  }

  /** What the page shows, as it gets it once a second. */
  private record State(
      long second,
      double arrivalsPerSecond,
      double leastArrivalsPerSecond,
      double mostArrivalsPerSecond,
      Optional<String> active,
      Optional<Double> leftSeconds,
      List<RecentLoad.Column> columns,
      List<Struck> struck) {
    /** A fault that was on; without an end while it is. */
    record Struck(String fault, double fromSecond, Optional<Double> toSecond) {}
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
