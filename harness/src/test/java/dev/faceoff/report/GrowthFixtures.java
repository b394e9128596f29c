package dev.faceoff.report;

import dev.faceoff.model.Design;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GrowthReport.Bend;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthReport.Prediction;
import dev.faceoff.report.ScenarioReport.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scenarios that grow, written by hand. */
final class GrowthFixtures {
  private static final String SIZES = "over 5 sizes";
  private static final String EXACT = "no interval: counted, and exactly on the law";
  private static final List<Double> ORDERS =
      List.of(62_500.0, 125_000.0, 250_000.0, 500_000.0, 1_000_000.0);
  private static final List<Double> PAGES = List.of(5.0, 16.0, 50.0, 160.0, 500.0);

  private GrowthFixtures() {}

  /** A pair that was compared and grown, and one that was grown alone. */
  static Report two() {
    return Reports.report(
        List.of(
            Reports.missingIndex().with(scaling(true, orders(Status.VALID, List.of(), 5))),
            alone(pages())));
  }

  /** The first of the two, whose pair was not compared. */
  static Report ordersAlone() {
    return Reports.report(List.of(alone(orders(Status.VALID, List.of(), 5))));
  }

  /** The first of the two, in which the largest size overloads fixed. */
  static Report overloaded() {
    GrowthReport growth = orders(Status.VALID, List.of(), 5);
    List<Curve> curves = new ArrayList<>(growth.curves());
    curves.set(1, overloadedAtLargest(curves.get(1)));
    List<Curve> ratios = growth.ratios().stream().map(GrowthFixtures::overloadedAtLargest).toList();
    return Reports.report(
        List.of(Reports.missingIndex().with(scaling(true, with(growth, curves, ratios)))));
  }

  private static Curve overloadedAtLargest(Curve curve) {
    Law law = curve.law().orElseThrow();
    List<Point> points = new ArrayList<>(curve.points());
    Point largest = points.remove(points.size() - 1);
    points.add(new Point(largest.size(), largest.value(), true));
    return new Curve(
        curve.variant(),
        curve.endpoint(),
        curve.measure(),
        points,
        Optional.of(
            new Law(
                law.exponent(),
                law.fittedAtSmallest(),
                law.fittedAtLargest(),
                law.farthest(),
                law.bend(),
                Optional.empty())),
        "");
  }

  /** The same with other curves. */
  static GrowthReport with(GrowthReport growth, List<Curve> curves) {
    return with(growth, curves, growth.ratios());
  }

  /** The same with other curves and ratios. */
  static GrowthReport with(GrowthReport growth, List<Curve> curves, List<Curve> ratios) {
    return new GrowthReport(
        growth.status(),
        growth.reasons(),
        growth.over(),
        growth.settings(),
        growth.sizes(),
        growth.load(),
        growth.profile(),
        curves,
        ratios,
        growth.trust());
  }

  /** Interrupted in the third size; the other could not be trusted. */
  static Report broken() {
    GrowthReport partial =
        orders(
            Status.PARTIAL,
            List.of("Interrupted: 2 of 5 sizes were measured, up to 125,000 orders."),
            2);
    GrowthReport invalid =
        new GrowthReport(
            Status.INVALID,
            List.of(
                "3 of 5 sizes were sound, and a law needs 4.",
                "Not usable at pageSize = 5: The load generator missed 3 of 800 arrivals."),
            page(),
            List.of(),
            PAGES,
            new Load(3, 2, Duration.ofSeconds(10), Duration.ofMillis(20)),
            new Profile(1, 6, 4, 2, 4, 1),
            List.of(),
            List.of(),
            Optional.of(trust(List.of())));
    return Reports.report(
        List.of(
            alone(partial),
            Reports.nPlusOne(Verdict.IMPROVEMENT).with(scaling(true, invalid)),
            alone(invalid)));
  }

  private static ScalingReport scaling(boolean pair, GrowthReport growth) {
    return new ScalingReport(
        pair ? Set.of(Design.PAIR, Design.GROWTH) : Set.of(Design.GROWTH),
        Optional.of(growth),
        Optional.empty(),
        Optional.empty());
  }

  private static ScenarioReport alone(GrowthReport growth) {
    boolean orders = growth.over().name().equals("orders");
    ScenarioReport s = orders ? Reports.missingIndex() : Reports.nPlusOne(Verdict.IMPROVEMENT);
    return Reports.copy(
            Reports.with(s, s.endpoints(), List.of(), List.of()),
            growth.status(),
            growth.reasons(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty())
        .with(scaling(false, growth));
  }

  private static GrowthReport orders(Status status, List<String> reasons, int sizes) {
    String p50 = "orders-of-customer";
    List<Double> naiveMillis = List.of(4.12, 6.87, 12.9, 25.3, 49.8);
    List<Double> fixedMillis = List.of(2.11, 2.09, 2.18, 2.14, 2.16);
    List<Curve> curves = new ArrayList<>();
    curves.add(
        curve(
            "naive",
            p50,
            Measure.P50_LATENCY,
            points(ORDERS, naiveMillis, 0.06, sizes),
            new Law(
                between(0.908, 0.81, 1.006),
                3.84,
                47.6,
                0.071,
                Optional.of(new Bend(250_000, 0.82, 0.97)),
                Optional.empty()),
            sizes));
    curves.add(
        curve(
            "fixed",
            p50,
            Measure.P50_LATENCY,
            points(ORDERS, fixedMillis, 0.03, sizes),
            law(between(0.011, -0.0102, 0.0322), 2.104, 2.169, 0.018, between(2.225, 2.04, 2.43)),
            sizes));
    curves.add(
        curve(
            "naive",
            "",
            Measure.ROWS_READ,
            counted(ORDERS, ORDERS, sizes),
            exact(1, 62_500, 1e6, 1e7),
            sizes));
    curves.add(
        curve(
            "fixed",
            "",
            Measure.ROWS_READ,
            counted(ORDERS, List.of(20.0, 20.0, 20.0, 20.0, 20.0), sizes),
            exact(0, 20, 20, 20),
            sizes));
    Curve ratio =
        curve(
            "naive/fixed",
            p50,
            Measure.P50_LATENCY,
            points(ORDERS, List.of(1.95, 3.29, 5.92, 11.8, 23.1), 0.04, sizes),
            new Law(
                between(0.897, 0.812, 0.982),
                1.83,
                22.0,
                0.067,
                Optional.of(new Bend(250_000, 0.80, 0.98)),
                Optional.empty()),
            sizes);
    return new GrowthReport(
        status,
        reasons,
        new Setting("orders", "rows in the table of orders", 1_000_000, 1000, 10_000_000),
        List.of(new Setting("customers", "customers there are", 1000, 10, 1_000_000)),
        ORDERS,
        new Load(8, 2, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(1, 6, 3, 1, 3, 1),
        curves,
        List.of(ratio),
        Optional.of(
            trust(
                List.of(
                    "One launch at each size: what differs from start to start of a JVM is part of what the sizes differ from the law by."))));
  }

  private static Setting page() {
    return new Setting("pageSize", "orders in a list", 500, 1, 1000);
  }

  /** Statements that are nearly on a law, and a measure that is nothing at first. */
  private static GrowthReport pages() {
    List<Curve> curves = new ArrayList<>();
    curves.add(
        curve(
            "naive",
            "",
            Measure.QUERIES,
            counted(PAGES, List.of(11.0, 33.0, 101.0, 321.0, 1001.0), 5),
            law(between(0.9812, 0.961, 1.001), 10.74, 984.0, 0.0241, between(9_421, 8_710, 10_190)),
            5));
    curves.add(
        curve(
            "fixed",
            "",
            Measure.QUERIES,
            counted(PAGES, List.of(1.0, 1.0, 1.0, 1.0, 1.0), 5),
            exact(0, 1, 1, 1),
            5));
    curves.add(
        new Curve(
            "naive",
            "",
            Measure.ROWS_READ,
            counted(PAGES, List.of(0.0, 50.2, 151.0, 483.0, 1503.0), 5),
            Optional.empty(),
            "no exponent: nothing was counted at 5, and a power law is never 0"));
    return new GrowthReport(
        Status.VALID,
        List.of(),
        page(),
        List.of(),
        PAGES,
        new Load(3, 2, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(1, 6, 4, 2, 4, 1),
        curves,
        List.of(),
        Optional.of(trust(List.of())));
  }

  private static Curve curve(
      String variant, String endpoint, Measure measure, List<Point> points, Law law, int sizes) {
    return sizes >= 4
        ? new Curve(variant, endpoint, measure, points, Optional.of(law), "")
        : new Curve(
            variant,
            endpoint,
            measure,
            points,
            Optional.empty(),
            "no exponent: measured at %d sizes, and a law needs 4".formatted(sizes));
  }

  private static Law law(
      Estimate exponent, double atSmallest, double atLargest, double farthest, Estimate beyond) {
    double size = beyond.value() > 3_000 ? 5_000 : 10_000_000;
    return new Law(
        exponent,
        atSmallest,
        atLargest,
        farthest,
        Optional.empty(),
        Optional.of(new Prediction(size, beyond)));
  }

  private static Law exact(double exponent, double atSmallest, double atLargest, double beyond) {
    return new Law(
        Reports.exact(exponent, EXACT),
        atSmallest,
        atLargest,
        0,
        Optional.empty(),
        Optional.of(
            new Prediction(atLargest == 1 ? 5_000 : 10_000_000, Reports.exact(beyond, EXACT))));
  }

  private static Estimate between(double value, double low, double high) {
    return Reports.interval(value, low, high, SIZES);
  }

  private static List<Point> points(
      List<Double> sizes, List<Double> values, double share, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = values.get(i);
      points.add(
          new Point(
              sizes.get(i),
              Reports.interval(
                  value,
                  value * (1 - share),
                  value * (1 + share),
                  "over 3 pairs of blocks of this launch only")));
    }
    return points;
  }

  private static List<Point> counted(List<Double> sizes, List<Double> values, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Point(sizes.get(i), Reports.exact(values.get(i), Reports.COUNTED)));
    }
    return points;
  }

  private static Trust trust(List<String> notes) {
    return new Trust(
        5, 720, 0, 0.8, 4.7, 9.8, 20, 0.02, 0.001, Optional.of(0.31), List.of(), notes);
  }
}
