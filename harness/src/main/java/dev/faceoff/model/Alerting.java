package dev.faceoff.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How it is measured when somebody is told of a fault: both variants side by side under the same
 * load and the same faults, each with alerts of its own.
 *
 * @param faults that come one at a time, each as if it came at once
 * @param healthySeconds before each fault, in which an alert is a false one; the alerts' windows
 *     have to fit in
 * @param rounds how often each fault comes in a launch
 * @param warmUpSeconds in which the variants are driven before
 * @param watches one a variant, in the order of the variants
 * @param launches fresh starts of all targets
 */
public record Alerting(
    List<FaultWindow> faults,
    int healthySeconds,
    int rounds,
    int warmUpSeconds,
    List<Watch> watches,
    Map<ProfileName, Integer> launches) {
  /** Between two scrapes, two evaluations and two health checks. */
  public static final int EVERY_SECONDS = 1;

  public Alerting {
    faults = List.copyOf(Checks.requireSome(faults, "faults"));
    watches = List.copyOf(Checks.requireSome(watches, "watches"));
    Checks.requireAtLeast(healthySeconds, 1, "healthySeconds");
    Checks.requireAtLeast(rounds, 1, "rounds");
    Checks.requireAtLeast(warmUpSeconds, 1, "warmUpSeconds");
    launches = Collections.unmodifiableMap(new EnumMap<>(launches));
    launches.values().forEach(each -> Checks.requireAtLeast(each, 1, "launches"));
  }

  /**
   * Who watches a variant.
   *
   * @param rules files of Prometheus, absolute
   * @param alerts names of the alerts in them that wake somebody, see {@link #PAGE}
   */
  public record Watch(String variant, List<Path> rules, Set<String> alerts) {
    /** Value of the label {@code severity} of an alert that wakes somebody. */
    public static final String PAGE = "page";

    public Watch {
      Checks.requireText(variant, "variant");
      rules = List.copyOf(Checks.requireSome(rules, "rules"));
      alerts = Collections.unmodifiableSet(new TreeSet<>(alerts));
    }
  }

  /** The watch over a variant. */
  public Watch watch(String variant) {
    return watches.stream()
        .filter(each -> each.variant().equals(variant))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody watches " + variant));
  }

  /** Files of rules of all watches, each once. */
  public List<Path> rules() {
    return watches.stream().flatMap(each -> each.rules().stream()).distinct().toList();
  }

  /** The faults one after the other, as far as which connections they are on goes. */
  FaultTimeline once() {
    List<FaultWindow> windows = new ArrayList<>();
    Duration from = Duration.ZERO;
    for (FaultWindow fault : faults) {
      windows.add(
          new FaultWindow(fault.name(), fault.fault(), fault.connection(), from, fault.length()));
      from = from.plus(fault.length());
    }
    return new FaultTimeline(from, windows);
  }
}
