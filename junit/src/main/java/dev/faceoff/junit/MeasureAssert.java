package dev.faceoff.junit;

import dev.faceoff.config.Nearest;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.stats.PairEffects;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Assertions on one measure of a comparison, at all endpoints unless {@link #at} names one.
 *
 * <p>They look at the interval by which the comparison itself judged the measure, which is wide
 * enough for its several looks and measures, or at that of 95 % for a measure that it only shows. A
 * limit below the margins of the rules often cannot be told: the comparison ends when it is sure of
 * those; {@code marginPercent} in its gate.yaml makes it go on.
 */
public final class MeasureAssert {
  private final ComparisonAssert comparison;
  private final Measure measure;
  private final String endpoint;

  MeasureAssert(ComparisonAssert comparison, Measure measure, String endpoint) {
    this.comparison = comparison;
    this.measure = measure;
    this.endpoint = endpoint;
  }

  /** Only at this endpoint, by its request's name. */
  public MeasureAssert at(String request) {
    return new MeasureAssert(comparison, measure, request);
  }

  /**
   * Asserts that the candidate surely takes no more than so much over the baseline: the whole
   * interval is below that.
   *
   * @param margin of the baseline; for errors, of all requests
   */
  public ComparisonAssert isNotWorseThan(Percent margin) {
    for (GateFinding finding : findings()) {
      Interval change = change(finding);
      if (change.low() > margin.share()) {
        comparison.complain("%s, which is more than %s".formatted(shown(finding, change), margin));
      } else if (change.high() > margin.share()) {
        inconclusive(finding, change, "at most " + margin + " more");
      }
    }
    return comparison;
  }

  /**
   * Asserts that the candidate surely takes so much less than the baseline, or even less: the whole
   * interval is there.
   *
   * @param gain of the baseline; for errors, of all requests
   */
  public ComparisonAssert isBetterBy(Percent gain) {
    for (GateFinding finding : findings()) {
      Interval change = change(finding);
      if (change.low() > -gain.share()) {
        comparison.complain("%s, which is not %s less".formatted(shown(finding, change), gain));
      } else if (change.high() > -gain.share()) {
        inconclusive(finding, change, gain + " less");
      }
    }
    return comparison;
  }

  private void inconclusive(GateFinding finding, Interval change, String asserted) {
    if (comparison.isInconclusiveAllowed()) {
      return;
    }
    comparison.complain(
        "%s: whether it is %s cannot be told from %d launches%s; allow that by allowingInconclusive()"
            .formatted(
                shown(finding, change),
                asserted,
                comparison.comparison().gate().launches().size(),
                finding.moreLaunches().isPresent()
                    ? ", about %d more may tell".formatted(finding.moreLaunches().getAsInt())
                    : ""));
  }

  private List<GateFinding> findings() {
    comparison.requireSameAnswers();
    List<GateFinding> found =
        comparison.comparison().gate().findings().stream()
            .filter(finding -> finding.claim().measure() == measure)
            .filter(finding -> endpoint.isEmpty() || finding.claim().endpoint().equals(endpoint))
            .toList();
    if (found.isEmpty()) {
      comparison.complain(missing());
    }
    return found;
  }

  /** Why nothing was found, and what there is instead. */
  private String missing() {
    List<Claim> measured =
        comparison.comparison().gate().findings().stream().map(GateFinding::claim).toList();
    List<String> requests =
        measured.stream()
            .map(Claim::endpoint)
            .filter(request -> !request.isEmpty())
            .distinct()
            .toList();
    if (!endpoint.isEmpty() && !requests.contains(endpoint)) {
      return "no request '%s' was measured%s".formatted(endpoint, Nearest.hint(endpoint, requests));
    }
    String labels =
        measured.stream()
            .map(claim -> claim.measure().label())
            .distinct()
            .collect(Collectors.joining(", "));
    OptionalLong least = PairEffects.leastPairs(measure);
    return "%s was not measured%s%s"
        .formatted(
            measure.label(),
            least.isPresent()
                ? ", as it needs %d pairs of answers in each launch: raise measureSeconds or pairsPerSecond in gate.yaml"
                    .formatted(least.getAsLong())
                : "",
            labels.isEmpty() ? "" : "; measured are " + labels);
  }

  /** By how much the candidate differs, as a share; of counts, without any doubt. */
  private static Interval change(GateFinding finding) {
    Interval all =
        finding
            .decisive()
            .or(() -> finding.ratio().interval())
            .orElseGet(() -> new Interval(finding.ratio().value(), finding.ratio().value(), 0.95));
    double none = finding.claim().measure().isComparedByDifference() ? 0 : 1;
    return new Interval(all.low() - none, all.high() - none, all.confidence());
  }

  private static String shown(GateFinding finding, Interval change) {
    return String.format(
        Locale.ROOT,
        "%s changed by %+.1f to %+.1f %%%s",
        name(finding),
        100 * change.low(),
        100 * change.high(),
        finding.claim().measure().isComparedByDifference() ? " of all requests" : "");
  }

  static String name(GateFinding finding) {
    String label = finding.claim().measure().label();
    return finding.claim().endpoint().isEmpty()
        ? label
        : "%s of %s".formatted(label, finding.claim().endpoint());
  }
}
