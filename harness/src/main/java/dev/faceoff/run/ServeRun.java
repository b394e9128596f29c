package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.fault.FaultFailedException;
import dev.faceoff.fault.FaultProxy;
import dev.faceoff.fault.FaultSwitch;
import dev.faceoff.live.LiveLoad;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.serve.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a pair under the same light load until the time is over or somebody interrupts. */
final class ServeRun {
  /** After which a fault is taken off that nobody has taken off. */
  private static final Duration FAULT_LIMIT = Duration.ofSeconds(60);

  /** The rate may become so many times smaller than it was at first. */
  private static final double LEAST_TIMES = 8;

  /** Asking services for their metrics costs them some milliseconds. */
  private static final int LOOK_EVERY_SECONDS = 5;

  private final ServeRequest request;
  private final Scenario scenario;
  private final Session session;

  ServeRun(ServeRequest request, Session session) {
    this.request = request;
    this.scenario = request.scenario();
    this.session = session;
  }

  void run() throws InterruptedException, IOException {
    Path logs = request.out().resolve("logs");
    List<String> notes = new ArrayList<>();
    session.withBackend(
        request,
        scenario.name(),
        BackendNeeds.of(scenario),
        logs,
        notes,
        backend -> {
          notes.forEach(session.listener()::note);
          serve(backend, logs);
        });
  }

  private void serve(Optional<Backend> backend, Path logs)
      throws InterruptedException, IOException {
    Images images = Images.of(scenario, session);
    Starts starts = new Starts(scenario, request.project(), images, session, logs);
    try (StartedTargets started = new StartedTargets(scenario, backend, starts, logs)) {
      started.wire();
      started.startUp(session.clock(), 0);
      LoadPlan plan = plan(started);
      session.clock().step(scenario.name(), Phase.WARM_UP, 0);
      try (FaultSwitch faults = faults(started);
          Causes causes = new Causes(started, backend)) {
        causes.look();
        load(plan, starts, logs, started, faults);
      }
    }
  }

  private void load(
      LoadPlan plan, Starts starts, Path logs, StartedTargets started, FaultSwitch faults)
      throws InterruptedException, IOException {
    Served stage = new Served(plan, faults);
    try (GeneratorRun run =
        starts
            .generator(starts.generatorOptions())
            .start(
                plan,
                logs,
                new Beginning(plan, stage),
                () -> started.isAlive() && faults.failure().isEmpty())) {
      stage.run.complete(run);
      session.interruption().duringLoad(run::stop);
      run.await();
      started.requireAlive();
      Optional<FaultFailedException> failure = faults.failure();
      if (failure.isPresent()) {
        throw failure.get();
      }
    } finally {
      session.interruption().afterLoad();
    }
  }

  private LoadPlan plan(StartedTargets started) {
    return new LoadPlan(
        scenario.journeyClass(),
        scenario.journeySettings(),
        request.seed(),
        started.addresses(),
        PlanBuilder.standing(
            scenario.variants().stream().map(Variant::name).toList(),
            scenario.load(),
            Math.toIntExact(request.length().toSeconds())),
        Math.toIntExact(scenario.load().requestTimeout().toMillis()),
        session.supervisor().temp().resolve("samples-standing").toString(),
        scenario.ownRequests());
  }

  private FaultSwitch faults(StartedTargets started) {
    Map<String, Map<String, FaultProxy>> proxies = new HashMap<>();
    started.wirings().forEach((variant, wiring) -> proxies.put(variant, wiring.proxies()));
    LiveLoad live = session.live();
    return new FaultSwitch(
        windows(),
        proxies,
        FAULT_LIMIT,
        (variant, window, active) -> live.fault(variant, window.name(), active));
  }

  private List<FaultWindow> windows() {
    return scenario.faults().timeline().map(FaultTimeline::windows).orElse(List.of());
  }

  /**
   * What explains the difference, where it can be read of services under load. Rows read cannot:
   * PostgreSQL hands them over once a connection idles. Nor can the wait for a connection, which
   * counts when it is over: while all wait there is none.
   */
  private Optional<Measure> told() {
    return Optional.of(scenario.causeMeasure()).filter(Measure.QUERIES::equals);
  }

  /** Reads now and then what the variants have used of what explains their latency. */
  private final class Causes implements AutoCloseable {
    private final Meters meters;
    private final ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("causes"));

    Causes(StartedTargets started, Optional<Backend> backend) {
      meters = Meters.ofSideBySide(started.targets(), backend, scenario.dependencies());
    }

    /** From now on. */
    void look() {
      told()
          .ifPresent(
              measure -> {
                var unused =
                    executor.scheduleWithFixedDelay(
                        () -> read(measure), 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
              });
    }

    private void read(Measure measure) {
      try {
        meters
            .read()
            .closing()
            .forEach(
                (variant, totals) -> {
                  if (totals.containsKey(measure)) {
                    session.live().used(variant, totals.get(measure));
                  }
                });
      } catch (FaceoffException e) {
        // A server that is in trouble is what may be shown; the next look, if any, may succeed.
      }
    }

    @Override
    public void close() {
      executor.shutdownNow();
      meters.close();
    }
  }

  /** Waits for the load to stand. */
  private final class Beginning implements GeneratorListener {
    private final LoadPlan plan;
    private final Stage stage;
    private boolean told;

    Beginning(LoadPlan plan, Stage stage) {
      this.plan = plan;
      this.stage = stage;
    }

    @Override
    public void blockBegins(int block, long beganNanoTime) {
      if (!told && plan.blocks().get(block).purpose() == Purpose.STANDING) {
        told = true;
        session.clock().step(scenario.name(), Phase.LOAD, 0);
        request.ready().accept(stage);
      }
    }

    @Override
    public void blockDrained(int block, long inFlight) {}

    @Override
    public void progress(GeneratorEvent counters) {}
  }

  /** The pair as the page has it. */
  private final class Served implements Stage {
    private final LoadPlan plan;
    private final FaultSwitch faults;
    private final CompletableFuture<GeneratorRun> run = new CompletableFuture<>();
    private double rate = scenario.load().arrivalsPerSecond();

    Served(LoadPlan plan, FaultSwitch faults) {
      this.plan = plan;
      this.faults = faults;
    }

    @Override
    public About about() {
      return new About(
          scenario.name(),
          scenario.title(),
          scenario.question(),
          scenario.variants().stream().map(Variant::name).toList(),
          scenario.load().requestTimeout(),
          told().map(Measure::label));
    }

    @Override
    public List<FaultWindow> faults() {
      return windows();
    }

    @Override
    public Optional<FaultWindow> active() {
      return faults.active();
    }

    @Override
    public Optional<Duration> left() {
      return faults.left();
    }

    @Override
    public Duration faultLimit() {
      return FAULT_LIMIT;
    }

    @Override
    public boolean strike(String fault) {
      return faults.strike(fault);
    }

    @Override
    public void lift() {
      faults.lift();
    }

    @Override
    public synchronized double arrivalsPerSecond() {
      return rate;
    }

    @Override
    public double leastArrivalsPerSecond() {
      return scenario.load().arrivalsPerSecond() / LEAST_TIMES;
    }

    @Override
    public double mostArrivalsPerSecond() {
      return scenario.load().arrivalsPerSecond() * ServeRequest.MOST_TIMES;
    }

    @Override
    public synchronized void arrivalsPerSecond(double asked) {
      if (!(asked >= leastArrivalsPerSecond() && asked <= mostArrivalsPerSecond())) {
        throw new IllegalArgumentException(
            "arrivalsPerSecond must be from %s to %s, but is %s"
                .formatted(leastArrivalsPerSecond(), mostArrivalsPerSecond(), asked));
      }
      rate = asked;
      run.join().rate(asked);
      session.live().rate(plan, asked);
    }
  }
}
