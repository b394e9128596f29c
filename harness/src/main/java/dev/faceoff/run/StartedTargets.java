package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.target.TargetProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The targets of one launch with what they are connected to. Closing ends all of it. */
final class StartedTargets implements AutoCloseable {
  private final Scenario scenario;
  private final Optional<Backend> backend;
  private final Starts starts;
  private final Path logs;
  private final Map<String, Wiring> wirings = new LinkedHashMap<>();
  private final List<TargetProcess> targets = new ArrayList<>();

  /**
   * @param logs folder for the targets' output
   */
  StartedTargets(Scenario scenario, Optional<Backend> backend, Starts starts, Path logs) {
    this.scenario = scenario;
    this.backend = backend;
    this.starts = starts;
    this.logs = logs;
  }

  /** Companion services first: proxies stand in front of them, and targets are told of those. */
  void wire() throws InterruptedException {
    for (Variant variant : scenario.variants()) {
      Wiring wiring = new Wiring(scenario, variant, backend);
      wirings.put(variant.name(), wiring);
      wiring.startServices(starts, scenario.settingTexts());
    }
    for (Wiring wiring : wirings.values()) {
      wiring.connect();
    }
  }

  /**
   * Prepares quick starts and starts the targets of a launch, once all is wired.
   *
   * @param launch from 0; the candidate, if there is one, is started first in every second
   */
  void startUp(PhaseClock clock, int launch) throws InterruptedException, IOException {
    Variant last = scenario.pair().get(scenario.pair().size() - 1);
    starts.prepare(last, placeholders(last), scenario.journeySettings());
    clock.step(scenario.name(), Phase.START_UP, Timetable.startUpSeconds(scenario));
    start(launch % 2 == 1);
  }

  /**
   * Starts the targets, once all is wired, and waits until they can be loaded: one of each variant
   * side by side, then the next of each, so that the machine starts no more at a time than without
   * replicas.
   *
   * @param candidateFirst balanced over launches, so that neither is always the one started first
   */
  void start(boolean candidateFirst) throws InterruptedException {
    List<String> jvmOptions = starts.targetOptions();
    List<Variant> order = new ArrayList<>(scenario.variants());
    if (candidateFirst) {
      Collections.reverse(order);
    }
    for (int number = 1; number <= scenario.mostReplicas(); number++) {
      startOneOfEach(order, number, jvmOptions);
    }
    scenario.variants().stream()
        .filter(scenario::fillsItsDatabase)
        .forEach(variant -> backend.orElseThrow().analyze(variant.name()));
  }

  private void startOneOfEach(List<Variant> order, int number, List<String> jvmOptions)
      throws InterruptedException {
    Map<Variant, TargetProcess> started = new LinkedHashMap<>();
    for (Variant variant : order) {
      if (number <= variant.replicas()) {
        String name = variant.replica(number);
        TargetProcess target =
            starts.target(
                name, variant, placeholders(variant), jvmOptions, logs.resolve(name + ".log"));
        targets.add(target);
        started.put(variant, target);
      }
    }
    // Before they are ready: who scrapes them takes its time to find them.
    started.keySet().forEach(variant -> serves(variant.name()));
    for (Map.Entry<Variant, TargetProcess> each : started.entrySet()) {
      each.getValue().awaitReady(scenario.target(each.getKey()).readyLimit());
      // On another port now, should that one have been taken meanwhile.
      serves(each.getKey().name());
    }
  }

  private void serves(String variant) {
    starts.serves(variant, metricsUrls(variant));
  }

  /** In the order in which they were started. */
  List<TargetProcess> targets() {
    return List.copyOf(targets);
  }

  Wiring wiring(String variant) {
    return wirings.get(variant);
  }

  /** What is connected to what, by variant. */
  Map<String, Wiring> wirings() {
    return Collections.unmodifiableMap(wirings);
  }

  /** Where the targets are, by variant, in the order of their replicas. */
  Map<String, List<String>> addresses() {
    Map<String, List<String>> addresses = new TreeMap<>();
    targets.forEach(
        target ->
            addresses
                .computeIfAbsent(target.variant(), variant -> new ArrayList<>())
                .add(target.url().toString()));
    return addresses;
  }

  /** Where a variant's targets tell their metrics; empty where they do not. */
  List<URI> metricsUrls(String variant) {
    return targets.stream()
        .filter(target -> target.variant().equals(variant))
        .flatMap(target -> target.metricsUrl().stream())
        .toList();
  }

  /** What a variant is told, by placeholder. */
  Map<String, String> placeholders(Variant variant) {
    Map<String, String> values = new HashMap<>(scenario.settingTexts());
    values.putAll(wirings.get(variant.name()).placeholders());
    return values;
  }

  /**
   * Makes sure that nothing has ended.
   *
   * @throws TargetDiedException if a target or a companion service has
   */
  void requireAlive() {
    ended()
        .ifPresent(
            name -> {
              throw new TargetDiedException(name, logs);
            });
  }

  /** Whether nothing has ended: more load on what has would show nothing. */
  boolean isAlive() {
    return ended().isEmpty();
  }

  /** Name of a target or companion service that has ended, if one has. */
  private Optional<String> ended() {
    return targets.stream()
        .filter(target -> !target.isAlive())
        .map(TargetProcess::name)
        .findFirst()
        .or(() -> wirings.values().stream().flatMap(wiring -> wiring.ended().stream()).findFirst());
  }

  /** Ends the targets; what they are connected to stays. */
  void stop() {
    targets.forEach(TargetProcess::stop);
  }

  @Override
  public void close() {
    scenario.variants().forEach(variant -> starts.serves(variant.name(), List.of()));
    targets.forEach(TargetProcess::close);
    wirings.values().forEach(Wiring::close);
  }
}
