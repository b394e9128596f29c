package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The shop in a JVM of its own, which a test can kill. */
final class ShopProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private final Process process;
  private final Path log;

  private ShopProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a shop and returns when it answers. */
  static ShopProcess start(String variant, Database database, String gatewayUrl, Path folder)
      throws IOException {
    Path log = Files.createTempFile(folder, "shop", ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dvariant=" + variant,
                "-Dserver.port=0",
                "-Dgateway.url=" + gatewayUrl,
                "-Dspring.datasource.url=" + database.url(),
                "-Dspring.datasource.username=postgres",
                "-cp",
                System.getProperty("java.class.path"),
                BlockingGatewayApp.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    ShopProcess shop = new ShopProcess(process, log);
    try {
      await()
          .failFast(() -> assertThat(process.isAlive()).as(() -> readLog(log)).isTrue())
          .until(() -> readLog(log).contains("Started BlockingGatewayApp"));
    } catch (RuntimeException e) {
      shop.close();
      throw e;
    }
    return shop;
  }

  ShopClient client() {
    return client(0);
  }

  /** Health and metrics, whose port is opened after the customers'. */
  ShopClient management() {
    return client(1);
  }

  private ShopClient client(int place) {
    List<String> ports =
        PORT.matcher(readLog(log)).results().map(started -> started.group(1)).toList();
    assertThat(ports).as("ports in the log").hasSize(2);
    return new ShopClient(URI.create("http://127.0.0.1:" + ports.get(place)));
  }

  private static String readLog(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signal 9: nothing of it gets to finish anything. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
