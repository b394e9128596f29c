package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.DatabaseAddress;
import dev.faceoff.fault.FaultProxy;
import dev.faceoff.live.LiveLoad;
import dev.faceoff.load.Generator;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Reconciliation;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.probe.Books;
import dev.faceoff.probe.MachineProbe;
import dev.faceoff.probe.PrometheusProbe;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.report.ScenarioReport.QueryPlan;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Share;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import java.net.URI;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
  private final PhaseClock clock;
  private final Interruption interruption;
  private final Path samples;
  private final Path logs;
  private final Starts starts;
  private final StartedTargets started;
  private final LiveLoad live;

  /** Present in a part of a run. */
  private final Optional<PartLaunch> part;

  private final MachineProbe machine = new MachineProbe();
  private final Map<String, Set<String>> bookedBefore = new HashMap<>();
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
      Images images,
      Optional<Backend> backend,
      Session session,
      Path logs) {
    this.scenario = scenario;
    this.request = request;
    this.profile = scenario.profiles().get(request.profile());
    this.launch = launch;
    this.backend = backend;
    this.clock = session.clock();
    this.interruption = session.interruption();
    this.live = session.live();
    this.part = request.part().map(each -> new PartLaunch(each, request, scenario, launch));
    this.samples =
        part.map(PartLaunch::samples)
            .orElseGet(
                () ->
                    session
                        .supervisor()
                        .temp()
                        .resolve(
                            "samples-"
                                + request
                                    .out()
                                    .relativize(logs)
                                    .toString()
                                    .replaceAll("\\W+", "-")));
    this.logs = logs;
    this.starts = new Starts(scenario, request.project(), images, session, logs);
    this.started = new StartedTargets(scenario, backend, starts, logs);
  }

  /**
   * Runs it.
   *
   * @return what the completed pairs of blocks showed; fewer than planned after an interruption
   * @throws FaceoffException if a target or the generator fails
   */
  MeasuredLaunch run() throws InterruptedException, IOException {
    try (started) {
      started.wire();
      readBooks();
      started.startUp(clock, launch);
      LoadPlan plan = plan();
      if (part.isPresent()) {
        clock.enter(Phase.START_UP, "load begins at " + part.get().begin());
        part.get().await();
      }
      try (Meters meters = Meters.ofOneAtATime(started.targets(), backend, withDatabase());
          Plays plays = plays()) {
        return measure(plan, meters, plays);
      }
    }
  }

  private Set<String> withDatabase() {
    return scenario.variants().stream()
        .filter(scenario::hasDatabase)
        .map(Variant::name)
        .collect(Collectors.toSet());
  }

  /** The pair: what a service of the user's own books is not known. */
  private List<Variant> bookkeepers() {
    return scenario.pair();
  }

  /** What is in the books before the load. */
  private void readBooks() {
    // The databases outlive a launch, the companion services do not.
    if (scenario.reconciliation().isPresent()) {
      for (Variant variant : bookkeepers()) {
        DatabaseAddress database = backend.orElseThrow().database(variant.name());
        bookedBefore.put(
            variant.name(),
            Books.booked(
                scenario.reconciliation().get(),
                database.jdbcUrl(),
                database.user(),
                database.password()));
      }
    }
  }

  /** Without a timeline there is nothing to play, and it never begins. */
  private Plays plays() {
    Map<String, Map<String, FaultProxy>> proxies = new HashMap<>();
    started.wirings().forEach((variant, wiring) -> proxies.put(variant, wiring.proxies()));
    Map<String, PrometheusProbe> metrics = new HashMap<>();
    for (Variant variant : scenario.variants()) {
      List<URI> urls = started.metricsUrls(variant.name());
      if (!urls.isEmpty()) {
        metrics.put(variant.name(), new PrometheusProbe(urls, Plays.PATIENCE));
      }
    }
    return new Plays(scenario.faults().timeline(), proxies, metrics, profile.blocks() / 2, live);
  }

  private LoadPlan plan() {
    return new LoadPlan(
        scenario.journeyClass(),
        scenario.journeySettings(),
        request.seed() + launch,
        started.addresses(),
        PlanBuilder.build(
            request.seed(),
            launch,
            scenario.variants().stream().map(Variant::name).toList(),
            scenario.faceFaults().stream().map(Variant::name).toList(),
            profile,
            scenario.load(),
            scenario.faults().timeline(),
            PlanBuilder.countsRows(scenario)),
        Math.toIntExact(scenario.load().requestTimeout().toMillis()),
        samples.toString(),
        scenario.ownRequests(),
        part.map(PartLaunch::share).orElse(Share.ALL));
  }

  private MeasuredLaunch measure(LoadPlan plan, Meters meters, Plays plays)
      throws InterruptedException, IOException {
    Generator generator = starts.generator(starts.generatorOptions());
    try (Readings readings = new Readings(plan, meters, plays);
        GeneratorRun run = generator.start(plan, logs, readings, started::isAlive)) {
      interruption.duringLoad(run::stop);
      GeneratorResult result = run.await();
      // Before the readings, which cannot be taken of a target that has ended.
      started.requireAlive();
      readings.finish();
      // Who interrupts may do so before anybody was answered.
      if (!interruption.requested()) {
        Refusals.requireGoodAnswers(plan, scenario.variants());
      }
      LaunchSamples samples =
          SampleReader.read(
              plan, launch, result, plays.spans(), scenario.objectiveMillisByEndpoint());
      requireDeclaredEndpoints(samples);
      Map<String, VariantBooks> books = readings.complete() ? books() : Map.of();
      MeasuredLaunch measured =
          collect(plan, completePairs(samples), meters, readings, plays, books);
      if (part.isPresent()) {
        part.get().keep(plan, result, measured);
      }
      return measured;
    } finally {
      // Not before all is collected: what was measured must survive an interruption now.
      interruption.afterLoad();
    }
  }

  /** Compares what the variants have booked, their connections as they should be. */
  private Map<String, VariantBooks> books() throws InterruptedException {
    Map<String, VariantBooks> books = new TreeMap<>();
    if (scenario.reconciliation().isPresent()) {
      Reconciliation what = scenario.reconciliation().get();
      clock.enter(Phase.GAPS, "reconciling " + what.what());
      for (Variant variant : bookkeepers()) {
        DatabaseAddress database = backend.orElseThrow().database(variant.name());
        Books.Comparison compared =
            Books.compare(
                what,
                database.jdbcUrl(),
                database.user(),
                database.password(),
                started.wiring(variant.name()).service(what.service()),
                bookedBefore.get(variant.name()),
                interruption::requested);
        books.put(
            variant.name(),
            new VariantBooks(
                variant.name(),
                compared.agreed(),
                compared.unknown(),
                compared.twice(),
                compared.lost(),
                compared.settleSeconds()));
      }
    }
    return books;
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

  /** Without the blocks whose partner is missing: an interrupted launch compares what all have. */
  private LaunchSamples completePairs(LaunchSamples samples) {
    Map<Integer, Set<String>> variants = new HashMap<>();
    samples
        .blocks()
        .forEach(
            block ->
                variants.computeIfAbsent(block.pair(), p -> new HashSet<>()).add(block.variant()));
    List<BlockSamples> complete =
        samples.blocks().stream()
            .filter(block -> variants.get(block.pair()).size() == scenario.variants().size())
            .toList();
    return new LaunchSamples(
        samples.launch(), complete, samples.seconds(), samples.timelines(), samples.generator());
  }

  private MeasuredLaunch collect(
      LoadPlan plan,
      LaunchSamples samples,
      Meters meters,
      Readings readings,
      Plays plays,
      Map<String, VariantBooks> books)
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
      meters
          .stalestMillis(variant.name())
          .ifPresent(stalest -> own.put(Measure.STALENESS, stalest));
      totals.put(variant.name(), own);
    }
    // Backends hand in what they read when they end.
    started.stop();
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
        samples,
        blockCosts,
        launchCosts,
        plan.blocks(),
        plays.played(),
        books,
        queryPlans,
        readings.busyShare());
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
    private final Meters meters;
    private final Plays plays;
    private final int last;
    private final List<ScheduledFuture<?>> pending =
        Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("readings"));
    private Optional<MachineProbe.Reading> machineBefore = Optional.empty();
    private Optional<Double> busyShare = Optional.empty();
    private volatile boolean complete;
    private volatile int begun;

    Readings(LoadPlan plan, Meters meters, Plays plays) {
      this.plan = plan;
      this.meters = meters;
      this.plays = plays;
      this.last = plan.blocks().size() - 1;
    }

    @Override
    public void blockBegins(int index, long beganNanoTime) {
      begun = index;
      PlannedBlock block = plan.blocks().get(index);
      if (index == 0) {
        clock.step(scenario.name(), Phase.WARM_UP, plan.endSecond());
        scheduleFirstReadings(block.startSecond());
      }
      switch (block.purpose()) {
        case WARM_UP -> clock.enter(Phase.WARM_UP, block.variant());
        case MEASURE -> {
          long first = plan.blocks().stream().filter(b -> b.purpose() == Purpose.WARM_UP).count();
          long blocks = plan.blocks().stream().filter(b -> b.purpose() == Purpose.MEASURE).count();
          clock.enter(
              Phase.LOAD,
              "block %d of %d, %s".formatted(index - first + 1, blocks, block.variant()));
        }
        case TIMELINE -> {
          plays.begin(block, beganNanoTime);
          clock.enter(Phase.LOAD, "under faults, " + block.variant());
        }
        case CLOSED, SETTLE, MATCHED, INSPECT, STANDING ->
            throw new IllegalStateException("no block here is for " + block.purpose());
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
      if (!PlanBuilder.countsRows(scenario)) {
        return;
      }
      for (Variant variant : scenario.variants()) {
        if (!scenario.hasDatabase(variant)) {
          continue;
        }
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
                // What a request costs under a fault is no cost of a healthy one.
                if (before != null && !late && block.purpose() == Purpose.MEASURE) {
                  costByBlock.put(index, after.costSince(before, block.variant()));
                }
                before = late ? null : after;
                if (block.purpose() == Purpose.TIMELINE) {
                  endPlay();
                }
                complete = index == last;
                // After each block: an interrupted launch has no last one.
                busyShare = machine.busyShareSince(machineBefore);
              },
              0,
              TimeUnit.MILLISECONDS));
    }

    private void endPlay() {
      try {
        plays.end();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void progress(GeneratorEvent counters) {}

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
        Failures.passedOn(future);
      }
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
