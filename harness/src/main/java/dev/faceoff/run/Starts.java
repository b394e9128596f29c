package dev.faceoff.run;

import dev.faceoff.backend.CacheFolder;
import dev.faceoff.live.LiveLoad;
import dev.faceoff.load.Generator;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.ProcessSpec;
import dev.faceoff.process.Supervisor;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.target.ClassArchive;
import dev.faceoff.target.ClassPath;
import dev.faceoff.target.TargetProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts a scenario's services and the load generator, each with an archive of its classes.
 *
 * <p>Archives are made by starting and ending each once, apart from any launch: no JVM that is
 * measured writes one, and the variants of a launch start alike.
 */
final class Starts {
  /** For writing an archive, which takes 5 s on a small machine. */
  private static final Duration WRITE_WAIT = Duration.ofSeconds(60);

  /** The first port is reserved, and not for the web; a free one may be the service's next. */
  private static final String NOBODY = "http://127.0.0.1:1";

  private static final String RUN = "faceoff.run";

  private final Scenario scenario;
  private final String run;
  private final Path project;
  private final Supervisor supervisor;
  private final Images images;
  private final PhaseClock clock;
  private final Consumer<String> notes;
  private final LiveLoad live;
  private final Path logs;
  private final Path archives = CacheFolder.ofUser().classArchives();
  private final String generatorClassPath;
  private final Optional<ClassArchive> targetArchive;
  private final Optional<ClassArchive> generatorArchive;

  Starts(Scenario scenario, Path project, Images images, Session session, Path logs) {
    Secrets.requireSendable(scenario, System.getenv());
    this.scenario = scenario;
    this.run = session.run();
    this.project = project;
    this.images = images;
    this.supervisor = session.supervisor();
    this.clock = session.clock();
    this.notes = session.listener()::note;
    this.live = session.live();
    this.logs = logs;
    String shipped = ClassPath.of(project, "scenarios");
    this.generatorClassPath =
        scenario.journeyJar().map(jar -> shipped + File.pathSeparator + jar).orElse(shipped);
    this.targetArchive =
        commonClass()
            .flatMap(
                common ->
                    ClassArchive.of(
                        archives, common.mainClass(), ClassPath.of(project, common.module())));
    // A class path that only adds to that of an archive may use it.
    this.generatorArchive = ClassArchive.of(archives, "load generator", shipped);
  }

  /**
   * The class that all variants start; without one none gets a quick start, so that all do alike.
   */
  private Optional<Start.JvmClass> commonClass() {
    Set<Start> starts = new HashSet<>();
    scenario.variants().forEach(variant -> starts.add(scenario.target(variant).start()));
    return starts.size() == 1 && starts.iterator().next() instanceof Start.JvmClass common
        ? Optional.of(common)
        : Optional.empty();
  }

  private String classPath(TargetSpec spec) {
    return spec.start() instanceof Start.JvmClass jvmClass
        ? ClassPath.of(project, jvmClass.module())
        : "";
  }

  /** Options of every service of a launch: taken once, so that its variants start alike. */
  List<String> targetOptions() {
    return options(targetArchive);
  }

  List<String> generatorOptions() {
    return options(generatorArchive);
  }

  /**
   * Starts a replica of a variant.
   *
   * @param name of the replica
   */
  TargetProcess target(
      String name,
      Variant variant,
      Map<String, String> placeholders,
      List<String> jvmOptions,
      Path log) {
    TargetSpec spec = named(scenario.target(variant), variant);
    if (spec.start() instanceof Start.Image) {
      return images.start(variant, spec, withRun(placeholders), sent(variant), log);
    }
    return TargetProcess.start(
        name,
        spec,
        variant,
        classPath(spec),
        jvmOptions,
        withRun(placeholders),
        sent(variant),
        log,
        supervisor);
  }

  /** What a variant's requests are made of, where the scenario or the variant declares them. */
  private Collection<String> sent(Variant variant) {
    List<String> texts = new ArrayList<>(scenario.journeyTexts().values());
    variant.own().map(OwnService::requests).ifPresent(texts::add);
    return texts;
  }

  /** Tells a service whose it is, so that what it exports can bear that. */
  private TargetSpec named(TargetSpec spec, Variant variant) {
    return spec.withEnvironment(
        Map.of(
            "FACEOFF_SCENARIO", scenario.name(),
            "FACEOFF_VARIANT", variant.name(),
            "FACEOFF_RUN_ID", "{%s}".formatted(RUN)));
  }

  /** The run's id is the name of a folder: as a value, so that braces in it are no placeholders. */
  private Map<String, String> withRun(Map<String, String> placeholders) {
    Map<String, String> values = new HashMap<>(placeholders);
    values.put(RUN, run);
    return values;
  }

  /** Tells whoever watches the run where a variant's services tell their metrics now. */
  void serves(String variant, List<URI> metrics) {
    live.serves(scenario.name(), variant, metrics);
  }

  /** Starts a companion service of a variant. */
  TargetProcess service(
      String name, TargetSpec spec, Variant variant, Map<String, String> placeholders) {
    return TargetProcess.startService(
        name,
        named(spec, variant),
        variant,
        classPath(spec),
        List.of(),
        withRun(placeholders),
        sent(variant),
        logs.resolve(name + "-of-" + variant.name() + ".log"),
        supervisor);
  }

  Generator generator(List<String> jvmOptions) {
    return generator(jvmOptions, live::follow);
  }

  private Generator generator(
      List<String> jvmOptions, Function<LoadPlan, GeneratorListener> heardBy) {
    return new Generator(
        (command, log) ->
            supervisor
                .start(
                    ProcessSpec.of("load generator", command, log)
                        .piped()
                        .without(ProcessSpec.JVM_OPTION_VARIABLES))
                .process(),
        generatorClassPath,
        supervisor.tempFolder("generator"),
        jvmOptions,
        heardBy);
  }

  /**
   * Makes the archives that are missing. One that cannot be made is done without.
   *
   * @param variant that is started for it; the others have nearly the same classes
   */
  void prepare(Variant variant, Map<String, String> placeholders, Map<String, String> settings)
      throws InterruptedException {
    Optional<ClassArchive> ofTarget = missing(targetArchive);
    // Made with a user's jar, it would fit no other scenario.
    Optional<ClassArchive> ofGenerator =
        scenario.journeyJar().isPresent() ? Optional.empty() : missing(generatorArchive);
    if (ofTarget.isEmpty() && ofGenerator.isEmpty()) {
      return;
    }
    clock.enter(Phase.DATA, "preparing starts");
    notes.accept(
        "preparing quick starts of "
            + scenario.name()
            + " for the first time; later runs find them in "
            + archives);
    Path log = logs.resolve("preparing");
    Optional<RecordedTarget> target = Optional.empty();
    try {
      if (ofTarget.isPresent()) {
        target = Optional.of(new RecordedTarget(ofTarget.get(), variant, placeholders, log));
      }
      // Both at once: neither keeps two processors busy.
      if (ofGenerator.isPresent()) {
        recordGenerator(ofGenerator.get(), variant, settings, log);
      }
      if (target.isPresent()) {
        target.get().finish();
      }
    } catch (IOException | FaceoffException e) {
      notes.accept(
          "starts take longer, because quick ones could not be prepared; see %s (%s)"
              .formatted(log, String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    } finally {
      target.ifPresent(RecordedTarget::close);
    }
  }

  /** A service that is started and ended for its archive. */
  private final class RecordedTarget implements AutoCloseable {
    private final ClassArchive.Recording recording;
    private final TargetProcess process;
    private final Duration readyLimit;

    RecordedTarget(
        ClassArchive archive, Variant variant, Map<String, String> placeholders, Path log)
        throws IOException {
      recording = archive.record(supervisor);
      process =
          target(
              variant.name(),
              variant,
              placeholders,
              recording.options(),
              log.resolve("service.log"));
      readyLimit = scenario.target(variant).readyLimit();
    }

    void finish() throws InterruptedException, IOException {
      process.awaitReady(readyLimit);
      if (process.endsWithin(WRITE_WAIT)) {
        recording.keep();
      }
    }

    @Override
    public void close() {
      process.kill();
      recording.close();
    }
  }

  /** Has the generator play a plan of one request, which nobody answers. */
  private void recordGenerator(
      ClassArchive archive, Variant variant, Map<String, String> settings, Path log)
      throws InterruptedException, IOException {
    LoadPlan plan =
        new LoadPlan(
            scenario.journeyClass(),
            settings,
            0,
            Map.of(variant.name(), List.of(NOBODY)),
            List.of(new PlannedBlock(0, Purpose.MEASURE, variant.name(), 0, 0, 1, 0, 1)),
            Math.toIntExact(scenario.load().requestTimeout().toMillis()),
            supervisor.temp().resolve("samples-preparing").toString());
    try (ClassArchive.Recording recording = archive.record(supervisor);
        GeneratorRun run =
            generator(recording.options(), of -> GeneratorListener.NONE)
                .start(plan, log, GeneratorListener.NONE)) {
      run.await();
      recording.keep();
    }
  }

  private static Optional<ClassArchive> missing(Optional<ClassArchive> archive) {
    return archive.filter(each -> each.file().isEmpty());
  }

  private static List<String> options(Optional<ClassArchive> archive) {
    return archive.flatMap(ClassArchive::file).map(ClassArchive::use).orElse(List.of());
  }
}
