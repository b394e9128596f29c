package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Load;
import dev.faceoff.model.Spike;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.Reaction;
import dev.faceoff.stats.SpikeTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a variant's way through a spike is evidence of.
 *
 * <p>A spike overloads the machine on purpose, and the generator shares it. So its own trouble has
 * to be told from the service's:
 *
 * <ul>
 *   <li>A generator that <b>took half of the cores</b> while the spike lasted, or collected garbage
 *       for a tenth of it, competed with the service: what was slow may have been the generator.
 *       Averages over the launch would not show it.
 *   <li>Arrivals that were <b>missed</b>, and users who were still there when the other variant
 *       began, make another load than the one that was asked for.
 *   <li>Arrivals that were <b>late</b> by as much as the objective allows say nothing about it.
 *   <li>Arrivals that were <b>late by less</b> are weighed. Where the objective was missed they are
 *       no excuse: latencies do not contain the lateness, so that they flatter the service, and one
 *       that takes all cores makes everything late. Where it was kept, it must still be with the
 *       lateness of the latest 1 % added to every latency; a service that was quick while arrivals
 *       were late has not been asked what was to be asked.
 * </ul>
 *
 * <p>The objective of a phase is that of a second: 95 % answered within it. Lateness after the
 * spike is not judged: it delays what is seen by less than the seconds in which recovery is
 * counted.
 */
final class SpikeEvidence {
  /** As many as have to be well in a row. */
  private static final int LEAST_SECONDS = Spike.LEAST_AFTER_SECONDS;

  private final Endpoint endpoint;
  private final Load load;

  /**
   * @param endpoint whose users tell when all is normal
   */
  SpikeEvidence(Endpoint endpoint, Load load) {
    this.endpoint = endpoint;
    this.load = load;
  }

  /** Why a play proves nothing, a sentence each; empty where it does. */
  List<String> complaints(SpikedPlay play) {
    List<String> complaints = new ArrayList<>();
    for (String phase : List.of(SpikeTimes.BEFORE, SpikeTimes.DURING)) {
      if (play.phase(endpoint.name(), phase).isEmpty()) {
        complaints.add("No request of %s started %s.".formatted(endpoint.name(), when(phase)));
      }
    }
    long seconds = secondsAfter(play);
    if (seconds < LEAST_SECONDS) {
      complaints.add(
          "Requests of %s started in %d seconds after the spike, and %d in a row tell that all is normal."
              .formatted(endpoint.name(), seconds, LEAST_SECONDS));
    }
    if (complaints.isEmpty()) {
      complaints.addAll(ofGenerator(play));
    }
    return complaints;
  }

  private static String when(String phase) {
    return phase.equals(SpikeTimes.BEFORE) ? "before the spike" : "in the spike";
  }

  private long secondsAfter(SpikedPlay play) {
    Optional<Long> end =
        play.endpoint(endpoint.name()).stream()
            .flatMap(samples -> samples.spans().stream())
            .filter(span -> span.phase().equals(SpikeTimes.AFTER))
            .map(span -> span.fromNanos() / 1_000_000_000L)
            .findFirst();
    return end.map(
            from ->
                play.endpoint(endpoint.name()).orElseThrow().windows().stream()
                    .filter(window -> window.second() >= from && window.requests() > 0)
                    .count())
        .orElse(0L);
  }

  private List<String> ofGenerator(SpikedPlay play) {
    GeneratorHealth health = play.inSpike();
    List<String> complaints = Soundness.complaints(health, load);
    double lateMillis = Soundness.lateMillis(health);
    boolean onlyLate =
        Soundness.besidesLateness(health).isEmpty() && lateMillis < endpoint.objectiveMillis();
    if (complaints.isEmpty() || !onlyLate) {
      return complaints;
    }
    PhaseSamples spike = play.phase(endpoint.name(), SpikeTimes.DURING).orElseThrow();
    boolean missed = !Reaction.isWithin(spike.withinObjective(), spike.requests());
    return missed || isWithin(spike, endpoint.objectiveMillis() - lateMillis)
        ? List.of()
        : complaints;
  }

  /** Whether the phase was within a stricter objective, even if all that failed was quick. */
  private static boolean isWithin(PhaseSamples phase, double millis) {
    long quick = phase.latencyNanos().getCountBetweenValues(0, Math.round(millis * 1e6));
    return Reaction.isWithin(Math.max(0, quick - phase.errors()), phase.requests());
  }
}
