package dev.faceoff.cli;

import dev.faceoff.config.Nearest;
import dev.faceoff.config.Overrides;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.report.Report;
import dev.faceoff.run.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "run",
    description = "Runs the variants of each scenario under the same load and compares them.")
final class RunCommand implements Callable<Integer> {
  private static final long LARGEST_SEED = (1L << 53) - 1;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Context context;
  private final List<String> words;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "Names from 'faceoff list'; none: the core pairs.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Runs every scenario.")
  private boolean all;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "quick",
      converter = ProfileConverter.class,
      completionCandidates = ProfileNames.class,
      description =
          "How much time for how much certainty: ${COMPLETION-CANDIDATES}; default:"
              + " ${DEFAULT-VALUE}.")
  private ProfileName profile;

  @Option(
      names = "--backend",
      paramLabel = "BACKEND",
      defaultValue = "embedded",
      converter = BackendConverter.class,
      completionCandidates = BackendNames.class,
      description =
          "Where databases come from: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private BackendKind backend;

  @Mixin private ServerOptions serverOptions;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Changes a setting in every scenario that has it; repeatable.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = SeedConverter.class,
      description = "Seed of the order of blocks and of payloads; default: drawn.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results; default: results/<UTC time>-<name>.")
  private Path out;

  @Option(names = "--json", description = "Prints results.json and nothing else on stdout.")
  private boolean json;

  @Option(names = "--open", description = "Opens the report when done.")
  private boolean open;

  @Option(names = "--strict", description = "Ends with 4 when an expectation could not be decided.")
  private boolean strict;

  RunCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() throws Exception {
    RunRequest request = request(chosen(Overrides.parse(settings)));
    announce(request);
    Parts.Engine engine = context.parts().engine().get();
    try (Interruption interruption = new Interruption(engine::interrupt, PATIENCE);
        Outcome outcome = new Outcome(context, json)) {
      Measured measured = measured(engine, request, interruption);
      Optional<Report> report = measured.report();
      if (report.isEmpty()) {
        context.err().println("Interrupted before anything was measured.");
        return ExitCode.INTERRUPTED.code();
      }
      outcome.print(report.get(), request.out());
      if (open) {
        open(request.out().resolve(Outcome.HTML));
      }
      if (interruption.requested()) {
        return ExitCode.INTERRUPTED.code();
      }
      // A scenario that could not run at all outranks what the others showed.
      return measured.failure().orElseGet(() -> ExitCode.of(report.get(), strict)).code();
    }
  }

  private List<Scenario> chosen(Overrides overrides) {
    if (all && !names.isEmpty()) {
      throw wrong("--all is every scenario; leave out '" + names.get(0) + "'");
    }
    List<Scenario> scenarios =
        all
            ? context.catalogue().all(overrides)
            : names.isEmpty()
                ? context.catalogue().core(overrides)
                : context.catalogue().find(names, overrides);
    if (scenarios.isEmpty()) {
      throw wrong("there is no scenario to run in " + context.surroundings().home());
    }
    return scenarios;
  }

  /** The last check before anything is started: the folder. */
  private RunRequest request(List<Scenario> scenarios) {
    Surroundings surroundings = context.surroundings();
    Servers servers = servers(scenarios);
    Path folder =
        out == null
            ? RunFolder.unused(surroundings.folder(), surroundings.clock(), name(scenarios))
            : surroundings.folder().resolve(out).normalize();
    RunFolder.prepare(folder, surroundings.shown(folder), RunFolder.ROOM_BYTES);
    context.logInto(folder.resolve("logs"));
    long chosenSeed = seed == null ? new SecureRandom().nextInt(1_000_000_000) : seed;
    return new RunRequest(
        scenarios, profile, backend, servers, chosenSeed, surroundings.home(), folder, words);
  }

  private Servers servers(List<Scenario> scenarios) {
    Servers servers = serverOptions.read(context.surroundings(), backend);
    // Asked once here, or every scenario would fail of it, one after the other.
    if (backend == BackendKind.TESTCONTAINERS && context.parts().cache().docker().isEmpty()) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "no Docker engine answers; start one, or use --backend embedded");
    }
    if (backend == BackendKind.EXTERNAL) {
      for (Scenario scenario : scenarios) {
        if (scenario.dependencies().database().isPresent() && servers.database().isEmpty()) {
          throw missing(scenario, "FACEOFF_DATABASE_URL");
        }
        if (scenario.dependencies().redis().isPresent() && servers.redis().isEmpty()) {
          throw missing(scenario, "FACEOFF_REDIS_URL");
        }
      }
    }
    return servers;
  }

  private static FaceoffException missing(Scenario scenario, String variable) {
    return wrong(
        "--backend external: %s needs %s, in the environment or in --servers FILE"
            .formatted(scenario.name(), variable));
  }

  private String name(List<Scenario> scenarios) {
    if (scenarios.size() == 1) {
      return scenarios.get(0).name();
    }
    return all ? "all" : names.isEmpty() ? "core" : scenarios.size() + "-scenarios";
  }

  private void announce(RunRequest request) {
    Duration expected =
        request.scenarios().stream()
            .map(scenario -> Times.expected(scenario, profile))
            .reduce(Duration.ZERO, Duration::plus);
    String text =
        "Running %s; profile %s, seed %d, about %s; results in %s"
            .formatted(
                request.scenarios().stream().map(Scenario::name).collect(Collectors.joining(", ")),
                profile.id(),
                request.seed(),
                Times.words(expected),
                context.surroundings().shown(request.out()));
    Table.wrapped(text, Surroundings.DEFAULT_COLUMNS).forEach(context.err()::println);
  }

  /**
   * What came of a run.
   *
   * @param report empty when the run was interrupted and has nothing to report
   */
  private record Measured(Optional<Report> report, Optional<ExitCode> failure) {}

  private Measured measured(Parts.Engine engine, RunRequest request, Interruption interruption) {
    try (ProgressView view = ProgressView.on(context.err(), context.surroundings())) {
      FailureLog listener = new FailureLog(view, context);
      Report report = engine.run(request, listener);
      return new Measured(Optional.of(report), listener.exitCode());
    } catch (FaceoffException e) {
      if (interruption.requested()) {
        return new Measured(Optional.empty(), Optional.empty());
      }
      throw e;
    }
  }

  /** A report that cannot be shown is still a report. */
  private void open(Path html) {
    if (!Files.exists(html)) {
      return;
    }
    try {
      context.parts().opener().accept(html);
    } catch (FaceoffException e) {
      context.err().println(e.getMessage());
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }

  /** Values of {@code --profile}. */
  static final class ProfileNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    ProfileNames() {
      super(Arrays.stream(ProfileName.values()).map(ProfileName::id).toList());
    }
  }

  /** Values of {@code --backend}. */
  static final class BackendNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    BackendNames() {
      super(Arrays.stream(BackendKind.values()).map(BackendKind::id).toList());
    }
  }

  private static final class ProfileConverter implements ITypeConverter<ProfileName> {
    @Override
    public ProfileName convert(String word) {
      Optional<ProfileName> match =
          Arrays.stream(ProfileName.values()).filter(name -> name.id().equals(word)).findFirst();
      return match.orElseThrow(() -> unknown("profile", word, new ProfileNames()));
    }
  }

  private static final class BackendConverter implements ITypeConverter<BackendKind> {
    @Override
    public BackendKind convert(String word) {
      Optional<BackendKind> match =
          Arrays.stream(BackendKind.values()).filter(kind -> kind.id().equals(word)).findFirst();
      return match.orElseThrow(() -> unknown("backend", word, new BackendNames()));
    }
  }

  private static final class SeedConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String word) {
      if (word.matches("[0-9]{1,16}") && Long.parseLong(word) <= LARGEST_SEED) {
        return Long.valueOf(word);
      }
      throw new TypeConversionException(
          "'%s' is no whole number from 0 to %d".formatted(word, LARGEST_SEED));
    }
  }

  private static TypeConversionException unknown(String what, String word, List<String> choices) {
    return new TypeConversionException(
        "unknown %s '%s'%s".formatted(what, word, Nearest.hint(word, choices)));
  }
}
