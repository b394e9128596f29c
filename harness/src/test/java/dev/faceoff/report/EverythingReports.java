package dev.faceoff.report;

import dev.faceoff.model.Design;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Measure;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.Goal;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.ScenarioReport.BlockInfo;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.ScenarioReport.VariantReport;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Pairs that were asked everything at once, as large as a profile makes them. */
final class EverythingReports {
  /** Five launches of four blocks of 8 s, or as many seconds. */
  private static final Amount STANDARD = new Amount(5, 4, 5, 3, 3);

  /** Ten launches of eight blocks of 8 s, in each of which the faults come and go twice. */
  private static final Amount THOROUGH = new Amount(10, 8, 20, 5, 6);

  /** More than fit into the time of a search. */
  private static final int STEPS = 14;

  private static final int CURVE_POINTS = 24;
  private static final double MOST_USERS_DRAWN = 64;

  /**
   * How much was measured.
   *
   * @param launches of the pair, each of eight blocks
   * @param plays of the faults
   * @param searches launches that searched for the capacity
   * @param spikes launches with a spike for each variant
   */
  private record Amount(int launches, int blockSeconds, int plays, int searches, int spikes) {}

  private EverythingReports() {}

  /** The pair of which most is told: two endpoints under faults. */
  static Report onePairThoroughly() {
    List<ScenarioReport> four = FaultReports.played(THOROUGH.plays()).scenarios();
    return Reports.report(List.of(asked(four.get(3), THOROUGH)));
  }

  static Report fourPairs() {
    return fourPairs(STANDARD);
  }

  static Report fourPairsThoroughly() {
    return fourPairs(THOROUGH);
  }

  private static Report fourPairs(Amount amount) {
    return Reports.report(
        FaultReports.played(amount.plays()).scenarios().stream()
            .map(scenario -> asked(scenario, amount))
            .toList());
  }

  private static ScenarioReport asked(ScenarioReport s, Amount amount) {
    List<VariantReport> variants = new ArrayList<>();
    for (int i = 0; i < s.variants().size(); i++) {
      int variant = i;
      VariantReport v = s.variants().get(i);
      variants.add(
          new VariantReport(
              v.name(),
              v.endpoints().stream().map(e -> measured(e, variant, amount)).toList(),
              v.cost(),
              v.queryPlan()));
    }
    List<BlockInfo> blocks = new ArrayList<>();
    for (int launch = 1; launch <= amount.launches(); launch++) {
      for (BlockInfo b : Reports.blocks(amount.blockSeconds())) {
        blocks.add(new BlockInfo(launch, b.index(), b.variant(), b.startSecond(), b.seconds()));
      }
    }
    return Reports.with(s, s.endpoints(), variants, blocks)
        .with(
            new ScalingReport(
                Set.of(Design.PAIR, Design.GROWTH, Design.CAPACITY, Design.SPIKE),
                Optional.of(growth(s)),
                Optional.of(capacity(s, amount)),
                Optional.of(spike(s, amount))));
  }

  private static EndpointReport measured(EndpointReport e, int variant, Amount amount) {
    double p50 = e.estimates().get(Measure.P50_LATENCY).value();
    double p95 = e.estimates().get(Measure.P95_LATENCY).value();
    Map<Integer, Long> errors = Map.of();
    if (e.errors() > 0) {
      errors = Map.of(0, 3L, 1, 9L, 2, 12L);
    }
    List<SecondPoint> seconds = new ArrayList<>();
    for (int launch = 1; launch <= amount.launches(); launch++) {
      for (SecondPoint p : Reports.seconds(variant, p50, amount.blockSeconds(), errors)) {
        seconds.add(
            new SecondPoint(
                launch, p.second(), p.requests(), p.errors(), p.p50Millis(), p.p99Millis()));
      }
    }
    return new EndpointReport(
        e.name(),
        e.requests(),
        e.errors(),
        e.estimates(),
        Reports.curve(p50, p95, 5),
        seconds,
        e.errorsByKind());
  }

  /** A median for each endpoint, and three numbers of the whole service. */
  private static GrowthReport growth(ScenarioReport s) {
    GrowthReport one = GrowthFixtures.two().scenarios().get(0).scaling().growth().orElseThrow();
    List<Curve> curves = new ArrayList<>();
    for (Endpoint endpoint : s.endpoints()) {
      one.curves().stream()
          .filter(curve -> curve.measure() == Measure.P50_LATENCY)
          .forEach(curve -> curves.add(of(curve, endpoint.name(), curve.measure())));
    }
    for (Measure measure : List.of(Measure.ROWS_READ, Measure.QUERIES, Measure.CPU)) {
      one.curves().stream()
          .filter(curve -> curve.measure() == Measure.ROWS_READ)
          .forEach(curve -> curves.add(of(curve, "", measure)));
    }
    Curve ratio = one.ratios().get(0);
    List<Curve> ratios = new ArrayList<>();
    for (Endpoint endpoint : s.endpoints()) {
      ratios.add(of(ratio, endpoint.name(), ratio.measure()));
    }
    ratios.add(of(ratio, "", Measure.CPU));
    return new GrowthReport(
        one.status(),
        one.reasons(),
        one.over(),
        one.settings(),
        one.sizes(),
        one.load(),
        one.profile(),
        curves,
        ratios,
        one.trust());
  }

  private static Curve of(Curve curve, String endpoint, Measure measure) {
    return new Curve(curve.variant(), endpoint, measure, curve.points(), curve.law(), curve.note());
  }

  private static CapacityReport capacity(ScenarioReport s, Amount amount) {
    CapacityReport one =
        CapacityFixtures.two().scenarios().get(0).scaling().capacity().orElseThrow();
    Goal goal = one.objective();
    return new CapacityReport(
        one.status(),
        one.reasons(),
        new Goal(s.endpoints().get(0).name(), goal.quantile(), goal.millis(), goal.errorShare()),
        one.users(),
        one.rounds(),
        one.stepSeconds(),
        one.load(),
        one.profile(),
        one.variants().stream().map(variant -> searched(variant, amount.searches())).toList(),
        one.ratio(),
        one.generator(),
        one.cost(),
        one.trust());
  }

  private static VariantCapacity searched(VariantCapacity variant, int launches) {
    Search one = variant.searches().get(0);
    List<Step> steps =
        IntStream.range(0, STEPS).mapToObj(i -> one.steps().get(i % one.steps().size())).toList();
    return new VariantCapacity(
        variant.variant(),
        variant.rate(),
        variant.rateNote(),
        IntStream.range(0, launches)
            .mapToObj(launch -> new Search(launch, one.kept(), one.notKept(), one.ending(), steps))
            .toList(),
        variant.limits(),
        variant.throughputs(),
        variant.law().map(EverythingReports::drawn),
        variant.lawNote());
  }

  /** With as many points as a measured law is drawn with. */
  private static Law drawn(Law law) {
    List<Expected> few = law.curve();
    return new Law(
        law.ofOne(),
        law.contention(),
        law.coherence(),
        law.peak(),
        IntStream.range(0, CURVE_POINTS)
            .mapToObj(
                i ->
                    new Expected(
                        Math.pow(MOST_USERS_DRAWN, i / (CURVE_POINTS - 1.0)),
                        few.get(i * few.size() / CURVE_POINTS).answeredPerSecond()))
            .toList());
  }

  private static SpikeReport spike(ScenarioReport s, Amount amount) {
    SpikeReport one = SpikeFixtures.two().scenarios().get(0).scaling().spike().orElseThrow();
    int launches = amount.spikes();
    List<Point> points = new ArrayList<>();
    for (int play = 0; play < launches; play++) {
      for (Point p : one.points()) {
        if (p.play() == play % one.launches()) {
          points.add(
              new Point(
                  play,
                  p.variant(),
                  s.endpoints().get(0).name(),
                  p.second(),
                  p.requests(),
                  p.errors(),
                  p.p50Millis(),
                  p.p99Millis(),
                  p.withinObjective()));
        }
      }
    }
    return new SpikeReport(
        one.status(),
        one.reasons(),
        one.times(),
        s.endpoints(),
        one.load(),
        one.settings(),
        launches,
        one.variants().stream()
            .map(
                variant ->
                    new VariantSpike(
                        variant.variant(),
                        s.endpoints().stream()
                            .flatMap(
                                endpoint ->
                                    variant.served().stream()
                                        .map(served -> of(served, endpoint.name())))
                            .toList(),
                        recovered(variant.recovery(), launches)))
            .toList(),
        points,
        one.trust());
  }

  private static Served of(Served served, String endpoint) {
    return new Served(
        endpoint,
        served.phase(),
        served.requests(),
        served.answered(),
        served.refused(),
        served.late());
  }

  /** In all launches what it was in all of the fewer, in none what it was in none. */
  private static Recovery recovered(Recovery one, int launches) {
    return new Recovery(
        launches,
        launches * one.left() / one.launches(),
        launches * one.back() / one.launches(),
        one.seconds());
  }
}
