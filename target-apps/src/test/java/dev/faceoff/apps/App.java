package dev.faceoff.apps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A service under test, started inside the test's JVM on a free port, as the harness would. */
public final class App implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext context;

  private App(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** What a client sees of an answer. */
  public record Answer(int status, String contentType, String body) {}

  public static App start(
      SpringApplication application, String variant, Postgres.Database database) {
    return start(application, variant, database, Map.of());
  }

  /**
   * Starts a service.
   *
   * @param properties further properties of the service, for example where its Redis is
   */
  public static App start(
      SpringApplication application,
      String variant,
      Postgres.Database database,
      Map<String, ?> properties) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--variant=" + variant);
    arguments.add("--server.port=0");
    arguments.add("--server.address=127.0.0.1");
    arguments.add("--spring.datasource.url=" + database.url());
    arguments.add("--spring.datasource.username=postgres");
    properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return new App(application.run(arguments.toArray(String[]::new)));
  }

  public Answer get(String path) {
    return send("local.server.port", path, HttpRequest.newBuilder());
  }

  /** Asks where health and metrics are, in a service that has a port of its own for them. */
  public Answer getFromManagement(String path) {
    return send("local.management.port", path, HttpRequest.newBuilder());
  }

  /** Posts an empty body. */
  public Answer post(String path) {
    return send("local.server.port", path, HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
  }

  /** Returns a part of the service, to look inside. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  private Answer send(String portProperty, String path, HttpRequest.Builder request) {
    String port = context.getEnvironment().getRequiredProperty(portProperty);
    try {
      var response =
          CLIENT.send(
              request.uri(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
