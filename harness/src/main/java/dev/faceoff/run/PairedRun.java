package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.fault.FaultProxy;
import dev.faceoff.load.Generator;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.MatchedReader;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.model.Address;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Side;
import dev.faceoff.probe.MachineProbe;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.MatchedLaunch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One launch of a gate: fresh targets, warmed up and then loaded side by side in matched pairs,
 * stopped. Counters are read right before and right after the measured part, when nothing is in
 * flight.
 */
final class PairedRun {
  private final Scenario scenario;
  private final GateRequest request;
  private final GateRules rules;
  private final int launch;
  private final Optional<Backend> backend;
  private final PhaseClock clock;
  private final Interruption interruption;
  private final Path samples;
  private final Path logs;
  private final Starts starts;
  private final StartedTargets started;
  private final MachineProbe machine = new MachineProbe();
  private final List<FaultProxy> fronts = new ArrayList<>();

  /**
   * @param rules of this launch, see {@link WarmUps}
   * @param backend as this launch's targets see it, see {@link SwappedBackend}
   */
  PairedRun(
      GateRequest request,
      GateRules rules,
      int launch,
      Images images,
      Optional<Backend> backend,
      Session session,
      Path logs) {
    this.scenario = request.scenario();
    this.request = request;
    this.rules = rules;
    this.launch = launch;
    this.backend = backend;
    this.clock = session.clock();
    this.interruption = session.interruption();
    this.samples =
        session.supervisor().temp().resolve("samples-%s-%d".formatted(scenario.name(), launch));
    this.logs = logs;
    this.starts = new Starts(scenario, request.project(), images, session, logs);
    this.started = new StartedTargets(scenario, backend, starts, logs);
  }

  /**
   * Runs it.
   *
   * @return empty when it was interrupted before its measured part was complete
   * @throws FaceoffException if a target or the generator fails
   */
  Optional<PairedMeasurement> run() throws InterruptedException, IOException {
    try (started) {
      started.wire();
      starts.prepare(
          scenario.candidate(),
          started.placeholders(scenario.candidate()),
          scenario.journeySettings());
      clock.enter(Phase.START_UP, detail());
      started.start(candidateFirst());
      LoadPlan plan = plan(delayed());
      try (Meters meters = Meters.ofSideBySide(started.targets(), backend, metered())) {
        return measure(plan, meters);
      }
    } finally {
      fronts.forEach(FaultProxy::close);
    }
  }

  /** Over four launches each order of starting meets each place of the databases. */
  private boolean candidateFirst() {
    return launch % 4 >= 2;
  }

  private String detail() {
    return "launch %d".formatted(launch + 1);
  }

  /** What counters are read of: a database that a side does not use says nothing about it. */
  private Dependencies metered() {
    Dependencies all = scenario.dependencies();
    return request.costsOfDatabase()
        ? all
        : new Dependencies(Optional.empty(), all.redis(), all.services());
  }

  /** Where load goes, by side: to the targets, or to proxies in front of them. */
  private Map<String, List<String>> delayed() {
    Map<String, List<String>> addresses = new HashMap<>(started.addresses());
    if (request.seededDelayMillis().isPresent()) {
      for (Side side : Side.values()) {
        // A side is one target: config refuses replicas.
        URI target = URI.create(addresses.get(side.id()).get(0));
        FaultProxy proxy =
            FaultProxy.open(
                backend.orElseThrow().proxyPlace(new Address(target.getHost(), target.getPort())),
                side.id() + "-itself");
        fronts.add(proxy);
        if (side == Side.CANDIDATE) {
          proxy.distance(request.seededDelayMillis().getAsLong());
        }
        addresses.put(side.id(), List.of("http://" + proxy.address()));
      }
    }
    return addresses;
  }

  private LoadPlan plan(Map<String, List<String>> addresses) {
    return new LoadPlan(
        scenario.journeyClass(),
        scenario.journeySettings(),
        request.seed() + launch,
        addresses,
        PlanBuilder.matched(rules, scenario.load()),
        Math.toIntExact(scenario.load().requestTimeout().toMillis()),
        samples.toString());
  }

  private Optional<PairedMeasurement> measure(LoadPlan plan, Meters meters)
      throws InterruptedException, IOException {
    Generator generator = starts.generator(starts.generatorOptions());
    try (Readings readings = new Readings(plan, meters);
        GeneratorRun run = generator.start(plan, logs, readings, started::isAlive)) {
      interruption.duringLoad(run::stop);
      GeneratorResult result = run.await();
      // Before the readings, which cannot be taken of a target that has ended.
      started.requireAlive();
      if (!readings.complete()) {
        return Optional.empty();
      }
      Map<Side, Map<Measure, Double>> costs = readings.costs();
      Refusals.requireGoodAnswers(plan);
      MatchedLaunch samples = MatchedReader.read(plan, launch, result);
      return Optional.of(
          PairedMeasurement.of(samples, costs, !candidateFirst(), readings.busyShare()));
    } finally {
      // Not before all is collected: what was measured must survive an interruption now.
      interruption.afterLoad();
    }
  }

  /** Takes the readings when both sides have drained, on a thread of its own. */
  private final class Readings implements GeneratorListener, AutoCloseable {
    private final LoadPlan plan;
    private final Meters meters;
    private final ExecutorService executor =
        Executors.newSingleThreadExecutor(BackgroundThreads.named("readings"));
    private final Map<Purpose, Integer> drained = new EnumMap<>(Purpose.class);
    private volatile boolean measuring;
    private volatile Future<Optional<Snapshot>> before;
    private volatile Future<Optional<Snapshot>> after;

    private record Snapshot(Meters.Reading meters, Optional<MachineProbe.Reading> machine) {}

    Readings(LoadPlan plan, Meters meters) {
      this.plan = plan;
      this.meters = meters;
    }

    @Override
    public void blockBegins(int index, long beganNanoTime) {
      PlannedBlock block = plan.blocks().get(index);
      switch (block.purpose()) {
        case WARM_UP, SETTLE -> clock.enter(Phase.WARM_UP, detail());
        case MATCHED -> {
          measuring = true;
          clock.enter(Phase.LOAD, detail());
        }
        case MEASURE, CLOSED, TIMELINE, INSPECT, STANDING ->
            throw new IllegalStateException("sides are not measured one after the other here");
      }
    }

    @Override
    public void blockDrained(int index, long inFlight) {
      Purpose purpose = plan.blocks().get(index).purpose();
      if (drained.merge(purpose, 1, Integer::sum) < Side.values().length) {
        return;
      }
      switch (purpose) {
        // A service's first metrics take long: the ones that count shall not be its first.
        case WARM_UP -> executor.execute(meters::read);
        case SETTLE -> {
          clock.enter(Phase.GAPS, detail());
          // A reading that reaches into the measured part is none of before it.
          before = executor.submit(() -> Optional.of(snapshot()).filter(snapshot -> !measuring));
        }
        default -> {
          clock.enter(Phase.GAPS, detail());
          after = executor.submit(() -> Optional.of(snapshot()));
        }
      }
    }

    private Snapshot snapshot() {
      return new Snapshot(meters.read(), machine.read());
    }

    @Override
    public void progress(GeneratorEvent counters) {}

    /** Whether the measured part was played to its end. */
    boolean complete() {
      return after != null;
    }

    /** What the measured part cost each side, totals; what could not be read in time is absent. */
    Map<Side, Map<Measure, Double>> costs() throws InterruptedException {
      Map<Side, Map<Measure, Double>> costs = new EnumMap<>(Side.class);
      Optional<Snapshot> from = taken(before);
      Optional<Snapshot> to = taken(after);
      for (Side side : Side.values()) {
        Map<Measure, Double> own = new HashMap<>();
        if (from.isPresent() && to.isPresent()) {
          own.putAll(to.get().meters().costSince(from.get().meters(), side.id()));
        }
        costs.put(side, own);
      }
      return costs;
    }

    /** Share of the processors' time the whole machine was busy while measuring. */
    Optional<Double> busyShare() throws InterruptedException {
      Optional<MachineProbe.Reading> from = taken(before).flatMap(Snapshot::machine);
      Optional<MachineProbe.Reading> to = taken(after).flatMap(Snapshot::machine);
      return from.isPresent() && to.isPresent()
          ? to.get().busyShareSince(from.get())
          : Optional.empty();
    }

    private Optional<Snapshot> taken(Future<Optional<Snapshot>> reading)
        throws InterruptedException {
      return reading == null ? Optional.empty() : Failures.passedOn(reading);
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
