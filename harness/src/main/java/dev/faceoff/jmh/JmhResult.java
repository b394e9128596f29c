package dev.faceoff.jmh;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What JMH measured of one benchmark with one set of parameters.
 *
 * @param benchmark full name: package, class, method
 * @param params by name, sorted
 * @param threads that ran the benchmark at the same time
 * @param unit of the score, for example {@code ns/op}
 * @param means the score's mean over the iterations of each fork, or over the forks of each run,
 *     above 0; at least one
 */
public record JmhResult(
    String benchmark,
    JmhMode mode,
    Map<String, String> params,
    int threads,
    String unit,
    List<Double> means) {
  public JmhResult {
    means = List.copyOf(means);
  }

  /** The same with other means. */
  JmhResult withMeans(List<Double> others) {
    return new JmhResult(benchmark, mode, params, threads, unit, others);
  }

  /** Of all means. */
  double geometricMean() {
    return Math.exp(means.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  /** What makes a result the same in two files. */
  record Key(String benchmark, JmhMode mode, Map<String, String> params, int threads) {}

  Key key() {
    return new Key(benchmark, mode, params, threads);
  }

  /** Class and method without their package, and whatever tells this result from others of it. */
  public String label() {
    return label(benchmark.replaceFirst("^.*\\.(?=[^.]+\\.[^.]+$)", ""));
  }

  /** As {@link #label()}, with the package: for files that have a class of that name twice. */
  String fullLabel() {
    return label(benchmark);
  }

  private String label(String name) {
    String parameters =
        params.entrySet().stream()
            .map(param -> " " + param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining());
    String label =
        name
            + parameters
            + (mode == JmhMode.AVERAGE_TIME ? "" : " " + mode.id())
            + (threads == 1 ? "" : " threads=" + threads);
    // A file may come from anywhere; what it says must not move a terminal's cursor.
    return label.replaceAll("\\p{Cntrl}", "?");
  }
}
