package dev.faceoff.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In front of a service that answers with what it was asked for. */
@Timeout(60)
class StandInTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile int status = 200;
  private HttpServer service;
  private StandIn standIn;

  @BeforeEach
  void open() throws IOException {
    // Read once in a JVM, and here the service is the first to ask.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setExecutor(threads);
    service.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String path = exchange.getRequestURI().toString();
          asked.add(exchange.getRequestMethod() + " " + path + " " + body);
          String last = path.replaceFirst(".*/", "");
          byte[] answer =
              "{\"id\":%s,\"price\":1%s,\"name\":\"näme\"}"
                  .formatted(last, last)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    service.start();
    standIn =
        new StandIn(
            URI.create("http://127.0.0.1:" + service.getAddress().getPort()),
            Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    standIn.close();
    service.stop(0);
    threads.shutdownNow();
  }

  @Test
  void asksTheServiceOnceForEachShapeAndAnswersWithTheNumbersAskedFor() throws Exception {
    HttpResponse<String> first = get("/products/7");
    HttpResponse<String> second = get("/products/42");

    assertThat(first.body()).isEqualTo("{\"id\":7,\"price\":17,\"name\":\"näme\"}");
    // 17 is another number, not a 1 before a 7.
    assertThat(second.body()).isEqualTo("{\"id\":42,\"price\":17,\"name\":\"näme\"}");
    assertThat(second.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(asked).containsExactly("GET /products/7 ");

    get("/orders/7");
    assertThat(asked).hasSize(2);
  }

  @Test
  void knowsIdsInWhatIsSentAndForwardsTheBody() throws Exception {
    String one = "/orders/6f9619ff-8b86-d011-b42d-00cf4fc964ff";
    String other = "/orders/00000000-0000-4000-8000-00000000abcd";

    post(one, "{\"cents\":5}");
    HttpResponse<String> second = post(other, "{\"cents\":6}");

    assertThat(second.body()).contains("\"id\":00000000-0000-4000-8000-00000000abcd");
    assertThat(asked).containsExactly("POST " + one + " {\"cents\":5}");
  }

  @Test
  void passesOnButDoesNotRememberThatTheServiceIsInTrouble() throws Exception {
    status = 503;
    assertThat(get("/products/7").statusCode()).isEqualTo(503);
    status = 200;

    assertThat(get("/products/8").statusCode()).isEqualTo(200);
    assertThat(get("/products/9").body()).contains("\"id\":9");
    assertThat(asked).hasSize(2);
  }

  @Test
  void remembersSoManyShapesAndNoMore() throws Exception {
    for (int i = 0; i < 500; i++) {
      assertThat(get("/word-" + word(i)).statusCode()).isEqualTo(200);
    }

    assertThat(get("/word-zz").statusCode()).isEqualTo(503);
    assertThat(get("/word-" + word(0)).statusCode()).isEqualTo(200);
    assertThat(asked).hasSize(500);
  }

  private static String word(int number) {
    return List.of((char) ('a' + number / 25), (char) ('a' + number % 25)).stream()
        .map(String::valueOf)
        .reduce("", String::concat);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(standIn.address() + path)).build());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(standIn.address() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
