package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Spike;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.report.SpikeReport;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.Served;
import dev.faceoff.report.SpikeReport.VariantSpike;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.Jackknife;
import dev.faceoff.stats.Reaction;
import dev.faceoff.stats.Shares;
import dev.faceoff.stats.SpikeResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Makes the report of spikes from what the launches yielded.
 *
 * <p>The unit is the launch, which sends one spike to each variant. Requests of a spike wait for
 * each other, so that no number of them stands for a second spike: a single launch has no
 * intervals. Over several, shares have Student's interval by leaving out one launch at a time,
 * widened to the exact one of independent requests (launches that happen to agree would have none),
 * and times Student's, never narrower than the second by which they are read off.
 */
final class SpikeReports {
  private static final double CONFIDENCE = 0.95;
  private static final String LAUNCHES = "launches";
  private static final String ONCE = "no interval: one launch";

  private final Scenario scenario;
  private final Spike spike;
  private final SpikeEvidence evidence;
  private final Jackknife jackknife = new Jackknife(CONFIDENCE);
  private final LaunchRecord<SpikedLaunch> launches;

  /**
   * @param scenario as it is in its spike
   */
  SpikeReports(Scenario scenario, ProfileName profile) {
    this.scenario = scenario;
    this.spike = scenario.designs().spike().orElseThrow();
    this.launches =
        new LaunchRecord<>(
            spike.launches().get(profile),
            SpikedLaunch::launch,
            launch -> launch.isWhole(scenario.variants().size()),
            this::complaints);
    this.evidence = new SpikeEvidence(endpoints().get(0), scenario.load());
  }

  /** The one whose users tell when all is normal first. */
  private List<Endpoint> endpoints() {
    return scenario.endpoints().stream()
        .sorted(Comparator.comparing(each -> !each.name().equals(spike.endpoint())))
        .toList();
  }

  /** The launches, to which further ones are added. */
  LaunchRecord<SpikedLaunch> launches() {
    return launches;
  }

  /** Why a launch proves nothing, a sentence each; empty where it does. */
  private List<String> complaints(SpikedLaunch launch) {
    return launch.plays().stream()
        .flatMap(
            play ->
                evidence.complaints(play).stream()
                    .map(complaint -> "With %s: %s".formatted(play.variant(), complaint)))
        .toList();
  }

  /** Of spikes in which something broke. */
  SpikeReport failed(String reason) {
    return report(launches.failed(reason), List.of());
  }

  /** Of what was added: PARTIAL where launches are missing, INVALID where none was sound. */
  SpikeReport report(boolean interrupted, List<String> backendNotes) {
    return report(
        launches.outcome(interrupted, "the first spike of every variant was over."), backendNotes);
  }

  private SpikeReport report(
      LaunchRecord.Outcome<SpikedLaunch> outcome, List<String> backendNotes) {
    List<SpikedLaunch> sound = outcome.sound();
    return new SpikeReport(
        outcome.status(),
        outcome.reasons(),
        new SpikeReport.Times(
            spike.factor(),
            spike.beforeSeconds(),
            spike.spikeSeconds(),
            spike.afterSeconds(),
            spike.warmUpSeconds()),
        endpoints(),
        scenario.load(),
        scenario.settings().values().stream().sorted(Comparator.comparing(Setting::name)).toList(),
        launches.planned(),
        sound.isEmpty()
            ? List.of()
            : scenario.variants().stream().map(each -> variant(each, sound)).toList(),
        points(sound),
        launches.whole().isEmpty()
            ? Optional.empty()
            : Optional.of(trust(outcome.status(), backendNotes)));
  }

  private VariantSpike variant(Variant variant, List<SpikedLaunch> sound) {
    List<SpikedPlay> plays = sound.stream().map(launch -> launch.play(variant.name())).toList();
    List<Served> served = new ArrayList<>();
    for (Endpoint endpoint : endpoints()) {
      List<SpikeResponse> responses =
          plays.stream().flatMap(play -> play.response(endpoint.name()).stream()).toList();
      for (SpikeReport.Phase phase : SpikeReport.Phase.values()) {
        List<SpikeResponse.Served> counts =
            responses.stream().map(response -> counts(response, phase)).toList();
        served(endpoint.name(), phase, counts).ifPresent(served::add);
      }
    }
    return new VariantSpike(variant.name(), served, recovery(plays));
  }

  private static SpikeResponse.Served counts(SpikeResponse response, SpikeReport.Phase phase) {
    return switch (phase) {
      case BEFORE -> response.before();
      case SPIKE -> response.during();
      case AFTER -> response.after();
    };
  }

  private Optional<Served> served(
      String endpoint, SpikeReport.Phase phase, List<SpikeResponse.Served> counts) {
    long requests = sum(counts, SpikeResponse.Served::requests);
    return requests == 0
        ? Optional.empty()
        : Optional.of(
            new Served(
                endpoint,
                phase,
                requests,
                share(counts, SpikeResponse.Served::withinObjective),
                share(counts, SpikeResponse.Served::refusedQuickly),
                share(
                    counts,
                    each -> each.requests() - each.withinObjective() - each.refusedQuickly())));
  }

  private Estimate share(
      List<SpikeResponse.Served> counts, ToLongFunction<SpikeResponse.Served> part) {
    if (counts.size() == 1) {
      return Estimate.exact(pooled(counts, part), ONCE);
    }
    return Shares.widened(
        jackknife.share(counts, some -> pooled(some, part), LAUNCHES),
        Shares.clopperPearson(
            sum(counts, part), sum(counts, SpikeResponse.Served::requests), CONFIDENCE));
  }

  private static double pooled(
      List<SpikeResponse.Served> counts, ToLongFunction<SpikeResponse.Served> part) {
    long requests = sum(counts, SpikeResponse.Served::requests);
    return requests == 0 ? 0 : (double) sum(counts, part) / requests;
  }

  private static long sum(
      List<SpikeResponse.Served> counts, ToLongFunction<SpikeResponse.Served> part) {
    return counts.stream().mapToLong(part).sum();
  }

  private Recovery recovery(List<SpikedPlay> plays) {
    List<SpikeResponse> normal =
        plays.stream()
            .flatMap(play -> play.response(spike.endpoint()).stream())
            .filter(response -> isNormal(response.before()))
            .toList();
    List<Double> seconds =
        normal.stream().flatMap(each -> each.reaction().recoverSeconds().stream()).toList();
    return new Recovery(
        normal.size(),
        (int) normal.stream().filter(each -> left(each.reaction())).count(),
        seconds.size(),
        normal.isEmpty() || seconds.size() < normal.size()
            // A launch in which it was not back has no time: a mean of the others would flatter.
            ? Optional.empty()
            : Optional.of(mean(seconds)));
  }

  private static boolean isNormal(SpikeResponse.Served before) {
    return Reaction.isWithin(before.withinObjective(), before.requests());
  }

  /** Also one that was well in the spike and not at once after it: requests had piled up. */
  private static boolean left(Reaction reaction) {
    return reaction.detectSeconds().isPresent()
        || reaction.recoverSeconds().map(seconds -> seconds > 0).orElse(true);
  }

  private Estimate mean(List<Double> seconds) {
    if (seconds.size() == 1) {
      return Estimate.exact(seconds.get(0), ONCE);
    }
    Estimate mean =
        jackknife.positive(
            seconds,
            some -> some.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
            LAUNCHES);
    // The last bad second ended somewhere within the one before.
    double low = Math.min(mean.low(), mean.value() - 1);
    return new Estimate(
        mean.value(),
        Optional.of(
            new Interval(Math.max(0, low), Math.max(mean.value(), mean.high()), CONFIDENCE)),
        mean.note());
  }

  private List<Point> points(List<SpikedLaunch> sound) {
    List<Point> points = new ArrayList<>();
    for (int play = 0; play < sound.size(); play++) {
      for (Variant variant : scenario.variants()) {
        points.addAll(
            FaultAnalysis.points(
                play,
                sound.get(play).play(variant.name()).endpoint(spike.endpoint()).orElseThrow()));
      }
    }
    return points;
  }

  private Trust trust(Status status, List<String> backendNotes) {
    List<String> notes = new ArrayList<>(backendNotes);
    notes.addAll(launches.notes(status));
    notes.addAll(whileItLasted());
    if (launches.planned() == 1) {
      notes.add("One launch: what differs from spike to spike is in no interval.");
    }
    return Trusts.of(
        launches.whole().stream().map(SpikedLaunch::generator).toList(),
        launches.whole().stream().map(SpikedLaunch::machineBusyShare).toList(),
        scenario.load(),
        List.of(),
        notes);
  }

  /** How the generator fared in the spikes themselves, where the averages over all say little. */
  private List<String> whileItLasted() {
    List<String> sentences = new ArrayList<>();
    for (Variant variant : scenario.variants()) {
      List<GeneratorHealth> healths =
          launches.whole().stream().map(launch -> launch.play(variant.name()).inSpike()).toList();
      sentences.add(
          String.format(
              Locale.ROOT,
              "While the spike of %s lasted, the generator took up to %.0f %% of the processors, and the latest 1 %% of the arrivals were up to %.0f ms late.",
              variant.name(),
              100 * max(healths.stream().map(GeneratorHealth::cpuShare)),
              max(healths.stream().map(Soundness::lateMillis))));
    }
    return sentences;
  }

  private static double max(Stream<Double> values) {
    return values.max(Comparator.naturalOrder()).orElseThrow();
  }
}
