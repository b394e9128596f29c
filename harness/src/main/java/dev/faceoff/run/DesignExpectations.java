package dev.faceoff.run;

import dev.faceoff.model.Design;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.AlertReport;
import dev.faceoff.report.AlertReport.Bounds;
import dev.faceoff.report.AlertReport.Delay;
import dev.faceoff.report.AlertReport.FaultWatch;
import dev.faceoff.report.AlertReport.VariantWatch;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.SpikeReport;
import dev.faceoff.report.SpikeReport.Phase;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges what a scenario promises of its designs beside the pair, as far as these were asked. */
final class DesignExpectations {
  private final Scenario scenario;

  DesignExpectations(Scenario scenario) {
    this.scenario = scenario;
  }

  /** The promises about what was asked, in the order of the file. */
  List<ExpectationResult> judge(
      Optional<CapacityReport> capacity,
      Optional<SpikeReport> spike,
      Optional<AlertReport> alerts) {
    List<ExpectationResult> results = new ArrayList<>();
    for (Expectation expectation : scenario.expectations()) {
      if (expectation.design() == Design.CAPACITY && capacity.isPresent()) {
        results.add(
            capacity.get().variants().stream()
                .filter(variant -> variant.variant().equals(expectation.variant()))
                .findFirst()
                .map(variant -> judge(expectation, variant))
                .orElseGet(() -> undecided(expectation)));
      } else if (expectation.design() == Design.SPIKE && spike.isPresent()) {
        results.add(Expectations.judge(expectation, observed(expectation, spike.get())));
      } else if (expectation.design() == Design.ALERTS && alerts.isPresent()) {
        results.add(
            alerts.get().variants().stream()
                .filter(watch -> watch.variant().equals(expectation.variant()))
                .findFirst()
                .map(watch -> judge(expectation, watch))
                .orElseGet(() -> undecided(expectation)));
      }
    }
    return results;
  }

  private static ExpectationResult undecided(Expectation expectation) {
    return new ExpectationResult(expectation.text(), Optional.empty(), Outcome.UNDECIDED);
  }

  private static ExpectationResult judge(Expectation expectation, VariantCapacity variant) {
    if (!variant.hasSoundStep()) {
      return undecided(expectation);
    }
    double[] ends = ends(variant);
    return new ExpectationResult(
        expectation.text(),
        variant.rate().map(rate -> rate.estimate().value()),
        Expectations.outcome(expectation, ends[0], ends[1]));
  }

  /**
   * Between which two rates the highest lies that is kept: the ends of its interval, or of the only
   * search. Where none was kept, it is below the lowest that was tried.
   */
  private static double[] ends(VariantCapacity variant) {
    if (variant.rate().isEmpty()) {
      return new double[] {0, lowestNotKept(variant)};
    }
    Estimate rate = variant.rate().get().estimate();
    if (variant.rate().get().atLeast()) {
      return new double[] {rate.low(), Double.POSITIVE_INFINITY};
    }
    if (rate.interval().isPresent() || variant.searches().size() != 1) {
      return new double[] {rate.low(), rate.high()};
    }
    Search only = variant.searches().get(0);
    return new double[] {
      only.kept().orElse(rate.value()), only.notKept().orElse(Double.POSITIVE_INFINITY)
    };
  }

  private static double lowestNotKept(VariantCapacity variant) {
    return variant.searches().stream()
        .flatMap(search -> search.notKept().stream())
        .mapToDouble(Double::doubleValue)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static ExpectationResult judge(Expectation expectation, VariantWatch watch) {
    if (expectation.measure() == Measure.FALSE_ALERTS) {
      // Those that were seen; how many there might be in more time is no promise of this run.
      return Expectations.judge(
          expectation,
          List.of(Estimate.exact(watch.quiet().alerts().size(), "no interval: counted")));
    }
    Optional<FaultWatch> incident = expectation.phase().flatMap(watch::incident);
    if (incident.isEmpty()) {
      return undecided(expectation);
    }
    if (expectation.measure() == Measure.FAILED_UNTOLD) {
      return Expectations.judge(expectation, List.of(incident.get().failedUntold()));
    }
    Delay told = incident.get().told();
    double[] ends = ends(incident.get());
    return new ExpectationResult(
        expectation.text(),
        told.medianSeconds(),
        Expectations.outcome(expectation, ends[0], ends[1]));
  }

  /**
   * Between which two times somebody is told: the ends of the median's interval or, where there is
   * none, of all that was seen.
   */
  private static double[] ends(FaultWatch incident) {
    Delay told = incident.told();
    if (told.interval().isPresent()) {
      Bounds bounds = told.interval().get();
      return new double[] {bounds.lowSeconds(), bounds.highSeconds().orElse(Expectations.NEVER)};
    }
    double[] times =
        incident.times().stream()
            .mapToDouble(time -> time.seconds().orElse(Expectations.NEVER))
            .sorted()
            .toArray();
    return new double[] {times[0], times[times.length - 1]};
  }

  private static List<Estimate> observed(Expectation expectation, SpikeReport spike) {
    List<Estimate> observed = new ArrayList<>();
    for (VariantSpike variant : spike.variants()) {
      if (!variant.variant().equals(expectation.variant())) {
        continue;
      }
      if (expectation.measure() == Measure.RECOVER_SECONDS) {
        recovery(variant.recovery()).ifPresent(observed::add);
      } else {
        variant.served().stream()
            .filter(served -> served.phase() == Phase.SPIKE)
            .filter(served -> expectation.endpoint().map(served.endpoint()::equals).orElse(true))
            .forEach(served -> observed.add(served.answered()));
      }
    }
    return observed;
  }

  /** Nothing is known of one that was not normal before the spike either. */
  private static Optional<Estimate> recovery(Recovery recovery) {
    if (recovery.launches() == 0) {
      return Optional.empty();
    }
    return recovery.seconds().isPresent()
        ? recovery.seconds()
        : Optional.of(Estimate.exact(Expectations.NEVER, "no interval: not while it was watched"));
  }
}
