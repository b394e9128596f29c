package dev.faceoff.report;

import dev.faceoff.model.Design;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Price;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.report.CapacityReport.Goal;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Limit;
import dev.faceoff.report.CapacityReport.Outcome;
import dev.faceoff.report.CapacityReport.Peak;
import dev.faceoff.report.CapacityReport.Rate;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.Throughput;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.CostReport.Part;
import dev.faceoff.report.CostReport.PartCost;
import dev.faceoff.report.CostReport.VariantCost;
import dev.faceoff.report.ScenarioReport.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scenarios whose capacity was searched for, written by hand. */
final class CapacityFixtures {
  private static final List<Integer> USERS = List.of(1, 2, 4, 8, 16, 32);
  private static final String RESIDUALS =
      "by resampling 12 residuals of one launch: what launches differ by is not in it";

  private static final List<String> WITHOUT =
      List.of("what a JVM compiles and collects", "the database's memory and disk", "the network");

  private CapacityFixtures() {}

  /** A pair that was compared and searched, and one that was searched alone, in two launches. */
  static Report two() {
    return Reports.report(
        List.of(
            Reports.missingIndex().with(scaling(true, oneLaunch())).with(Optional.of(ofPair())),
            alone(Reports.nPlusOne(Verdict.IMPROVEMENT), atTheGenerator())));
  }

  /** One whose search was not allowed more than 120 users a second: what both keep. */
  static Report limited() {
    CapacityReport whole = atTheGenerator();
    List<VariantCapacity> variants =
        whole.variants().stream()
            .map(
                variant ->
                    new VariantCapacity(
                        variant.variant(),
                        Optional.of(
                            new Rate(
                                Reports.exact(
                                    120,
                                    "at least: in 1 of 1 launch no rate was found that is not kept"),
                                true)),
                        "",
                        List.of(search(0, 120, Optional.empty(), Ending.ASKED_LIMIT)),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        "no law: users without pause were left out, as no more than 120 users a second"
                            + " were allowed"))
            .toList();
    return Reports.report(
        List.of(
            alone(
                Reports.nPlusOne(Verdict.IMPROVEMENT),
                new CapacityReport(
                    Status.VALID,
                    List.of(),
                    whole.objective(),
                    List.of(),
                    whole.rounds(),
                    whole.stepSeconds(),
                    whole.load(),
                    new Profile(1, 24, 3, 1, 8, 1),
                    variants,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    whole.trust()))));
  }

  /** One whose naive side was never offered what it was asked to keep. */
  static Report oneUnknown() {
    return Reports.report(List.of(alone(Reports.missingIndex(), naiveUnknown())));
  }

  private static CapacityReport naiveUnknown() {
    CapacityReport whole = oneLaunch();
    String complaint =
        "The load generator took 61 % of the machine's processors; the limit is 50 %.";
    VariantCapacity naive =
        new VariantCapacity(
            "naive",
            Optional.empty(),
            "no rate: no step was sound. " + complaint,
            List.of(
                new Search(
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Ending.GENERATOR_LIMIT,
                    List.of(
                        new Step(27.4, Outcome.GENERATOR_UNSOUND, 164, 182.4, 0, 0.3),
                        new Step(13.7, Outcome.GENERATOR_UNSOUND, 82, 182.4, 0, 0.3)))),
            List.of(),
            List.of(),
            Optional.empty(),
            "no law: " + complaint);
    CostReport cost = whole.cost().orElseThrow();
    return new CapacityReport(
        Status.VALID,
        List.of(),
        whole.objective(),
        whole.users(),
        whole.rounds(),
        whole.stepSeconds(),
        whole.load(),
        whole.profile(),
        List.of(naive, whole.variants().get(1)),
        Optional.empty(),
        Optional.of(
            new GeneratorLimit(
                Optional.empty(),
                Optional.empty(),
                "of 6,000 answers of the stand-in 200 did not pass the journey's checks.")),
        Optional.of(
            new CostReport(
                Optional.empty(),
                cost.price(),
                cost.parts().stream()
                    .map(
                        part ->
                            new PartCost(
                                part.part(), part.variants().subList(1, 2), Optional.empty()))
                    .toList(),
                cost.without())),
        whole.trust());
  }

  /** Per million requests, while the pair was compared; no prices. */
  private static CostReport ofPair() {
    return new CostReport(
        Optional.of(20.0),
        Optional.empty(),
        List.of(
            part(Part.SERVICE_CPU, Reports.BLOCKS, 0.82, 0.41, 0.5),
            part(Part.DATABASE_CPU, Reports.BLOCKS, 40.2, 0.031, 0.00077),
            part(Part.MEMORY, Reports.BLOCKS, 3.9, 3.7, 0.949)),
        WITHOUT);
  }

  private static PartCost part(Part part, String note, double naive, double fixed, double ratio) {
    return new PartCost(
        part,
        List.of(
            new VariantCost("naive", Reports.interval(naive, 0.93 * naive, 1.08 * naive, note)),
            new VariantCost("fixed", Reports.interval(fixed, 0.93 * fixed, 1.08 * fixed, note))),
        Optional.of(Reports.interval(ratio, 0.9 * ratio, 1.12 * ratio, note)));
  }

  /** Interrupted in the search, and not to be trusted. */
  static Report broken() {
    CapacityReport whole = oneLaunch();
    CapacityReport partial =
        with(
            whole,
            Status.PARTIAL,
            List.of("Interrupted: 1 of 2 launches had begun, and 5 steps were played."),
            whole.variants());
    CapacityReport notBegun =
        with(
            whole,
            Status.PARTIAL,
            List.of("Interrupted: 1 of 1 launches had begun, and 0 steps were played."),
            whole.variants().stream()
                .map(
                    v ->
                        new VariantCapacity(
                            v.variant(),
                            Optional.empty(),
                            "no rate: its search had not begun",
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            "no law: nothing was answered"))
                .toList());
    CapacityReport invalid =
        with(
            whole,
            Status.INVALID,
            List.of("No step was sound.", "The load generator missed 3 of 240 arrivals."),
            List.of());
    return Reports.report(
        List.of(
            alone(Reports.missingIndex(), partial),
            Reports.missingIndex().with(scaling(true, notBegun)),
            Reports.nPlusOne(Verdict.IMPROVEMENT).with(scaling(true, invalid)),
            alone(Reports.nPlusOne(Verdict.IMPROVEMENT), invalid)));
  }

  private static CapacityReport with(
      CapacityReport whole, Status status, List<String> reasons, List<VariantCapacity> variants) {
    return new CapacityReport(
        status,
        reasons,
        whole.objective(),
        whole.users(),
        whole.rounds(),
        whole.stepSeconds(),
        whole.load(),
        whole.profile(),
        variants,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        whole.trust());
  }

  private static ScalingReport scaling(boolean pair, CapacityReport capacity) {
    return new ScalingReport(
        pair ? Set.of(Design.PAIR, Design.CAPACITY) : Set.of(Design.CAPACITY),
        Optional.empty(),
        Optional.of(capacity),
        Optional.empty());
  }

  private static ScenarioReport alone(ScenarioReport s, CapacityReport capacity) {
    return Reports.copy(
            Reports.with(s, s.endpoints(), List.of(), List.of()),
            capacity.status(),
            capacity.reasons(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty())
        .with(scaling(false, capacity));
  }

  /** The same search with other findings about its variants. */
  static CapacityReport of(CapacityReport report, List<VariantCapacity> variants) {
    return new CapacityReport(
        report.status(),
        report.reasons(),
        report.objective(),
        report.users(),
        report.rounds(),
        report.stepSeconds(),
        report.load(),
        report.profile(),
        variants,
        report.ratio(),
        report.generator(),
        report.cost(),
        report.trust());
  }

  /** Naive peaks and is limited by the database's CPU, fixed by its pool. */
  private static CapacityReport oneLaunch() {
    Search ofNaive =
        new Search(
            0,
            Optional.of(27.4),
            Optional.of(32.88),
            Ending.FOUND,
            List.of(
                new Step(27.4, Outcome.KEPT, 164, 182.4, 0, 0.3),
                new Step(32.88, Outcome.NOT_KEPT, 197, 1_204.2, 0.0051, 0.3),
                new Step(32.88, Outcome.NOT_KEPT, 198, 991.8, 0, 0.3),
                new Step(27.4, Outcome.KEPT, 165, 201.7, 0, 0.3),
                new Step(27.4, Outcome.KEPT, 164, 196.3, 0, 0.3)));
    Search ofFixed =
        new Search(
            0,
            Optional.of(812.0),
            Optional.of(974.4),
            Ending.FOUND,
            List.of(
                new Step(812, Outcome.KEPT, 4_872, 31.2, 0, 0.3),
                new Step(974.4, Outcome.GENERATOR_UNSOUND, 5_846, 48.1, 0, 0.3),
                new Step(974.4, Outcome.NOT_KEPT, 5_846, 310.4, 0, 0.3),
                new Step(974.4, Outcome.NOT_KEPT, 5_846, 290.9, 0, 0.3),
                new Step(812, Outcome.KEPT, 4_872, 33.8, 0, 0.3),
                new Step(812, Outcome.KEPT, 4_872, 35.1, 0, 0.3)));
    String note = "over 3 kept steps of one launch, in which memory was read once";
    return new CapacityReport(
        Status.VALID,
        List.of(),
        new Goal("orders-of-customer", 0.95, 250, 0.01),
        USERS,
        2,
        6,
        new Load(13, 2, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(1, 24, 3, 1, 8, 1),
        List.of(
            new VariantCapacity(
                "naive",
                Optional.of(
                    new Rate(
                        Reports.exact(
                            27.4,
                            "no interval: only one launch, whose search ended between 27.4 and"
                                + " 32.9/s"),
                        false)),
                "",
                List.of(ofNaive),
                List.of(
                    new Limit(
                        "CPU, used by the database",
                        "The machine's cores were busy for 98 % (91 % at the highest kept rate) of"
                            + " the time, 84 % by the database, 6 % by the service, 2 % by the"
                            + " generator.")),
                throughputs(18.6, 0.31, 0.004),
                Optional.of(
                    law(
                        18.6,
                        0.31,
                        0.004,
                        Optional.of(
                            new Peak(
                                Reports.interval(13.1, 10.2, 20.6, RESIDUALS),
                                Reports.interval(46.1, 44.4, 47.9, RESIDUALS),
                                false)))),
                ""),
            new VariantCapacity(
                "fixed",
                Optional.of(
                    new Rate(
                        Reports.exact(
                            812,
                            "no interval: only one launch, whose search ended between 812.0 and"
                                + " 974.4/s"),
                        false)),
                "",
                List.of(ofFixed),
                List.of(
                    new Limit(
                        "the connection pool",
                        "100 % (70 % at the highest kept rate) of the connections were in use, and"
                            + " requests spent 62 % (8 % at the highest kept rate) of their time"
                            + " waiting for one.")),
                throughputs(402, 0.24, 0),
                Optional.of(law(402, 0.24, 0, Optional.empty())),
                "")),
        Optional.of(
            new Rate(
                Reports.exact(
                    29.6, "no interval: only one launch, whose searches allow 24.70 to 35.56"),
                false)),
        Optional.of(
            new GeneratorLimit(
                Optional.of(985.0),
                Optional.of(1_281.0),
                "The load generator took 56 % of the machine's processors; the limit is 50 %.")),
        Optional.of(
            new CostReport(
                Optional.empty(),
                Optional.of(new Price(0.048, 0.0053, "EUR")),
                List.of(
                    part(Part.SERVICE_CPU, note, 1.3, 0.36, 0.277),
                    part(Part.DATABASE_CPU, note, 18.2, 0.022, 0.00121),
                    part(Part.MEMORY, note, 2.9, 0.098, 0.0338),
                    part(Part.MONEY, note, 0.951, 0.0189, 0.0199)),
                WITHOUT)),
        Optional.of(
            trust(
                1,
                List.of(
                    "Of 11 steps the generator was unsound in 1.",
                    "One launch: what differs from start to start of a JVM is in no interval of"
                        + " capacities."))));
  }

  /** The candidate is quicker than the generator; the baseline has no law. */
  private static CapacityReport atTheGenerator() {
    String over = "over 2 launches and the width of their brackets";
    return new CapacityReport(
        Status.VALID,
        List.of(),
        new Goal("newest-orders", 0.99, 1_000, 0),
        USERS,
        2,
        6,
        new Load(24, 2, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new Profile(2, 24, 3, 1, 8, 1),
        List.of(
            new VariantCapacity(
                "naive",
                Optional.of(new Rate(Reports.interval(101.2, 88.1, 134.6, over), false)),
                "",
                List.of(
                    search(0, 98, Optional.of(117.6), Ending.FOUND),
                    search(1, 104.5, Optional.of(150.5), Ending.BUDGET)),
                List.of(
                    new Limit(
                        "not known", "Nothing that is measured had run out: cores busy for 61 %.")),
                List.of(),
                Optional.empty(),
                "no law: only one block of 8 users was answered"),
            new VariantCapacity(
                "fixed",
                Optional.of(
                    new Rate(
                        Reports.exact(
                            1_190,
                            "at least: in 2 of 2 launches no rate was found that is not kept"),
                        true)),
                "",
                List.of(
                    search(0, 1_180, Optional.empty(), Ending.GENERATOR_LIMIT),
                    search(1, 1_200, Optional.empty(), Ending.GENERATOR_LIMIT)),
                List.of(),
                throughputs(502, 0.2, 0.0001),
                Optional.empty(),
                "no law: The load generator took 61 % of the machine's processors; the limit is 50"
                    + " %.")),
        Optional.of(
            new Rate(
                Reports.exact(
                    9.2, "at least: in 2 of 2 launches no rate was found that is not kept"),
                true)),
        Optional.of(new GeneratorLimit(Optional.of(1_210.0), Optional.empty(), "")),
        Optional.empty(),
        Optional.of(trust(2, List.of("Of 2 steps the generator was unsound in 0."))));
  }

  private static Search search(int launch, double kept, Optional<Double> notKept, Ending ending) {
    return new Search(
        launch,
        Optional.of(kept),
        notKept,
        ending,
        List.of(new Step(kept, Outcome.KEPT, Math.round(6 * kept), 212, 0, 0.3)));
  }

  private static double throughput(double one, double contention, double coherence, double users) {
    return one * users / (1 + contention * (users - 1) + coherence * users * (users - 1));
  }

  private static List<Throughput> throughputs(double one, double contention, double coherence) {
    List<Throughput> all = new ArrayList<>();
    for (int users : USERS) {
      double fitted = throughput(one, contention, coherence, users);
      double off = users % 3 == 1 ? 1.02 : 0.985;
      all.add(new Throughput(users, 2, off * fitted, 1_100 * users / fitted, Optional.of(fitted)));
    }
    return all;
  }

  private static Law law(double one, double contention, double coherence, Optional<Peak> peak) {
    List<Expected> curve = new ArrayList<>();
    for (double users : new double[] {1, 2, 4, 8, 16, 32, 45, 64}) {
      double value = throughput(one, contention, coherence, users);
      curve.add(new Expected(users, around(value)));
    }
    return new Law(
        around(one),
        Reports.interval(contention, contention * 0.8, contention * 1.2, RESIDUALS),
        Reports.interval(coherence, 0, coherence + 0.002, RESIDUALS),
        peak,
        curve);
  }

  private static Estimate around(double value) {
    return Reports.interval(value, 0.96 * value, 1.04 * value, RESIDUALS);
  }

  private static Trust trust(int launches, List<String> notes) {
    return new Trust(
        launches, 5_800, 0, 0.8, 6.7, 18.8, 20, 0.12, 0.001, Optional.of(0.81), List.of(), notes);
  }
}
