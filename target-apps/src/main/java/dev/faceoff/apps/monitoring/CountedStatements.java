package dev.faceoff.apps.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

/**
 * Counts the statements that a service sends to its database, as {@code jdbc_statements_total}:
 * divided by the requests answered, the queries per request.
 */
@AutoConfiguration
@Profile("monitored")
public class CountedStatements {

  /** Puts the counting in front of the service's pool, whose own metrics stay what they are. */
  @Bean
  static BeanPostProcessor countedDataSource(ObjectProvider<MeterRegistry> meters) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource pool
            ? new CountedDataSource(pool, () -> statements(meters.getObject()))
            : bean;
      }
    };
  }

  private static Counter statements(MeterRegistry meters) {
    return Counter.builder("jdbc.statements")
        .description("Statements sent to the database; a batch is one")
        .register(meters);
  }
}
