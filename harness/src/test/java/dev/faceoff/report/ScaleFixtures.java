package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ScalePosition;
import dev.faceoff.model.Standing;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.VariantPhase;
import dev.faceoff.report.ScaleReport.Row;
import dev.faceoff.report.ScenarioReport.BlockInfo;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services of a user's own beside a pair, written by hand. */
final class ScaleFixtures {
  private static final String ROUNDS = "over 4 rounds of blocks of this launch only";
  private static final String ALIKE = "The ends do not differ in this measure.";
  private static final String ENDPOINT = "list-orders";

  /** How long the blocks of a pair take. */
  private static final int PAIR_SECONDS = 48;

  private ScaleFixtures() {}

  /** One that behaves like naive, but for its memory. */
  static Report likeNaive() {
    return Reports.report(List.of(nPlusOne(likeNaive("mine"))));
  }

  /** Two services: one of which little is known, and one beyond fixed. */
  static Report twoServices() {
    return Reports.report(List.of(nPlusOne(little("legacy"), beyond("rewrite"))));
  }

  /** As many as may run beside a pair: one has a short name, two have names that begin alike. */
  static Report sixVariants() {
    List<String> names =
        List.of(
            "orders",
            "order-service-rewrite-v2",
            "order-service-rewrite-v3",
            "checkout-and-orders-before-the-rewrite-of-2026");
    List<Double> timesAsSlow = List.of(1.0, 0.12, 0.55, 1.6);
    ScenarioReport pair = Reports.nPlusOne(Verdict.IMPROVEMENT);
    List<VariantReport> own = new ArrayList<>();
    List<BlockInfo> blocks = new ArrayList<>(pair.blocks());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int begin = PAIR_SECONDS * (i + 1);
      own.add(variant(name, i < 3, begin, timesAsSlow.get(i)));
      pair.blocks().stream()
          .filter(block -> block.variant().equals("naive"))
          .map(b -> new BlockInfo(1, b.index(), name, begin + b.startSecond(), b.seconds()))
          .forEach(blocks::add);
    }
    List<ScaleReport> scales =
        List.of(
            likeNaive(names.get(0)),
            beyond(names.get(1)),
            likeNaive(names.get(2)),
            little(names.get(3)));
    return Reports.report(List.of(with(pair, own, blocks, scales)));
  }

  /** Two services, of which the faults reach the second, as they do naive. */
  static Report secondUnderFaults() {
    ScenarioReport pair = FaultReports.blockingGateway();
    Timeline timeline = pair.faults().timeline().orElseThrow();
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : timeline.phases()) {
      VariantPhase naive = phase.variant("naive").orElseThrow();
      List<VariantPhase> three = new ArrayList<>(phase.variants());
      three.add(new VariantPhase("reached", naive.endpoints(), naive.levels()));
      phases.add(new Phase(phase.name(), phase.fault(), three));
    }
    List<Point> points = new ArrayList<>(timeline.points());
    for (Point p : timeline.points()) {
      if (p.variant().equals("naive")) {
        points.add(
            new Point(
                p.play(),
                "reached",
                p.endpoint(),
                p.second(),
                p.requests(),
                p.errors(),
                p.p50Millis() * 0.8,
                p.p99Millis() * 0.8,
                p.withinObjective()));
      }
    }
    ScenarioReport reached =
        FaultReports.with(
            pair,
            new Timeline(
                timeline.seconds(),
                timeline.plays(),
                timeline.windows(),
                timeline.instants(),
                phases,
                timeline.reactions(),
                points));
    List<VariantReport> own = new ArrayList<>();
    List<ScaleReport> scales = new ArrayList<>();
    for (String name : List.of("spared", "reached")) {
      List<EndpointReport> endpoints = pair.variant("naive").orElseThrow().endpoints();
      own.add(new VariantReport(name, endpoints, Map.of(), Optional.empty()));
      scales.add(
          new ScaleReport(
              name, name + ".target.yaml", "fixed", "naive", List.of(), List.of(), List.of()));
    }
    return Reports.report(List.of(with(reached, own, pair.blocks(), scales)));
  }

  /** A scenario with two endpoints, of which the service plays one, out of the faults' reach. */
  static Report underFaults() {
    ScenarioReport pair = FaultReports.blockingGateway();
    String browse = pair.endpoints().get(1).name();
    String pay = pair.endpoints().get(0).name();
    ScaleReport scale =
        new ScaleReport(
            "mine",
            "mine.target.yaml",
            "fixed",
            "naive",
            List.of(
                row(browse, Measure.P50_LATENCY, ScalePosition.none(ALIKE)),
                row(browse, Measure.P95_LATENCY, at(0.31, -0.2, 0.8, Standing.CANNOT_TELL))),
            List.of(pay),
            List.of(
                "mine is told nothing of gateway, whose faults it therefore cannot suffer: it is"
                    + " not in the numbers under faults."));
    VariantReport mine =
        new VariantReport(
            "mine",
            List.of(
                Reports.endpoint(
                    browse,
                    400,
                    0,
                    Reports.latencies(8, 20, 31, 44),
                    Reports.curve(8, 20, 2),
                    List.of())),
            Map.of(),
            Optional.empty());
    return Reports.report(List.of(with(pair, List.of(mine), pair.blocks(), List.of(scale))));
  }

  static ScenarioReport nPlusOne(ScaleReport... scales) {
    ScenarioReport pair = Reports.nPlusOne(Verdict.IMPROVEMENT);
    List<VariantReport> variants = new ArrayList<>();
    for (ScaleReport scale : scales) {
      variants.add(variant(scale.variant(), !scale.variant().equals("legacy"), PAIR_SECONDS, 1));
    }
    return with(pair, variants, pair.blocks(), List.of(scales));
  }

  private static ScenarioReport with(
      ScenarioReport pair,
      List<VariantReport> own,
      List<BlockInfo> blocks,
      List<ScaleReport> scales) {
    List<VariantReport> all = new ArrayList<>(pair.variants());
    all.addAll(own);
    return Reports.with(pair, pair.endpoints(), all, blocks).with(scales);
  }

  /**
   * @param costs whether more than its answers could be measured
   * @param begin the second in which its load begins
   */
  private static VariantReport variant(String name, boolean costs, int begin, double timesAsSlow) {
    double p50 = 80.4 * timesAsSlow;
    double p95 = 82.9 * timesAsSlow;
    Map<Measure, Estimate> estimates =
        Reports.latencies(p50, p95, 98.5 * timesAsSlow, 120 * timesAsSlow);
    estimates.put(Measure.THROUGHPUT, Reports.exact(30.0, Reports.COUNTED));
    estimates.put(Measure.ERROR_SHARE, Reports.exact(0, Reports.COUNTED));
    Map<Measure, Estimate> cost = new EnumMap<>(Measure.class);
    if (costs) {
      cost.put(Measure.QUERIES, Reports.exact(51, Reports.COUNTED));
      cost.put(Measure.SERVICE_CPU, Reports.estimate(5.1, 4.8, 5.4));
      cost.put(Measure.DATABASE_CPU, Reports.estimate(6.1, 5.9, 6.3));
      cost.put(Measure.CPU, Reports.estimate(11.2, 10.8, 11.6));
      cost.put(Measure.POOL_WAIT, Reports.exact(0.2, Reports.COUNTED));
      cost.put(Measure.PEAK_MEMORY, Reports.exact(211, "read once"));
    }
    List<SecondPoint> seconds = new ArrayList<>();
    for (SecondPoint second : Reports.seconds(0, p50, 5, Map.of())) {
      seconds.add(
          new SecondPoint(
              1, second.second() + begin, 30, 0, second.p50Millis(), second.p99Millis()));
    }
    EndpointReport endpoint =
        Reports.endpoint(ENDPOINT, 600, 0, estimates, Reports.curve(p50, p95, 3), seconds);
    return new VariantReport(name, List.of(endpoint), cost, Optional.empty());
  }

  static ScaleReport likeNaive(String name) {
    return new ScaleReport(
        name,
        name + ".target.yaml",
        "fixed",
        "naive",
        List.of(
            row(ENDPOINT, Measure.P50_LATENCY, at(0.96, 0.92, 1.01, Standing.LIKE_NAIVE)),
            row(ENDPOINT, Measure.P90_LATENCY, at(0.95, 0.91, 1.0, Standing.LIKE_NAIVE)),
            row(ENDPOINT, Measure.P95_LATENCY, at(0.934, 0.882, 0.991, Standing.LIKE_NAIVE)),
            row(ENDPOINT, Measure.P99_LATENCY, at(0.94, 0.71, 1.18, Standing.CANNOT_TELL)),
            row(ENDPOINT, Measure.MEAN_LATENCY, at(0.95, 0.91, 1.0, Standing.LIKE_NAIVE)),
            row(ENDPOINT, Measure.THROUGHPUT, ScalePosition.none(ALIKE)),
            row(ENDPOINT, Measure.ERROR_SHARE, ScalePosition.none(ALIKE)),
            row("", Measure.CPU, at(0.74, 0.70, 0.78, Standing.CANNOT_TELL)),
            row("", Measure.SERVICE_CPU, at(0.55, 0.52, 0.59, Standing.BETWEEN)),
            row("", Measure.DATABASE_CPU, at(0.98, 0.94, 1.02, Standing.LIKE_NAIVE)),
            row(
                "",
                Measure.QUERIES,
                new ScalePosition(
                    Optional.of(Reports.interval(1, 1, 1, ROUNDS)), Standing.LIKE_NAIVE, "")),
            row("", Measure.POOL_WAIT, at(0.46, 0.30, 0.61, Standing.BETWEEN)),
            row("", Measure.PEAK_MEMORY, ScalePosition.none(ALIKE))),
        List.of(),
        List.of(
            "Not sent, because n-plus-one has no such role: ping of %s.target.yaml."
                .formatted(name)));
  }

  /** Nothing but latencies, once: as of a service that ran before. */
  private static ScaleReport little(String name) {
    return new ScaleReport(
        name,
        name + ".target.yaml",
        "fixed",
        "naive",
        List.of(
            row(
                ENDPOINT,
                Measure.P95_LATENCY,
                new ScalePosition(
                    Optional.of(Reports.exact(0.934, "no interval: only one of the launches")),
                    Standing.CANNOT_TELL,
                    ""))),
        List.of(),
        List.of(name + " ran before: its CPU and memory cannot be read."));
  }

  private static ScaleReport beyond(String name) {
    return new ScaleReport(
        name,
        name + ".target.yaml",
        "fixed",
        "naive",
        List.of(
            row(ENDPOINT, Measure.P95_LATENCY, at(-0.62, -0.71, -0.55, Standing.BEYOND_FIXED)),
            row("", Measure.CPU, at(2.4, 1.9, 2.9, Standing.BEYOND_NAIVE)),
            row("", Measure.QUERIES, at(0, 0, 0, Standing.LIKE_FIXED))),
        List.of(),
        List.of());
  }

  static Row row(String endpoint, Measure measure, ScalePosition position) {
    return new Row(endpoint, measure, position);
  }

  static ScalePosition at(double value, double low, double high, Standing standing) {
    return new ScalePosition(Optional.of(Reports.interval(value, low, high, ROUNDS)), standing, "");
  }

  /** Those of a scenario with other positions, of its first endpoint's p95 and of others'. */
  static ScenarioReport roles(Map<String, ScalePosition> p95ByEndpoint) {
    ScenarioReport pair = FaultReports.noCache();
    List<Row> rows = new ArrayList<>();
    for (Endpoint endpoint : pair.endpoints()) {
      if (p95ByEndpoint.containsKey(endpoint.name())) {
        rows.add(row(endpoint.name(), Measure.P95_LATENCY, p95ByEndpoint.get(endpoint.name())));
      }
    }
    return with(
        pair,
        List.of(new VariantReport("mine", List.of(), Map.of(), Optional.empty())),
        pair.blocks(),
        List.of(
            new ScaleReport(
                "mine", "mine.target.yaml", "fixed", "naive", rows, List.of(), List.of())));
  }
}
