package dev.faceoff.probe;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What one service tells of itself at one moment, under the names that Prometheus has for it. */
interface ToldMetrics {
  /**
   * All samples of a metric.
   *
   * @return empty when the service has no such metric
   * @throws ProbeFailedException if it does not tell it, or in another format
   */
  List<Sample> samples(String name);

  /**
   * Sum of a metric over all its labels.
   *
   * @return empty when there is no sample of that name
   * @throws ProbeFailedException as {@link #samples} does
   */
  default OptionalDouble sum(String name) {
    List<Sample> samples = samples(name);
    return samples.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(samples.stream().mapToDouble(Sample::value).sum());
  }

  /**
   * A value of a metric.
   *
   * @param labels values as written, escapes included
   */
  record Sample(Map<String, String> labels, double value) {}
}
