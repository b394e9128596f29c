package dev.faceoff.run;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import dev.faceoff.stats.Disturbance;
import dev.faceoff.stats.LaunchEffects;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import dev.faceoff.stats.PairEffects;
import dev.faceoff.stats.Steadiness;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one launch of a gate yielded.
 *
 * @param effects what the launch says, costs per request included
 * @param steady whether the targets had stopped changing against each other
 * @param machineBusyShare share of the processors' time the machine was busy while measuring
 */
record PairedMeasurement(
    MatchedLaunch samples,
    LaunchEffects effects,
    Disturbance disturbance,
    boolean steady,
    boolean baselineFirst,
    Optional<Double> machineBusyShare) {
  /** A measure of the whole service has no endpoint. */
  private static final String WHOLE = "";

  /** Fewer statements a request are no request's, but a pool's or a scheduler's. */
  private static final double LEAST_STATEMENTS = 0.01;

  /**
   * Draws from a launch what it says.
   *
   * @param costs of the measured part by side, totals
   */
  static PairedMeasurement of(
      MatchedLaunch samples,
      Map<Side, Map<Measure, Double>> costs,
      boolean baselineFirst,
      Optional<Double> machineBusyShare) {
    Disturbance disturbance = Disturbance.of(samples);
    long requests = samples.measured().stream().mapToLong(MatchedPairs::size).sum();
    return new PairedMeasurement(
        samples,
        withCosts(
            PairEffects.of(samples, disturbance),
            perRequest(costs.get(Side.BASELINE), requests),
            perRequest(costs.get(Side.CANDIDATE), requests),
            requests),
        disturbance,
        Steadiness.steady(samples),
        baselineFirst,
        machineBusyShare);
  }

  long pairs() {
    return samples.measured().stream().mapToLong(MatchedPairs::size).sum();
  }

  private static Map<Measure, Double> perRequest(Map<Measure, Double> totals, long requests) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    totals.forEach(
        (measure, total) -> {
          switch (measure) {
            case CACHE_LOOKUPS -> {}
            case CACHE_HITS -> {
              double lookups = totals.get(Measure.CACHE_LOOKUPS);
              if (lookups > 0) {
                values.put(measure, total / lookups);
              }
            }
            default -> {
              if (requests > 0) {
                values.put(measure, total / requests);
              }
            }
          }
        });
    return values;
  }

  private static LaunchEffects withCosts(
      LaunchEffects latencies,
      Map<Measure, Double> baseline,
      Map<Measure, Double> candidate,
      long requests) {
    Map<Claim, Double> left = new HashMap<>(latencies.baseline());
    Map<Claim, Double> right = new HashMap<>(latencies.candidate());
    Map<Claim, Double> ratios = new HashMap<>(latencies.contrasts());
    baseline.forEach((measure, value) -> left.put(new Claim(WHOLE, measure), value));
    candidate.forEach((measure, value) -> right.put(new Claim(WHOLE, measure), value));
    baseline.forEach(
        (measure, value) -> {
          double other = candidate.getOrDefault(measure, 0.0);
          boolean ofNoRequest =
              measure == Measure.QUERIES && value != other && value + other <= LEAST_STATEMENTS;
          if (ofNoRequest) {
            return;
          }
          // What neither does is the same; what one does not do at all has no ratio.
          if (value > 0 && other > 0) {
            ratios.put(new Claim(WHOLE, measure), Math.log(other / value));
          } else if (value == 0 && other == 0 && candidate.containsKey(measure)) {
            ratios.put(new Claim(WHOLE, measure), 0.0);
          } else if (measure == Measure.QUERIES && candidate.containsKey(measure)) {
            // The first statement of a service is one too many: half a statement stands for none.
            double half = 0.5 / requests;
            ratios.put(new Claim(WHOLE, measure), Math.log((other + half) / (value + half)));
          }
        });
    return new LaunchEffects(latencies.launch(), left, right, ratios, latencies.failures());
  }
}
