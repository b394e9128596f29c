package dev.faceoff.run;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges a scenario's promises against what was measured. */
final class Expectations {
  /** Longer than anything is watched. */
  static final double NEVER = Double.MAX_VALUE;

  private final List<VariantReport> variants;
  private final List<Comparison> comparisons;
  private final FaultReport faults;

  Expectations(List<VariantReport> variants, List<Comparison> comparisons, FaultReport faults) {
    this.variants = variants;
    this.comparisons = comparisons;
    this.faults = faults;
  }

  /**
   * Where a measure exists for several endpoints, each must hold; the first that does not is
   * reported.
   */
  ExpectationResult judge(Expectation expectation) {
    return judge(
        expectation,
        expectation.over().isPresent()
            ? ratios(expectation, expectation.over().get())
            : values(expectation));
  }

  /** As above, of what was observed. */
  static ExpectationResult judge(Expectation expectation, List<Estimate> observed) {
    if (observed.isEmpty()) {
      return new ExpectationResult(expectation.text(), Optional.empty(), Outcome.UNDECIDED);
    }
    Estimate shown =
        first(observed, expectation, Outcome.FAILED)
            .or(() -> first(observed, expectation, Outcome.UNDECIDED))
            .orElse(observed.get(0));
    return new ExpectationResult(
        expectation.text(),
        Optional.of(shown.value()).filter(value -> value < NEVER),
        outcome(expectation, shown));
  }

  private static Optional<Estimate> first(
      List<Estimate> observed, Expectation expectation, Outcome outcome) {
    return observed.stream()
        .filter(estimate -> outcome(expectation, estimate) == outcome)
        .findFirst();
  }

  private static Outcome outcome(Expectation expectation, Estimate estimate) {
    return outcome(expectation, estimate.low(), estimate.high());
  }

  /** What is certain of a value that lies somewhere between two ends. */
  static Outcome outcome(Expectation expectation, double low, double high) {
    boolean lowHolds = expectation.operator().holds(low, expectation.bound());
    boolean highHolds = expectation.operator().holds(high, expectation.bound());
    if (lowHolds && highHolds) {
      return Outcome.HELD;
    }
    return lowHolds || highHolds ? Outcome.UNDECIDED : Outcome.FAILED;
  }

  private List<Estimate> values(Expectation expectation) {
    return (expectation.phase().isPresent()
            ? underFault(expectation, expectation.phase().get())
            : healthy(expectation))
        .map(estimates -> estimates.get(expectation.measure()))
        .filter(Objects::nonNull)
        .toList();
  }

  private Stream<Map<Measure, Estimate>> healthy(Expectation expectation) {
    Stream<Map<Measure, Estimate>> ofVariant =
        variants.stream()
            .filter(variant -> variant.name().equals(expectation.variant()))
            .flatMap(
                variant ->
                    Stream.concat(
                        variant.endpoints().stream()
                            .filter(endpoint -> isMeant(expectation, endpoint.name()))
                            .map(endpoint -> endpoint.estimates()),
                        Stream.of(variant.cost())));
    Stream<Map<Measure, Estimate>> ofBooks =
        faults.reconciliation().stream()
            .flatMap(books -> books.variants().stream())
            .filter(books -> books.variant().equals(expectation.variant()))
            .map(
                books ->
                    Map.of(
                        Measure.UNRECONCILED,
                        Estimate.exact(books.differences(), "no interval: counted")));
    return Stream.concat(ofVariant, ofBooks);
  }

  private Stream<Map<Measure, Estimate>> underFault(Expectation expectation, String phase) {
    Stream<Map<Measure, Estimate>> ofReactions =
        faults.timeline().stream()
            .flatMap(timeline -> timeline.reactions().stream())
            .filter(reaction -> reaction.window().equals(phase))
            .filter(reaction -> reaction.variant().equals(expectation.variant()))
            .filter(reaction -> isMeant(expectation, reaction.endpoint()))
            .map(Expectations::times);
    return Stream.concat(ofReactions, inPhase(expectation, phase));
  }

  /** Who never noticed has nothing to recover from; who never recovered has not by any time. */
  private static Map<Measure, Estimate> times(FaultReport.Reaction reaction) {
    Map<Measure, Estimate> times = new EnumMap<>(Measure.class);
    reaction.detectSeconds().ifPresent(time -> times.put(Measure.DETECT_SECONDS, time));
    if (reaction.detectSeconds().isEmpty()) {
      times.put(Measure.RECOVER_SECONDS, Estimate.exact(0, "no interval: users did not notice"));
    } else {
      times.put(
          Measure.RECOVER_SECONDS,
          reaction
              .recoverSeconds()
              .orElse(Estimate.exact(NEVER, "no interval: not while it was watched")));
    }
    return times;
  }

  private Stream<Map<Measure, Estimate>> inPhase(Expectation expectation, String phase) {
    return faults.timeline().flatMap(timeline -> timeline.phase(phase)).stream()
        .flatMap(each -> each.variant(expectation.variant()).stream())
        .flatMap(
            variant ->
                Stream.concat(
                    variant.endpoints().stream()
                        .filter(endpoint -> isMeant(expectation, endpoint.name()))
                        .map(endpoint -> endpoint.estimates()),
                    Stream.of(variant.levels())));
  }

  private static boolean isMeant(Expectation expectation, String endpoint) {
    return expectation.endpoint().map(endpoint::equals).orElse(true);
  }

  private List<Estimate> ratios(Expectation expectation, String over) {
    List<Estimate> ratios = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      boolean ofEndpoint =
          comparison.endpoint().isEmpty() || isMeant(expectation, comparison.endpoint());
      if (comparison.measure() != expectation.measure() || !ofEndpoint) {
        continue;
      }
      if (comparison.candidate().equals(expectation.variant())
          && comparison.baseline().equals(over)) {
        ratios.add(comparison.ratio());
      } else if (comparison.baseline().equals(expectation.variant())
          && comparison.candidate().equals(over)
          && comparison.ratio().value() > 0) {
        ratios.add(inverse(comparison.ratio()));
      }
    }
    return ratios;
  }

  private static Estimate inverse(Estimate ratio) {
    return new Estimate(
        1 / ratio.value(),
        ratio
            .interval()
            .map(
                interval ->
                    new Interval(
                        1 / interval.high(),
                        1 / Math.max(interval.low(), Double.MIN_NORMAL),
                        interval.confidence())),
        ratio.note());
  }
}
