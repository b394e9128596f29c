package dev.faceoff.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of JMH as values. */
final class Results {
  private Results() {}

  /** Of runs made in turns. */
  static JmhFile runs(String name, JmhResult... results) {
    return of(name, JmhUnit.RUN, results);
  }

  /** Of a single run. */
  static JmhFile file(String name, JmhResult... results) {
    return of(name, JmhUnit.FORK, results);
  }

  private static JmhFile of(String name, JmhUnit unit, JmhResult... results) {
    return new JmhFile(
        name,
        List.of(results),
        Optional.of("2cpu-test"),
        Optional.of("17.0.15, Test VM, 17"),
        unit);
  }

  /** Average time in ns/op. */
  static JmhResult time(String benchmark, double... means) {
    return result(benchmark, JmhMode.AVERAGE_TIME, "ns/op", means);
  }

  /** Throughput in ops/s. */
  static JmhResult throughput(String benchmark, double... means) {
    return result(benchmark, JmhMode.THROUGHPUT, "ops/s", means);
  }

  static JmhResult result(String benchmark, JmhMode mode, String unit, double... means) {
    return new JmhResult(
        "dev.example." + benchmark, mode, Map.of(), 1, unit, Arrays.stream(means).boxed().toList());
  }

  /** One benchmark of each verdict, and one of each file alone. */
  static JmhGate ofEveryVerdict() {
    return JmhComparison.of(
        runs(
            "old",
            time("List.sorts", 100.2, 99.8, 100.1, 99.9, 100.0),
            time("List.finds", 10.2, 9.8, 10.1, 9.9, 10.0),
            time("Map.puts", 50.2, 49.8, 50.1, 49.9, 50.0),
            time("Map.gets", 20, 26, 22, 19, 24),
            time("Map.removes", 7, 8)),
        runs(
            "new",
            time("List.sorts", 110.0, 110.1, 109.8, 110.2, 109.9),
            time("List.finds", 8.1, 8.1, 8.0, 8.2, 8.1),
            time("Map.puts", 50.1, 49.7, 50.3, 49.9, 50.2),
            time("Map.gets", 25, 21, 27, 20, 22),
            time("Map.sizes", 1, 2)),
        0.03,
        0.02,
        0.01);
  }
}
