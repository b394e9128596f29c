package dev.faceoff.report;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Examined.Outcome;
import dev.faceoff.model.Finding;
import dev.faceoff.model.Party;
import dev.faceoff.model.Shortcut;
import dev.faceoff.model.Status;
import dev.faceoff.report.DiagnosisReport.Experiment;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Diagnoses written by hand, one for each way a diagnosis can end. */
final class DiagnosisFixtures {
  private static final Party SHOP =
      new Party("shop.target.yaml", "jar", Map.of("jar", "shop.jar", "sha256", "9f2b61d07c3e"));

  private DiagnosisFixtures() {}

  /** All of them, by the name of their golden files. */
  static Map<String, Report> all() {
    return Map.of(
        "diagnosis-found", found(),
        "diagnosis-clean", clean(),
        "diagnosis-invalid", broken(Status.INVALID),
        "diagnosis-partial", broken(Status.PARTIAL));
  }

  static Report found() {
    return report(
        new DiagnosisReport(
            "shop",
            SHOP,
            Status.VALID,
            List.of(),
            List.of(
                new Finding(
                    Shortcut.REPEATED_STATEMENT,
                    "newest-orders",
                    "Statements for each request follow the rows of the page: 6 at limit = 5, 17 at limit = 16, 51 at limit = 50. Among them \"select * from order_lines where order_id=$1\" 1 times for each further row.",
                    "2.82 ms for each further row: the median answer takes 20 ms at limit = 5, 147 ms at 50.",
                    "Ask for what the answer holds, all at once.",
                    true),
                new Finding(
                    Shortcut.REPEATED_READ,
                    "",
                    "98.3 % of the requests were GETs that had been sent before.",
                    "590 ms of database time a second.",
                    "Keep answers for as long as they may be old.",
                    false)),
            List.of(
                new Examined(Shortcut.REPEATED_STATEMENT, Outcome.FOUND, ""),
                new Examined(Shortcut.SEQUENTIAL_SCAN, Outcome.NOT_FOUND, ""),
                new Examined(Shortcut.REPEATED_READ, Outcome.FOUND, ""),
                new Examined(
                    Shortcut.NO_TIMEOUT,
                    Outcome.NOT_LOOKED_FOR,
                    "Faceoff stands between the service and none of its dependencies.")),
            List.of(
                new Experiment(
                    "The usual load, 24 requests a second for 6 s",
                    "144 requests, median 147 ms; for each, 97 statements and 2.9 ms in the database."),
                new Experiment("limit = 5", "72 requests, median 20 ms.")),
            Optional.of(trust())));
  }

  static Report clean() {
    return report(
        new DiagnosisReport(
            "shop",
            SHOP,
            Status.VALID,
            List.of(),
            List.of(),
            List.of(
                new Examined(Shortcut.REPEATED_STATEMENT, Outcome.NOT_FOUND, ""),
                new Examined(
                    Shortcut.REPEATED_READ,
                    Outcome.NOT_FOUND,
                    "9 % of the requests that were sent repeat an earlier one; real users may repeat more.")),
            List.of(new Experiment("The usual load", "144 requests, median 5 ms.")),
            Optional.of(trust())));
  }

  private static Report broken(Status status) {
    return report(
        new DiagnosisReport(
            "shop",
            SHOP,
            status,
            List.of(
                status == Status.PARTIAL
                    ? "Interrupted; experiments before: 0; what they showed is kept."
                    : "The load generator missed 3 of 144 arrivals."),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty()));
  }

  private static Trust trust() {
    return new Trust(
        5,
        700,
        0,
        1.2,
        9.5,
        20,
        100,
        0.08,
        0.01,
        Optional.empty(),
        List.of("Intervals: there is one launch, and each experiment is played once."),
        List.of());
  }

  private static Report report(DiagnosisReport diagnosis) {
    RunInfo run = GateReports.all().get("gate-regression").run();
    return new Report(
        Report.SCHEMA_VERSION,
        new RunInfo(
            "20260301T120000Z-diagnose-shop",
            run.startedAt(),
            74,
            run.profile(),
            run.backend(),
            run.seed(),
            List.of("diagnose", "shop.target.yaml"),
            run.environment(),
            seconds()),
        diagnosis);
  }

  /** In order, which a Map.of has anew in every run. */
  private static Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("start-up", 12.0);
    seconds.put("load", 50.0);
    return seconds;
  }
}
