package dev.faceoff.proof;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What the candidate of a gate does worse than its baseline. */
enum Kind {
  /** Nothing: whatever the gate calls a regression is a false alarm. */
  SAME("same", "the same build", ""),
  SERVICE_2("service-2", "service time +2 %", "slow.factor=1.02"),
  SERVICE_5("service-5", "service time +5 %", "slow.factor=1.05"),
  SERVICE_10("service-10", "service time +10 %", "slow.factor=1.10"),
  TAIL("tail", "+20 ms on 3 % of the requests", "slow.tailShare=0.03 slow.tailMillis=20"),
  STATEMENT("statement", "one more query a request", "slow.statements=1");

  private final String id;
  private final String label;
  private final String properties;

  Kind(String id, String label, String properties) {
    this.id = id;
    this.label = label;
    this.properties = properties;
  }

  /** Name in the log and on the command line. */
  String id() {
    return id;
  }

  String label() {
    return label;
  }

  /** System properties of the candidate's process; see SlowDown in target-apps. */
  Map<String, String> properties() {
    Map<String, String> all = new TreeMap<>();
    for (String property : properties.isEmpty() ? new String[0] : properties.split(" ")) {
      String[] parts = property.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    return all;
  }

  static Kind of(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown kind '%s'; valid are %s"
                        .formatted(id, Arrays.stream(values()).map(Kind::id).toList())));
  }
}
