package dev.faceoff.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes {@code junit.xml}: a suite per scenario with a test case per expectation, or a suite for a
 * gate with a test case per gated claim, or for a diagnosis with one per shortcut. What is broken
 * fails, what is undecided is skipped, and every case of what is INVALID or FAILED is an error.
 *
 * <p>The file keeps to what the schemas of the Ant task and of Jenkins' xUnit plugin both allow: no
 * attribute on the root, properties before and both outputs after the cases, at most one outcome a
 * case, a time without a zone. Cases are measured together, so each gets the same share of the
 * run's seconds.
 */
public final class JunitWriter implements ReportWriter {
  /** In UTC; the Ant schema forbids a zone. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** How a case ended. */
  public enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /**
   * A test case.
   *
   * @param type of a failure or error
   * @param message one line
   * @param body all of it
   */
  public record Case(String name, Outcome outcome, String type, String message, String body) {
    public static Case passed(String name) {
      return new Case(name, Outcome.PASSED, "", "", "");
    }
  }

  /**
   * A suite.
   *
   * @param name also of the cases' class, after "faceoff."
   * @param output lines
   */
  public record Suite(String name, List<Case> cases, List<String> output) {
    public Suite {
      cases = List.copyOf(cases);
      output = List.copyOf(output);
    }

    long count(Outcome outcome) {
      return cases.stream().filter(each -> each.outcome() == outcome).count();
    }
  }

  @Override
  public void write(Report report, Appendable out) throws IOException {
    List<Suite> suites = new ArrayList<>();
    report.gate().ifPresent(gate -> suites.add(GateSuite.of(gate)));
    report.diagnosis().ifPresent(diagnosis -> suites.add(DiagnosisSuite.of(diagnosis)));
    report.scenarios().forEach(scenario -> suites.add(ScenarioSuite.of(scenario)));
    RunInfo run = report.run();
    write(
        new Origin(run.id(), Words.command(run), run.startedAt(), run.durationSeconds()),
        suites,
        out);
  }

  /**
   * Where suites come from.
   *
   * @param id of the run
   * @param command that makes them again
   * @param seconds that all cases took together
   */
  public record Origin(String id, String command, Instant startedAt, double seconds) {}

  /** Writes suites that are no report. */
  public static void write(Origin origin, List<Suite> suites, Appendable out) throws IOException {
    long cases = suites.stream().mapToLong(suite -> suite.cases().size()).sum();
    BigDecimal seconds = secondsOfACase(origin.seconds(), cases);
    Markup xml = new Markup();
    xml.open("testsuites");
    for (int i = 0; i < suites.size(); i++) {
      suite(xml, origin, suites.get(i), i, seconds);
    }
    xml.close();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").append(xml.toString()).append('\n');
  }

  private static void suite(Markup xml, Origin origin, Suite suite, int id, BigDecimal seconds) {
    xml.open(
        "testsuite",
        "name",
        suite.name(),
        "package",
        "faceoff",
        "id",
        String.valueOf(id),
        "hostname",
        "localhost",
        "tests",
        String.valueOf(suite.cases().size()),
        "failures",
        String.valueOf(suite.count(Outcome.FAILURE)),
        "errors",
        String.valueOf(suite.count(Outcome.ERROR)),
        "skipped",
        String.valueOf(suite.count(Outcome.SKIPPED)),
        "time",
        seconds.multiply(BigDecimal.valueOf(suite.cases().size())).toPlainString(),
        "timestamp",
        TIME.format(origin.startedAt()));
    xml.open("properties");
    xml.empty("property", "name", "run", "value", origin.id());
    xml.empty("property", "name", "command", "value", origin.command());
    xml.close();
    for (Case each : suite.cases()) {
      testCase(xml, suite, each, seconds);
    }
    xml.element("system-out", String.join("\n", suite.output()));
    xml.element("system-err", "");
    xml.close();
  }

  private static void testCase(Markup xml, Suite suite, Case each, BigDecimal seconds) {
    xml.open(
        "testcase",
        "classname",
        "faceoff." + suite.name(),
        "name",
        each.name(),
        "time",
        seconds.toPlainString());
    switch (each.outcome()) {
      case FAILURE ->
          xml.element("failure", each.body(), "message", each.message(), "type", each.type());
      case ERROR ->
          xml.element("error", each.body(), "message", each.message(), "type", each.type());
      case SKIPPED -> xml.empty("skipped", "message", each.message());
      case PASSED -> {}
    }
    xml.close();
  }

  /** To the millisecond; 0 where the run's length is unknown. */
  private static BigDecimal secondsOfACase(double runSeconds, long cases) {
    double share = Double.isFinite(runSeconds) && cases > 0 ? Math.max(runSeconds, 0) / cases : 0;
    return BigDecimal.valueOf(share).setScale(3, RoundingMode.HALF_UP);
  }
}
