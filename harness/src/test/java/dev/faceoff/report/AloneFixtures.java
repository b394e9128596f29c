package dev.faceoff.report;

import dev.faceoff.model.Design;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.model.Story;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.FaultReport.EndpointPhase;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.VariantPhase;
import dev.faceoff.report.FaultReport.Window;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Services of which something was asked and that were compared with nothing, written by hand. */
final class AloneFixtures {
  private AloneFixtures() {}

  /** One at its usual rate, one in a spike, and one whose capacity was searched for. */
  static Report three() {
    ScenarioReport spiked = SpikeFixtures.two().scenarios().get(1);
    SpikeReport spike = spiked.scaling().spike().orElseThrow();
    ScenarioReport searched = CapacityFixtures.two().scenarios().get(1);
    CapacityReport capacity = searched.scaling().capacity().orElseThrow();
    return Reports.report(
        List.of(
            usual(
                held("p95LatencyMillis of target <= 250", 11.2),
                held("errorShare of target <= 0.01", 0)),
            asked(
                usual(
                    held("withinObjectiveShare of target during spike >= 0.9", 0.994),
                    new ExpectationResult(
                        "recoverSeconds of target during spike <= 5",
                        Optional.empty(),
                        Outcome.FAILED)),
                new ScalingReport(
                    Set.of(Design.SPIKE),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                        new SpikeReport(
                            spike.status(),
                            spike.reasons(),
                            spike.times(),
                            spike.endpoints(),
                            spike.load(),
                            spike.settings(),
                            spike.launches(),
                            spike.variants().subList(1, 2),
                            spike.points().stream()
                                .filter(point -> point.variant().equals("fixed"))
                                .toList(),
                            spike.trust())))),
            asked(
                usual(
                    new ExpectationResult(
                        "maxThroughputPerSecond of target >= 890",
                        Optional.of(880.0),
                        Outcome.UNDECIDED)),
                new ScalingReport(
                    Set.of(Design.CAPACITY),
                    Optional.empty(),
                    Optional.of(
                        new CapacityReport(
                            capacity.status(),
                            capacity.reasons(),
                            capacity.objective(),
                            capacity.users(),
                            capacity.rounds(),
                            capacity.stepSeconds(),
                            capacity.load(),
                            capacity.profile(),
                            capacity.variants().subList(1, 2),
                            Optional.empty(),
                            capacity.generator(),
                            Optional.empty(),
                            capacity.trust())),
                    Optional.empty()))));
  }

  /** Two services at their usual rate, of which one was too slow. */
  static Report two() {
    ScenarioReport one = usual();
    ScenarioReport pair = Reports.nPlusOne(Verdict.IMPROVEMENT);
    return Reports.report(
        List.of(
            new ScenarioReport(
                one.name(),
                one.title(),
                one.question(),
                one.story(),
                one.status(),
                one.reasons(),
                one.causeMeasure(),
                one.endpoints(),
                one.load(),
                one.profile(),
                one.settings(),
                pair.variants(),
                pair.comparisons(),
                List.of(
                    new ExpectationResult(
                        "p95LatencyMillis of naive <= 50", Optional.of(96.0), Outcome.FAILED),
                    held("p95LatencyMillis of fixed <= 50", 10.4),
                    held("errorShare of naive <= 0.01", 0),
                    held("errorShare of fixed <= 0.01", 0)),
                pair.blocks(),
                List.of(),
                FaultReport.NONE,
                ScalingReport.NONE,
                pair.trust())));
  }

  /** A service at its usual rate, of which this became. */
  static ScenarioReport usual(ExpectationResult... expectations) {
    ScenarioReport s = Reports.nPlusOne(Verdict.IMPROVEMENT);
    List<VariantReport> one = s.variants().subList(1, 2);
    return new ScenarioReport(
        "baseline-load",
        "A service at its usual rate",
        "Does the service answer its usual users well?",
        Story.NONE,
        Status.VALID,
        List.of(),
        s.causeMeasure(),
        s.endpoints(),
        s.load(),
        s.profile(),
        s.settings(),
        one,
        List.of(),
        List.of(expectations),
        s.blocks().stream().filter(block -> block.variant().equals("fixed")).toList(),
        List.of(),
        FaultReport.NONE,
        ScalingReport.NONE,
        s.trust());
  }

  /** The same while something that it depends on was slow; two of its phases bear that name. */
  static ScenarioReport slowed(String name) {
    String note = "over 4 launches";
    return FaultReports.with(
        usual(held("errorShare of target <= 0.01", 0)),
        new Timeline(
            26,
            4,
            List.of(new Window(name, "latency 2 s on inventory", 4, 8)),
            List.of(),
            List.of(
                phase(
                    "before",
                    Reports.interval(0.998, 0.994, 1, note),
                    Reports.interval(11.8, 11.2, 12.4, note),
                    Reports.exact(0, note)),
                phase(
                    name,
                    Reports.interval(0.482, 0.441, 0.523, note),
                    Reports.interval(2_010, 1_940, 2_080, note),
                    Reports.interval(0.031, 0.022, 0.041, note)),
                phase(
                    "after-" + name,
                    Reports.exact(1, note),
                    Reports.exact(12.1, note),
                    Reports.exact(0, note))),
            List.of(),
            List.of()));
  }

  private static Phase phase(String name, Estimate within, Estimate p50, Estimate failed) {
    EndpointPhase endpoint =
        new EndpointPhase(
            "list-orders",
            480,
            0,
            Map.of(
                Measure.WITHIN_OBJECTIVE, within,
                Measure.P50_LATENCY, p50,
                Measure.ERROR_SHARE, failed),
            Map.of());
    return new Phase(
        name, Optional.empty(), List.of(new VariantPhase("fixed", List.of(endpoint), Map.of())));
  }

  static ExpectationResult held(String text, double observed) {
    return new ExpectationResult(text, Optional.of(observed), Outcome.HELD);
  }

  /** The same, asked this instead. */
  private static ScenarioReport asked(ScenarioReport s, ScalingReport scaling) {
    String name = EnumSet.copyOf(scaling.designs()).iterator().next().id();
    return new ScenarioReport(
        name,
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
        List.of(),
        List.of(),
        s.expectations(),
        List.of(),
        List.of(),
        s.faults(),
        scaling,
        Optional.empty());
  }
}
