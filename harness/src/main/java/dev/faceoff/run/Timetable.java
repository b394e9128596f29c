package dev.faceoff.run;

import dev.faceoff.load.PlanBuilder;
import dev.faceoff.model.Alerting;
import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Design;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Spike;
import dev.faceoff.scenarios.plan.GeneratorEvent;

/**
 * How long the steps of a run are expected to take; for progress and for telling users beforehand.
 * The parts that depend on the machine are those of a small one, seen with two cores.
 */
public final class Timetable {
  static final double DATA_SECONDS = 3;
  static final double START_UP_SECONDS = 12;
  static final double STOP_SECONDS = 2;
  static final double REPORT_SECONDS = 1;

  /** For starting the generator of a search. */
  static final double START_GENERATOR_SECONDS = 4;

  /** For what it does alone: users, and three or four steps of arrivals. */
  static final double GENERATOR_TRIAL_SECONDS = 25;

  /** Until Prometheus is ready. */
  static final double START_PROMETHEUS_SECONDS = 2;

  /** For what a generator that runs already does before and after it plays something. */
  static final double START_PLAY_SECONDS = 0.5;

  /** For seeing that a variant rests which puts nothing off: two looks of {@link Rest}. */
  static final double REST_SECONDS = 0.5;

  /** So many a search takes whose first rate was a good guess. */
  private static final int STEPS_OF_SEARCH = 7;

  private Timetable() {}

  /** Seconds until the targets of a launch are ready: one of each variant at a time. */
  static double startUpSeconds(Scenario scenario) {
    return START_UP_SECONDS * scenario.mostReplicas() * Math.max(2, scenario.variants().size()) / 2;
  }

  /** Seconds of a trial that may be set aside; 0 where there is none. */
  public static double gateTrialSeconds(GateRules rules) {
    GateRules trial = WarmUps.trial(rules);
    return trial.equals(rules) ? 0 : trial.launchSeconds();
  }

  /** Seconds a gate takes at most. */
  public static double gateSeconds(GateRules rules) {
    double trial = gateTrialSeconds(rules);
    double all = trial + rules.mostLaunches() * rules.launchSeconds();
    double atLeast = trial + rules.looks().get(0) * rules.launchSeconds();
    return DATA_SECONDS
        + Math.max(atLeast, Math.min(all, rules.budget().toMillis() / 1e3))
        + REPORT_SECONDS;
  }

  /** Seconds that all takes that is asked of a scenario, its data made before. */
  public static double seconds(ScenarioRequest asked, ProfileName size) {
    double pair = asked.asks(Design.PAIR) ? scenarioSeconds(asked.scenario(), size) : 0;
    double capacity = asked.asks(Design.CAPACITY) ? capacitySeconds(asked.scenario(), size) : 0;
    return pair
        + asked.sizes().stream().mapToDouble(each -> scenarioSeconds(each, size)).sum()
        + capacity
        + asked.spiking().map(spiking -> spikeSeconds(spiking, size)).orElse(0.0)
        + (asked.asks(Design.ALERTS) ? alertSeconds(asked.scenario(), size) : 0);
  }

  /** Seconds the launches that are watched take, their data made before. */
  static double alertSeconds(Scenario scenario, ProfileName size) {
    Alerting alerting = scenario.designs().alerting().orElseThrow();
    return DATA_SECONDS
        + alerting.launches().get(size)
            * (startUpSeconds(scenario)
                + START_PROMETHEUS_SECONDS
                + PlanBuilder.seconds(alerting)
                + STOP_SECONDS)
        + REPORT_SECONDS;
  }

  /** Seconds the launches with spikes take, their data made before. */
  static double spikeSeconds(Scenario spiking, ProfileName size) {
    Spike spike = spiking.designs().spike().orElseThrow();
    int load = PlanBuilder.seconds(spiking.variants().size(), spike, spiking.load());
    return DATA_SECONDS
        + spike.launches().get(size) * (startUpSeconds(spiking) + load + STOP_SECONDS)
        + REPORT_SECONDS;
  }

  /** Seconds a search for the capacities takes, its data made before. */
  static double capacitySeconds(Scenario scenario, ProfileName size) {
    CapacityRules rules = scenario.designs().capacity().orElseThrow();
    Profile profile = rules.profiles().get(size);
    int variants = scenario.variants().size();
    double leadIns = rules.hasUsersWithoutPause() ? variants * leadInSeconds() : 0;
    // A step that has begun in time is played to its end.
    double steps =
        Math.min(
            variants * STEPS_OF_SEARCH,
            Math.ceil(Math.max(0, rules.budgetSeconds() - leadIns) / stepSeconds(rules)));
    return DATA_SECONDS
        + (rules.hasUsersWithoutPause() ? GENERATOR_TRIAL_SECONDS : 0)
        + profile.launches()
            * (startUpSeconds(scenario)
                + START_GENERATOR_SECONDS
                + beforeSearchSeconds(variants, rules, profile)
                + leadIns
                + steps * stepSeconds(rules)
                + STOP_SECONDS)
        + REPORT_SECONDS;
  }

  /** Seconds that a step of a search takes, until the variant rests. */
  static double stepSeconds(CapacityRules rules) {
    return playSeconds(PlanBuilder.STEP_LEAD_SECONDS + rules.stepSeconds()) + REST_SECONDS;
  }

  /** Seconds that arrivals take which come before a variant's first step, until it rests. */
  static double leadInSeconds() {
    return playSeconds(PlanBuilder.STEP_LEAD_SECONDS + CapacityLaunch.LEAD_IN_SECONDS)
        + REST_SECONDS;
  }

  /** Seconds that a generator that runs already takes for a plan which ends at that second. */
  private static double playSeconds(double endSecond) {
    return START_PLAY_SECONDS + GeneratorEvent.LEAD_SECONDS + endSecond;
  }

  /**
   * Seconds that all takes which is played before a search: warm-ups, and blocks of users where
   * there are some. Each variant rests before anything is asked of it and after each of its turns.
   *
   * @param variants how many
   */
  static double beforeSearchSeconds(int variants, CapacityRules rules, Profile profile) {
    if (!rules.hasUsersWithoutPause()) {
      return variants * playSeconds(PlanBuilder.STEP_LEAD_SECONDS + profile.warmUpSeconds())
          + rests(variants, variants);
    }
    // As A B B A: rounds of the same variant in a row are one turn, which has no gap behind it.
    int turns = variants == 1 ? 1 : rules.rounds() + 1;
    return variants * (profile.warmUpSeconds() + profile.gapSeconds())
        + profile.blocks() * (profile.blockSeconds() + profile.gapSeconds())
        + turns * (playSeconds(0) - profile.gapSeconds())
        + rests(variants, turns);
  }

  private static double rests(int variants, int turns) {
    return (variants + turns) * REST_SECONDS;
  }

  /** Seconds a comparison of the pair takes, its data made before. */
  static double scenarioSeconds(Scenario scenario, ProfileName size) {
    Profile profile = scenario.profiles().get(size);
    int load =
        PlanBuilder.seconds(
            scenario.variants().size(),
            scenario.faceFaults().size(),
            profile,
            scenario.load(),
            scenario.faults().timeline(),
            PlanBuilder.countsRows(scenario));
    return DATA_SECONDS
        + profile.launches() * (startUpSeconds(scenario) + load + STOP_SECONDS)
        + REPORT_SECONDS;
  }
}
