package dev.faceoff.report;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Story;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.ScenarioReport.BlockInfo;
import dev.faceoff.report.ScenarioReport.CurvePoint;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.QueryPlan;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports written by hand: what every writer's golden file starts from. */
final class Reports {
  static final String BLOCKS = "over 4 block pairs of this launch only";
  static final String COUNTED = "counted over the measured blocks";
  private static final String PER_VARIANT = "over 4 blocks of this launch only";
  static final String POOLED = "one value of all blocks; no interval";

  private Reports() {}

  /** A clean scenario, and one whose naive side fails some requests. */
  static Report twoScenarios() {
    return report(List.of(nPlusOne(Verdict.IMPROVEMENT), missingIndex()));
  }

  /** All four core pairs: two of them under faults. */
  static Report fourScenarios() {
    return report(
        List.of(
            nPlusOne(Verdict.IMPROVEMENT),
            missingIndex(),
            FaultReports.noCache(),
            FaultReports.blockingGateway()));
  }

  static Report oneScenario() {
    return report(List.of(nPlusOne(Verdict.IMPROVEMENT)));
  }

  /** One of naive against three of fixed. */
  static Report replicas() {
    ScenarioReport s = nPlusOne(Verdict.IMPROVEMENT);
    Map<String, Integer> replicas = new LinkedHashMap<>();
    replicas.put("naive", 1);
    replicas.put("fixed", 3);
    return report(
        List.of(
            new ScenarioReport(
                s.name(),
                s.title(),
                s.question(),
                s.story(),
                s.status(),
                s.reasons(),
                s.causeMeasure(),
                s.endpoints(),
                s.load(),
                s.profile(),
                replicas,
                s.settings(),
                s.variants(),
                s.comparisons(),
                s.expectations(),
                s.blocks(),
                s.diffs(),
                s.faults(),
                s.scaling(),
                s.cost(),
                s.trust())));
  }

  static Report inconclusive() {
    return report(List.of(nPlusOne(Verdict.INCONCLUSIVE)));
  }

  static Report equivalent() {
    return report(List.of(nPlusOne(Verdict.EQUIVALENT)));
  }

  static Report regression() {
    return report(List.of(nPlusOne(Verdict.REGRESSION)));
  }

  /** The generator was late: reasons and trust, no numbers. */
  static Report invalid() {
    ScenarioReport s = nPlusOne(Verdict.IMPROVEMENT);
    Trust late =
        new Trust(
            1,
            2400,
            181,
            4.1,
            88.3,
            412.9,
            20,
            0.84,
            0.07,
            Optional.of(0.99),
            List.of(),
            List.of());
    List<ExpectationResult> undecided =
        s.expectations().stream()
            .map(e -> new ExpectationResult(e.text(), Optional.empty(), Outcome.UNDECIDED))
            .toList();
    return report(
        List.of(
            copy(
                s,
                Status.INVALID,
                List.of(
                    "the load generator started requests up to 88.3 ms late at p99 (limit 20 ms)",
                    "181 of 2,400 planned arrivals never started"),
                List.of(),
                List.of(),
                undecided,
                Optional.of(late))));
  }

  /** Interrupted after half the blocks. */
  static Report partial() {
    ScenarioReport s = missingIndex();
    return report(
        List.of(
            copy(
                s,
                Status.PARTIAL,
                List.of("interrupted after 4 of 8 blocks; the numbers are those of these blocks"),
                s.variants(),
                List.of(),
                List.of(
                    new ExpectationResult(
                        "rowsReadPerRequest of naive / fixed >= 100",
                        Optional.empty(),
                        Outcome.UNDECIDED)),
                s.trust())));
  }

  /** PostgreSQL did not start. */
  static Report failed() {
    ScenarioReport s = nPlusOne(Verdict.IMPROVEMENT);
    return report(
        List.of(
            copy(
                s,
                Status.FAILED,
                List.of("PostgreSQL did not answer within 60 s"),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty())));
  }

  static Report report(List<ScenarioReport> scenarios) {
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("start-up", 14.2);
    phases.put("data", 2.1);
    phases.put("warm-up", 24.0);
    phases.put("load", 96.4);
    phases.put("report", 1.3);
    return new Report(
        Report.SCHEMA_VERSION,
        new RunInfo(
            "2026-11-21T10-15-00Z-core",
            Instant.parse("2026-11-21T10:15:00Z"),
            138.04,
            ProfileName.QUICK,
            BackendKind.EMBEDDED,
            42,
            List.of("run", "n-plus-one", "missing-index", "--set", "note=two words"),
            new RunInfo.Environment(
                2,
                "Example CPU at 2.40 GHz",
                7_936,
                "Linux 6.1 amd64",
                "17.0.15",
                Map.of("faceoff", "0.1.0", "gatling", "3.15.1", "postgresql", "17.11"),
                Map.of(
                    "postgresql",
                    Map.of("max_connections", "100", "shared_buffers", "128MB"),
                    "redis",
                    Map.of("maxmemory", "64mb", "maxmemory-policy", "allkeys-lru"))),
            phases),
        scenarios);
  }

  static ScenarioReport nPlusOne(Verdict verdict) {
    double[] p95 =
        switch (verdict) {
          case IMPROVEMENT -> new double[] {0.1042, 0.098, 0.11};
          case REGRESSION -> new double[] {1.312, 1.204, 1.41};
          case EQUIVALENT -> new double[] {0.9951, 0.982, 1.0213};
          case INCONCLUSIVE -> new double[] {0.93, 0.81, 1.24};
        };
    Map<Measure, Estimate> naive = latencies(88.21, 96.42, 112.08, 141.5);
    Map<Measure, Estimate> fixed =
        latencies(88.21 * p95[0], 96.42 * p95[0], 112.08 * p95[0], 141.5 * p95[0] * 1.2);
    naive.put(Measure.THROUGHPUT, exact(29.97, POOLED));
    fixed.put(Measure.THROUGHPUT, exact(30.02, POOLED));
    naive.put(Measure.ERROR_SHARE, exact(0, COUNTED));
    fixed.put(Measure.ERROR_SHARE, exact(0, COUNTED));
    Map<Measure, Estimate> naiveCost = new EnumMap<>(Measure.class);
    naiveCost.put(Measure.QUERIES, exact(51, COUNTED));
    naiveCost.put(Measure.ROWS_READ, exact(301.2, COUNTED));
    naiveCost.put(Measure.BUFFERS_HIT, exact(214.3, COUNTED));
    naiveCost.put(Measure.BUFFERS_READ, exact(0.021, COUNTED));
    naiveCost.put(Measure.SERVICE_CPU, estimate(11.41, 10.9, 11.92));
    naiveCost.put(Measure.DATABASE_CPU, estimate(6.32, 6.1, 6.54));
    naiveCost.put(Measure.CPU, estimate(17.73, 17.1, 18.3));
    naiveCost.put(Measure.POOL_WAIT, exact(0.412, POOLED));
    naiveCost.put(Measure.PEAK_MEMORY, exact(318.4, "highest value of any second"));
    Map<Measure, Estimate> fixedCost = new EnumMap<>(Measure.class);
    fixedCost.put(Measure.QUERIES, exact(1, COUNTED));
    fixedCost.put(Measure.ROWS_READ, exact(301.2, COUNTED));
    fixedCost.put(Measure.BUFFERS_HIT, exact(161.7, COUNTED));
    fixedCost.put(Measure.BUFFERS_READ, exact(0.019, COUNTED));
    fixedCost.put(Measure.SERVICE_CPU, estimate(1.872, 1.79, 1.95));
    fixedCost.put(Measure.DATABASE_CPU, estimate(1.113, 1.05, 1.18));
    fixedCost.put(Measure.CPU, estimate(2.985, 2.88, 3.1));
    fixedCost.put(Measure.POOL_WAIT, exact(0.018, POOLED));
    fixedCost.put(Measure.PEAK_MEMORY, exact(302.9, "highest value of any second"));
    String endpoint = "list-orders";
    return new ScenarioReport(
        "n-plus-one",
        "One query per order, or one for all",
        "Why does the order list take a tenth of a second although every query is fast?",
        new Story(
            "The list of the newest orders is slow, and slower the longer the list.",
            "The service asks the database once for the orders and again for every single order.",
            "One query with a join fetches orders, customers and line counts together.",
            "A join repeats the parent's columns in every row. With several collections at once it"
                + " multiplies rows; then two queries, or batches, are cheaper."),
        Status.VALID,
        List.of(),
        Measure.QUERIES,
        List.of(new Endpoint(endpoint, 50)),
        new Load(30, 8, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(1, 8, 5, 1, 12, 1),
        List.of(new Setting("pageSize", "orders in a list", 50, 1, 1000)),
        List.of(
            variant(
                "naive",
                endpoint(
                    endpoint, 600, 0, naive, curve(88.21, 96.42, 3), seconds(0, 88.2, 5, Map.of())),
                naiveCost,
                "SELECT l.* FROM order_line l WHERE l.order_id = $1",
                List.of(
                    "Index Scan using order_line_order_id on order_line  (cost=0.42..8.51 rows=5)")),
            variant(
                "fixed",
                endpoint(
                    endpoint,
                    600,
                    0,
                    fixed,
                    curve(88.21 * p95[0], 96.42 * p95[0], 3),
                    seconds(1, 88.2 * p95[0], 5, Map.of())),
                fixedCost,
                "SELECT o.id, c.name, count(l.id) FROM orders o JOIN customer c … JOIN order_line l …"
                    + " GROUP BY o.id, c.name ORDER BY o.placed_at DESC LIMIT $1",
                List.of(
                    "Limit  (cost=12.30..96.11 rows=50)",
                    "  ->  GroupAggregate  (cost=12.30..1342.80 rows=794)"))),
        List.of(
            comparison(endpoint, Measure.P50_LATENCY, ratio(p95, 0.98), verdict),
            comparison(endpoint, Measure.P95_LATENCY, ratio(p95, 1), verdict),
            comparison(endpoint, Measure.P99_LATENCY, ratio(p95, 1.03), verdict),
            comparison(
                endpoint,
                Measure.MAX_LATENCY,
                exact(p95[0] * 1.2, "a single slowest request each; no interval"),
                Verdict.INCONCLUSIVE),
            comparison(
                endpoint,
                Measure.THROUGHPUT,
                interval(1.0017, 0.994, 1.009, BLOCKS),
                Verdict.EQUIVALENT),
            comparison(
                "", Measure.CPU, interval(0.1684, 0.159, 0.178, BLOCKS), Verdict.IMPROVEMENT),
            comparison("", Measure.QUERIES, exact(1 / 51.0, COUNTED), Verdict.IMPROVEMENT),
            comparison("", Measure.ROWS_READ, exact(1, COUNTED), Verdict.EQUIVALENT),
            comparison("", Measure.BUFFERS_HIT, exact(0.7545, COUNTED), Verdict.IMPROVEMENT),
            comparison(
                "",
                Measure.SERVICE_CPU,
                interval(0.1641, 0.154, 0.175, BLOCKS),
                Verdict.IMPROVEMENT),
            comparison(
                "",
                Measure.DATABASE_CPU,
                interval(0.1761, 0.165, 0.188, BLOCKS),
                Verdict.IMPROVEMENT)),
        List.of(
            new ExpectationResult(
                "queriesPerRequest of naive >= 51", Optional.of(51.0), Outcome.HELD),
            new ExpectationResult(
                "queriesPerRequest of fixed <= 1", Optional.of(1.0), Outcome.HELD),
            new ExpectationResult(
                "p95LatencyMillis of fixed / naive < 1",
                Optional.of(p95[0]),
                switch (verdict) {
                  case IMPROVEMENT -> Outcome.HELD;
                  case REGRESSION -> Outcome.FAILED;
                  case EQUIVALENT, INCONCLUSIVE -> Outcome.UNDECIDED;
                })),
        blocks(5),
        List.of(
            CodeDiff.of(
                "NaiveOrderSummaries.java",
                """
                package dev.faceoff.apps.nplusone;

                import java.util.List;

                /** Asks for the lines of each order in turn: N orders, N + 1 queries. */
                class NaiveOrderSummaries implements OrderSummaries {
                  private final Orders orders;
                  private final Lines lines;

                  public List<OrderSummary> latest(int limit) {
                    return orders.latest(limit).stream()
                        .map(order -> OrderSummary.of(order, lines.of(order.id())))
                        .toList();
                  }
                }
                """
                    .lines()
                    .toList(),
                "FixedOrderSummaries.java",
                """
                package dev.faceoff.apps.nplusone;

                import java.util.List;
                import org.springframework.data.domain.Limit;

                /** Fetches orders with their lines in one join: one query, whatever N. */
                class FixedOrderSummaries implements OrderSummaries {
                  private final Orders orders;
                  private final Lines lines;

                  public List<OrderSummary> latest(int limit) {
                    return orders.latestWithLines(Limit.of(limit));
                  }
                }
                """
                    .lines()
                    .toList())),
        new FaultReport(
            Map.of("database", 1.0), Optional.empty(), Optional.empty(), Optional.empty()),
        ScalingReport.NONE,
        Optional.of(
            new Trust(
                1,
                1200,
                0,
                0.81,
                4.92,
                11.3,
                20,
                0.061,
                0.004,
                Optional.of(0.38),
                List.of("connection wait of the database driver: the pool does not report it"),
                List.of("the quick profile has one launch; standard has four"))));
  }

  static ScenarioReport missingIndex() {
    Map<Measure, Estimate> naive = latencies(1612, 4870, 9120, 10_000);
    Map<Measure, Estimate> fixed = latencies(2.41, 3.92, 6.37, 18.4);
    naive.put(Measure.THROUGHPUT, exact(18.3, POOLED));
    fixed.put(Measure.THROUGHPUT, exact(20.0, POOLED));
    naive.put(Measure.ERROR_SHARE, estimate(0.0825, 0.061, 0.109));
    fixed.put(Measure.ERROR_SHARE, exact(0, COUNTED));
    Map<Measure, Estimate> naiveCost = new EnumMap<>(Measure.class);
    naiveCost.put(Measure.QUERIES, exact(1, COUNTED));
    naiveCost.put(Measure.ROWS_READ, exact(800_000, COUNTED));
    naiveCost.put(Measure.BUFFERS_HIT, exact(7_412, COUNTED));
    naiveCost.put(Measure.DATABASE_CPU, estimate(61.2, 58.8, 63.9));
    Map<Measure, Estimate> fixedCost = new EnumMap<>(Measure.class);
    fixedCost.put(Measure.QUERIES, exact(1, COUNTED));
    fixedCost.put(Measure.ROWS_READ, exact(20, COUNTED));
    fixedCost.put(Measure.BUFFERS_HIT, exact(23.6, COUNTED));
    fixedCost.put(Measure.DATABASE_CPU, estimate(0.212, 0.19, 0.235));
    String endpoint = "orders-of-customer";
    Map<Integer, Long> errors = Map.of(2, 3L, 18, 9L, 19, 12L, 20, 4L, 27, 5L);
    return new ScenarioReport(
        "missing-index",
        "A table scan, or an index",
        "Why does one customer's order page read the whole table?",
        new Story(
            "A customer's order page takes seconds, and now and then times out.",
            "Without an index PostgreSQL reads all 800,000 orders to find the 20 of one customer.",
            "An index on customer and date gives the newest orders of one customer directly.",
            "An index is written on every insert and takes disk and memory. On a table that is"
                + " written far more than read it may cost more than it saves."),
        Status.VALID,
        List.of(),
        Measure.ROWS_READ,
        List.of(new Endpoint(endpoint, 100)),
        new Load(20, 8, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(1, 8, 5, 1, 12, 1),
        List.of(new Setting("orders", "rows in the table of orders", 800_000, 1000, 10_000_000)),
        List.of(
            variant(
                "naive",
                endpoint(
                    endpoint,
                    400,
                    33,
                    naive,
                    curve(1612, 4870, 2),
                    seconds(0, 1612, 5, errors),
                    Map.of("timeout", 28L, "status 503", 5L)),
                naiveCost,
                "SELECT * FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT 20",
                List.of(
                    "Limit  (cost=17412.44..17412.49 rows=20)",
                    "  ->  Sort  ->  Seq Scan on orders  (rows=800000)")),
            variant(
                "fixed",
                endpoint(
                    endpoint, 400, 0, fixed, curve(2.41, 3.92, 2), seconds(1, 2.41, 5, Map.of())),
                fixedCost,
                "SELECT * FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT 20",
                List.of(
                    "Limit  (cost=0.42..78.12 rows=20)",
                    "  ->  Index Scan using orders_customer_placed on orders  (rows=20)"))),
        List.of(
            comparison(
                endpoint,
                Measure.P50_LATENCY,
                interval(0.001495, 0.00121, 0.00188, BLOCKS),
                Verdict.IMPROVEMENT),
            comparison(
                endpoint,
                Measure.P95_LATENCY,
                interval(0.000805, 0.00062, 0.00105, BLOCKS),
                Verdict.IMPROVEMENT),
            comparison(
                endpoint,
                Measure.THROUGHPUT,
                interval(1.093, 1.061, 1.124, BLOCKS),
                Verdict.IMPROVEMENT),
            comparison("", Measure.ROWS_READ, exact(0.000025, COUNTED), Verdict.IMPROVEMENT),
            comparison(
                "",
                Measure.DATABASE_CPU,
                interval(0.00346, 0.0031, 0.0039, BLOCKS),
                Verdict.IMPROVEMENT)),
        List.of(
            new ExpectationResult(
                "rowsReadPerRequest of naive / fixed >= 100", Optional.of(40_000.0), Outcome.HELD),
            new ExpectationResult(
                "errorShare of naive <= 0.01", Optional.of(0.0825), Outcome.FAILED)),
        blocks(5),
        List.of(
            CodeDiff.of(
                "",
                List.of(),
                "V2__orders_by_customer.sql",
                List.of(
                    "-- Newest orders of a customer without reading the others.",
                    "CREATE INDEX orders_customer_placed",
                    "    ON orders (customer_id, placed_at DESC);"))),
        FaultReport.NONE,
        ScalingReport.NONE,
        Optional.of(
            new Trust(
                1,
                800,
                0,
                0.77,
                4.61,
                9.8,
                20,
                0.048,
                0.003,
                Optional.empty(),
                List.of(),
                List.of())));
  }

  /** Two endpoints over two launches. */
  static Report twoEndpointsAndLaunches() {
    ScenarioReport s = nPlusOne(Verdict.IMPROVEMENT);
    List<Endpoint> endpoints = List.of(s.endpoints().get(0), new Endpoint("show-order", 5_000));
    List<VariantReport> variants = new ArrayList<>();
    for (VariantReport v : s.variants()) {
      List<EndpointReport> both = new ArrayList<>();
      for (Endpoint endpoint : endpoints) {
        EndpointReport e = v.endpoints().get(0);
        List<SecondPoint> seconds = new ArrayList<>(e.seconds());
        for (SecondPoint p : e.seconds()) {
          seconds.add(
              new SecondPoint(
                  2, p.second(), p.requests(), p.errors(), p.p50Millis(), p.p99Millis()));
        }
        both.add(
            new EndpointReport(
                endpoint.name(),
                e.requests(),
                e.errors(),
                e.estimates(),
                e.curve(),
                seconds,
                e.errorsByKind()));
      }
      variants.add(new VariantReport(v.name(), both, v.cost(), v.queryPlan()));
    }
    List<BlockInfo> blocks = new ArrayList<>(s.blocks());
    s.blocks()
        .forEach(
            b ->
                blocks.add(new BlockInfo(2, b.index(), b.variant(), b.startSecond(), b.seconds())));
    return report(List.of(with(s, endpoints, variants, blocks)));
  }

  /** A scenario in which hardly anything was measured. */
  static Report bare() {
    ScenarioReport s = nPlusOne(Verdict.IMPROVEMENT);
    List<VariantReport> variants = new ArrayList<>();
    for (VariantReport v : s.variants()) {
      EndpointReport nothing =
          new EndpointReport("list-orders", 0, 0, Map.of(), List.of(), List.of(), Map.of());
      variants.add(new VariantReport(v.name(), List.of(nothing), Map.of(), Optional.empty()));
    }
    ScenarioReport bare = with(s, s.endpoints(), variants, List.of());
    return report(
        List.of(
            copy(bare, Status.VALID, List.of(), variants, List.of(), List.of(), Optional.empty())));
  }

  static ScenarioReport with(
      ScenarioReport s,
      List<Endpoint> endpoints,
      List<VariantReport> variants,
      List<BlockInfo> blocks) {
    return new ScenarioReport(
        s.name(),
        s.title(),
        s.question(),
        s.story(),
        s.status(),
        s.reasons(),
        s.causeMeasure(),
        endpoints,
        s.load(),
        s.profile(),
        s.settings(),
        variants,
        s.comparisons(),
        s.expectations(),
        blocks,
        s.diffs(),
        s.faults(),
        s.scaling(),
        s.trust());
  }

  /** The same scenario for ten minutes of load, with thousands of points. */
  static Report tenMinutes() {
    ScenarioReport s = missingIndex();
    List<VariantReport> variants = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      VariantReport v = s.variants().get(i);
      EndpointReport e = v.endpoints().get(0);
      EndpointReport longer =
          new EndpointReport(
              e.name(),
              e.requests(),
              e.errors(),
              e.estimates(),
              curve(i == 0 ? 1612 : 2.41, i == 0 ? 4870 : 3.92, 5),
              seconds(i, i == 0 ? 1612 : 2.41, 75, Map.of(7, 3L)),
              e.errorsByKind());
      variants.add(new VariantReport(v.name(), List.of(longer), v.cost(), v.queryPlan()));
    }
    ScenarioReport longer = with(s, s.endpoints(), variants, blocks(75));
    return report(List.of(longer, longer));
  }

  static ScenarioReport copy(
      ScenarioReport s,
      Status status,
      List<String> reasons,
      List<VariantReport> variants,
      List<Comparison> comparisons,
      List<ExpectationResult> expectations,
      Optional<Trust> trust) {
    return new ScenarioReport(
        s.name(),
        s.title(),
        s.question(),
        s.story(),
        status,
        reasons,
        s.causeMeasure(),
        s.endpoints(),
        s.load(),
        s.profile(),
        s.settings(),
        variants,
        comparisons,
        expectations,
        s.blocks(),
        s.diffs(),
        s.faults(),
        s.scaling(),
        trust);
  }

  private static VariantReport variant(
      String name,
      EndpointReport endpoint,
      Map<Measure, Estimate> cost,
      String statement,
      List<String> plan) {
    return new VariantReport(
        name, List.of(endpoint), cost, Optional.of(new QueryPlan(statement, plan)));
  }

  static EndpointReport endpoint(
      String name,
      long requests,
      long errors,
      Map<Measure, Estimate> estimates,
      List<CurvePoint> curve,
      List<SecondPoint> seconds) {
    return endpoint(name, requests, errors, estimates, curve, seconds, Map.of());
  }

  static EndpointReport endpoint(
      String name,
      long requests,
      long errors,
      Map<Measure, Estimate> estimates,
      List<CurvePoint> curve,
      List<SecondPoint> seconds,
      Map<String, Long> errorsByKind) {
    return new EndpointReport(name, requests, errors, estimates, curve, seconds, errorsByKind);
  }

  static Map<Measure, Estimate> latencies(double p50, double p95, double p99, double max) {
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    estimates.put(Measure.MEAN_LATENCY, exact(p50 * 1.02, POOLED));
    estimates.put(Measure.P50_LATENCY, estimate(p50, p50 * 0.97, p50 * 1.03));
    estimates.put(Measure.P90_LATENCY, estimate((p50 + p95) / 2, p50, p95));
    estimates.put(Measure.P95_LATENCY, estimate(p95, p95 * 0.96, p95 * 1.05));
    estimates.put(Measure.P99_LATENCY, estimate(p99, p99 * 0.91, p99 * 1.12));
    estimates.put(Measure.MAX_LATENCY, exact(max, "the slowest single request"));
    return estimates;
  }

  static List<CurvePoint> curve(double p50, double p95, int nines) {
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 0; i <= nines * 10; i++) {
      double length = i / 10.0;
      double share = i == 0 ? 0.001 : 1 - Math.pow(10, -length);
      points.add(
          new CurvePoint(
              share, Math.min(10_000, p50 * 0.8 * Math.pow(p95 / p50 * 1.25, length / 1.3))));
    }
    return points;
  }

  /** Blocks in the order naive, fixed, fixed, naive, with a second's gap. */
  static List<BlockInfo> blocks(int seconds) {
    List<BlockInfo> blocks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = i % 4 == 0 || i % 4 == 3 ? "naive" : "fixed";
      blocks.add(new BlockInfo(1, i, name, i * (seconds + 1), seconds));
    }
    return blocks;
  }

  static List<SecondPoint> seconds(
      int variant, double p50, int blockSeconds, Map<Integer, Long> errors) {
    List<SecondPoint> points = new ArrayList<>();
    for (BlockInfo block : blocks(blockSeconds)) {
      if (block.variant().equals(variant == 0 ? "naive" : "fixed")) {
        for (int i = 0; i < block.seconds(); i++) {
          int second = block.startSecond() + i;
          double wave = 1 + 0.06 * Math.sin(second * 1.7) + 0.03 * Math.cos(second * 4.1);
          double tail = 1.22 + 0.12 * Math.sin(second * 2.3 + 1);
          long failed = errors.getOrDefault(second, 0L);
          points.add(new SecondPoint(1, second, 30, failed, p50 * wave, p50 * wave * tail));
        }
      }
    }
    return points;
  }

  static Comparison comparison(String endpoint, Measure measure, Estimate ratio, Verdict verdict) {
    return new Comparison(endpoint, measure, "naive", "fixed", ratio, verdict);
  }

  private static Estimate ratio(double[] valueLowHigh, double factor) {
    return interval(
        valueLowHigh[0] * factor, valueLowHigh[1] * factor, valueLowHigh[2] * factor, BLOCKS);
  }

  static Estimate estimate(double value, double low, double high) {
    return interval(value, low, high, PER_VARIANT);
  }

  static Estimate interval(double value, double low, double high, String note) {
    return new Estimate(value, Optional.of(new Interval(low, high, 0.95)), note);
  }

  static Estimate exact(double value, String note) {
    return Estimate.exact(value, note);
  }
}
