package dev.faceoff.apps.nocache;

import dev.faceoff.benchmarks.Schemas;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What does a page cost that is found in the cache, compared with one that is computed, when
 * neither Redis nor the database is far? Both are in this process, so this is the work alone: three
 * statements and their mapping, or the shared look-up, the circuit breaker and the page's JSON.
 *
 * <p>Expected: microseconds for a hit, tens to hundreds for a computation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ProductPagesBenchmark {
  static final int PRODUCTS = 200;
  private static final int REVIEWS_PER_PRODUCT = 10;
  private static final int ORDERS = 1_000;
  private static final int LINES_PER_ORDER = 4;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** Which variant answers; of {@code fixed}, every page is in the cache. */
  @Param({"naive", "fixed"})
  public String variant;

  final MeterRegistry meters = new SimpleMeterRegistry();
  private JdbcConnectionPool database;
  private ProductPages pages;
  private long visit;

  @Setup
  public void start() {
    database = JdbcConnectionPool.create("jdbc:h2:mem:" + variant + ";MODE=PostgreSQL", "sa", "");
    fill(database);
    InstantSource clock = InstantSource.system();
    ProductDatabase products =
        new ProductDatabase(JdbcClient.create(database), new Freshness(clock, meters));
    pages =
        variant.equals("naive")
            ? new NaiveProductPages(products)
            : new FixedProductPages(products, cache(clock), clock);
    for (long id = 1; id <= PRODUCTS; id++) {
      page(id);
    }
  }

  private PageCache cache(InstantSource clock) {
    return new PageCache(
        new RedisInMemory(), JsonMapper.shared(), clock, meters, Duration.ofHours(1));
  }

  @TearDown
  public void stop() {
    database.dispose();
  }

  private static void fill(DataSource database) {
    Schemas.create(database, "db/no-cache/V1__schema.sql");
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.batchUpdate(
        "insert into products values (?, ?, ?, 100, 0)",
        LongStream.rangeClosed(1, PRODUCTS)
            .mapToObj(id -> new Object[] {id, "Product " + id, 100 + id})
            .toList());
    jdbc.batchUpdate(
        "insert into reviews values (?, ?, ?)",
        IntStream.range(0, PRODUCTS * REVIEWS_PER_PRODUCT)
            .mapToObj(id -> new Object[] {id, 1 + id % PRODUCTS, 1 + id * 3 % 5})
            .toList());
    jdbc.batchUpdate(
        "insert into orders values (?, ?)",
        LongStream.rangeClosed(1, ORDERS).mapToObj(id -> new Object[] {id, placedAt(id)}).toList());
    jdbc.batchUpdate(
        "insert into order_lines values (?, ?, 1)",
        IntStream.range(0, ORDERS * LINES_PER_ORDER)
            .mapToObj(line -> new Object[] {1 + line / LINES_PER_ORDER, product(line)})
            .toList());
    // As the pair's second migration has them: all that a page looks up.
    jdbc.execute("alter table order_lines add primary key (order_id, product_id)");
    jdbc.execute("create index reviews_product on reviews (product_id)");
    jdbc.execute("create index order_lines_product on order_lines (product_id, order_id)");
  }

  private static OffsetDateTime placedAt(long order) {
    return FIRST.plusSeconds(order * 60).atOffset(ZoneOffset.UTC);
  }

  /** Four different products an order, and every product in twenty orders. */
  private static long product(int line) {
    return 1L + (line / LINES_PER_ORDER + line % LINES_PER_ORDER * 37) % PRODUCTS;
  }

  /** One visit; the products take turns. */
  @Benchmark
  public Object visit() {
    return page(1 + visit++ % PRODUCTS);
  }

  Optional<ProductPage> page(long id) {
    return pages.page(id);
  }
}
