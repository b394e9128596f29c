package dev.faceoff.cli;

import dev.faceoff.config.Allowed;
import dev.faceoff.config.Overrides;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Start;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What everything that starts services can be told. */
final class StartOptions {
  private static final long LARGEST_SEED = (1L << 53) - 1;

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

  BackendKind backend() {
    return backend;
  }

  /** The folder that was asked for. */
  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  /** Hosts other than this one that the user allows. */
  Set<String> allowedHosts() {
    return serverOptions.allowed();
  }

  /** All scenarios there are, and the one that is named; it may lie in a folder of the user's. */
  OwnScenarios scenarios(Context context, Optional<String> named) {
    Allowed allowed =
        new Allowed(context.surroundings().variables()::containsKey, allowedHosts()::contains);
    return OwnScenarios.named(context, context.catalogue().allowing(allowed), named);
  }

  Overrides overrides() {
    return Overrides.parse(settings);
  }

  /** The seed given, if one was. */
  Optional<Long> givenSeed() {
    return Optional.ofNullable(seed);
  }

  /** The seed given, or one that is drawn; the same at every call. */
  long seed() {
    if (seed == null) {
      seed = (long) new SecureRandom().nextInt(1_000_000_000);
    }
    return seed;
  }

  /**
   * The servers that run already.
   *
   * @throws FaceoffException of kind USAGE if one that the scenarios need is not named; of kind
   *     ENVIRONMENT if containers are asked for and no Docker engine answers
   */
  Servers servers(Context context, List<Scenario> scenarios) {
    Servers servers = serverOptions.read(context.surroundings(), backend);
    // Asked once here, or every scenario would fail of it, one after the other.
    if (backend == BackendKind.TESTCONTAINERS && context.parts().cache().docker().isEmpty()) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "no Docker engine answers; start one, or use --backend embedded");
    }
    Optional<Start.Image> image = scenarios.stream().flatMap(StartOptions::images).findFirst();
    if (image.isPresent() && context.parts().cache().docker().isEmpty()) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "no Docker engine answers, which image %s needs; start one"
              .formatted(image.get().name()));
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

  private static Stream<Start.Image> images(Scenario scenario) {
    return scenario.variants().stream()
        .map(variant -> scenario.target(variant).start())
        .filter(Start.Image.class::isInstance)
        .map(Start.Image.class::cast);
  }

  private static FaceoffException missing(Scenario scenario, String variable) {
    return new FaceoffException(
        FaceoffException.Kind.USAGE,
        "--backend external: %s needs %s, in the environment or in --servers FILE"
            .formatted(scenario.name(), variable));
  }

  /**
   * Makes the run folder, the last check before anything is started; this process logs into it.
   *
   * @param name of the run, when the user gave no folder
   */
  Path folder(Context context, String name) {
    Surroundings surroundings = context.surroundings();
    return made(
        context,
        out == null
            ? RunFolder.unused(surroundings.folder(), surroundings.clock(), name)
            : surroundings.folder().resolve(out).normalize());
  }

  /** As above, of that folder; it is checked likewise. */
  static Path made(Context context, Path folder) {
    Surroundings surroundings = context.surroundings();
    RunFolder.prepare(folder, surroundings.shown(folder), RunFolder.ROOM_BYTES);
    context.logInto(folder.resolve("logs"));
    return folder;
  }

  /** Values of {@code --backend}. */
  static final class BackendNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    BackendNames() {
      super(Arrays.stream(BackendKind.values()).map(BackendKind::id).toList());
    }
  }

  private static final class BackendConverter implements ITypeConverter<BackendKind> {
    @Override
    public BackendKind convert(String word) {
      return Arrays.stream(BackendKind.values())
          .filter(kind -> kind.id().equals(word))
          .findFirst()
          .orElseThrow(() -> RunOptions.unknown("backend", word, new BackendNames()));
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
}
