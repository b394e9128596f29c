package dev.faceoff.diagnosis;

import dev.faceoff.stats.InspectedSample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was seen while a load was played.
 *
 * @param seconds in which requests arrived
 * @param samples in the order in which they were sent
 * @param database empty where it is not known
 * @param poolWaitMillisPerRequest for connections; empty where the service does not tell
 */
public record Played(
    double seconds,
    List<InspectedSample> samples,
    Optional<DatabaseUse> database,
    OptionalDouble poolWaitMillisPerRequest) {
  public Played {
    samples = List.copyOf(samples);
  }

  /** Names of the endpoints that were asked, in order of name. */
  public List<String> endpoints() {
    return samples.stream().map(InspectedSample::endpoint).distinct().sorted().toList();
  }

  /** The only endpoint there is; empty where there are several, whose statements are one heap. */
  String onlyEndpoint() {
    return endpoints().size() == 1 ? endpoints().get(0) : "";
  }

  List<InspectedSample> at(String endpoint) {
    return samples.stream().filter(each -> each.endpoint().equals(endpoint)).toList();
  }

  /** Mean over all requests, whatever became of them. */
  double meanMillis() {
    return samples.stream().mapToDouble(InspectedSample::latencyMillis).average().orElse(0);
  }

  /** Median over all requests, whatever became of them. */
  public double medianMillis() {
    return median(samples);
  }

  double medianMillis(String endpoint) {
    return median(at(endpoint));
  }

  /** Mean size of good answers. */
  double meanAnswerBytes() {
    return samples.stream()
        .filter(InspectedSample::good)
        .mapToInt(InspectedSample::answerBytes)
        .average()
        .orElse(0);
  }

  /** Size of the largest good answer. */
  int largestAnswerBytes() {
    return samples.stream()
        .filter(InspectedSample::good)
        .mapToInt(InspectedSample::answerBytes)
        .max()
        .orElse(0);
  }

  /** Share of an endpoint's requests that were answered without error within a limit. */
  double shareWithin(String endpoint, double limitMillis) {
    List<InspectedSample> all = at(endpoint);
    long within =
        all.stream().filter(each -> each.good() && each.latencyMillis() <= limitMillis).count();
    return all.isEmpty() ? 0 : (double) within / all.size();
  }

  /** Share of requests that were not answered, or not well. */
  public double errorShare() {
    return samples.isEmpty()
        ? 0
        : (double) samples.stream().filter(each -> !each.good()).count() / samples.size();
  }

  /** How many connections had the database at work, on average. */
  OptionalDouble busyConnections() {
    return database.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(database.get().millisPerRequest() * samples.size() / (1000 * seconds));
  }

  private static double median(List<InspectedSample> samples) {
    double[] sorted = samples.stream().mapToDouble(InspectedSample::latencyMillis).toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
