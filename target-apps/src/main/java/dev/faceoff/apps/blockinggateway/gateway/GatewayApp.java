package dev.faceoff.apps.blockinggateway.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A payment gateway, on loopback.
 *
 * <ul>
 *   <li>{@code POST /charges} with {@code {"reference": "A1", "amountCents": 500}} takes a charge
 *       and answers 201 with it. A header {@code Idempotency-Key} seen before gets the charge taken
 *       then; for another reference or amount, 422.
 *   <li>{@code GET /ledger} answers a JSON array of references, one element a charge.
 *   <li>{@code GET /health} answers 200.
 * </ul>
 *
 * <p>System properties: {@code port}, and {@code serviceMillis}, how long it works on a charge.
 */
public final class GatewayApp implements AutoCloseable {
  private static final int MAX_AMOUNT_CENTS = 100_000_000;

  private final Ledger ledger = new Ledger();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Duration service;
  private final HttpServer server;
  private final ExecutorService threads;

  private GatewayApp(int port, Duration service) throws IOException {
    this.service = service;
    // Else head and body of an answer are held up by Nagle's algorithm.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "charges");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static void main(String[] args) throws IOException {
    int port = Integer.getInteger("port", 0);
    Duration service = Duration.ofMillis(Long.getLong("serviceMillis", 20));
    System.out.println("Gateway at " + start(port, service).url());
  }

  /**
   * Starts a gateway.
   *
   * @param port to listen at; 0 for any
   * @param service how long it works on a charge before it takes it
   */
  public static GatewayApp start(int port, Duration service) throws IOException {
    return new GatewayApp(port, service);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The reference of each charge taken, in that order. */
  public List<String> references() {
    return ledger.references();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** What a charge is asked for with. */
  private record ChargeRequest(String reference, long amountCents) {}

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      switch (route) {
        case "POST /charges" -> charge(exchange);
        case "GET /ledger" -> send(exchange, 200, ledger.references());
        case "GET /health" -> send(exchange, 200, Map.of("status", "UP"));
        default -> send(exchange, 404, Map.of("error", "there is no " + route));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void charge(HttpExchange exchange) throws IOException, InterruptedException {
    ChargeRequest request;
    try {
      request = json.readValue(exchange.getRequestBody().readAllBytes(), ChargeRequest.class);
    } catch (JacksonException e) {
      send(exchange, 400, Map.of("error", "a charge is a JSON object"));
      return;
    }
    if (request == null
        || request.reference() == null
        || request.reference().isBlank()
        || request.amountCents() < 1
        || request.amountCents() > MAX_AMOUNT_CENTS) {
      String error = "a charge has a reference, and amountCents from 1 to " + MAX_AMOUNT_CENTS;
      send(exchange, 400, Map.of("error", error));
      return;
    }
    Thread.sleep(service.toMillis());
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    try {
      send(
          exchange,
          201,
          key == null
              ? ledger.take(request.reference(), request.amountCents())
              : ledger.takeOnce(key, request.reference(), request.amountCents()));
    } catch (Ledger.KeyReusedException e) {
      send(exchange, 422, Map.of("error", e.getMessage()));
    }
  }

  private void send(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
