package dev.faceoff.report;

import dev.faceoff.model.Design;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.report.SpikeReport.Phase;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.Times;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scenarios that had a spike, written by hand. */
final class SpikeFixtures {
  private static final String OVER = "over 3 launches";
  private static final String ONCE = "no interval: one launch";
  private static final Times TIMES = new Times(10, 3, 5, 12, 4);

  private SpikeFixtures() {}

  /** A pair that was compared and had a spike, and one that had it alone, in one launch. */
  static Report two() {
    return Reports.report(
        List.of(Reports.missingIndex().with(scaling(true, threeLaunches())), alone(oneLaunch())));
  }

  /** Interrupted, before and after something was measured, and not to be trusted. */
  static Report broken() {
    SpikeReport whole = threeLaunches();
    SpikeReport partial =
        with(
            whole,
            Status.PARTIAL,
            List.of("Interrupted: 1 of 3 launches were measured."),
            oneOf(whole.variants()),
            points(1, whole.endpoint().name()),
            whole.trust());
    SpikeReport notBegun =
        with(
            whole,
            Status.PARTIAL,
            List.of("Interrupted before the first spike of every variant was over."),
            List.of(),
            List.of(),
            Optional.empty());
    SpikeReport invalid =
        with(
            whole,
            Status.INVALID,
            List.of(
                "None of 3 launches was sound.",
                "With fixed: The load generator took 63 % of the machine's processors; the limit is"
                    + " 50 %."),
            List.of(),
            List.of(),
            whole.trust());
    return Reports.report(
        List.of(
            alone(partial),
            Reports.missingIndex().with(scaling(true, notBegun)),
            Reports.nPlusOne(Verdict.IMPROVEMENT).with(scaling(true, invalid)),
            alone(invalid)));
  }

  private static SpikeReport with(
      SpikeReport whole,
      Status status,
      List<String> reasons,
      List<VariantSpike> variants,
      List<Point> points,
      Optional<Trust> trust) {
    return new SpikeReport(
        status,
        reasons,
        whole.times(),
        whole.endpoints(),
        whole.load(),
        whole.settings(),
        whole.launches(),
        variants,
        points,
        trust);
  }

  private static ScalingReport scaling(boolean pair, SpikeReport spike) {
    return new ScalingReport(
        pair ? Set.of(Design.PAIR, Design.SPIKE) : Set.of(Design.SPIKE),
        Optional.empty(),
        Optional.empty(),
        Optional.of(spike));
  }

  private static ScenarioReport alone(SpikeReport spike) {
    boolean orders = spike.endpoint().name().equals("orders-of-customer");
    ScenarioReport s = orders ? Reports.missingIndex() : Reports.nPlusOne(Verdict.IMPROVEMENT);
    return Reports.copy(
            Reports.with(s, s.endpoints(), List.of(), List.of()),
            spike.status(),
            spike.reasons(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty())
        .with(scaling(false, spike));
  }

  /** Naive is overwhelmed and works off what has piled up; fixed notices nothing. */
  private static SpikeReport threeLaunches() {
    String endpoint = "orders-of-customer";
    return new SpikeReport(
        Status.VALID,
        List.of(),
        TIMES,
        List.of(new Endpoint(endpoint, 250)),
        new Load(4, 2, Duration.ofSeconds(3), Duration.ofMillis(20)),
        List.of(
            new Setting(
                "arrivalsPerSecond", "users that open their orders each second", 4, 0.1, 1000),
            new Setting("orders", "orders in the database", 800_000, 10_000, 10_000_000)),
        3,
        List.of(
            new VariantSpike(
                "naive",
                List.of(
                    served(endpoint, Phase.BEFORE, 36, over(1, 0.903, 1), over(0, 0, 0.0974)),
                    served(
                        endpoint,
                        Phase.SPIKE,
                        600,
                        over(0.1217, 0.0921, 0.1513),
                        over(0, 0, 0.006)),
                    served(
                        endpoint, Phase.AFTER, 144, over(0.5694, 0.4, 0.7388), over(0, 0, 0.0253))),
                new Recovery(3, 3, 3, Optional.of(Reports.interval(5.333, 3.9, 6.77, OVER)))),
            new VariantSpike(
                "fixed",
                List.of(
                    served(endpoint, Phase.BEFORE, 36, over(1, 0.903, 1), over(0, 0, 0.0974)),
                    served(endpoint, Phase.SPIKE, 600, over(0.9983, 0.9907, 1), over(0, 0, 0.0061)),
                    served(endpoint, Phase.AFTER, 144, over(1, 0.9747, 1), over(0, 0, 0.0253))),
                new Recovery(3, 0, 3, Optional.of(Reports.interval(0, 0, 0, OVER))))),
        points(3, endpoint),
        Optional.of(
            trust(
                3,
                List.of(
                    "While the spike of naive lasted, the generator took up to 9 % of the processors,"
                        + " and the latest 1 % of the arrivals were up to 31 ms late.",
                    "While the spike of fixed lasted, the generator took up to 11 % of the"
                        + " processors, and the latest 1 % of the arrivals were up to 4 ms late."))));
  }

  /** Naive refuses what it cannot do, and is not back in time; two endpoints. */
  private static SpikeReport oneLaunch() {
    return new SpikeReport(
        Status.VALID,
        List.of(),
        TIMES,
        List.of(new Endpoint("list-orders", 100), new Endpoint("open-order", 1_500)),
        new Load(10, 2, Duration.ofSeconds(3), Duration.ofMillis(20)),
        List.of(new Setting("pageSize", "orders on a page", 50, 1, 500)),
        1,
        List.of(
            new VariantSpike(
                "naive",
                List.of(
                    served("list-orders", Phase.BEFORE, 30, exact(1), exact(0)),
                    served("list-orders", Phase.SPIKE, 500, exact(0.224), exact(0.61)),
                    served("list-orders", Phase.AFTER, 120, exact(0.3), exact(0.5)),
                    served("open-order", Phase.SPIKE, 112, exact(0.75), exact(0.125))),
                new Recovery(1, 1, 0, Optional.empty())),
            new VariantSpike(
                "fixed",
                List.of(
                    served("list-orders", Phase.BEFORE, 30, exact(1), exact(0)),
                    served("list-orders", Phase.SPIKE, 500, exact(0.994), exact(0)),
                    served("list-orders", Phase.AFTER, 120, exact(1), exact(0)),
                    served("open-order", Phase.SPIKE, 497, exact(1), exact(0))),
                new Recovery(1, 1, 1, Optional.of(exact(0))))),
        points(1, "list-orders"),
        Optional.of(
            trust(1, List.of("One launch: what differs from spike to spike is in no interval."))));
  }

  private static List<VariantSpike> oneOf(List<VariantSpike> variants) {
    return variants.stream()
        .map(
            variant ->
                new VariantSpike(
                    variant.variant(),
                    variant.served().stream()
                        .map(
                            s ->
                                served(
                                    s.endpoint(),
                                    s.phase(),
                                    s.requests() / 3,
                                    exact(s.answered().value()),
                                    exact(s.refused().value())))
                        .toList(),
                    new Recovery(
                        1,
                        variant.recovery().left() / 3,
                        1,
                        variant.recovery().seconds().map(s -> exact(Math.rint(s.value()))))))
        .toList();
  }

  private static Served served(
      String endpoint, Phase phase, long requests, Estimate answered, Estimate refused) {
    double late = 1 - answered.value() - refused.value();
    return new Served(
        endpoint,
        phase,
        requests,
        answered,
        refused,
        answered.interval().isPresent()
            ? over(late, Math.max(0, late - 0.02), Math.min(1, late + 0.02))
            : exact(late));
  }

  private static Estimate over(double value, double low, double high) {
    return Reports.interval(value, low, high, OVER);
  }

  private static Estimate exact(double value) {
    return Reports.exact(value, ONCE);
  }

  /** Naive sinks in the spike and comes back 5 s after it, a second later in each play. */
  private static List<Point> points(int plays, String endpoint) {
    List<Point> points = new ArrayList<>();
    for (int play = 0; play < plays; play++) {
      for (String variant : List.of("naive", "fixed")) {
        for (int second = 0; second < TIMES.seconds(); second++) {
          boolean raised = second >= 3 && second < 8;
          long requests = raised ? 40 : 4;
          boolean bad = variant.equals("naive") && second >= 4 && second < 12 + play;
          double within = bad ? 0.05 * ((second + play) % 3) : 1;
          points.add(
              new Point(
                  play,
                  variant,
                  endpoint,
                  second,
                  requests,
                  bad ? requests / 4 : 0,
                  bad ? 1_900 : 41.5,
                  bad ? 3_000 : 66.8,
                  within));
        }
      }
    }
    return points;
  }

  private static Trust trust(int launches, List<String> notes) {
    return new Trust(
        launches, 780, 0, 0.9, 12.4, 35.1, 20, 0.04, 0.001, Optional.of(0.52), List.of(), notes);
  }
}
