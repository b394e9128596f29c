package dev.faceoff.apps.nplusone;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/**
 * Serves the newest orders. The system property {@code variant} says which {@link OrderSummaries}
 * answers: {@code naive} or {@code fixed}. Redis, on the class path for another pair, is not part
 * of it.
 */
@SpringBootApplication(exclude = DataRedisAutoConfiguration.class)
@EnableJpaRepositories(considerNestedRepositories = true)
public class NPlusOneApp {

  public static void main(String[] args) {
    application().run(args);
  }

  /** Returns the service with its defaults; whatever else sets a property goes first. */
  static SpringApplication application() {
    SpringApplication application = new SpringApplication(NPlusOneApp.class);
    application.setDefaultProperties(
        Map.of(
            "spring.main.banner-mode", "off",
            // A service with a fault in it is nobody else's to reach.
            "server.address", "127.0.0.1",
            // Schema and data are made before the service starts.
            "spring.jpa.hibernate.ddl-auto", "none",
            // Each variant opens its transaction in plain sight; no session outlives it.
            "spring.jpa.open-in-view", "false",
            // Errors without a time stamp, so that both variants answer alike to the byte.
            "spring.mvc.problemdetails.enabled", "true",
            "management.endpoints.web.exposure.include", "health,prometheus"));
    application.addInitializers(
        context -> context.getEnvironment().setRequiredProperties("variant"));
    return application;
  }
}
