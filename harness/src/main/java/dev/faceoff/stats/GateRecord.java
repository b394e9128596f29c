package dev.faceoff.stats;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The launches of a gate, put in order by claim; a claim has those launches that know of it. */
final class GateRecord {
  private final List<LaunchEffects> launches;
  private final SortedMap<Claim, List<Double>> contrasts = new TreeMap<>();
  private final SortedMap<Claim, List<FailureCounts>> failures = new TreeMap<>();

  GateRecord(List<LaunchEffects> launches) {
    this.launches = launches;
    for (LaunchEffects launch : launches) {
      launch
          .contrasts()
          .forEach(
              (claim, value) ->
                  listOf(contrasts, claim).add(Contrast.of(claim.measure()).ofLaunch(value)));
      launch.failures().entrySet().stream()
          .filter(each -> each.getValue().pairs() > 0)
          .forEach(
              each ->
                  listOf(failures, new Claim(each.getKey(), Measure.ERROR_SHARE))
                      .add(each.getValue()));
    }
  }

  private static <T> List<T> listOf(Map<Claim, List<T>> lists, Claim claim) {
    return lists.computeIfAbsent(claim, each -> new ArrayList<>());
  }

  /**
   * The evidence on each claim that at least two launches know of.
   *
   * @param floorDeviation below which no deviation of a claim's contrasts is believed
   */
  SortedMap<Claim, Evidence> evidence(ToDoubleFunction<Claim> floorDeviation) {
    SortedMap<Claim, Evidence> evidence = new TreeMap<>();
    contrasts.forEach(
        (claim, values) -> {
          if (values.size() >= 2) {
            evidence.put(
                claim,
                LaunchEvidence.of(
                    Contrast.of(claim.measure()), values, floorDeviation.applyAsDouble(claim)));
          }
        });
    failures.forEach(
        (claim, counts) -> {
          if (counts.size() >= 2) {
            evidence.put(claim, FailureEvidence.of(counts));
          }
        });
    return evidence;
  }

  /** The ratio, or difference, of each claim that a single launch knows of. */
  SortedMap<Claim, Double> loneValues() {
    SortedMap<Claim, Double> lone = new TreeMap<>();
    contrasts.forEach(
        (claim, values) -> {
          if (values.size() == 1) {
            lone.put(claim, Contrast.of(claim.measure()).shown(values.get(0)));
          }
        });
    failures.forEach(
        (claim, counts) -> {
          if (counts.size() == 1) {
            lone.put(claim, FailureEvidence.difference(counts.get(0)));
          }
        });
    return lone;
  }

  /**
   * A side's own value over all launches: the geometric mean of what is timed, else the arithmetic
   * one; of errors the share of all requests.
   */
  Optional<Double> value(Claim claim, Side side) {
    if (claim.measure() == Measure.ERROR_SHARE) {
      List<FailureCounts> counts = failures.get(claim);
      double failed = counts.stream().mapToLong(each -> failed(each, side)).sum();
      return Optional.of(failed / counts.stream().mapToLong(FailureCounts::pairs).sum());
    }
    double[] values =
        launches.stream()
            .map(launch -> side == Side.BASELINE ? launch.baseline() : launch.candidate())
            .filter(ofSide -> ofSide.containsKey(claim))
            .mapToDouble(ofSide -> ofSide.get(claim))
            .toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    boolean geometric =
        claim.measure().unit().startsWith("ms") && DoubleStream.of(values).allMatch(v -> v > 0);
    return Optional.of(
        geometric
            ? Math.exp(DoubleStream.of(values).map(Math::log).average().orElseThrow())
            : DoubleStream.of(values).average().orElseThrow());
  }

  private static long failed(FailureCounts counts, Side side) {
    return counts.both() + (side == Side.BASELINE ? counts.onlyBaseline() : counts.onlyCandidate());
  }
}
