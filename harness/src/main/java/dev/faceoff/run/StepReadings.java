package dev.faceoff.run;

import dev.faceoff.load.GeneratorListener;
import dev.faceoff.model.Measure;
import dev.faceoff.probe.MachineProbe;
import dev.faceoff.probe.ProbeFailedException;
import dev.faceoff.probe.PrometheusProbe;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.stats.StepUsage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads how much of what there is a step of a search uses. Totals are read before and after it,
 * when nothing is in flight, and once more when the service has done what it put off; levels of
 * pool and threads once a second while it lasts.
 *
 * <p>For plans of one block, see {@link dev.faceoff.load.PlanBuilder#step}.
 */
final class StepReadings implements GeneratorListener, AutoCloseable {
  /** A service that is out of threads does not answer: then the next second is asked. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final String CONNECTIONS = "hikaricp_connections_active";
  private static final String MOST_CONNECTIONS = "hikaricp_connections_max";
  private static final String THREADS = "tomcat_threads_busy_threads";
  private static final String MOST_THREADS = "tomcat_threads_config_max_threads";
  private static final Set<String> LEVELS =
      Set.of(CONNECTIONS, MOST_CONNECTIONS, THREADS, MOST_THREADS);

  private final String variant;
  private final Meters meters;
  private final Optional<PrometheusProbe> metrics;
  private final MachineProbe machine = new MachineProbe();
  private final List<Future<?>> pending = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(BackgroundThreads.named("step-readings"));

  private volatile boolean begun;
  private volatile boolean playing;
  private Optional<Meters.Reading> before = Optional.empty();
  private Optional<Meters.Reading> after = Optional.empty();
  private Optional<Meters.Reading> rested = Optional.empty();
  private Optional<MachineProbe.Reading> machineBefore = Optional.empty();
  private Optional<Double> busyShare = Optional.empty();
  private long beganNanoTime;
  private long nanos;
  private OptionalDouble connections = OptionalDouble.empty();
  private OptionalDouble threads = OptionalDouble.empty();

  /**
   * @param metrics addresses of the metrics of the variant's replicas, where they have them
   */
  StepReadings(Meters meters, String variant, List<URI> metrics) {
    this.meters = meters;
    this.variant = variant;
    this.metrics =
        metrics.isEmpty() ? Optional.empty() : Optional.of(new PrometheusProbe(metrics, PATIENCE));
  }

  /** Begins to read the totals before the step, while the generator gets ready to play it. */
  void begin() {
    pending.add(
        executor.submit(
            () -> {
              Meters.Reading reading = meters.read();
              // One that took so long that the step had begun would hold a part of it.
              if (!begun) {
                before = Optional.of(reading);
              }
            }));
  }

  @Override
  public void blockBegins(int block, long began) {
    begun = true;
    machineBefore = machine.read();
    beganNanoTime = System.nanoTime();
    playing = true;
  }

  @Override
  public void progress(GeneratorEvent counters) {
    if (playing && metrics.isPresent()) {
      pending.add(executor.submit(this::readLevels));
    }
  }

  @Override
  public void blockDrained(int block, long inFlight) {
    playing = false;
    nanos = System.nanoTime() - beganNanoTime;
    busyShare = machine.busyShareSince(machineBefore);
    pending.add(executor.submit(() -> after = Optional.of(meters.read())));
  }

  private void readLevels() {
    if (!playing) {
      return;
    }
    try {
      Map<String, Double> levels = metrics.orElseThrow().gauges(LEVELS);
      connections = highest(connections, levels, CONNECTIONS, MOST_CONNECTIONS);
      threads = highest(threads, levels, THREADS, MOST_THREADS);
    } catch (ProbeFailedException e) {
      // It is as busy as it can be; what it told before counts.
    }
  }

  private static OptionalDouble highest(
      OptionalDouble soFar, Map<String, Double> levels, String used, String limit) {
    if (!levels.containsKey(used) || !(levels.getOrDefault(limit, 0.0) > 0)) {
      return soFar;
    }
    return OptionalDouble.of(Math.max(soFar.orElse(0), levels.get(used) / levels.get(limit)));
  }

  /** Waits for the readings and passes on their failures. */
  void finish() throws InterruptedException {
    for (Future<?> reading : List.copyOf(pending)) {
      Failures.passedOn(reading);
    }
  }

  /** Reads the totals once more; after {@link #finish}, when the service is at rest. */
  void rested() {
    rested = Optional.of(meters.read());
  }

  /**
   * What the step cost, by measure; what could not be read is absent. Work that was put off until
   * the answers were sent is part of it, or putting it off would look cheap.
   */
  Map<Measure, Double> cost() {
    Map<Measure, Double> cost = between(before, after);
    // Apart, so that the asking between the two belongs to neither.
    Map<Measure, Double> later = between(after, rested);
    cost.keySet().retainAll(later.keySet());
    cost.replaceAll((measure, untilAnswered) -> untilAnswered + later.get(measure));
    return cost;
  }

  private Map<Measure, Double> between(Optional<Meters.Reading> from, Optional<Meters.Reading> to) {
    return from.isPresent() && to.isPresent()
        ? to.get().costSince(from.get(), variant)
        : new EnumMap<>(Measure.class);
  }

  /**
   * What the step used until its last request was answered.
   *
   * @param generatorCpu share of all cores
   * @param latencyMillis of all requests of the step together
   */
  StepUsage usage(double generatorCpu, double latencyMillis) {
    Map<Measure, Double> used = between(before, after);
    double coreMillis = nanos / 1e6 * Runtime.getRuntime().availableProcessors();
    return new StepUsage(
        busyShare.isPresent() ? OptionalDouble.of(busyShare.get()) : OptionalDouble.empty(),
        share(used.get(Measure.SERVICE_CPU), coreMillis),
        share(used.get(Measure.DATABASE_CPU), coreMillis),
        OptionalDouble.of(generatorCpu),
        connections,
        share(used.get(Measure.POOL_WAIT), latencyMillis),
        threads,
        restlessWork());
  }

  private OptionalDouble restlessWork() {
    return before.isPresent() && after.isPresent()
        ? StepUsage.restlessWork(after.get().threadNanosSince(before.get(), variant), nanos)
        : OptionalDouble.empty();
  }

  private static OptionalDouble share(Double part, double whole) {
    return part == null || !(whole > 0)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, Math.min(1, part / whole)));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
