package dev.faceoff.apps.nplusone;

import dev.faceoff.benchmarks.Schemas;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What do 1 + 2N statements cost compared with one, before any network? Hibernate makes, sends and
 * reads them as in the service; the database is H2 in the same process, so that a statement's way
 * there and back costs next to nothing. With a network in between it only gets worse.
 *
 * <p>Expected: several times as much, a few tens of microseconds a statement.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class OrderSummariesBenchmark {
  static final int LIMIT = 50;
  private static final int ORDERS = 1_000;
  private static final int CUSTOMERS = 100;
  private static final int LINES_PER_ORDER = 4;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** Which variant answers. */
  @Param({"naive", "fixed"})
  public String variant;

  ConfigurableApplicationContext service;
  private OrderSummaries summaries;

  @Setup
  public void start() {
    SpringApplication application = NPlusOneApp.application();
    application.setWebApplicationType(WebApplicationType.NONE);
    service =
        application.run(
            "--variant=" + variant,
            "--spring.datasource.url=jdbc:h2:mem:" + variant + ";MODE=PostgreSQL",
            // The tables are made below, as those of the service are.
            "--spring.sql.init.mode=never");
    fill(service.getBean(DataSource.class));
    summaries = service.getBean(OrderSummaries.class);
  }

  @TearDown
  public void stop() {
    service.close();
  }

  private static void fill(DataSource database) {
    Schemas.create(database, "db/n-plus-one/V1__schema.sql");
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.batchUpdate(
        "insert into customers values (?, ?)",
        LongStream.rangeClosed(1, CUSTOMERS)
            .mapToObj(id -> new Object[] {id, "Customer " + id})
            .toList());
    jdbc.batchUpdate(
        "insert into orders values (?, ?, ?)",
        LongStream.rangeClosed(1, ORDERS)
            .mapToObj(id -> new Object[] {id, 1 + id * 7 % CUSTOMERS, placedAt(id)})
            .toList());
    jdbc.batchUpdate(
        "insert into order_lines values (?, ?, ?, ?, ?)",
        IntStream.range(0, ORDERS * LINES_PER_ORDER)
            .mapToObj(
                line ->
                    new Object[] {line, 1 + line / LINES_PER_ORDER, "Product " + line, 2, 1999L})
            .toList());
  }

  private static OffsetDateTime placedAt(long order) {
    return FIRST.plusSeconds(order * 60).atOffset(ZoneOffset.UTC);
  }

  /** The newest 50 orders, as the page asks for them. */
  @Benchmark
  public Object newest() {
    return answer();
  }

  List<OrderSummary> answer() {
    return summaries.newest(LIMIT);
  }
}
