package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.report.FaultReport.EndpointPhase;
import dev.faceoff.report.FaultReport.Instant;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultReport.Reaction;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.VariantPhase;
import dev.faceoff.report.FaultReport.Window;
import dev.faceoff.report.ScaleReport.Row;
import dev.faceoff.stats.Jackknife;
import dev.faceoff.stats.Latencies;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.PhaseSpan;
import dev.faceoff.stats.Quantile;
import dev.faceoff.stats.Scale;
import dev.faceoff.stats.TimelineSamples;
import dev.faceoff.stats.WindowSamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Turns the plays of a scenario's fault timeline into what each phase did to each endpoint.
 *
 * <p>The unit is the play, one of each variant. A scenario that played it once tells what happened
 * in that play, without an interval: requests under a fault fail and wait together, so that no
 * number of them stands for a second play.
 */
final class FaultAnalysis {
  private static final double CONFIDENCE = 0.95;
  private static final String PLAYS = "plays of the timeline";
  private static final String ONCE = "no interval: the timeline was played once";

  private final Scenario scenario;
  private final FaultTimeline timeline;
  private final List<Variant> variants;
  private final List<Play> plays;
  private final Jackknife jackknife = new Jackknife(CONFIDENCE);

  /** A play that every variant went through to its end. */
  private record Play(List<TimelineSamples> samples, List<PlayedTimeline> played) {
    Optional<TimelineSamples> samples(String variant, String endpoint) {
      return samples.stream()
          .filter(each -> each.variant().equals(variant) && each.endpoint().equals(endpoint))
          .findFirst();
    }

    Optional<PhaseSamples> phase(String variant, String endpoint, String phase) {
      return samples(variant, endpoint)
          .flatMap(each -> each.phases().stream().filter(p -> p.phase().equals(phase)).findFirst());
    }

    PlayedTimeline played(String variant) {
      return played.stream()
          .filter(each -> each.variant().equals(variant))
          .findFirst()
          .orElseThrow();
    }
  }

  FaultAnalysis(Scenario scenario, List<MeasuredLaunch> launches) {
    this.scenario = scenario;
    this.timeline = scenario.faults().timeline().orElseThrow();
    this.variants = scenario.faceFaults();
    this.plays = launches.stream().flatMap(launch -> plays(launch)).toList();
  }

  private Stream<Play> plays(MeasuredLaunch launch) {
    Map<Integer, List<PlayedTimeline>> byPlay = new TreeMap<>();
    launch
        .plays()
        .forEach(play -> byPlay.computeIfAbsent(play.play(), n -> new ArrayList<>()).add(play));
    return byPlay.entrySet().stream()
        .filter(entry -> entry.getValue().size() == variants.size())
        .map(
            entry ->
                new Play(
                    launch.samples().timelines().stream()
                        .filter(samples -> samples.play() == entry.getKey())
                        .toList(),
                    entry.getValue()))
        .filter(
            play ->
                variants.stream()
                    .allMatch(
                        variant ->
                            play.samples().stream()
                                .anyMatch(s -> s.variant().equals(variant.name()))));
  }

  /** What the plays showed; empty when none was complete. */
  Optional<Timeline> timeline() {
    if (plays.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Timeline(
            Math.toIntExact(timeline.length().toSeconds()),
            plays.size(),
            timeline.windows().stream().map(FaultAnalysis::window).toList(),
            instants(),
            phaseNames().stream().map(this::phase).toList(),
            reactions(),
            points()));
  }

  private static Window window(FaultWindow window) {
    return new Window(
        window.name(), window.label(), seconds(window.at()), seconds(window.length()));
  }

  private static double seconds(java.time.Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private List<Instant> instants() {
    List<Instant> instants = new ArrayList<>();
    for (int play = 0; play < plays.size(); play++) {
      for (Variant variant : variants) {
        for (PlayedTimeline.WindowInstant instant :
            plays.get(play).played(variant.name()).instants()) {
          instants.add(
              new Instant(
                  play,
                  variant.name(),
                  instant.window(),
                  instant.appliedSecond(),
                  instant.removedSecond()));
        }
      }
    }
    return instants;
  }

  private List<String> phaseNames() {
    return plays.get(0).played().get(0).spans().stream().map(PhaseSpan::phase).toList();
  }

  private Phase phase(String name) {
    Optional<String> fault =
        timeline.windows().stream()
            .filter(window -> window.name().equals(name))
            .map(FaultWindow::label)
            .findFirst();
    return new Phase(
        name,
        fault,
        variants.stream()
            .map(
                variant ->
                    new VariantPhase(
                        variant.name(),
                        scenario.endpoints().stream()
                            .map(endpoint -> endpoint(variant, endpoint, name))
                            .flatMap(Optional::stream)
                            .toList(),
                        levels(variant, name)))
            .toList());
  }

  /**
   * Where a service of the user's own stands between candidate, 0, and baseline, 1, during each
   * fault; nothing for one that cannot suffer them.
   */
  List<Row> scale(Variant own) {
    List<Row> rows = new ArrayList<>();
    if (plays.isEmpty() || !variants.contains(own)) {
      return rows;
    }
    for (Endpoint endpoint : scenario.endpoints()) {
      for (FaultWindow window : timeline.windows()) {
        List<Within> three =
            Stream.of(own, scenario.candidate(), scenario.baseline())
                .map(variant -> new Within(variant.name(), endpoint.name(), window.name()))
                .toList();
        if (three.stream().allMatch(each -> each.requests(plays) > 0)) {
          rows.add(
              new Row(
                  endpoint.name(),
                  window.name(),
                  Measure.WITHIN_OBJECTIVE,
                  new Scale(CONFIDENCE)
                      .ofShares(
                          plays,
                          new Scale.Measured<>(
                              three.get(0)::share, three.get(1)::share, three.get(2)::share),
                          new Scale.Trials(
                              three.get(0).requests(plays),
                              three.get(1).requests(plays),
                              three.get(2).requests(plays)),
                          PLAYS)));
        }
      }
    }
    return rows;
  }

  /** Requests of a variant that were answered within the objective, in a phase. */
  private record Within(String variant, String endpoint, String phase) {
    private List<PhaseSamples> samples(List<Play> plays) {
      return plays.stream().flatMap(play -> play.phase(variant, endpoint, phase).stream()).toList();
    }

    long requests(List<Play> plays) {
      return FaultAnalysis.requests(samples(plays));
    }

    double share(List<Play> plays) {
      return FaultAnalysis.share(samples(plays), PhaseSamples::withinObjective);
    }
  }

  private Optional<EndpointPhase> endpoint(Variant variant, Endpoint endpoint, String phase) {
    Function<List<Play>, List<PhaseSamples>> of =
        some ->
            some.stream()
                .map(play -> play.phase(variant.name(), endpoint.name(), phase))
                .flatMap(Optional::stream)
                .toList();
    List<PhaseSamples> all = of.apply(plays);
    long requests = requests(all);
    if (requests == 0) {
      return Optional.empty();
    }
    Map<String, Long> kinds = new TreeMap<>();
    all.forEach(each -> each.errorsByKind().forEach((kind, n) -> kinds.merge(kind, n, Long::sum)));
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    for (Map.Entry<Measure, Double> quantile :
        Map.of(Measure.P50_LATENCY, 0.5, Measure.P95_LATENCY, 0.95, Measure.P99_LATENCY, 0.99)
            .entrySet()) {
      if (Quantile.supportedBy(requests, quantile.getValue())) {
        estimates.put(
            quantile.getKey(),
            positive(
                some -> {
                  Histogram latency = latency(of.apply(some));
                  return latency.getTotalCount() == 0
                      ? Double.NaN
                      : Quantile.harrellDavis(latency, quantile.getValue()) / 1e6;
                }));
      }
    }
    estimates.put(
        Measure.MAX_LATENCY,
        Estimate.exact(
            latency(all).getMaxValue() / 1e6,
            plays.size() == 1 ? ONCE : "no interval: the slowest of all plays"));
    estimates.put(Measure.ERROR_SHARE, share(some -> share(of.apply(some), PhaseSamples::errors)));
    estimates.put(
        Measure.WITHIN_OBJECTIVE,
        share(some -> share(of.apply(some), PhaseSamples::withinObjective)));
    estimates.put(
        Measure.THROUGHPUT,
        positive(
            some -> {
              List<PhaseSamples> phases = of.apply(some);
              double seconds = phases.stream().mapToDouble(PhaseSamples::seconds).sum();
              return (requests(phases) - errors(phases)) / seconds;
            }));
    return Optional.of(new EndpointPhase(endpoint.name(), requests, errors(all), estimates, kinds));
  }

  private static long requests(List<PhaseSamples> phases) {
    return phases.stream().mapToLong(PhaseSamples::requests).sum();
  }

  private static long errors(List<PhaseSamples> phases) {
    return phases.stream().mapToLong(PhaseSamples::errors).sum();
  }

  private static double share(List<PhaseSamples> phases, ToDoubleFunction<PhaseSamples> events) {
    long requests = requests(phases);
    return requests == 0 ? 0 : phases.stream().mapToDouble(events).sum() / requests;
  }

  private static Histogram latency(List<PhaseSamples> phases) {
    return Latencies.together(phases.stream().map(PhaseSamples::latencyNanos));
  }

  private Map<Measure, Estimate> levels(Variant variant, String phase) {
    List<Double> most =
        plays.stream()
            .map(play -> play.played(variant.name()).busyThreads().get(phase))
            .filter(java.util.Objects::nonNull)
            .toList();
    return most.stream()
        .max(Comparator.naturalOrder())
        .map(
            threads ->
                Map.of(
                    Measure.BUSY_THREADS,
                    Estimate.exact(threads, "no interval: the most that was seen, twice a second")))
        .orElse(Map.of());
  }

  private List<Reaction> reactions() {
    List<Reaction> reactions = new ArrayList<>();
    for (FaultWindow window : timeline.windows()) {
      for (Variant variant : variants) {
        for (Endpoint endpoint : scenario.endpoints()) {
          if (variant.plays(endpoint.name())) {
            reactions.add(reaction(window.name(), variant.name(), endpoint.name()));
          }
        }
      }
    }
    return reactions;
  }

  private Reaction reaction(String window, String variant, String endpoint) {
    List<dev.faceoff.stats.Reaction> ofPlays =
        plays.stream()
            .flatMap(play -> play.samples(variant, endpoint).stream())
            .map(samples -> dev.faceoff.stats.Reaction.of(samples, timeline, window))
            .filter(each -> each.detectSeconds().isPresent())
            .toList();
    List<Double> detected =
        ofPlays.stream().flatMap(each -> each.detectSeconds().stream()).toList();
    List<Double> recovered =
        ofPlays.stream().flatMap(each -> each.recoverSeconds().stream()).toList();
    return new Reaction(
        window,
        variant,
        endpoint,
        mean(detected),
        // A play that did not recover has no time: a mean of the others would flatter.
        recovered.size() == detected.size() ? mean(recovered) : Optional.empty());
  }

  private Optional<Estimate> mean(List<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    ToDoubleFunction<List<Double>> mean =
        some -> some.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    if (plays.size() == 1) {
      return Optional.of(Estimate.exact(values.get(0), ONCE));
    }
    if (values.size() < plays.size()) {
      return Optional.of(
          Estimate.exact(
              mean.applyAsDouble(values),
              "no interval: users noticed in %d of %d plays"
                  .formatted(values.size(), plays.size())));
    }
    return Optional.of(jackknife.positive(values, mean, PLAYS));
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int play = 0; play < plays.size(); play++) {
      for (TimelineSamples samples : plays.get(play).samples()) {
        if (isPlayed(samples)) {
          points.addAll(points(play, samples));
        }
      }
    }
    return points;
  }

  private boolean isPlayed(TimelineSamples samples) {
    return variants.stream()
        .anyMatch(
            variant ->
                variant.name().equals(samples.variant()) && variant.plays(samples.endpoint()));
  }

  /** Every second of a play. */
  static List<Point> points(int play, TimelineSamples samples) {
    return samples.windows().stream().map(second -> point(play, samples, second)).toList();
  }

  private static Point point(int play, TimelineSamples samples, WindowSamples second) {
    boolean empty = second.requests() == 0;
    return new Point(
        play,
        samples.variant(),
        samples.endpoint(),
        second.second(),
        second.requests(),
        second.errors(),
        empty ? Double.NaN : second.p50Nanos() / 1e6,
        empty ? Double.NaN : second.p99Nanos() / 1e6,
        empty ? Double.NaN : (double) second.withinObjective() / second.requests());
  }

  private Estimate positive(ToDoubleFunction<List<Play>> statistic) {
    return plays.size() == 1
        ? Estimate.exact(statistic.applyAsDouble(plays), ONCE)
        : jackknife.positive(plays, statistic, PLAYS);
  }

  private Estimate share(ToDoubleFunction<List<Play>> statistic) {
    return plays.size() == 1
        ? Estimate.exact(statistic.applyAsDouble(plays), ONCE)
        : jackknife.share(plays, statistic, PLAYS);
  }
}
