package dev.faceoff.apps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
    return new App(
        application.run(
            "--variant=" + variant,
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=postgres"));
  }

  public Answer get(String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    try {
      var response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
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
