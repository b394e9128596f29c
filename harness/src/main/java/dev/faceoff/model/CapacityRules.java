package dev.faceoff.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How the capacity of a scenario's variants is searched for.
 *
 * @param endpoint for which the objective's latency holds
 * @param quantile share of its requests that shall be quick enough, between 0 and 1
 * @param millis latency that they shall not exceed
 * @param errorShare of the requests of all endpoints that may fail, 0 to below 1
 * @param users numbers of users at a time for throughput against concurrency, ascending
 * @param rounds blocks of each number of users for each variant
 * @param stepSeconds length of a step of the search
 * @param budgetSeconds after which the searches of a launch begin no step
 * @param mostArrivalsPerSecond that are sent to a variant at any time; empty for no limit
 * @param profiles launches and, in them, the blocks of all numbers of users
 */
public record CapacityRules(
    String endpoint,
    double quantile,
    double millis,
    double errorShare,
    List<Integer> users,
    int rounds,
    int stepSeconds,
    int budgetSeconds,
    OptionalDouble mostArrivalsPerSecond,
    Map<ProfileName, Profile> profiles) {
  /** Fewer leave a law of three parameters next to nothing to be wrong about. */
  public static final int LEAST_USERS = 6;

  public CapacityRules {
    Checks.requireText(endpoint, "endpoint");
    Checks.requirePositive(quantile, "quantile");
    Checks.requirePositive(millis, "millis");
    Checks.requireAtLeast(rounds, 2, "rounds");
    Checks.requireAtLeast(stepSeconds, 1, "stepSeconds");
    Checks.requireAtLeast(budgetSeconds, 1, "budgetSeconds");
    mostArrivalsPerSecond.ifPresent(most -> Checks.requirePositive(most, "mostArrivalsPerSecond"));
    users = List.copyOf(users);
    profiles = Collections.unmodifiableMap(new EnumMap<>(profiles));
    Checks.requireAtLeast(users.size(), LEAST_USERS, "number of users");
    int before = 0;
    for (int each : users) {
      if (each <= before) {
        throw new IllegalArgumentException(
            "users must be above 0 and ascend, but %s follows %s".formatted(each, before));
      }
      before = each;
    }
  }

  /**
   * Whether users call without pause before the search. They come as fast as they are answered, so
   * that under a limit there are none.
   */
  public boolean hasUsersWithoutPause() {
    return mostArrivalsPerSecond.isEmpty();
  }
}
