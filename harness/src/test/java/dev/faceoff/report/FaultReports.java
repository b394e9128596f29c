package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Highlight;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Story;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.FaultReport.EndpointPhase;
import dev.faceoff.report.FaultReport.Instant;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultReport.Reaction;
import dev.faceoff.report.FaultReport.Reconciled;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.report.FaultReport.VariantPhase;
import dev.faceoff.report.FaultReport.Window;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenarios under faults, written by hand. */
final class FaultReports {
  private static final String ONE_PLAY = "one play of the timeline; no interval";
  private static final String TWO_PLAYS = "over 2 plays of this launch; no interval";

  private FaultReports() {}

  /** A cache that is cut off for a while: played once, nobody notices but the database. */
  static ScenarioReport noCache() {
    String page = "product-page";
    String review = "write-review";
    Map<Measure, Estimate> naiveCost = new EnumMap<>(Measure.class);
    naiveCost.put(Measure.QUERIES, Reports.exact(4, Reports.COUNTED));
    naiveCost.put(Measure.ROWS_READ, Reports.exact(3_120, Reports.COUNTED));
    naiveCost.put(Measure.DATABASE_CPU, Reports.estimate(9.12, 8.8, 9.44));
    naiveCost.put(Measure.STALENESS, Reports.exact(0, Reports.COUNTED));
    Map<Measure, Estimate> fixedCost = new EnumMap<>(Measure.class);
    fixedCost.put(Measure.QUERIES, Reports.exact(0.1312, Reports.COUNTED));
    fixedCost.put(Measure.ROWS_READ, Reports.exact(98.4, Reports.COUNTED));
    fixedCost.put(Measure.DATABASE_CPU, Reports.estimate(0.297, 0.27, 0.324));
    fixedCost.put(Measure.CACHE_HITS, Reports.exact(0.9712, Reports.COUNTED));
    fixedCost.put(Measure.STALENESS, Reports.exact(812, "the largest of any answer"));
    List<PhaseNumbers> numbers =
        List.of(
            new PhaseNumbers(
                "before", "", page, row(11.2, 18.4, 0, 60, 1), row(1.31, 3.9, 0, 60, 1)),
            new PhaseNumbers(
                "redis-down",
                "cut on redis",
                page,
                row(11.4, 19.1, 0, 60, 1),
                row(12.9, 68.2, 0.0042, 59.8, 0.9917)),
            new PhaseNumbers(
                "after", "", page, row(11.1, 18.2, 0, 60, 1), row(1.42, 9.71, 0, 60, 0.9988)),
            new PhaseNumbers("before", "", review, row(4.1, 7.2, 0, 3, 1), row(4.6, 8.1, 0, 3, 1)),
            new PhaseNumbers(
                "redis-down",
                "cut on redis",
                review,
                row(4.2, 7.4, 0, 3, 1),
                row(5.3, 61.0, 0, 3, 1)),
            new PhaseNumbers("after", "", review, row(4.1, 7.1, 0, 3, 1), row(4.7, 8.4, 0, 3, 1)));
    Window down = new Window("redis-down", "cut on redis", 6, 8);
    List<Point> points = new ArrayList<>();
    for (int second = 0; second < 22; second++) {
      boolean cut = second >= 6 && second < 14;
      double wave = wave(second);
      points.add(point(0, "naive", page, second, 60, 11.2 * wave, 0, 1));
      points.add(
          point(
              0,
              "fixed",
              page,
              second,
              60,
              (cut ? second == 6 ? 51.3 : 12.9 : second == 14 ? 3.1 : 1.31) * wave,
              second == 6 ? 2 : 0,
              second == 6 ? 0.933 : 1));
      points.add(point(0, "naive", review, second, 3, 4.1 * wave, 0, 1));
      points.add(point(0, "fixed", review, second, 3, (cut ? 5.3 : 4.6) * wave, 0, 1));
    }
    Timeline timeline =
        new Timeline(
            22,
            1,
            List.of(down),
            List.of(
                new Instant(0, "naive", "redis-down", 6.012, 14.008),
                new Instant(0, "fixed", "redis-down", 6.009, 14.021)),
            phases(numbers, List.of(page, review), Map.of(), ONE_PLAY),
            List.of(
                new Reaction("redis-down", "naive", page, Optional.empty(), some(0, ONE_PLAY)),
                new Reaction("redis-down", "fixed", page, some(0.991, ONE_PLAY), some(0, ONE_PLAY)),
                new Reaction("redis-down", "naive", review, Optional.empty(), some(0, ONE_PLAY)),
                new Reaction("redis-down", "fixed", review, Optional.empty(), some(0, ONE_PLAY))),
            points);
    return new ScenarioReport(
        "no-cache",
        "Computed every time, or remembered",
        "Why does the database melt when one product is in the news?",
        new Story(
            "A popular product's page is slow, and the database is busy with the same question.",
            "Rating, stock and suggestions are computed from reviews and order lines every time.",
            "Redis remembers the page for 30 s, forgets it on a write, and one request at a time"
                + " computes it again.",
            "An answer may be up to a second old, there is one more server to run, and without it"
                + " the database carries the whole load again."),
        Status.VALID,
        List.of(),
        Measure.QUERIES,
        List.of(new Endpoint(page, 100), new Endpoint(review, 250)),
        new Load(63, 8, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(1, 8, 5, 1, 12, 1),
        List.of(new Setting("products", "products there are", 20_000, 100, 1_000_000)),
        List.of(
            new VariantReport(
                "naive",
                List.of(
                    measured(page, 1_200, row(11.2, 18.4, 0, 60, 1), 0),
                    measured(review, 60, row(4.1, 7.2, 0, 3, 1), 0)),
                naiveCost,
                Optional.empty()),
            new VariantReport(
                "fixed",
                List.of(
                    measured(page, 1_200, row(1.31, 3.9, 0, 60, 1), 1),
                    measured(review, 60, row(4.6, 8.1, 0, 3, 1), 1)),
                fixedCost,
                Optional.empty())),
        List.of(
            Reports.comparison(
                page,
                Measure.P50_LATENCY,
                Reports.interval(0.117, 0.109, 0.126, Reports.BLOCKS),
                Verdict.IMPROVEMENT),
            Reports.comparison(
                page,
                Measure.P95_LATENCY,
                Reports.interval(0.2121, 0.189, 0.24, Reports.BLOCKS),
                Verdict.IMPROVEMENT),
            Reports.comparison(
                review,
                Measure.P95_LATENCY,
                Reports.interval(1.125, 0.97, 1.31, Reports.BLOCKS),
                Verdict.INCONCLUSIVE),
            Reports.comparison(
                "", Measure.QUERIES, Reports.exact(0.0328, Reports.COUNTED), Verdict.IMPROVEMENT)),
        List.of(
            new ExpectationResult(
                "queriesPerRequest of naive/fixed >= 20", Optional.of(30.5), Outcome.HELD),
            new ExpectationResult(
                "errorShare of fixed at product-page during redis-down <= 0.01",
                Optional.of(0.0042),
                Outcome.HELD),
            new ExpectationResult(
                "maxStalenessMillis of fixed <= 1000", Optional.of(812.0), Outcome.HELD)),
        Reports.blocks(5),
        List.of(),
        new FaultReport(
            Map.of("database", 0.0), Optional.of(timeline), Optional.empty(), Optional.empty()),
        ScalingReport.NONE,
        trust());
  }

  /** A gateway that is slow, then down: played twice, with the books compared at the end. */
  static ScenarioReport blockingGateway() {
    return gateway(
        new Reconciled(
            "payments",
            "gateway",
            List.of(
                new VariantBooks("naive", 812, 14, 3, 0, 0.4),
                new VariantBooks("fixed", 1_038, 0, 0, 0, 3.2))),
        List.of(
            new ExpectationResult(
                "withinObjectiveShare of fixed at browse-catalogue during gateway-slow >= 0.99",
                Optional.of(0.9979),
                Outcome.HELD),
            new ExpectationResult(
                "withinObjectiveShare of naive at browse-catalogue during gateway-slow <= 0.5",
                Optional.of(0.1396),
                Outcome.HELD),
            new ExpectationResult("unreconciled of fixed <= 0", Optional.of(0.0), Outcome.HELD)),
        new PhaseNumbers(
            "gateway-slow",
            "latency 30 s on gateway",
            "browse-catalogue",
            row(8_120, 10_002, 0.412, 30, 0.1396),
            row(11.9, 21.4, 0, 30, 0.9979)));
  }

  /** The same with other books, other expectations and other numbers of its highlighted phase. */
  static ScenarioReport gateway(
      Reconciled books, List<ExpectationResult> expectations, PhaseNumbers slow) {
    String pay = "pay-now";
    String browse = "browse-catalogue";
    String refused = "cut on gateway";
    List<PhaseNumbers> numbers =
        List.of(
            new PhaseNumbers(
                "before", "", browse, row(12.1, 20.9, 0, 30, 1), row(11.8, 20.2, 0, 30, 1)),
            slow,
            new PhaseNumbers(
                "after-gateway-slow",
                "",
                browse,
                row(41.3, 6_310, 0.017, 30, 0.717),
                row(11.7, 20.8, 0, 30, 1)),
            new PhaseNumbers(
                "gateway-down",
                refused,
                browse,
                row(12.4, 22.6, 0, 30, 1),
                row(11.9, 20.3, 0, 30, 1)),
            new PhaseNumbers(
                "after", "", browse, row(12.2, 21.1, 0, 30, 1), row(11.8, 20.6, 0, 30, 1)),
            new PhaseNumbers("before", "", pay, row(182, 231, 0, 20, 1), row(14.2, 25.3, 0, 20, 1)),
            new PhaseNumbers(
                "gateway-slow",
                "latency 30 s on gateway",
                pay,
                row(10_001, 10_004, 1, 20, 0),
                row(14.9, 27.1, 0, 20, 1)),
            new PhaseNumbers(
                "after-gateway-slow",
                "",
                pay,
                row(214, 8_211, 0.22, 20, 0.63),
                row(14.4, 26.0, 0, 20, 1)),
            new PhaseNumbers(
                "gateway-down", refused, pay, row(16.2, 31.7, 1, 20, 0), row(14.6, 26.8, 0, 20, 1)),
            new PhaseNumbers("after", "", pay, row(183, 229, 0, 20, 1), row(14.3, 25.9, 0, 20, 1)));
    List<Point> points = new ArrayList<>();
    for (int play = 0; play < 2; play++) {
      for (int second = 0; second < 26; second++) {
        double wave = wave(second + 7 * play);
        boolean stuck = second >= 5 && second < 13;
        boolean slowNow = second >= 4 && second < 12;
        boolean down = second >= 14 && second < 19;
        double waiting = Math.min(10_000, 900.0 * (second - 3) * (second - 3));
        points.add(
            point(
                play,
                "naive",
                browse,
                second,
                30,
                stuck ? Math.min(10_000, waiting * wave) : 12.1 * wave,
                stuck ? 12 : 0,
                second == 4 ? 0.73 : stuck ? 0.02 * play : 1));
        points.add(
            point(
                play,
                "fixed",
                browse,
                second,
                30,
                11.8 * wave,
                0,
                second == 8 && play == 1 ? 0.967 : 1));
        points.add(
            point(
                play,
                "naive",
                pay,
                second,
                20,
                slowNow ? 10_000 : (down ? 16.2 : second == 12 ? 2_340 : 182) * wave,
                slowNow || down ? 20 : 0,
                slowNow || down || second == 12 ? 0 : 1));
        points.add(point(play, "fixed", pay, second, 20, 14.2 * wave, 0, 1));
      }
    }
    List<Instant> instants = new ArrayList<>();
    List<Reaction> reactions = new ArrayList<>();
    for (String variant : List.of("naive", "fixed")) {
      for (int play = 0; play < 2; play++) {
        instants.add(
            new Instant(play, variant, "gateway-slow", 4.011 + 0.01 * play, 12.006 + 0.02 * play));
        instants.add(
            new Instant(play, variant, "gateway-down", 14.021 + 0.01 * play, 19.017 + 0.01 * play));
      }
      for (String endpoint : List.of(pay, browse)) {
        boolean naive = variant.equals("naive");
        boolean hit = naive && endpoint.equals(pay);
        reactions.add(
            new Reaction(
                "gateway-slow",
                variant,
                endpoint,
                naive ? some(hit ? 0.984 : 1.984, TWO_PLAYS) : Optional.empty(),
                naive ? Optional.empty() : some(0, TWO_PLAYS)));
        reactions.add(
            new Reaction(
                "gateway-down",
                variant,
                endpoint,
                hit ? some(0.974, TWO_PLAYS) : Optional.empty(),
                some(0, TWO_PLAYS)));
      }
    }
    Map<String, double[]> threads =
        Map.of(
            "before", new double[] {6, 2},
            "gateway-slow", new double[] {40, 11},
            "after-gateway-slow", new double[] {40, 3},
            "gateway-down", new double[] {4, 3},
            "after", new double[] {6, 2});
    Timeline timeline =
        new Timeline(
            26,
            2,
            List.of(
                new Window("gateway-slow", "latency 30 s on gateway", 4, 8),
                new Window("gateway-down", refused, 14, 5)),
            instants,
            phases(numbers, List.of(pay, browse), threads, TWO_PLAYS),
            reactions,
            points);
    return new ScenarioReport(
        "blocking-gateway",
        "Waiting for a stranger, or not",
        "Why is the catalogue down when only the payment gateway is slow?",
        new Story(
            "The whole shop stands still while a payment gateway is slow, the catalogue too.",
            "Each payment holds a request thread and a connection until the gateway answers; soon"
                + " none is left.",
            "Payments are recorded first, answered at once and completed in the background, with"
                + " timeouts, a bulkhead and a circuit breaker.",
            "The buyer learns the outcome later. Pending payments need a state, a retry and someone"
                + " who looks after those that never end."),
        Status.VALID,
        List.of(),
        Measure.BUSY_THREADS,
        List.of(new Endpoint(pay, 1_000), new Endpoint(browse, 250)),
        new Load(50, 8, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(1, 8, 5, 1, 12, 2),
        List.of(new Setting("requestThreads", "request threads of the service", 40, 4, 400)),
        List.of(
            new VariantReport(
                "naive",
                List.of(
                    measured(pay, 400, row(182, 231, 0, 20, 1), 0),
                    measured(browse, 600, row(12.1, 20.9, 0, 30, 1), 0)),
                Map.of(Measure.QUERIES, Reports.exact(1.41, Reports.COUNTED)),
                Optional.empty()),
            new VariantReport(
                "fixed",
                List.of(
                    measured(pay, 400, row(14.2, 25.3, 0, 20, 1), 1),
                    measured(browse, 600, row(11.8, 20.2, 0, 30, 1), 1)),
                Map.of(Measure.QUERIES, Reports.exact(1.83, Reports.COUNTED)),
                Optional.empty())),
        List.of(
            Reports.comparison(
                pay,
                Measure.P95_LATENCY,
                Reports.interval(0.1095, 0.101, 0.119, Reports.BLOCKS),
                Verdict.IMPROVEMENT),
            Reports.comparison(
                browse,
                Measure.P95_LATENCY,
                Reports.interval(0.966, 0.93, 1.01, Reports.BLOCKS),
                Verdict.EQUIVALENT)),
        expectations,
        Reports.blocks(5),
        List.of(),
        new FaultReport(
            Map.of(),
            Optional.of(timeline),
            Optional.of(books),
            Optional.of(new Highlight(Measure.WITHIN_OBJECTIVE, browse, "gateway-slow"))),
        ScalingReport.NONE,
        trust());
  }

  /** All four scenarios, with their timelines played often. */
  static Report played(int plays) {
    return Reports.report(
        List.of(
            Reports.nPlusOne(Verdict.IMPROVEMENT),
            Reports.missingIndex(),
            played(noCache(), plays),
            played(blockingGateway(), plays)));
  }

  private static ScenarioReport played(ScenarioReport s, int plays) {
    Timeline t = s.faults().timeline().orElseThrow();
    List<Point> points = new ArrayList<>();
    for (int play = 0; play < plays; play++) {
      for (Point p : t.points().stream().filter(p -> p.play() == 0).toList()) {
        points.add(
            new Point(
                play,
                p.variant(),
                p.endpoint(),
                p.second(),
                p.requests(),
                p.errors(),
                p.p50Millis() * (1 + play / 40.0),
                p.p99Millis(),
                p.withinObjective()));
      }
    }
    return with(
        s,
        new Timeline(
            t.seconds(), plays, t.windows(), t.instants(), t.phases(), t.reactions(), points));
  }

  /** Faults came and went, but no second, instant, phase or reaction was recorded. */
  static Report withoutPoints() {
    ScenarioReport s = blockingGateway();
    Timeline t = s.faults().timeline().orElseThrow();
    return Reports.report(
        List.of(
            with(
                s,
                new Timeline(
                    t.seconds(), 1, t.windows(), List.of(), List.of(), List.of(), List.of()))));
  }

  /** The gateway's scenario with numbers that must not be shown. */
  static Report invalid() {
    ScenarioReport s = blockingGateway();
    return Reports.report(
        List.of(
            Reports.copy(
                s,
                Status.INVALID,
                List.of("the load generator was late"),
                s.variants(),
                s.comparisons(),
                List.of(),
                s.trust())));
  }

  static ScenarioReport with(ScenarioReport s, Timeline timeline) {
    FaultReport faults = s.faults();
    return new ScenarioReport(
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
        s.settings(),
        s.variants(),
        s.comparisons(),
        s.expectations(),
        s.blocks(),
        s.diffs(),
        new FaultReport(
            faults.distanceMillis(),
            Optional.of(timeline),
            faults.reconciliation(),
            faults.highlight()),
        s.scaling(),
        s.trust());
  }

  /** What an endpoint did in a phase, for both variants. */
  record PhaseNumbers(
      String phase,
      String fault,
      String endpoint,
      Map<Measure, Estimate> naive,
      Map<Measure, Estimate> fixed) {}

  static Map<Measure, Estimate> row(
      double p50, double p95, double errorShare, double perSecond, double within) {
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    estimates.put(Measure.P50_LATENCY, Reports.exact(p50, TWO_PLAYS));
    estimates.put(Measure.P95_LATENCY, Reports.exact(p95, TWO_PLAYS));
    estimates.put(Measure.THROUGHPUT, Reports.exact(perSecond, TWO_PLAYS));
    estimates.put(Measure.ERROR_SHARE, Reports.exact(errorShare, TWO_PLAYS));
    estimates.put(Measure.WITHIN_OBJECTIVE, Reports.exact(within, TWO_PLAYS));
    return estimates;
  }

  private static EndpointReport measured(
      String name, long requests, Map<Measure, Estimate> numbers, int variant) {
    double p50 = numbers.get(Measure.P50_LATENCY).value();
    double p95 = numbers.get(Measure.P95_LATENCY).value();
    Map<Measure, Estimate> estimates = Reports.latencies(p50, p95, p95 * 1.4, p95 * 2.1);
    estimates.put(
        Measure.THROUGHPUT, Reports.exact(numbers.get(Measure.THROUGHPUT).value(), Reports.POOLED));
    estimates.put(Measure.ERROR_SHARE, Reports.exact(0, Reports.COUNTED));
    return new EndpointReport(
        name,
        requests,
        0,
        estimates,
        Reports.curve(p50, p95, 2),
        Reports.seconds(variant, p50, 5, Map.of()),
        Map.of());
  }

  private static List<Phase> phases(
      List<PhaseNumbers> numbers,
      List<String> endpoints,
      Map<String, double[]> threads,
      String note) {
    List<Phase> phases = new ArrayList<>();
    for (String name : numbers.stream().map(PhaseNumbers::phase).distinct().toList()) {
      List<VariantPhase> variants = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int variant = i;
        List<EndpointPhase> both = new ArrayList<>();
        for (String endpoint : endpoints) {
          numbers.stream()
              .filter(n -> n.phase().equals(name) && n.endpoint().equals(endpoint))
              .forEach(n -> both.add(endpoint(n, variant, note)));
        }
        variants.add(
            new VariantPhase(
                variant == 0 ? "naive" : "fixed",
                both,
                threads.containsKey(name)
                    ? Map.of(
                        Measure.BUSY_THREADS,
                        Reports.exact(threads.get(name)[variant], "highest value of any second"))
                    : Map.of()));
      }
      Optional<String> fault =
          numbers.stream()
              .filter(n -> n.phase().equals(name))
              .map(PhaseNumbers::fault)
              .filter(text -> !text.isEmpty())
              .findFirst();
      phases.add(new Phase(name, fault, variants));
    }
    return phases;
  }

  private static EndpointPhase endpoint(PhaseNumbers numbers, int variant, String note) {
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    (variant == 0 ? numbers.naive() : numbers.fixed())
        .forEach(
            (measure, e) ->
                estimates.put(
                    measure, e.interval().isPresent() ? e : Reports.exact(e.value(), note)));
    long errors = Math.round(estimates.get(Measure.ERROR_SHARE).value() * 480);
    return new EndpointPhase(
        numbers.endpoint(),
        480,
        errors,
        estimates,
        errors == 0 ? Map.of() : Map.of("timeout", errors));
  }

  private static Point point(
      int play,
      String variant,
      String endpoint,
      int second,
      long requests,
      double p50Millis,
      long errors,
      double within) {
    return new Point(
        play, variant, endpoint, second, requests, errors, p50Millis, p50Millis * 1.6, within);
  }

  private static double wave(int second) {
    return 1 + 0.07 * Math.sin(second * 1.7) + 0.04 * Math.cos(second * 4.1);
  }

  private static Optional<Estimate> some(double value, String note) {
    return Optional.of(Reports.exact(value, note));
  }

  private static Optional<Trust> trust() {
    return Optional.of(
        new Trust(
            1,
            4_000,
            0,
            0.84,
            5.02,
            12.4,
            20,
            0.081,
            0.005,
            Optional.of(0.47),
            List.of(),
            List.of("the quick profile plays the faults once; several plays show their spread")));
  }
}
