package dev.faceoff.apps.blockinggateway;

import com.zaxxer.hikari.HikariDataSource;
import dev.faceoff.apps.Postgres.Database;
import java.net.URI;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop, started inside the test's JVM on free ports, as the harness would. */
final class Shop implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final ShopClient client;
  private final ShopClient management;

  private Shop(ConfigurableApplicationContext context) {
    this.context = context;
    this.client = new ShopClient(url("local.server.port"));
    this.management = new ShopClient(url("local.management.port"));
  }

  static Shop start(String variant, Database database, String gatewayUrl) {
    return new Shop(
        BlockingGatewayApp.application()
            .run(
                "--variant=" + variant,
                "--gateway.url=" + gatewayUrl,
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=postgres"));
  }

  ShopClient client() {
    return client;
  }

  /** Health and metrics, which are answered when every request thread is busy. */
  ShopClient management() {
    return management;
  }

  int connectionsInUse() {
    return context.getBean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
  }

  /** Asks Tomcat itself: its exported metric is mixed up where a JVM has seen several. */
  int busyThreads() {
    TomcatWebServer server =
        (TomcatWebServer) ((WebServerApplicationContext) context).getWebServer();
    return ((ThreadPoolExecutor)
            server.getTomcat().getConnector().getProtocolHandler().getExecutor())
        .getActiveCount();
  }

  private URI url(String port) {
    return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port));
  }

  @Override
  public void close() {
    context.close();
  }
}
