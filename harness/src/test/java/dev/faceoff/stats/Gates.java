package dev.faceoff.stats;

import dev.faceoff.model.Claim;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Tolerance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Rules and launches of gates made up for tests. */
final class Gates {
  static final List<Integer> LOOKS = List.of(4, 6, 8, 11, 14);

  /** Those that nine minutes hold. */
  static final List<Integer> USUAL_LOOKS = List.of(4, 6, 8);

  static final Claim TYPICAL = new Claim(Launches.ENDPOINT, Measure.TYPICAL_LATENCY);
  static final Claim ERRORS = new Claim(Launches.ENDPOINT, Measure.ERROR_SHARE);
  static final Claim STATEMENTS = new Claim("", Measure.QUERIES);
  static final Claim CPU = new Claim("", Measure.CPU);

  /** What a gate judges by default. */
  static final Map<Measure, Tolerance> ALL =
      Map.of(
          Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02),
          Measure.SLOWEST_TENTH, new Tolerance(0.1, 0.05),
          Measure.SLOW_SHARE, new Tolerance(0.02, 0.01),
          Measure.ERROR_SHARE, new Tolerance(0.005, 0.001),
          Measure.CPU, new Tolerance(0.05, 0.03),
          Measure.QUERIES, new Tolerance(0.005, 0));

  private Gates() {}

  static GateRules rules(Map<Measure, Tolerance> gated) {
    return rules(gated, Set.of());
  }

  static GateRules rules(Map<Measure, Tolerance> gated, Set<String> endpoints) {
    return rules(gated, endpoints, LOOKS);
  }

  static GateRules rules(
      Map<Measure, Tolerance> gated, Set<String> endpoints, List<Integer> looks) {
    return new GateRules(
        gated, 0.01, looks, Duration.ofMinutes(9), endpoints, OptionalDouble.empty(), 8, 4, 8);
  }

  static GateRules rules(Measure measure) {
    return rules(Map.of(measure, ALL.get(measure)));
  }

  /** A launch of contrasts alone; the baseline's value is 10 throughout. */
  static LaunchEffects launch(int launch, Map<Claim, Double> contrasts) {
    Map<Claim, Double> baseline = new HashMap<>();
    Map<Claim, Double> candidate = new HashMap<>();
    contrasts.forEach(
        (claim, contrast) -> {
          baseline.put(claim, 10.0);
          candidate.put(claim, 10 * Math.exp(contrast));
        });
    return new LaunchEffects(launch, baseline, candidate, contrasts, Map.of());
  }

  static List<LaunchEffects> launches(Claim claim, double... ratios) {
    List<LaunchEffects> launches = new ArrayList<>();
    for (double ratio : ratios) {
      launches.add(launch(launches.size(), Map.of(claim, Math.log(ratio))));
    }
    return launches;
  }

  static List<LaunchEffects> failures(FailureCounts... counts) {
    List<LaunchEffects> launches = new ArrayList<>();
    for (FailureCounts each : counts) {
      launches.add(
          new LaunchEffects(
              launches.size(), Map.of(), Map.of(), Map.of(), Map.of(Launches.ENDPOINT, each)));
    }
    return launches;
  }

  /** The effects of launches that scatter around the given ratios. */
  static List<LaunchEffects> random(
      int number, Map<Claim, Double> ratios, Map<Claim, Double> sigma, RandomGenerator random) {
    List<LaunchEffects> launches = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Map<Claim, Double> contrasts = new HashMap<>();
      ratios.keySet().stream()
          .sorted()
          .forEach(
              claim ->
                  contrasts.put(
                      claim,
                      Math.log(ratios.get(claim)) + sigma.get(claim) * random.nextGaussian()));
      launches.add(launch(i, contrasts));
    }
    return launches;
  }

  /** The look at which a gate ends. */
  static GateLook play(GateJudge judge, List<LaunchEffects> launches) {
    return play(judge, LOOKS, launches);
  }

  static GateLook play(GateJudge judge, List<Integer> looks, List<LaunchEffects> launches) {
    for (int look : looks) {
      if (look < launches.size()) {
        GateLook state = judge.look(launches.subList(0, look));
        if (state.settled()) {
          return state;
        }
      }
    }
    return judge.lastLook(launches);
  }

  /** The same launches with the sides' names exchanged. */
  static List<LaunchEffects> swapped(List<LaunchEffects> launches) {
    return launches.stream()
        .map(
            launch -> {
              Map<Claim, Double> contrasts = new HashMap<>();
              launch.contrasts().forEach((claim, value) -> contrasts.put(claim, -value));
              Map<String, FailureCounts> failures = new HashMap<>();
              launch
                  .failures()
                  .forEach(
                      (endpoint, each) ->
                          failures.put(
                              endpoint,
                              new FailureCounts(
                                  each.pairs(),
                                  each.onlyCandidate(),
                                  each.onlyBaseline(),
                                  each.both())));
              return new LaunchEffects(
                  launch.launch(), launch.candidate(), launch.baseline(), contrasts, failures);
            })
        .toList();
  }
}
