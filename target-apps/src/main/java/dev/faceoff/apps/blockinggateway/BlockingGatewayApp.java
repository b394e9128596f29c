package dev.faceoff.apps.blockinggateway;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;

/**
 * Serves a shop's catalogue and its button "Pay now". The system property {@code variant} says
 * which {@link Payments} it takes: {@code naive} or {@code fixed}; {@code gateway.url} where the
 * payment gateway is, for example {@code http://127.0.0.1:4711}.
 */
@SpringBootApplication(
    exclude = {
      DataJpaRepositoriesAutoConfiguration.class,
      DataRedisAutoConfiguration.class,
      HibernateJpaAutoConfiguration.class
    })
public class BlockingGatewayApp {

  public static void main(String[] args) {
    application().run(args);
  }

  /** Returns the service with its defaults; whatever else sets a property goes first. */
  static SpringApplication application() {
    SpringApplication application = new SpringApplication(BlockingGatewayApp.class);
    application.setDefaultProperties(
        Map.of(
            "spring.main.banner-mode", "off",
            // A service with a fault in it is nobody else's to reach.
            "server.address", "127.0.0.1",
            // Health and metrics are answered when every request thread is busy.
            "management.server.port", "0",
            "management.server.address", "127.0.0.1",
            "server.tomcat.threads.max", "40",
            // Exports how many of them are busy.
            "server.tomcat.mbeanregistry.enabled", "true",
            // Errors without a time stamp, so that both variants answer alike to the byte.
            "spring.mvc.problemdetails.enabled", "true",
            "management.endpoints.web.exposure.include", "health,prometheus",
            // It would wait for a connection, which payments hold while the gateway hangs; a
            // service that is restarted for somebody else's fault helps nobody.
            "management.health.db.enabled", "false"));
    application.addInitializers(
        context -> context.getEnvironment().setRequiredProperties("variant", "gateway.url"));
    return application;
  }
}
