package dev.faceoff.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results files of JMH as values. */
final class Results {
  private Results() {}

  static JmhFile file(String name, JmhResult... results) {
    return new JmhFile(
        name, List.of(results), Optional.of("2cpu-test"), Optional.of("17.0.15, Test VM, 17"));
  }

  /** Average time in ns/op. */
  static JmhResult time(String benchmark, double... forkMeans) {
    return result(benchmark, JmhMode.AVERAGE_TIME, "ns/op", forkMeans);
  }

  /** Throughput in ops/s. */
  static JmhResult throughput(String benchmark, double... forkMeans) {
    return result(benchmark, JmhMode.THROUGHPUT, "ops/s", forkMeans);
  }

  static JmhResult result(String benchmark, JmhMode mode, String unit, double... forkMeans) {
    return new JmhResult(
        "dev.example." + benchmark,
        mode,
        Map.of(),
        1,
        unit,
        Arrays.stream(forkMeans).boxed().toList());
  }

  /** One benchmark of each verdict, and one of each file alone. */
  static JmhGate ofEveryVerdict() {
    return JmhComparison.of(
        file(
            "old.json",
            time("List.sorts", 100.2, 99.8, 100.1, 99.9, 100.0),
            time("List.finds", 10.2, 9.8, 10.1, 9.9, 10.0),
            time("Map.puts", 50.2, 49.8, 50.1, 49.9, 50.0),
            time("Map.gets", 20, 26, 22, 19, 24),
            time("Map.removes", 7, 8)),
        file(
            "new.json",
            time("List.sorts", 110.2, 109.8, 110.1, 109.9, 110.0),
            time("List.finds", 8.2, 8.1, 8.1, 8.0, 8.1),
            time("Map.puts", 50.1, 49.7, 50.3, 49.9, 50.2),
            time("Map.gets", 25, 21, 27, 20, 22),
            time("Map.sizes", 1, 2)),
        0.03,
        0.02,
        0.01);
  }
}
