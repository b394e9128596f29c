package dev.faceoff.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers from memory what a service has answered once, so that a load generator can be measured
 * with next to nothing behind it, its checks included.
 *
 * <p>Requests have one shape when they differ in nothing but the numbers and UUIDs of their
 * addresses. The first of a shape is forwarded to the service; the others get its answer with their
 * own numbers in place of the first one's, so that checks hold which look for them.
 */
public final class StandIn implements AutoCloseable {
  /** More are words that users search for; they would fill the memory. */
  private static final int MOST_SHAPES = 500;

  private static final Pattern VALUE =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]+");

  private static final List<String> FORWARDED = List.of("Content-Type", "Accept");
  private static final int SERVER_ERRORS = 500;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int THREADS = 4;
  private static final int BACKLOG = 1_000;

  /** An answer in pieces: what is the same for all of a shape, and places of their values. */
  private record Answer(int status, String contentType, List<Piece> pieces) {}

  /**
   * Text, then perhaps a value. Latin-1 keeps every byte of a body, and the values are ASCII.
   *
   * @param value index of the request's value that follows; -1 for none
   */
  private record Piece(String text, int value) {}

  private final URI service;
  private final Duration patience;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "stand-in");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /**
   * Opens one on the loopback interface, on a port that is free.
   *
   * @param service which answers first
   * @param patience for its answers
   */
  public StandIn(URI service, Duration patience) throws IOException {
    // Else the server holds small answers back until the client has acknowledged their head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.service = service;
    this.patience = patience;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it answers, for example {@code http://127.0.0.1:4711}. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String address = exchange.getRequestURI().toString();
    String shape = exchange.getRequestMethod() + " " + VALUE.matcher(address).replaceAll("#");
    List<String> values = values(address);
    Answer answer = answers.get(shape);
    if (answer == null) {
      answer = learn(exchange, shape, values, body);
    }
    byte[] bytes = bytes(answer, values);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  /** One at a time, so that the service is asked once. */
  private synchronized Answer learn(
      HttpExchange exchange, String shape, List<String> values, byte[] body) throws IOException {
    Answer known = answers.get(shape);
    if (known != null) {
      return known;
    }
    if (answers.size() >= MOST_SHAPES) {
      return new Answer(SERVICE_UNAVAILABLE, "text/plain", List.of());
    }
    Answer told = forward(exchange, values, body);
    // A service that is in trouble has told nothing about its answers.
    if (told.status() < SERVER_ERRORS) {
      answers.put(shape, told);
    }
    return told;
  }

  private Answer forward(HttpExchange exchange, List<String> values, byte[] body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(exchange.getRequestURI().toString()))
            .timeout(patience)
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : FORWARDED) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
          pieces(response.body(), values));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the service answered", e);
    }
  }

  private static List<String> values(String address) {
    List<String> values = new ArrayList<>();
    Matcher matcher = VALUE.matcher(address);
    while (matcher.find()) {
      values.add(matcher.group());
    }
    return values;
  }

  private static List<Piece> pieces(byte[] body, List<String> values) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = VALUE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      int value = values.indexOf(matcher.group());
      if (value >= 0) {
        pieces.add(new Piece(text.substring(from, matcher.start()), value));
        from = matcher.end();
      }
    }
    pieces.add(new Piece(text.substring(from), -1));
    return pieces;
  }

  private static byte[] bytes(Answer answer, List<String> values) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : answer.pieces()) {
      text.append(piece.text());
      if (piece.value() >= 0) {
        text.append(values.get(piece.value()));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
