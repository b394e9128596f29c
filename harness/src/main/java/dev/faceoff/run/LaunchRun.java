package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.load.Generator;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Variant;
import dev.faceoff.probe.MachineProbe;
import dev.faceoff.process.Supervisor;
import dev.faceoff.report.ScenarioReport.QueryPlan;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.target.TargetProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One launch: fresh targets, warmed up, measured in interleaved blocks, stopped.
 *
 * <p>Counters are read between the blocks, when nothing is in flight: what a block cost is the
 * difference between the reading after it and the one before.
 */
final class LaunchRun {
  /** So long before a block its variant is idle, and the first readings are taken. */
  private static final long READ_BEFORE_MILLIS = 600;

  private final Scenario scenario;
  private final RunRequest request;
  private final Profile profile;
  private final int launch;
  private final Optional<Backend> backend;
  private final Supervisor supervisor;
  private final PhaseClock clock;
  private final Interruption interruption;
  private final Path logs;
  private final Starts starts;

  private final MachineProbe machine = new MachineProbe();
  private final Map<String, RowsBefore> rowsBefore = new HashMap<>();
  private final Map<Integer, Map<Measure, Double>> costByBlock = new TreeMap<>();
  private final Map<String, QueryPlan> queryPlans = new HashMap<>();
  private Meters.Reading before;

  /** Rows a variant's database had read when a block was about to begin. */
  private record RowsBefore(PlannedBlock block, double rows) {}

  LaunchRun(
      Scenario scenario,
      RunRequest request,
      int launch,
      Optional<Backend> backend,
      Supervisor supervisor,
      PhaseClock clock,
      Interruption interruption,
      Consumer<String> notes,
      Path logs) {
    this.scenario = scenario;
    this.request = request;
    this.profile = scenario.profiles().get(request.profile());
    this.launch = launch;
    this.backend = backend;
    this.supervisor = supervisor;
    this.clock = clock;
    this.interruption = interruption;
    this.logs = logs;
    this.starts = new Starts(scenario, request.project(), supervisor, clock, notes, logs);
  }

  /**
   * Runs it.
   *
   * @return what the completed pairs of blocks showed; fewer than planned after an interruption
   * @throws FaceoffException if a target or the generator fails
   */
  MeasuredLaunch run() throws InterruptedException, IOException {
    Variant any = scenario.variants().get(0);
    starts.prepare(any, placeholders(any), settings());
    clock.step(scenario.name(), Phase.START_UP, Timetable.START_UP_SECONDS);
    List<TargetProcess> targets = new ArrayList<>();
    try {
      startTargets(targets);
      LoadPlan plan = plan(targets);
      try (Meters meters = new Meters(targets, backend)) {
        return measure(plan, targets, meters);
      }
    } finally {
      targets.forEach(TargetProcess::close);
    }
  }

  private void startTargets(List<TargetProcess> targets) throws InterruptedException {
    List<String> jvmOptions = starts.targetOptions();
    List<Variant> order = new ArrayList<>(scenario.variants());
    // Balanced over launches, so that neither variant is always the one started first.
    if (launch % 2 == 1) {
      Collections.reverse(order);
    }
    for (Variant variant : order) {
      targets.add(
          starts.target(
              variant, placeholders(variant), jvmOptions, logs.resolve(variant.name() + ".log")));
    }
    for (TargetProcess target : targets) {
      target.awaitReady(TargetProcess.READY_WAIT);
    }
  }

  private Map<String, String> placeholders(Variant variant) {
    Map<String, String> values = new HashMap<>(settings());
    backend.ifPresent(
        running -> {
          values.put("database.url", running.database(variant.name()).jdbcUrl());
          values.put("database.user", running.database(variant.name()).user());
        });
    return values;
  }

  private Map<String, String> settings() {
    Map<String, String> values = new TreeMap<>();
    for (Setting setting : scenario.settings().values()) {
      values.put(setting.name(), setting.text());
    }
    return values;
  }

  private LoadPlan plan(List<TargetProcess> targets) {
    Map<String, String> addresses = new TreeMap<>();
    targets.forEach(target -> addresses.put(target.variant(), target.url().toString()));
    return new LoadPlan(
        scenario.journeyClass(),
        settings(),
        request.seed() + launch,
        addresses,
        PlanBuilder.build(
            request.seed(),
            launch,
            scenario.variants().stream().map(Variant::name).toList(),
            profile,
            scenario.load(),
            scenario.faults().timeline(),
            PlanBuilder.countsRows(scenario)),
        Math.toIntExact(scenario.load().requestTimeout().toMillis()),
        supervisor.temp().resolve("samples-%s-%d".formatted(scenario.name(), launch)).toString());
  }

  private MeasuredLaunch measure(LoadPlan plan, List<TargetProcess> targets, Meters meters)
      throws InterruptedException, IOException {
    Generator generator = starts.generator(starts.generatorOptions());
    try (Readings readings = new Readings(plan, targets, meters);
        GeneratorRun run = generator.start(plan, logs, readings)) {
      interruption.duringLoad(run::stop);
      readings.whenTargetEnds(run::stop);
      LaunchSamples samples = SampleReader.read(plan, launch, run.await(), Map.of(), Map.of());
      // Before the readings, which cannot be taken of a target that has ended.
      for (TargetProcess target : targets) {
        if (!target.isAlive()) {
          throw new TargetDiedException(target.variant(), logs);
        }
      }
      requireDeclaredEndpoints(samples);
      readings.finish();
      return collect(plan, completePairs(samples), targets, meters, readings);
    } finally {
      // Not before all is collected: what was measured must survive an interruption now.
      interruption.afterLoad();
    }
  }

  private void requireDeclaredEndpoints(LaunchSamples samples) {
    Set<String> declared = new TreeSet<>();
    scenario.endpoints().forEach(endpoint -> declared.add(endpoint.name()));
    Set<String> sent = new TreeSet<>();
    samples.blocks().forEach(block -> sent.add(block.endpoint()));
    if (!sent.isEmpty() && !sent.equals(declared)) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s sends %s, but scenario.yaml of %s declares the endpoints %s"
              .formatted(scenario.journeyClass(), sent, scenario.name(), declared));
    }
  }

  /** Without the blocks whose partner is missing: an interrupted launch compares what both have. */
  private static LaunchSamples completePairs(LaunchSamples samples) {
    Map<Integer, Set<String>> variants = new HashMap<>();
    samples
        .blocks()
        .forEach(
            block ->
                variants.computeIfAbsent(block.pair(), p -> new HashSet<>()).add(block.variant()));
    List<BlockSamples> complete =
        samples.blocks().stream().filter(block -> variants.get(block.pair()).size() == 2).toList();
    return new LaunchSamples(
        samples.launch(),
        complete,
        samples.seconds(),
        samples.timelines(),
        samples.startLagNanos(),
        samples.plannedArrivals(),
        samples.startedArrivals(),
        samples.undrained(),
        samples.generatorCpuShare(),
        samples.generatorGcShare());
  }

  private MeasuredLaunch collect(
      LoadPlan plan,
      LaunchSamples samples,
      List<TargetProcess> targets,
      Meters meters,
      Readings readings)
      throws InterruptedException {
    Map<Integer, Long> requests = new HashMap<>();
    samples.blocks().forEach(block -> requests.merge(block.block(), block.requests(), Long::sum));
    List<BlockCost> blockCosts = new ArrayList<>();
    costByBlock.forEach(
        (index, cost) -> {
          PlannedBlock block = plan.blocks().get(index);
          if (requests.containsKey(index)) {
            blockCosts.add(
                new BlockCost(launch, block.pair(), block.variant(), requests.get(index), cost));
          }
        });

    Map<String, Map<Measure, Double>> totals = new HashMap<>();
    for (Variant variant : scenario.variants()) {
      Map<Measure, Double> own = new EnumMap<>(Measure.class);
      meters
          .peakMemoryMebibytes(variant.name())
          .ifPresent(peak -> own.put(Measure.PEAK_MEMORY, peak));
      totals.put(variant.name(), own);
    }
    // Backends hand in what they read when they end.
    targets.forEach(TargetProcess::stop);
    List<LaunchCost> launchCosts = new ArrayList<>();
    for (Variant variant : scenario.variants()) {
      String name = variant.name();
      RowsBefore from = rowsBefore.get(name);
      long counted = 0;
      if (from != null && readings.complete()) {
        counted =
            samples.blocks().stream()
                .filter(block -> block.variant().equals(name))
                .filter(block -> block.block() >= from.block().index())
                .mapToLong(BlockSamples::requests)
                .sum();
        meters
            .rowsReadAtEnd(name)
            .ifPresent(rows -> totals.get(name).put(Measure.ROWS_READ, rows - from.rows()));
      }
      launchCosts.add(new LaunchCost(launch, name, counted, totals.get(name)));
      queryPlan(meters, name).ifPresent(queryPlan -> queryPlans.put(name, queryPlan));
    }
    return new MeasuredLaunch(
        samples, blockCosts, launchCosts, plan.blocks(), queryPlans, readings.busyShare());
  }

  private static Optional<QueryPlan> queryPlan(Meters meters, String variant) {
    return meters
        .database(variant)
        .flatMap(
            database ->
                database
                    .topStatement()
                    .flatMap(
                        top ->
                            database
                                .queryPlan(top.text())
                                .map(lines -> new QueryPlan(top.text(), lines))));
  }

  /** Takes the readings at the right moments, on a thread of its own, one after the other. */
  private final class Readings implements GeneratorListener, AutoCloseable {
    private final LoadPlan plan;
    private final List<TargetProcess> targets;
    private final Meters meters;
    private final int lastMeasured;
    private final List<ScheduledFuture<?>> pending =
        Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "readings");
              thread.setDaemon(true);
              return thread;
            });
    private Optional<MachineProbe.Reading> machineBefore = Optional.empty();
    private Optional<Double> busyShare = Optional.empty();
    private volatile boolean complete;
    private volatile int begun;
    private volatile Runnable onTargetEnd = () -> {};

    Readings(LoadPlan plan, List<TargetProcess> targets, Meters meters) {
      this.plan = plan;
      this.targets = targets;
      this.meters = meters;
      this.lastMeasured = plan.blocks().size() - 1;
    }

    @Override
    public void blockBegins(int index, long beganNanoTime) {
      begun = index;
      PlannedBlock block = plan.blocks().get(index);
      if (index == 0) {
        clock.step(scenario.name(), Phase.WARM_UP, plan.endSecond());
        scheduleFirstReadings(block.startSecond());
      }
      if (block.purpose() == Purpose.WARM_UP) {
        clock.enter(Phase.WARM_UP, block.variant());
      } else {
        long first = plan.blocks().stream().filter(b -> b.purpose() == Purpose.WARM_UP).count();
        clock.enter(
            Phase.LOAD,
            "block %d of %d, %s".formatted(index - first + 1, profile.blocks(), block.variant()));
      }
    }

    private void scheduleFirstReadings(int now) {
      PlannedBlock first =
          plan.blocks().stream().filter(b -> b.purpose() == Purpose.MEASURE).findFirst().get();
      before(
          first,
          now,
          () -> {
            Meters.Reading reading = meters.read();
            before = begun < first.index() ? reading : null;
            machineBefore = machine.read();
          });
      List<Variant> counted =
          PlanBuilder.countsRows(scenario) ? scenario.variants() : List.<Variant>of();
      for (Variant variant : counted) {
        PlannedBlock countable = PlanBuilder.firstCountable(plan.blocks(), variant.name());
        before(
            countable,
            now,
            () -> {
              Optional<Double> rows = meters.rowsRead(variant.name());
              if (begun < countable.index()) {
                rows.ifPresent(
                    value -> rowsBefore.put(variant.name(), new RowsBefore(countable, value)));
              }
            });
      }
    }

    private void before(PlannedBlock block, int now, Runnable reading) {
      pending.add(
          executor.schedule(
              reading,
              (block.startSecond() - now) * 1000L - READ_BEFORE_MILLIS,
              TimeUnit.MILLISECONDS));
    }

    @Override
    public void blockDrained(int index, long inFlight) {
      PlannedBlock block = plan.blocks().get(index);
      if (block.purpose() == Purpose.WARM_UP) {
        clock.enter(Phase.WARM_UP, "settling");
        // A service's first metrics take long: the ones that count shall not be its first.
        pending.add(executor.schedule(meters::read, 0, TimeUnit.MILLISECONDS));
        return;
      }
      clock.enter(Phase.GAPS, "");
      pending.add(
          executor.schedule(
              () -> {
                Meters.Reading after = meters.read();
                // A reading that reaches into the next block is no cost of either.
                boolean late = begun > index;
                if (before != null && !late) {
                  costByBlock.put(index, after.costSince(before, block.variant()));
                }
                before = late ? null : after;
                complete = index == lastMeasured;
                // After each block: an interrupted launch has no last one.
                busyShare =
                    machineBefore.flatMap(
                        from -> machine.read().flatMap(to -> to.busyShareSince(from)));
              },
              0,
              TimeUnit.MILLISECONDS));
    }

    @Override
    public void progress(GeneratorEvent counters) {
      if (!targets.stream().allMatch(TargetProcess::isAlive)) {
        onTargetEnd.run();
      }
    }

    /** What to do, perhaps more than once, when a target has ended: more load shows nothing. */
    void whenTargetEnds(Runnable action) {
      onTargetEnd = action;
    }

    /** Whether every block was measured, so that totals over the launch are those of its blocks. */
    boolean complete() {
      return complete;
    }

    /** Share of the processors' time the whole machine was busy from the first block on. */
    Optional<Double> busyShare() {
      return busyShare;
    }

    /** Waits for the readings that are due and passes on their failures. */
    void finish() throws InterruptedException {
      for (ScheduledFuture<?> future : List.copyOf(pending)) {
        if (interruption.requested() && future.getDelay(TimeUnit.MILLISECONDS) > 0) {
          future.cancel(false);
          continue;
        }
        try {
          future.get();
        } catch (ExecutionException e) {
          if (e.getCause() instanceof FaceoffException failure) {
            throw failure;
          }
          throw new IllegalStateException("a reading failed: " + e.getCause(), e.getCause());
        }
      }
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
