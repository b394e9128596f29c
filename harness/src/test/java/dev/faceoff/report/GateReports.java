package dev.faceoff.report;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Party;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Status;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport.Answers;
import dev.faceoff.report.GateReport.LaunchInfo;
import dev.faceoff.report.ScenarioReport.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gates written by hand, one for each way a gate can end. Ratios and their intervals are those of
 * the launches: Student t over logs, calculated with Python 3.11.
 */
final class GateReports {
  private static final String LIST = "list-orders";
  private static final String PLACE = "place-order";
  private static final String COUNTED = "counted; no launch differs from another";

  private static final Party MAIN =
      new Party(
          "target/shop-1.4.2.jar", "jar", Map.of("sha256", "9f2b61d07c3e", "version", "1.4.2"));
  private static final Party BRANCH =
      new Party(
          "target/shop-1.5.0.jar", "jar", Map.of("sha256", "41ac77e0b95d", "version", "1.5.0"));

  private GateReports() {}

  /** All of them, by the name of their golden files. */
  static Map<String, Report> all() {
    Map<String, Report> reports = new LinkedHashMap<>();
    reports.put("gate-regression", regression());
    reports.put("gate-errors", moreErrors());
    reports.put("gate-equivalent", equivalent());
    reports.put("gate-inconclusive", inconclusive());
    reports.put("gate-improvement", improvement());
    reports.put("gate-invalid", invalid());
    reports.put("gate-failed", failed());
    reports.put("gate-partial", partial());
    reports.put("gate-answers", answersDiffer());
    return reports;
  }

  /** Slower at one of two endpoints, with a query more; the other endpoint is as it was. */
  static Report regression() {
    return report(
        gate(
            true,
            Status.VALID,
            List.of(),
            Verdict.REGRESSION,
            true,
            List.of(
                finding(LIST, Measure.TYPICAL_LATENCY, Verdict.REGRESSION)
                    .sides(11.84, 12.46)
                    .ratio(1.05102, 1.0312, 1.07123)
                    .decisive(1.02045, 1.08251)
                    .launches(1.061, 1.034, 1.072, 1.047, 1.025, 1.068)
                    .resolvable(0.031),
                finding(LIST, Measure.SLOWEST_TENTH, Verdict.REGRESSION)
                    .sides(24.1, 26.02)
                    .ratio(1.08007, 1.03961, 1.1221)
                    .decisive(1.01801, 1.14592)
                    .launches(1.118, 1.043, 1.094, 1.071, 1.031, 1.127)
                    .resolvable(0.067),
                finding(LIST, Measure.ERROR_SHARE, Verdict.EQUIVALENT)
                    .sides(0, 0)
                    .difference(0, -0.00061, 0.00061)
                    .launches(0, 0, 0, 0, 0, 0)
                    .resolvable(0.0006),
                finding(PLACE, Measure.TYPICAL_LATENCY, Verdict.EQUIVALENT)
                    .sides(4.212, 4.217)
                    .ratio(1.00115, 0.99377, 1.00857)
                    .decisive(0.98974, 1.01268)
                    .launches(1.004, 0.996, 1.011, 0.992, 1.006, 0.998)
                    .resolvable(0.012),
                finding(PLACE, Measure.SLOWEST_TENTH, Verdict.EQUIVALENT)
                    .sides(9.03, 9.04)
                    .ratio(1.00064, 0.97806, 1.02374)
                    .decisive(0.96585, 1.03667)
                    .launches(1.021, 0.984, 1.008, 0.971, 1.027, 0.994)
                    .resolvable(0.037),
                finding(PLACE, Measure.ERROR_SHARE, Verdict.EQUIVALENT)
                    .sides(0.0003, 0.0003)
                    .difference(0, -0.00087, 0.00087)
                    .launches(0, 0.0025, 0, -0.0025, 0, 0)
                    .resolvable(0.0011),
                finding("", Measure.CPU, Verdict.EQUIVALENT)
                    .sides(5.91, 6.15)
                    .ratio(1.04081, 1.0324, 1.04928)
                    .decisive(1.02781, 1.05397)
                    .launches(1.038, 1.051, 1.029, 1.044, 1.036, 1.047)
                    .resolvable(0.013),
                finding("", Measure.QUERIES, Verdict.REGRESSION)
                    .sides(1.5, 2)
                    .exact(4 / 3.0)
                    .launches(4 / 3.0, 4 / 3.0, 4 / 3.0, 4 / 3.0, 4 / 3.0, 4 / 3.0),
                finding("", Measure.ROWS_READ, Verdict.EQUIVALENT)
                    .shownOnly()
                    .sides(20, 20)
                    .exact(1)),
            alike(),
            launches(6),
            List.of("launch 3: 58 % of the measured time was disturbed by other processes")));
  }

  /** Requests that did not fail before, and are a little faster for it. */
  static Report moreErrors() {
    return report(
        gate(
            true,
            Status.VALID,
            List.of(),
            Verdict.REGRESSION,
            true,
            List.of(
                finding(PLACE, Measure.TYPICAL_LATENCY, Verdict.EQUIVALENT)
                    .sides(4.212, 4.217)
                    .ratio(1.00115, 0.99377, 1.00857)
                    .decisive(0.98974, 1.01268)
                    .launches(1.004, 0.996, 1.011, 0.992, 1.006, 0.998)
                    .resolvable(0.012),
                finding(PLACE, Measure.SLOWEST_TENTH, Verdict.REGRESSION)
                    .sides(24.1, 26.02)
                    .ratio(1.08007, 1.03961, 1.1221)
                    .decisive(1.01801, 1.14592)
                    .launches(1.118, 1.043, 1.094, 1.071, 1.031, 1.127),
                finding(PLACE, Measure.ERROR_SHARE, Verdict.REGRESSION)
                    .sides(0.0003, 0.0142)
                    .difference(0.0139, 0.0098, 0.0191)
                    .decisive(0.0081, 0.0214)
                    .launches(0.0128, 0.0153, 0.0117, 0.0162, 0.0131, 0.0143)
                    .resolvable(0.0011),
                finding(LIST, Measure.ERROR_SHARE, Verdict.EQUIVALENT)
                    .sides(0, 0)
                    .difference(0, -0.00061, 0.00061)
                    .decisive(-0.0009, 0.0009)),
            alike(),
            launches(6),
            List.of()));
  }

  /** Nothing to see, proven. */
  static Report equivalent() {
    return report(
        gate(
            true,
            Status.VALID,
            List.of(),
            Verdict.EQUIVALENT,
            true,
            same(),
            alike(),
            launches(8),
            List.of()));
  }

  /** Four launches say too little. */
  static Report inconclusive() {
    GateReport gate =
        gate(
            true,
            Status.VALID,
            List.of(),
            Verdict.INCONCLUSIVE,
            false,
            List.of(
                finding(LIST, Measure.TYPICAL_LATENCY, Verdict.INCONCLUSIVE)
                    .sides(11.84, 12.13)
                    .ratio(1.02516, 0.97802, 1.07458)
                    .decisive(0.95303, 1.10276)
                    .launches(1.043, 0.992, 1.058, 1.009)
                    .more(4)
                    .resolvable(0.072),
                finding(LIST, Measure.SLOWEST_TENTH, Verdict.INCONCLUSIVE)
                    .sides(24.1, 24.9)
                    .ratio(1.03177, 0.9206, 1.15636)
                    .decisive(0.86465, 1.23118)
                    .launches(1.091, 0.955, 1.102, 0.987)
                    .more(9)
                    .resolvable(0.17),
                finding(LIST, Measure.SLOW_SHARE, Verdict.INCONCLUSIVE)
                    .sides(0.021, 0.029)
                    .difference(0.0075, -0.00856, 0.02356)
                    .decisive(-0.04513, 0.06013)
                    .launches(0.012, -0.004, 0.019, 0.003)
                    .more(4)
                    .resolvable(0.061),
                finding(LIST, Measure.ERROR_SHARE, Verdict.EQUIVALENT)
                    .sides(0, 0)
                    .difference(0, -0.0009, 0.0009)
                    .launches(0, 0, 0, 0),
                finding("", Measure.CPU, Verdict.EQUIVALENT)
                    .sides(5.91, 5.94)
                    .ratio(1.00449, 0.99586, 1.01319)
                    .decisive(0.99114, 1.01801)
                    .launches(1.006, 0.998, 1.011, 1.003),
                finding("", Measure.QUERIES, Verdict.EQUIVALENT).sides(1.5, 1.5).exact(1)),
            List.of(new Answers(LIST, 1_980, 0, false, false)),
            launches(4),
            List.of());
    Copy copy = new Copy(gate);
    copy.calibration = Optional.empty();
    return copy.report();
  }

  /** A join in place of a query per order: far beyond any margin. */
  static Report improvement() {
    return report(
        gate(
            false,
            Status.VALID,
            List.of(),
            Verdict.IMPROVEMENT,
            true,
            List.of(
                finding(LIST, Measure.TYPICAL_LATENCY, Verdict.IMPROVEMENT)
                    .sides(88.4, 9.24)
                    .ratio(0.10447, 0.09963, 0.10953)
                    .decisive(0.09707, 0.11242)
                    .launches(0.108, 0.103, 0.101, 0.106)
                    .resolvable(0.031),
                finding(LIST, Measure.SLOWEST_TENTH, Verdict.IMPROVEMENT)
                    .sides(103.1, 11.4)
                    .ratio(0.11088, 0.10181, 0.12076)
                    .decisive(0.09714, 0.12656)
                    .launches(0.118, 0.109, 0.104, 0.113),
                finding(LIST, Measure.ERROR_SHARE, Verdict.EQUIVALENT)
                    .sides(0, 0)
                    .difference(0, -0.0009, 0.0009)
                    .launches(0, 0, 0, 0),
                finding("", Measure.CPU, Verdict.IMPROVEMENT)
                    .sides(17.7, 2.995)
                    .ratio(0.16923, 0.1649, 0.17368)
                    .decisive(0.16257, 0.17617)
                    .launches(0.171, 0.168, 0.166, 0.172),
                finding("", Measure.QUERIES, Verdict.IMPROVEMENT)
                    .sides(51, 1)
                    .exact(1 / 51.0)
                    .launches(1 / 51.0, 1 / 51.0, 1 / 51.0, 1 / 51.0)),
            List.of(new Answers(LIST, 1_980, 0, false, false)),
            launches(4),
            List.of()));
  }

  /** The generator was late: no number. */
  static Report invalid() {
    GateReport gate =
        gate(
            true,
            Status.INVALID,
            List.of(
                "the load generator started requests up to 61.4 ms late at p99 (limit 20 ms) in"
                    + " launch 2, and in the three that replaced it"),
            Verdict.INCONCLUSIVE,
            false,
            List.of(),
            List.of(),
            launches(1),
            List.of("launch 2: the generator was late (p99 61.4 ms)"));
    Copy copy = new Copy(gate);
    copy.trust =
        Optional.of(
            new Trust(
                1,
                500,
                38,
                3.2,
                61.4,
                240.1,
                20,
                0.91,
                0.06,
                Optional.of(0.99),
                List.of(),
                List.of()));
    return copy.report();
  }

  /** The candidate died. */
  static Report failed() {
    GateReport gate =
        gate(
            true,
            Status.FAILED,
            List.of(
                "candidate target/shop-1.5.0.jar ended with exit code 1 while it was warmed up"),
            Verdict.INCONCLUSIVE,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Copy copy = new Copy(gate);
    copy.trust = Optional.empty();
    return copy.report();
  }

  /** Interrupted after five launches, between two looks. */
  static Report partial() {
    return report(
        gate(
            true,
            Status.PARTIAL,
            List.of("interrupted in launch 6; the numbers are those of the 5 launches before"),
            Verdict.INCONCLUSIVE,
            false,
            List.of(
                finding(LIST, Measure.TYPICAL_LATENCY, Verdict.INCONCLUSIVE)
                    .sides(11.84, 12.4)
                    .ratio(1.04762, 1.02362, 1.07218)
                    .decisive(0.99812, 1.09958)
                    .launches(1.061, 1.034, 1.072, 1.047, 1.025)
                    .more(1)
                    .resolvable(0.041),
                finding("", Measure.QUERIES, Verdict.EQUIVALENT).sides(1.5, 1.5).exact(1)),
            alike(),
            launches(5),
            List.of()));
  }

  /** The candidate leaves out what the baseline sends. */
  static Report answersDiffer() {
    return report(
        gate(
            true,
            Status.VALID,
            List.of(),
            Verdict.INCONCLUSIVE,
            true,
            List.of(),
            List.of(
                new Answers(LIST, 1_980, 1_874, false, true),
                new Answers(PLACE, 1_960, 1_960, true, false)),
            launches(4),
            List.of()));
  }

  /** Many endpoints with long names: more than a pull request's comment can hold. */
  static Report huge() {
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      drafts.add(
          finding(
                  "endpoint-%03d-%s".formatted(i, "x".repeat(40)),
                  Measure.TYPICAL_LATENCY,
                  i == 450 ? Verdict.REGRESSION : Verdict.EQUIVALENT)
              .sides(11.84, 12.46)
              .ratio(1.05102, 1.0312, 1.07123)
              .launches(1.061, 1.034, 1.072, 1.047, 1.025, 1.068));
    }
    return report(
        gate(
            true,
            Status.VALID,
            List.of(),
            Verdict.REGRESSION,
            true,
            drafts,
            alike(),
            launches(6),
            List.of()));
  }

  private static List<Draft> same() {
    return List.of(
        finding(LIST, Measure.TYPICAL_LATENCY, Verdict.EQUIVALENT)
            .sides(11.84, 11.82)
            .ratio(0.99985, 0.99373, 1.00602)
            .decisive(0.99037, 1.00942)
            .launches(1.004, 0.991, 1.009, 0.997, 1.006, 0.988, 1.001, 1.003)
            .resolvable(0.011),
        finding(LIST, Measure.SLOWEST_TENTH, Verdict.EQUIVALENT)
            .sides(24.1, 24.2)
            .ratio(1.00014, 0.98722, 1.01323)
            .decisive(0.98019, 1.02051)
            .launches(1.012, 0.985, 1.021, 0.978, 1.006, 0.996, 0.989, 1.015)
            .resolvable(0.023),
        finding(LIST, Measure.ERROR_SHARE, Verdict.EQUIVALENT)
            .sides(0, 0)
            .difference(0, -0.00046, 0.00046)
            .launches(0, 0, 0, 0, 0, 0, 0, 0)
            .resolvable(0.0005),
        finding("", Measure.CPU, Verdict.EQUIVALENT)
            .sides(5.91, 5.92)
            .ratio(1.00173, 0.99604, 1.00745)
            .decisive(0.99293, 1.01061)
            .launches(1.008, 0.994, 1.004, 1.011, 0.992, 1.002, 0.997, 1.006)
            .resolvable(0.01),
        finding("", Measure.QUERIES, Verdict.EQUIVALENT).sides(1.5, 1.5).exact(1),
        finding(LIST, Measure.P99_LATENCY, Verdict.INCONCLUSIVE)
            .shownOnly()
            .sides(41.2, 42.9)
            .ratio(1.04, 0.93, 1.16));
  }

  static GateRules rules() {
    return new GateRules(
        Map.of(
            Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02),
            Measure.SLOWEST_TENTH, new Tolerance(0.06, 0.03),
            Measure.SLOW_SHARE, new Tolerance(0.02, 0.01),
            Measure.ERROR_SHARE, new Tolerance(0.002, 0.001),
            Measure.CPU, new Tolerance(0.05, 0.045),
            Measure.QUERIES, new Tolerance(0.03, 0.005)),
        0.01,
        List.of(4, 6, 8, 12, 16, 24),
        Duration.ofMinutes(9),
        Set.of(),
        OptionalDouble.of(50),
        8,
        4,
        8);
  }

  private static GateReport gate(
      boolean failing,
      Status status,
      List<String> reasons,
      Verdict verdict,
      boolean settled,
      List<Draft> findings,
      List<Answers> answers,
      List<LaunchInfo> launches,
      List<String> replaced) {
    return new GateReport(
        "shop",
        failing,
        status,
        reasons,
        MAIN,
        BRANCH,
        rules(),
        verdict,
        settled,
        findings.stream().map(Draft::build).toList(),
        answers,
        launches,
        replaced,
        Optional.of(
            new Calibration(
                "2 cpus, Example CPU at 2.40 GHz, Linux",
                "target/shop-1.4.2.jar",
                Optional.of("embedded backend, pageSize=50, rate=25"),
                Instant.parse("2026-11-02T08:00:00Z"),
                24,
                Map.of(
                    new Claim(LIST, Measure.TYPICAL_LATENCY), 0.009,
                    new Claim("", Measure.CPU), 0.007))),
        Optional.of(
            new Trust(
                launches.size(),
                500L * launches.size(),
                0,
                1.1,
                4.92,
                18.3,
                20,
                0.21,
                0.004,
                Optional.of(0.58),
                List.of("rows read: the database's statistics need a permission that is missing"),
                List.of("start order and ports were swapped from launch to launch"))));
  }

  /** The same comparison, deciding no exit code. */
  static Report compared(Report report) {
    Copy copy = new Copy(report);
    copy.failing = false;
    return copy.report();
  }

  /** The same gate under another name. */
  static Report named(String name) {
    Copy copy = new Copy(regression());
    copy.name = name;
    return copy.report();
  }

  /** A regression whose typical latency has that calibrated spread. */
  static Report calibrated(double sigma) {
    Copy copy = new Copy(regression());
    Calibration c = copy.gate.calibration().orElseThrow();
    copy.calibration =
        Optional.of(
            new Calibration(
                c.machineClass(),
                c.subject(),
                c.measuredAt(),
                c.launches(),
                Map.of(new Claim(LIST, Measure.TYPICAL_LATENCY), sigma)));
    return copy.report();
  }

  /** Open, and no number of launches would close it. */
  static Report hopeless() {
    Copy copy = new Copy(inconclusive());
    copy.findings =
        List.of(
            finding(LIST, Measure.TYPICAL_LATENCY, Verdict.INCONCLUSIVE)
                .sides(11.84, 12.13)
                .ratio(1.02516, 0.97802, 1.07458)
                .launches(1.043, 0.992, 1.058, 1.009)
                .build());
    return copy.report();
  }

  /** Findings that must not be shown, because the generator was unsound. */
  static Report numbersAndInvalid() {
    Copy copy = new Copy(regression());
    copy.status = Status.INVALID;
    copy.reasons = List.of("the load generator was late");
    return copy.report();
  }

  /** Findings that must not be shown, because the answers differ. */
  static Report numbersAndDifferingAnswers() {
    Copy copy = new Copy(regression());
    copy.answers = List.of(new Answers(LIST, 2_980, 2_980, false, true));
    return copy.report();
  }

  /** As many claims, all of them worse by about the same. */
  static Report everythingWorse(int claims) {
    Copy copy = new Copy(regression());
    copy.findings =
        IntStream.range(0, claims)
            .mapToObj(
                i ->
                    finding(
                            "endpoint-%03d".formatted(i),
                            Measure.TYPICAL_LATENCY,
                            Verdict.REGRESSION)
                        .sides(11.84, 12.46)
                        .ratio(1.05102, 1.0312, 1.07123)
                        .build())
            .toList();
    return copy.report();
  }

  /** A gate while parts of it are exchanged. */
  private static final class Copy {
    private final GateReport gate;
    private String name;
    private boolean failing;
    private Status status;
    private List<String> reasons;
    private List<GateFinding> findings;
    private List<Answers> answers;
    private Optional<Calibration> calibration;
    private Optional<Trust> trust;

    Copy(Report report) {
      this(report.gate().orElseThrow());
    }

    Copy(GateReport gate) {
      this.gate = gate;
      name = gate.name();
      failing = gate.failing();
      status = gate.status();
      reasons = gate.reasons();
      findings = gate.findings();
      answers = gate.answers();
      calibration = gate.calibration();
      trust = gate.trust();
    }

    Report report() {
      return GateReports.report(
          new GateReport(
              name,
              failing,
              status,
              reasons,
              gate.baseline(),
              gate.candidate(),
              gate.rules(),
              gate.verdict(),
              gate.settled(),
              findings,
              answers,
              gate.launches(),
              gate.replaced(),
              calibration,
              trust));
    }
  }

  static Report report(GateReport gate) {
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("start-up", 74.8);
    phases.put("warm-up", 62.1);
    phases.put("load", 81.0);
    String word = gate.failing() ? "gate" : "compare";
    return new Report(
        Report.SCHEMA_VERSION,
        new RunInfo(
            "2026-11-21T10-15-00Z-" + word,
            Instant.parse("2026-11-21T10:15:00Z"),
            243.7,
            ProfileName.QUICK,
            BackendKind.EMBEDDED,
            42,
            List.of(word, "target/shop-1.4.2.jar", "target/shop-1.5.0.jar", "--out", "results/x"),
            new RunInfo.Environment(
                2,
                "Example CPU at 2.40 GHz",
                7_936,
                "Linux 6.1 amd64",
                "17.0.15",
                Map.of("faceoff", "0.1.0", "gatling", "3.15.1"),
                Map.of("postgresql", Map.of("shared_buffers", "128MB"))),
            phases),
        List.of(),
        Optional.of(gate));
  }

  private static List<Answers> alike() {
    return List.of(
        new Answers(LIST, 2_980, 0, false, false), new Answers(PLACE, 2_962, 0, false, false));
  }

  private static List<LaunchInfo> launches(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new LaunchInfo(i, i % 2 == 0, 400 - i, i == 1 ? 0.125 : 0, i != 2))
        .toList();
  }

  private static Draft finding(String endpoint, Measure measure, Verdict verdict) {
    return new Draft(new Claim(endpoint, measure), verdict);
  }

  /** A finding while it is written down. */
  private static final class Draft {
    private final Claim claim;
    private final Verdict verdict;
    private boolean gated = true;
    private Optional<Double> baseline = Optional.empty();
    private Optional<Double> candidate = Optional.empty();
    private Estimate ratio = Estimate.exact(1, COUNTED);
    private Optional<Interval> decisive = Optional.empty();
    private List<Double> byLaunch = List.of();
    private OptionalInt more = OptionalInt.empty();
    private OptionalDouble resolvable = OptionalDouble.empty();

    Draft(Claim claim, Verdict verdict) {
      this.claim = claim;
      this.verdict = verdict;
    }

    Draft shownOnly() {
      gated = false;
      return this;
    }

    Draft sides(double baselineValue, double candidateValue) {
      baseline = Optional.of(baselineValue);
      candidate = Optional.of(candidateValue);
      return this;
    }

    Draft ratio(double value, double low, double high) {
      ratio =
          new Estimate(
              value,
              Optional.of(new Interval(low, high, 0.95)),
              "Student t over launches, the spread floored by the calibrated noise");
      return this;
    }

    Draft difference(double value, double low, double high) {
      ratio =
          new Estimate(value, Optional.of(new Interval(low, high, 0.95)), "exact, over all pairs");
      return this;
    }

    Draft exact(double value) {
      ratio = Estimate.exact(value, COUNTED);
      return this;
    }

    Draft decisive(double low, double high) {
      decisive = Optional.of(new Interval(low, high, 0.9985));
      return this;
    }

    Draft launches(double... ratios) {
      List<Double> values = new ArrayList<>();
      for (double each : ratios) {
        values.add(each);
      }
      byLaunch = values;
      return this;
    }

    Draft more(int launches) {
      more = OptionalInt.of(launches);
      return this;
    }

    Draft resolvable(double change) {
      resolvable = OptionalDouble.of(change);
      return this;
    }

    GateFinding build() {
      return new GateFinding(
          claim, gated, baseline, candidate, ratio, decisive, byLaunch, verdict, more, resolvable);
    }
  }
}
