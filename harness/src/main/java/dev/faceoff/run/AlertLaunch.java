package dev.faceoff.run;

import dev.faceoff.alert.AlertReceiver;
import dev.faceoff.alert.Firing;
import dev.faceoff.alert.HealthChecks;
import dev.faceoff.alert.PrometheusServer;
import dev.faceoff.backend.Backend;
import dev.faceoff.fault.FaultInstant;
import dev.faceoff.fault.FaultListener;
import dev.faceoff.fault.TimelinePlay;
import dev.faceoff.live.LiveLoad;
import dev.faceoff.live.MetricsServer;
import dev.faceoff.live.RunMetrics;
import dev.faceoff.load.FailureReader;
import dev.faceoff.load.Generator;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.Alerting;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.probe.MachineProbe;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.PhaseSpan;
import dev.faceoff.stats.Watch;
import dev.faceoff.stats.Watch.Fired;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One launch that is watched: fresh targets and a Prometheus that knows nothing yet, then both
 * variants side by side under the same arrivals and the same faults.
 *
 * <p>Side by side, because what is compared is not how quick they are but who is told of the same
 * fault, and when.
 */
final class AlertLaunch {
  private static final Duration EVERY = Duration.ofSeconds(Alerting.EVERY_SECONDS);

  private final Scenario scenario;
  private final Alerting alerting;
  private final RunRequest request;
  private final int launch;
  private final Path program;
  private final PhaseClock clock;
  private final Interruption interruption;
  private final Session session;
  private final Path samples;
  private final Path logs;
  private final Starts starts;
  private final StartedTargets started;

  /**
   * @param scenario as it is while it is watched
   * @param program Prometheus
   */
  AlertLaunch(
      Scenario scenario,
      RunRequest request,
      int launch,
      Path program,
      Optional<Backend> backend,
      Session session,
      Path logs) {
    this.scenario = scenario;
    this.alerting = scenario.designs().alerting().orElseThrow();
    this.request = request;
    this.launch = launch;
    this.program = program;
    this.clock = session.clock();
    this.interruption = session.interruption();
    this.session = session;
    this.samples =
        session
            .supervisor()
            .temp()
            .resolve("samples-%s-alerts-%d".formatted(scenario.name(), launch));
    this.logs = logs;
    this.starts = new Starts(scenario, request.project(), Images.NONE, session, logs);
    this.started = new StartedTargets(scenario, backend, starts, logs);
  }

  /**
   * Runs it; an interruption ends it early.
   *
   * @throws dev.faceoff.model.FaceoffException if a target, the generator, a fault or Prometheus
   *     fails
   */
  WatchedLaunch run() throws InterruptedException, IOException {
    // Prometheus is to know of this launch alone, whoever else watches the run.
    RunMetrics metrics = new RunMetrics(session.run());
    LiveLoad.Told told = session.live().also(metrics);
    try (started;
        MetricsServer server = MetricsServer.open(0);
        AlertReceiver receiver = AlertReceiver.open()) {
      server.show(metrics);
      started.wire();
      started.startUp(clock, launch);
      try (PrometheusServer prometheus = prometheus(server, receiver);
          HealthChecks checks = checks(metrics)) {
        prometheus.version().ifPresent(version -> session.versions().put("prometheus", version));
        checks.begin(EVERY);
        return watch(plan(), prometheus, receiver);
      }
    } finally {
      told.close();
    }
  }

  private PrometheusServer prometheus(MetricsServer server, AlertReceiver receiver)
      throws InterruptedException, IOException {
    return PrometheusServer.start(
        program,
        new PrometheusServer.Watched(
            server.url().getAuthority(),
            alerting.rules(),
            receiver.authority(),
            Alerting.EVERY_SECONDS),
        session.supervisor().temp().resolve("prometheus-%s-%d".formatted(scenario.name(), launch)),
        logs.resolve("prometheus.log"),
        session.supervisor());
  }

  /** Of what says that a service is ready, which is what platforms ask for its health. */
  private HealthChecks checks(RunMetrics metrics) {
    Map<String, URI> urls = new HashMap<>();
    // Of several replicas the first.
    started.targets().forEach(target -> urls.putIfAbsent(target.variant(), target.readyUrl()));
    return new HealthChecks(
        urls, EVERY, (variant, well) -> metrics.checked(scenario.name(), variant, well));
  }

  private LoadPlan plan() {
    return new LoadPlan(
        scenario.journeyClass(),
        scenario.journeySettings(),
        request.seed() + launch,
        started.addresses(),
        PlanBuilder.watched(
            scenario.variants().stream().map(Variant::name).toList(), alerting, scenario.load()),
        Math.toIntExact(scenario.load().requestTimeout().toMillis()),
        samples.toString(),
        scenario.ownRequests());
  }

  private WatchedLaunch watch(LoadPlan plan, PrometheusServer prometheus, AlertReceiver receiver)
      throws InterruptedException, IOException {
    clock.step(scenario.name(), Phase.WARM_UP, plan.endSecond());
    Generator generator = starts.generator(starts.generatorOptions());
    try (Faults faults = new Faults(plan);
        GeneratorRun run =
            generator.start(plan, logs, faults, () -> started.isAlive() && prometheus.isAlive())) {
      interruption.duringLoad(run::stop);
      GeneratorResult result = run.await();
      started.requireAlive();
      prometheus.requireAlive();
      LaunchSamples all =
          SampleReader.read(plan, launch, result, Map.of(), scenario.objectiveMillisByEndpoint());
      boolean whole =
          plan.blocks().stream()
              .allMatch(block -> result.inFlightByBlock().containsKey(block.index()));
      return new WatchedLaunch(
          launch,
          whole ? faults.watches(receiver.firings(), FailureReader.failedNanos(plan)) : Map.of(),
          all.generator(),
          faults.busyShare(),
          whole ? prometheus.complaints() : List.of());
    } finally {
      interruption.afterLoad();
    }
  }

  /** Plays the faults, one and the same timeline for both, and shows how far the launch is. */
  private final class Faults implements GeneratorListener, AutoCloseable {
    private final LoadPlan plan;
    private final FaultTimeline timeline = PlanBuilder.faults(request.seed(), launch, alerting);
    private final MachineProbe machine = new MachineProbe();
    private final Map<String, Play> plays = new HashMap<>();
    private Optional<MachineProbe.Reading> before = Optional.empty();
    private Optional<Double> busy = Optional.empty();

    /**
     * One variant's.
     *
     * @param beganNanoTime when its block did
     */
    private record Play(PlannedBlock block, long beganNanoTime, TimelinePlay faults) {}

    Faults(LoadPlan plan) {
      this.plan = plan;
    }

    @Override
    public synchronized void blockBegins(int index, long beganNanoTime) {
      PlannedBlock block = plan.blocks().get(index);
      if (block.purpose() == Purpose.WARM_UP) {
        clock.enter(Phase.WARM_UP, "");
        return;
      }
      before = before.or(machine::read);
      clock.enter(Phase.LOAD, "watched, %d faults to come".formatted(timeline.windows().size()));
      plays.put(
          block.variant(),
          new Play(
              block,
              beganNanoTime,
              TimelinePlay.start(
                  timeline,
                  started.wiring(block.variant()).proxies(),
                  beganNanoTime,
                  told(block.variant()))));
    }

    private FaultListener told(String variant) {
      return new FaultListener() {
        @Override
        public void applied(FaultWindow window) {
          clock.enter(Phase.LOAD, window.name());
          session.live().fault(variant, window.name(), true);
        }

        @Override
        public void removed(FaultWindow window) {
          clock.enter(Phase.LOAD, "after " + window.name());
          session.live().fault(variant, window.name(), false);
        }
      };
    }

    @Override
    public synchronized void blockDrained(int block, long inFlight) {
      busy = machine.busyShareSince(before);
    }

    @Override
    public void progress(GeneratorEvent event) {
      // The clock tells the time.
    }

    synchronized Optional<Double> busyShare() {
      return busy;
    }

    /**
     * What became of the faults.
     *
     * @throws dev.faceoff.fault.FaultFailedException if one could not be set or removed
     */
    Map<String, Watch> watches(List<Firing> firings, Map<String, long[]> failedNanos)
        throws InterruptedException {
      Map<String, Play> played;
      synchronized (this) {
        played = Map.copyOf(plays);
      }
      Map<String, Watch> watches = new HashMap<>();
      for (Map.Entry<String, Play> each : played.entrySet()) {
        String variant = each.getKey();
        Play play = each.getValue();
        List<PhaseSpan> spans = new ArrayList<>();
        for (FaultInstant instant : play.faults().await()) {
          spans.add(
              new PhaseSpan(
                  instant.window(),
                  instant.appliedNanoTime() - play.beganNanoTime(),
                  instant.removedNanoTime() - play.beganNanoTime()));
        }
        long start = TimeUnit.SECONDS.toNanos(play.block().startSecond());
        long[] failed = failedNanos.get(variant).clone();
        for (int i = 0; i < failed.length; i++) {
          failed[i] -= start;
        }
        watches.put(
            variant,
            Watch.of(
                spans,
                fired(variant, play, firings),
                failed,
                TimeUnit.SECONDS.toNanos(play.block().seconds())));
      }
      return watches;
    }

    /** The alerts of its own that were about this scenario and variant. */
    private List<Fired> fired(String variant, Play play, List<Firing> firings) {
      return firings.stream()
          .filter(each -> each.label("scenario").equals(scenario.name()))
          .filter(each -> each.label("variant").equals(variant))
          .filter(each -> alerting.watch(variant).alerts().contains(each.label(Firing.NAME)))
          .map(
              each ->
                  new Fired(
                      each.label(Firing.NAME),
                      each.fromNanoTime() - play.beganNanoTime(),
                      each.toNanoTime().isPresent()
                          ? each.toNanoTime().getAsLong() - play.beganNanoTime()
                          : Long.MAX_VALUE))
          .toList();
    }

    @Override
    public synchronized void close() {
      plays.values().forEach(play -> play.faults().close());
    }
  }
}
