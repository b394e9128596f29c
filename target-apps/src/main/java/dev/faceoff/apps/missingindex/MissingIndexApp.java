package dev.faceoff.apps.missingindex;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;

/**
 * Serves the orders of one customer. Both variants run this very code: what differs is a migration,
 * {@code db/missing-index/fixed}. Redis, on the class path for another pair, is not part of it.
 */
@SpringBootApplication(
    exclude = {
      HibernateJpaAutoConfiguration.class,
      DataJpaRepositoriesAutoConfiguration.class,
      DataRedisAutoConfiguration.class
    })
public class MissingIndexApp {

  public static void main(String[] args) {
    application().run(args);
  }

  /** Returns the service with its defaults; whatever else sets a property goes first. */
  static SpringApplication application() {
    SpringApplication application = new SpringApplication(MissingIndexApp.class);
    application.setDefaultProperties(
        Map.of(
            "spring.main.banner-mode", "off",
            // A service with a fault in it is nobody else's to reach.
            "server.address", "127.0.0.1",
            // Errors without a time stamp, so that both variants answer alike to the byte.
            "spring.mvc.problemdetails.enabled", "true",
            "management.endpoints.web.exposure.include", "health,prometheus"));
    return application;
  }
}
