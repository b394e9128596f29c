package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.load.Generator;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Spike;
import dev.faceoff.model.Variant;
import dev.faceoff.probe.MachineProbe;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.Latencies;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.PhaseSpan;
import dev.faceoff.stats.SpikeTimes;
import dev.faceoff.stats.TimelineSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One launch with spikes: fresh targets, warmed up, then a spike for each variant, one after the
 * other. The variant that goes first is drawn, and alternates over launches.
 */
final class SpikeLaunch {
  private final Scenario scenario;
  private final Spike spike;
  private final RunRequest request;
  private final int launch;
  private final PhaseClock clock;
  private final Interruption interruption;
  private final Path samples;
  private final Path logs;
  private final Starts starts;
  private final StartedTargets started;

  /**
   * @param scenario as it is in its spike
   */
  SpikeLaunch(
      Scenario scenario,
      RunRequest request,
      int launch,
      Images images,
      Optional<Backend> backend,
      Session session,
      Path logs) {
    this.scenario = scenario;
    this.spike = scenario.designs().spike().orElseThrow();
    this.request = request;
    this.launch = launch;
    this.clock = session.clock();
    this.interruption = session.interruption();
    this.samples =
        session
            .supervisor()
            .temp()
            .resolve("samples-%s-spike-%d".formatted(scenario.name(), launch));
    this.logs = logs;
    this.starts = new Starts(scenario, request.project(), images, session, logs);
    this.started = new StartedTargets(scenario, backend, starts, logs);
  }

  /**
   * Runs it; an interruption ends it early.
   *
   * @throws dev.faceoff.model.FaceoffException if a target or the generator fails
   */
  SpikedLaunch run() throws InterruptedException, IOException {
    try (started) {
      started.wire();
      started.startUp(clock, launch);
      LoadPlan plan = plan();
      clock.step(scenario.name(), Phase.WARM_UP, plan.endSecond());
      return play(plan);
    }
  }

  private LoadPlan plan() {
    return new LoadPlan(
        scenario.journeyClass(),
        scenario.journeySettings(),
        request.seed() + launch,
        started.addresses(),
        PlanBuilder.spike(
            request.seed(),
            launch,
            scenario.variants().stream().map(Variant::name).toList(),
            spike,
            scenario.load()),
        Math.toIntExact(scenario.load().requestTimeout().toMillis()),
        samples.toString());
  }

  private SpikedLaunch play(LoadPlan plan) throws InterruptedException, IOException {
    Generator generator = starts.generator(starts.generatorOptions());
    Watch watch = new Watch(plan);
    try (GeneratorRun run = generator.start(plan, logs, watch, started::isAlive)) {
      interruption.duringLoad(run::stop);
      GeneratorResult result = run.await();
      started.requireAlive();
      // Who interrupts may do so before anybody was answered.
      if (!interruption.requested()) {
        Refusals.requireGoodAnswers(plan, scenario.variants());
      }
      LaunchSamples all =
          SampleReader.read(
              plan, launch, result, spans(plan), scenario.objectiveMillisByEndpoint());
      List<SpikedPlay> plays = new ArrayList<>();
      for (PlannedBlock block : plan.blocks()) {
        if (block.purpose() == Purpose.TIMELINE
            && result.inFlightByBlock().containsKey(block.index())) {
          plays.add(play(block, all, watch.counters));
        }
      }
      return new SpikedLaunch(launch, plays, all.generator(), watch.busyShare());
    } finally {
      interruption.afterLoad();
    }
  }

  private Map<Integer, List<PhaseSpan>> spans(LoadPlan plan) {
    Map<Integer, List<PhaseSpan>> spans = new HashMap<>();
    for (PlannedBlock block : plan.blocks()) {
      if (block.purpose() == Purpose.TIMELINE) {
        spans.put(block.index(), PlanBuilder.times(spike).spans());
      }
    }
    return spans;
  }

  private SpikedPlay play(PlannedBlock block, LaunchSamples all, GeneratorCounters counters) {
    List<TimelineSamples> endpoints =
        all.timelines().stream().filter(play -> play.block() == block.index()).toList();
    SpikeTimes times = PlanBuilder.times(spike);
    GeneratorHealth health = all.generator();
    GeneratorCounters.Busy busy =
        counters
            .between(
                block.startSecond() + times.fromSecond(), block.startSecond() + times.toSecond())
            .orElse(new GeneratorCounters.Busy(health.cpuShare(), health.gcShare()));
    return new SpikedPlay(
        block.variant(),
        endpoints,
        new GeneratorHealth(
            Latencies.together(
                endpoints.stream()
                    .flatMap(play -> play.phases().stream())
                    .filter(phase -> phase.phase().equals(SpikeTimes.DURING))
                    .map(PhaseSamples::startLagNanos)),
            health.plannedArrivals(),
            health.startedArrivals(),
            health.undrained(),
            busy.cpuShare(),
            busy.gcShare()));
  }

  /** Shows how far the launch is, and notes how busy generator and machine are. */
  private final class Watch implements GeneratorListener {
    private final LoadPlan plan;
    private final GeneratorCounters counters = new GeneratorCounters();
    private final MachineProbe machine = new MachineProbe();
    private Optional<MachineProbe.Reading> before = Optional.empty();
    private Optional<Double> busy = Optional.empty();

    Watch(LoadPlan plan) {
      this.plan = plan;
    }

    @Override
    public synchronized void blockBegins(int index, long beganNanoTime) {
      PlannedBlock block = plan.blocks().get(index);
      if (block.purpose() == Purpose.WARM_UP) {
        clock.enter(Phase.WARM_UP, block.variant());
        return;
      }
      before = before.or(machine::read);
      clock.enter(Phase.LOAD, "spike, " + block.variant());
    }

    @Override
    public synchronized void blockDrained(int block, long inFlight) {
      clock.enter(Phase.GAPS, "");
      busy = machine.busyShareSince(before);
    }

    @Override
    public void progress(GeneratorEvent event) {
      counters.add(event);
    }

    synchronized Optional<Double> busyShare() {
      return busy;
    }
  }
}
