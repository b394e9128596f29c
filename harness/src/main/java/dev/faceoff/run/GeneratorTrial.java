package dev.faceoff.run;

import dev.faceoff.load.PlanBuilder;
import dev.faceoff.load.StandIn;
import dev.faceoff.model.Load;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the highest rate of arrivals that the load generator itself keeps on this machine, the
 * journey's checks included, with a stand-in for the service that answers from memory.
 *
 * <p>It starts below what users without pause get done, and goes up while the generator keeps the
 * rate, down while it does not, until it did one and then the other: a few short steps at most.
 */
final class GeneratorTrial {
  /** From one rate to the next. */
  static final double RATIO = 1.3;

  /** However far off the first rate was. */
  static final int MOST_STEPS = 4;

  static final int CLOSED_SECONDS = 4;
  static final int STEP_SECONDS = 3;

  private static final String STAND_IN = "stand-in";

  /** Arrivals take more of the generator than users that stay. */
  private static final double BELOW_CLOSED = 0.75;

  /** More failures are no journey: then the stand-in does not understand it. */
  private static final double MOST_ERRORS = 0.01;

  /** Plays blocks; what it recorded is empty when it was interrupted. */
  interface Player {
    Optional<LaunchSamples> play(
        Map<String, List<String>> targets, List<PlannedBlock> blocks, String name)
        throws InterruptedException, IOException;
  }

  /** Offers a rate of arrivals for a while. */
  interface Step {
    /**
     * Why the generator did not keep it, a sentence each.
     *
     * @return none if it kept it; empty if it was interrupted
     */
    Optional<List<String>> complaints(double arrivalsPerSecond)
        throws InterruptedException, IOException;
  }

  private final Load load;
  private final int users;
  private final Player player;

  /**
   * @param users that call without pause to begin with
   */
  GeneratorTrial(Load load, int users, Player player) {
    this.load = load;
    this.users = users;
    this.player = player;
  }

  /**
   * Looks for it.
   *
   * @param service that the stand-in learns its answers from, for example {@code
   *     http://127.0.0.1:4711}
   */
  GeneratorLimit run(String service) throws InterruptedException, IOException {
    try (StandIn standIn = new StandIn(URI.create(service), load.requestTimeout())) {
      Map<String, List<String>> targets = Map.of(STAND_IN, List.of(standIn.address()));
      Optional<LaunchSamples> closed =
          player.play(
              targets,
              List.of(
                  new PlannedBlock(0, Purpose.CLOSED, STAND_IN, 0, 0, CLOSED_SECONDS, users, 0)),
              "generator-users");
      if (closed.isEmpty()) {
        return unknown("it was interrupted.");
      }
      double answered =
          closed.get().closed().stream().mapToDouble(ClosedSamples::answeredPerSecond).sum();
      long requests = closed.get().closed().stream().mapToLong(ClosedSamples::requests).sum();
      long errors = closed.get().closed().stream().mapToLong(ClosedSamples::errors).sum();
      if (answered == 0 || errors > MOST_ERRORS * requests) {
        return unknown(
            String.format(
                Locale.ROOT,
                "of %,d answers of the stand-in %,d did not pass the journey's checks.",
                requests,
                errors));
      }
      double cpuShare = closed.get().generator().cpuShare();
      double allowed = cpuShare > 0 ? Math.min(1, Soundness.GENERATOR_CPU_LIMIT / cpuShare) : 1;
      double arrivals = answered * ClosedSamples.journeysPerRequest(closed.get().closed());
      return limit(BELOW_CLOSED * allowed * arrivals, rate -> complaints(targets, rate));
    }
  }

  private Optional<List<String>> complaints(Map<String, List<String>> targets, double rate)
      throws InterruptedException, IOException {
    Optional<LaunchSamples> samples =
        player.play(
            targets,
            PlanBuilder.step(STAND_IN, STEP_SECONDS, rate),
            "generator-%d".formatted(Math.round(rate)));
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    List<String> complaints =
        new ArrayList<>(Soundness.besidesUndrained(samples.get().generator(), load));
    long requests = samples.get().blocks().stream().mapToLong(BlockSamples::requests).sum();
    long errors = samples.get().blocks().stream().mapToLong(BlockSamples::errors).sum();
    if (errors > MOST_ERRORS * requests) {
      complaints.add("Of %d requests %d failed.".formatted(requests, errors));
    }
    return Optional.of(complaints);
  }

  /**
   * Goes from rate to rate.
   *
   * @param firstRate above 0
   */
  static GeneratorLimit limit(double firstRate, Step step)
      throws InterruptedException, IOException {
    Optional<Double> kept = Optional.empty();
    Optional<Double> notKept = Optional.empty();
    String note = "";
    double rate = firstRate;
    for (int i = 0; i < MOST_STEPS && (kept.isEmpty() || notKept.isEmpty()); i++) {
      Optional<List<String>> complaints = step.complaints(rate);
      if (complaints.isEmpty()) {
        break;
      }
      if (complaints.get().isEmpty()) {
        kept = Optional.of(rate);
        rate *= RATIO;
      } else {
        notKept = Optional.of(rate);
        note = complaints.get().get(0);
        rate /= RATIO;
      }
    }
    return kept.isEmpty() && notKept.isEmpty()
        ? unknown("it was interrupted.")
        : new GeneratorLimit(kept, notKept, note);
  }

  private static GeneratorLimit unknown(String why) {
    return new GeneratorLimit(Optional.empty(), Optional.empty(), why);
  }
}
