package dev.faceoff.apps.nocache;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Serves product pages. The system property {@code variant} says which {@link ProductPages}
 * answers: {@code naive} or {@code fixed}.
 */
@SpringBootApplication(
    exclude = {
      HibernateJpaAutoConfiguration.class,
      DataJpaRepositoriesAutoConfiguration.class,
      DataRedisRepositoriesAutoConfiguration.class
    })
public class NoCacheApp {

  public static void main(String[] args) {
    application().run(args);
  }

  /** Returns the service with its defaults; whatever else sets a property goes first. */
  static SpringApplication application() {
    SpringApplication application = new SpringApplication(NoCacheApp.class);
    application.setDefaultProperties(
        Map.of(
            "spring.main.banner-mode", "off",
            // A service with a fault in it is nobody else's to reach.
            "server.address", "127.0.0.1",
            // Being asked for health and metrics takes no thread from the visitors.
            "management.server.port", "0",
            "management.server.address", "127.0.0.1",
            // Errors without a time stamp, so that both variants answer alike to the byte.
            "spring.mvc.problemdetails.enabled", "true",
            "management.endpoints.web.exposure.include", "health,prometheus",
            // Without Redis the service is slower, not ill: restarting it would not help.
            "management.health.redis.enabled", "false",
            // How long a page may be shown after it was read, whatever happens.
            "cache.ttl", "120s",
            // How long a request waits for Redis before it asks the database.
            "spring.data.redis.timeout", "100ms",
            "spring.data.redis.connect-timeout", "100ms"));
    application.addInitializers(
        context -> context.getEnvironment().setRequiredProperties("variant"));
    return application;
  }

  /** Time of day, for both variants; processes that share a cache must agree on it. */
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
