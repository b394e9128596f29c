package dev.faceoff.run;

import dev.faceoff.load.PlanBuilder;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;

/**
 * How long the steps of a run are expected to take; for progress and for telling users beforehand.
 * The parts that depend on the machine are those of a small one, seen with two cores.
 */
public final class Timetable {
  static final double DATA_SECONDS = 3;
  static final double START_UP_SECONDS = 12;
  static final double STOP_SECONDS = 2;
  static final double REPORT_SECONDS = 1;

  private Timetable() {}

  /** Seconds a scenario takes, its data made before. */
  public static double scenarioSeconds(Scenario scenario, ProfileName size) {
    Profile profile = scenario.profiles().get(size);
    int load =
        PlanBuilder.seconds(
            profile,
            scenario.load(),
            scenario.faults().timeline(),
            PlanBuilder.countsRows(scenario));
    return DATA_SECONDS
        + profile.launches() * (START_UP_SECONDS + load + STOP_SECONDS)
        + REPORT_SECONDS;
  }
}
