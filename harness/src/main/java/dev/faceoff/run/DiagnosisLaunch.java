package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.DatabaseAddress;
import dev.faceoff.diagnosis.DatabaseUse;
import dev.faceoff.diagnosis.Hanging;
import dev.faceoff.diagnosis.Hanging.Delayed;
import dev.faceoff.diagnosis.Played;
import dev.faceoff.diagnosis.RepeatedStatements.Page;
import dev.faceoff.diagnosis.SequentialScans.Suspect;
import dev.faceoff.diagnosis.StatementUse;
import dev.faceoff.diagnosis.TableUse;
import dev.faceoff.fault.FaultProxy;
import dev.faceoff.load.FailedAnswers;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.GeneratorSession;
import dev.faceoff.load.InspectedReader;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Toxic;
import dev.faceoff.model.ToxicType;
import dev.faceoff.model.Variant;
import dev.faceoff.model.Variation;
import dev.faceoff.probe.StatementProbe;
import dev.faceoff.probe.StatementProbe.StatementTotals;
import dev.faceoff.probe.StatementProbe.TableTotals;
import dev.faceoff.probe.StatementProbe.TriedIndex;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.InspectedSample;
import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The one launch of a diagnosis: a fresh target, one load generator, and one play after the other,
 * each under something else. What is played and why, {@link DiagnosisRun} decides.
 */
final class DiagnosisLaunch implements AutoCloseable {
  /** Arrivals later than that are not those that were asked for; latencies do not contain it. */
  private static final Duration LAG_LIMIT = Duration.ofMillis(100);

  /** An idle second before a play, in which the generator's clock is set. */
  private static final int LEAD_SECONDS = 1;

  /** Statements whose plans are asked for: those that take most of the database's time. */
  private static final int MOST_PLANS = 12;

  private final DiagnosisRequest request;
  private final Scenario scenario;
  private final Variant variant;
  private final Optional<Backend> backend;
  private final PhaseClock clock;
  private final Interruption interruption;
  private final RunListener listener;
  private final Path temp;
  private final Path logs;
  private final Starts starts;
  private final StartedTargets started;
  private final List<GeneratorHealth> generators = new ArrayList<>();

  private Meters meters;
  private Optional<StatementProbe> statements = Optional.empty();
  private GeneratorSession generator;
  private final Map<String, Long> errorsByKind = new TreeMap<>();
  private LoadPlan last;
  private int plays;
  private long usualSeed;

  DiagnosisLaunch(
      DiagnosisRequest request,
      Images images,
      Optional<Backend> backend,
      Session session,
      Path logs) {
    this.request = request;
    this.scenario = request.scenario();
    this.variant = scenario.baseline();
    this.backend = backend;
    this.clock = session.clock();
    this.interruption = session.interruption();
    this.listener = session.listener();
    this.temp = session.supervisor().temp();
    this.logs = logs;
    this.starts = new Starts(scenario, request.project(), images, session, logs);
    this.started = new StartedTargets(scenario, backend, starts, logs);
  }

  /** Starts the target, its meters and the generator, and warms all of them up. */
  void begin() throws InterruptedException, IOException {
    started.wire();
    starts.prepare(variant, started.placeholders(variant), scenario.journeySettings());
    clock.step(scenario.name(), Phase.START_UP, Timetable.START_UP_SECONDS);
    started.start(false);
    Dependencies all = scenario.dependencies();
    Dependencies metered =
        request.usesDatabase()
            ? all
            : new Dependencies(Optional.empty(), all.redis(), all.services());
    meters = Meters.ofOneAtATime(started.targets(), backend, metered);
    if (metered.database().isPresent()) {
      DatabaseAddress address = backend.orElseThrow().database(variant.name());
      statements =
          Optional.of(
              StatementProbe.connect(address.jdbcUrl(), address.user(), address.password()));
    }
    generator = starts.generator(starts.generatorOptions()).open(logs);
    warmUp();
  }

  private void warmUp() throws InterruptedException, IOException {
    clock.step(scenario.name(), Phase.WARM_UP, DiagnosisTimes.WARM_UP_SECONDS);
    PlannedBlock block =
        new PlannedBlock(
            0,
            Purpose.WARM_UP,
            variant.name(),
            -1,
            0,
            DiagnosisTimes.WARM_UP_SECONDS,
            scenario.load().warmUpUsers(),
            0);
    play(
        "warm-up",
        plan(
            "warm-up",
            request.seed(),
            scenario.journeySettings(),
            block,
            scenario.load().requestTimeout().toMillis()));
    // A service's first metrics take long: the ones that count shall not be its first.
    meters.read();
  }

  /** How requests of the last play failed, and how many each. */
  Map<String, Long> errorsByKind() {
    return Collections.unmodifiableMap(errorsByKind);
  }

  /** What is probably missing where the last play had no good answer to some endpoint. */
  Optional<String> refusal() throws IOException {
    return FailedAnswers.of(last).stream()
        .findFirst()
        .map(failed -> Refusals.sentence(last, failed))
        .map(
            text ->
                "%s%s."
                    .formatted(text.substring(0, 1).toUpperCase(Locale.ROOT), text.substring(1)));
  }

  /** What was asked of the generator, all told. */
  List<GeneratorHealth> generators() {
    return List.copyOf(generators);
  }

  /** Limits of a generator that is sound enough for a diagnosis. */
  static Load load(Scenario scenario) {
    Load usual = scenario.load();
    return new Load(
        usual.arrivalsPerSecond(), usual.warmUpUsers(), usual.requestTimeout(), LAG_LIMIT);
  }

  /** The usual load. */
  Played usual() throws InterruptedException, IOException {
    Sound sound = sound("usual", usualLoad(request.seed()), true);
    usualSeed = sound.plan().seed();
    return played(sound);
  }

  /** The very same requests as at the usual load. */
  Played again(String name) throws InterruptedException, IOException {
    return played(sound(name, usualLoad(usualSeed), false));
  }

  private Asked usualLoad(long seed) {
    return new Asked(
        seed,
        scenario.journeySettings(),
        DiagnosisTimes.USUAL_SECONDS,
        scenario.load().arrivalsPerSecond(),
        scenario.load().requestTimeout().toMillis());
  }

  /** The usual load, asking for pages of a size. */
  Page page(String over, Variation.Step step) throws InterruptedException, IOException {
    Asked asked =
        new Asked(
            nextSeed(),
            step.journeySettings(),
            DiagnosisTimes.PAGE_SECONDS,
            scenario.load().arrivalsPerSecond(),
            scenario.load().requestTimeout().toMillis());
    String name = "%s-%.0f".formatted(over, step.size());
    return new Page(step.size(), played(sound(name, asked, true)));
  }

  /** How the statements that take most of the database's time are run, by their text. */
  Map<String, String> plans(Played played) {
    Map<String, String> plans = new HashMap<>();
    played.database().stream()
        .flatMap(use -> use.statements().stream())
        .sorted(Comparator.comparingDouble(StatementUse::millisPerRequest).reversed())
        .limit(MOST_PLANS)
        .forEach(
            use ->
                statements
                    .orElseThrow()
                    .plan(use.text())
                    .ifPresent(plan -> plans.put(use.text(), plan)));
    return plans;
  }

  /** The same requests with an index that a statement lacks; empty where it cannot be made. */
  Optional<Played> withIndex(Suspect suspect) throws InterruptedException, IOException {
    Optional<TriedIndex> index =
        statements.orElseThrow().tryIndex(suspect.index().sql(TriedIndex.NAME));
    if (index.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(again("with-index"));
    } finally {
      index.get().close();
    }
  }

  /** Has a dependency answer late: a little, then long with few users, then with the usual. */
  Hanging hang(String dependency, Played usual) throws InterruptedException, IOException {
    Delayed slight =
        late(
            dependency,
            DiagnosisTimes.SLIGHT_MILLIS,
            DiagnosisTimes.SLIGHT_SECONDS,
            few(),
            scenario.load().requestTimeout().toMillis());
    List<Delayed> hung = new ArrayList<>();
    long longest = DiagnosisTimes.LONG_MILLIS.get(DiagnosisTimes.LONG_MILLIS.size() - 1);
    if (!Hanging.waiting(usual, slight).isEmpty()) {
      for (long millis : DiagnosisTimes.LONG_MILLIS) {
        hung.add(
            late(
                dependency,
                millis,
                DiagnosisTimes.HUNG_SECONDS,
                few(),
                longest + DiagnosisTimes.PATIENCE_MILLIS));
      }
    }
    Delayed crowded =
        late(
            dependency,
            longest,
            DiagnosisTimes.CROWDED_SECONDS,
            scenario.load().arrivalsPerSecond(),
            scenario.load().requestTimeout().toMillis());
    return new Hanging(
        dependency, usual, slight, hung, crowded, scenario.objectiveMillisByEndpoint());
  }

  private double few() {
    return Math.min(DiagnosisTimes.FEW_PER_SECOND, scenario.load().arrivalsPerSecond());
  }

  private Delayed late(
      String dependency, long millis, int seconds, double arrivalsPerSecond, long timeoutMillis)
      throws InterruptedException, IOException {
    FaultProxy proxy = started.wiring(variant.name()).proxies().get(dependency);
    FaultWindow window =
        new FaultWindow(
            "late",
            new Toxic(ToxicType.LATENCY, Toxic.Direction.DOWNSTREAM, Map.of("latency", millis), 1),
            dependency,
            Duration.ZERO,
            Duration.ofSeconds(seconds));
    String name = "%s-%d-ms-late-%d".formatted(dependency, millis, plays);
    Sound sound;
    proxy.apply(window);
    try {
      sound =
          sound(
              name,
              new Asked(
                  nextSeed(),
                  scenario.journeySettings(),
                  seconds,
                  arrivalsPerSecond,
                  timeoutMillis),
              true);
    } finally {
      proxy.remove(window);
    }
    // What was waiting goes on now; what it waited for is counted when it has it.
    TimeUnit.MILLISECONDS.sleep(DiagnosisTimes.RECOVERY_MILLIS);
    return new Delayed(millis, played(sound));
  }

  /** Another one for each play: whoever pays an order twice does not wait for it twice. */
  private long nextSeed() {
    return request.seed() + ++plays;
  }

  /** A play of arrivals. */
  private record Asked(
      long seed,
      Map<String, String> settings,
      int seconds,
      double arrivalsPerSecond,
      long timeoutMillis) {
    Asked with(long otherSeed) {
      return new Asked(otherSeed, settings, seconds, arrivalsPerSecond, timeoutMillis);
    }
  }

  /**
   * A play whose generator was sound.
   *
   * @param before totals of before it
   */
  private record Sound(LoadPlan plan, Totals before) {}

  /**
   * Plays arrivals, once more if the generator was unsound.
   *
   * @param fresh whether other requests will do then
   * @throws UnsoundException if it was again
   */
  private Sound sound(String name, Asked asked, boolean fresh)
      throws InterruptedException, IOException {
    clock.enter(Phase.LOAD, name.replace('-', ' '));
    Totals before = totals();
    LoadPlan plan = plan(name, asked);
    LaunchSamples samples = play(name, plan);
    List<String> complaints = Soundness.besidesUndrained(samples.generator(), load(scenario));
    if (!complaints.isEmpty()) {
      listener.note("%s is played again: %s".formatted(name, complaints.get(0)));
      before = totals();
      plan = plan(name + "-again", fresh ? asked.with(nextSeed()) : asked);
      samples = play(name + "-again", plan);
      complaints = Soundness.besidesUndrained(samples.generator(), load(scenario));
      if (!complaints.isEmpty()) {
        throw new UnsoundException(complaints);
      }
    }
    generators.add(samples.generator());
    last = plan;
    errorsByKind.clear();
    for (BlockSamples block : samples.blocks()) {
      block.errorsByKind().forEach((kind, count) -> errorsByKind.merge(kind, count, Long::sum));
    }
    clock.enter(Phase.GAPS, "");
    return new Sound(plan, before);
  }

  private LaunchSamples play(String folder, LoadPlan plan)
      throws InterruptedException, IOException {
    if (interruption.requested()) {
      throw new InterruptedException();
    }
    try (GeneratorRun run =
        generator.play(plan, logs.resolve(folder), GeneratorListener.NONE, started::isAlive)) {
      interruption.duringLoad(run::stop);
      GeneratorResult result = run.await();
      started.requireAlive();
      if (interruption.requested()) {
        throw new InterruptedException();
      }
      return SampleReader.read(plan, 0, result, Map.of(), Map.of());
    } finally {
      interruption.afterLoad();
    }
  }

  private LoadPlan plan(String name, Asked asked) {
    PlannedBlock block =
        new PlannedBlock(
            0,
            Purpose.INSPECT,
            variant.name(),
            0,
            LEAD_SECONDS,
            asked.seconds(),
            0,
            asked.arrivalsPerSecond());
    return plan(name, asked.seed(), asked.settings(), block, asked.timeoutMillis());
  }

  private LoadPlan plan(
      String name,
      long seed,
      Map<String, String> settings,
      PlannedBlock block,
      long timeoutMillis) {
    return new LoadPlan(
        scenario.journeyClass(),
        settings,
        seed,
        started.addresses(),
        List.of(block),
        Math.toIntExact(timeoutMillis),
        temp.resolve("samples-%s-diagnosis-%s".formatted(scenario.name(), name)).toString());
  }

  /** Everything that only grows, at one moment between two plays. */
  private record Totals(
      Meters.Reading meters,
      Map<String, StatementTotals> statements,
      Map<String, TableTotals> tables) {}

  private Totals totals() {
    return new Totals(
        meters.read(),
        statements.map(StatementProbe::statements).orElse(Map.of()),
        statements.map(StatementProbe::tables).orElse(Map.of()));
  }

  /** What came of a play, up to now. */
  private Played played(Sound sound) throws IOException {
    Totals before = sound.before();
    Totals after = totals();
    List<InspectedSample> samples = InspectedReader.read(sound.plan());
    Double poolWait =
        after.meters().costSince(before.meters(), variant.name()).get(Measure.POOL_WAIT);
    return new Played(
        sound.plan().blocks().get(0).seconds(),
        samples,
        statements.map(probe -> use(before, after, samples.size())),
        poolWait == null || samples.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(poolWait / samples.size()));
  }

  private static DatabaseUse use(Totals before, Totals after, int requests) {
    List<StatementUse> uses = new ArrayList<>();
    after
        .statements()
        .forEach(
            (text, total) -> {
              StatementTotals own =
                  total.minus(
                      before.statements().getOrDefault(text, new StatementTotals(0, 0, 0, 0)));
              if (own.calls() > 0 && requests > 0) {
                double calls = own.calls();
                uses.add(
                    new StatementUse(
                        text,
                        calls / requests,
                        own.rows() / calls,
                        own.pages() / calls,
                        own.millis() / calls));
              }
            });
    List<TableUse> tables = new ArrayList<>();
    after
        .tables()
        .forEach(
            (name, table) -> {
              long earlier =
                  Optional.ofNullable(before.tables().get(name)).map(TableTotals::scans).orElse(0L);
              tables.add(
                  new TableUse(
                      name,
                      table.rows(),
                      table.pages(),
                      table.columns(),
                      requests == 0 ? 0 : (double) (table.scans() - earlier) / requests));
            });
    return new DatabaseUse(uses, tables);
  }

  @Override
  public void close() {
    if (generator != null) {
      generator.close();
    }
    statements.ifPresent(StatementProbe::close);
    if (meters != null) {
      meters.close();
    }
    started.close();
  }
}
