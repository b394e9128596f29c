package dev.faceoff.junit;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport.Answers;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a comparison.
 *
 * <p>What cannot be told from the launches that were made is no success and no failure of the
 * candidate. Such an assertion fails all the same, and says that it is for want of launches: a test
 * that passed would be taken for a proof. {@link #allowingInconclusive} lets it pass.
 */
public final class ComparisonAssert extends AbstractAssert<ComparisonAssert, Comparison> {
  private boolean inconclusiveAllowed;

  ComparisonAssert(Comparison comparison) {
    super(comparison, ComparisonAssert.class);
  }

  /** From here on, what cannot be told passes; what is surely worse still fails. */
  public ComparisonAssert allowingInconclusive() {
    inconclusiveAllowed = true;
    return this;
  }

  /** The latency of a typical request: a trimmed mean over matched pairs. */
  public MeasureAssert typicalLatency() {
    return measure(Measure.TYPICAL_LATENCY);
  }

  /** The latency of the tenth of the requests that are slow on both sides. */
  public MeasureAssert slowestTenth() {
    return measure(Measure.SLOWEST_TENTH);
  }

  /**
   * The share of requests much slower than their partners, candidate less baseline; percentages are
   * of all requests.
   */
  public MeasureAssert slowRequests() {
    return measure(Measure.SLOW_SHARE);
  }

  /** The median latency. */
  public MeasureAssert p50() {
    return measure(Measure.P50_LATENCY);
  }

  /** The latency that one request in ten exceeds. */
  public MeasureAssert p90() {
    return measure(Measure.P90_LATENCY);
  }

  /** The latency that one request in twenty exceeds. */
  public MeasureAssert p95() {
    return measure(Measure.P95_LATENCY);
  }

  /** The latency that one request in a hundred exceeds. */
  public MeasureAssert p99() {
    return measure(Measure.P99_LATENCY);
  }

  /** The share of failed requests; percentages are of all requests, not of the errors before. */
  public MeasureAssert errors() {
    return measure(Measure.ERROR_SHARE);
  }

  /** Processor time a request, of the service and of the database that it was given. */
  public MeasureAssert cpu() {
    return measure(Measure.CPU);
  }

  /** SQL statements a request; counted for a database that the comparison brings. */
  public MeasureAssert statements() {
    return measure(Measure.QUERIES);
  }

  private MeasureAssert measure(Measure measure) {
    isNotNull();
    return new MeasureAssert(this, measure, "");
  }

  /**
   * Asserts what {@code faceoff gate} judges: no gated measure is surely worse by more than the
   * rules allow, and both sides answer alike. Over all measures together it errs as seldom as the
   * rules say, one time in a hundred unless they say otherwise.
   */
  public ComparisonAssert hasNoRegression() {
    requireSameAnswers();
    Verdict verdict = actual.gate().verdict();
    if (verdict == Verdict.REGRESSION) {
      complain("worse in " + measures(Verdict.REGRESSION));
    }
    if (verdict == Verdict.INCONCLUSIVE && !inconclusiveAllowed) {
      complain(
          "cannot tell yet about %s; more launches may, or allow it by allowingInconclusive()"
              .formatted(measures(Verdict.INCONCLUSIVE)));
    }
    return this;
  }

  private String measures(Verdict verdict) {
    return actual.gate().findings().stream()
        .filter(GateFinding::gated)
        .filter(finding -> finding.verdict() == verdict)
        .map(MeasureAssert::name)
        .collect(Collectors.joining(", "));
  }

  void requireSameAnswers() {
    isNotNull();
    List<String> different =
        actual.gate().answers().stream().filter(Answers::differ).map(Answers::endpoint).toList();
    if (!different.isEmpty()) {
      complain(
          "the two answer differently at %s, so no speed was compared"
              .formatted(String.join(", ", different)));
    }
  }

  boolean isInconclusiveAllowed() {
    return inconclusiveAllowed;
  }

  Comparison comparison() {
    return actual;
  }

  /** Fails, and says where to look. */
  void complain(String what) {
    String message = "%s: %s; see %s".formatted(actual, what, actual.report());
    failWithMessage(message.replace("%", "%%"));
  }
}
