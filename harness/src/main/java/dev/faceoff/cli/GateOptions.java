package dev.faceoff.cli;

import dev.faceoff.config.CalibrationFile;
import dev.faceoff.config.GateFile;
import dev.faceoff.config.OwnVariants;
import dev.faceoff.config.Sides;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.run.Calibrations;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.GateSizing;
import dev.faceoff.run.Machine;
import dev.faceoff.run.Timetable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which two targets are compared, and how. */
final class GateOptions {
  /** Where rules are read from, if it is there and no other file is named. */
  private static final String USUAL_FILE = "gate.yaml";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BASELINE",
      description = {
        "What it should be no worse than: SCENARIO:VARIANT, FILE.target.yaml,",
        "FILE.jar, image:NAME, a URL, or command:WORDS."
      })
  private String baseline;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CANDIDATE",
      description = "What is judged, named likewise.")
  private String candidate;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "The scenario whose load is sent, by its name or the folder of one of yours; default: the"
              + " one that is named.")
  private String scenario;

  @Option(
      names = "--gate",
      paramLabel = "FILE",
      description = "Rules and requests; default: gate.yaml, if there is one here.")
  private Path file;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      converter = RunOptions.ProfileConverter.class,
      completionCandidates = RunOptions.ProfileNames.class,
      description =
          "At most 3, 9 or 25 minutes: ${COMPLETION-CANDIDATES}; default: standard, or the"
              + " file's budgetMinutes.")
  private ProfileName profile;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description =
          "Noise of machines, from 'faceoff doctor --calibrate'; default:"
              + " faceoff-calibration.yaml, if there is one here.")
  private Path calibrations;

  @Mixin private RunOptions options;

  RunOptions options() {
    return options;
  }

  /**
   * What the first and the second word name.
   *
   * @param command that they were given to
   */
  List<String> named(String command) {
    if (baseline == null || candidate == null) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s is missing; see 'faceoff %s --help'"
              .formatted(baseline == null ? "BASELINE" : "CANDIDATE", command));
    }
    return List.of(baseline, candidate);
  }

  /** The rules, from the file that is named or lies here, or as they are without one. */
  GateRules rules(Context context) {
    return gateFile(context.surroundings()).rules(Optional.ofNullable(profile));
  }

  /**
   * What to compare; the run folder is made.
   *
   * @param words of the command line
   * @param failing whether the verdict decides the exit code
   */
  GateRequest request(Context context, List<String> words, boolean failing) {
    named(failing ? "gate" : "compare");
    Surroundings surroundings = context.surroundings();
    GateFile asked = gateFile(surroundings);
    OwnScenarios played = options.scenarios(context, Optional.ofNullable(scenario));
    Sides sides =
        Sides.of(
            new Sides.Asked(
                baseline,
                candidate,
                played.name(),
                asked,
                Optional.ofNullable(profile),
                options.overrides(),
                surroundings.folder(),
                surroundings.variables()::containsKey,
                options.allowedHosts()),
            played.catalogue());
    Scenario both = sides.scenario();
    Servers servers = options.servers(context, List.of(both));
    String conditions = Calibrations.conditions(both, options.backend(), servers);
    Optional<Calibration> calibration = calibration(surroundings, both, conditions);
    GateRules rules = stated(sides, servers);
    GateSizing sizing =
        calibration
            .map(known -> GateSizing.of(rules, known))
            .orElseGet(() -> new GateSizing(rules, List.of()));
    Path folder = options.folder(context, (failing ? "gate-" : "compare-") + both.name());
    GateRequest request =
        new GateRequest(
            both,
            sides.baseline(),
            sides.candidate(),
            sides.sameDatabase(),
            sides.bothUseDatabase(),
            sizing.rules(),
            calibration,
            Stream.of(
                    sizing.notes().stream(),
                    sides.notes().stream(),
                    unknown(surroundings, calibration, conditions).stream())
                .flatMap(notes -> notes)
                .toList(),
            OptionalLong.empty(),
            failing,
            profile == null ? ProfileName.STANDARD : profile,
            options.backend(),
            servers,
            options.seed(),
            surroundings.home(),
            folder,
            words);
    announce(context, request);
    return request;
  }

  /** A rate for machines of others is stated before any load and not raised later. */
  static GateRules stated(Sides sides, Servers servers) {
    GateRules rules = sides.rules();
    boolean here =
        OwnVariants.remoteHosts(sides.scenario()).isEmpty()
            && OwnVariants.remoteDependencies(sides.scenario(), servers).isEmpty();
    return here || rules.pairsPerSecond().isPresent()
        ? rules
        : rules.withPairs(sides.scenario().load().arrivalsPerSecond());
  }

  private GateFile gateFile(Surroundings surroundings) {
    return gateFile(surroundings, Optional.ofNullable(file));
  }

  /** The file that is named, or the one that lies here, or none. */
  static GateFile gateFile(Surroundings surroundings, Optional<Path> named) {
    return named
        .map(path -> surroundings.folder().resolve(path).normalize())
        .or(() -> Optional.of(surroundings.folder().resolve(USUAL_FILE)).filter(Files::exists))
        .map(path -> GateFile.read(path, surroundings.variables()::containsKey))
        .orElseGet(GateFile::none);
  }

  private Optional<Path> calibrationFile(Surroundings surroundings) {
    if (calibrations != null) {
      return Optional.of(surroundings.folder().resolve(calibrations).normalize());
    }
    return Optional.of(surroundings.folder().resolve(CalibrationFile.USUAL_NAME))
        .filter(Files::exists);
  }

  /**
   * Says that a file of calibrations changes nothing, because it was written elsewhere or for
   * others, or that it may be of others, because it does not tell.
   */
  private Optional<String> unknown(
      Surroundings surroundings, Optional<Calibration> calibration, String conditions) {
    Optional<String> file = calibrationFile(surroundings).map(surroundings::shown);
    if (calibration.isEmpty()) {
      return file.map(
          shown ->
              "%s has no noise of these requests on this class of machines, %s, under these conditions: %s."
                  .formatted(shown, Machine.machineClass(), conditions));
    }
    return file.filter(shown -> calibration.get().conditions().isEmpty())
        .map(
            shown ->
                "%s does not tell with what backend and settings its noise was measured; 'faceoff doctor --calibrate' measures it anew."
                    .formatted(shown));
  }

  /**
   * The latest of this class of machines and these conditions that knows the noise of what is sent;
   * one of unknown conditions where there is no other.
   */
  private Optional<Calibration> calibration(
      Surroundings surroundings, Scenario scenario, String conditions) {
    String machine = Machine.machineClass();
    return calibrationFile(surroundings).map(CalibrationFile::read).stream()
        .flatMap(List::stream)
        .filter(each -> each.machineClass().equals(machine) && each.mayBeOf(conditions))
        .filter(
            each ->
                scenario.endpoints().stream()
                    .map(endpoint -> new Claim(endpoint.name(), Measure.TYPICAL_LATENCY))
                    .allMatch(each.sigma()::containsKey))
        .max(
            Comparator.comparing((Calibration each) -> each.conditions().isPresent())
                .thenComparing(Calibration::measuredAt));
  }

  private static void announce(Context context, GateRequest request) {
    String text =
        "Comparing %s with %s; seed %d, at most about %s; results in %s"
            .formatted(
                request.candidate().label(),
                request.baseline().label(),
                request.seed(),
                Times.words(Duration.ofSeconds(Math.round(Timetable.gateSeconds(request.rules())))),
                context.surroundings().shown(request.out()));
    Table.wrapped(text, Surroundings.DEFAULT_COLUMNS).forEach(context.err()::println);
    state(context, request.scenario(), request.servers(), request.rules());
  }

  /** States the load on machines of others, before any. */
  static void state(Context context, Scenario scenario, Servers servers, GateRules rules) {
    RunOptions.state(
        context,
        servers,
        scenario,
        RunOptions.users(rules.pairsPerSecond(scenario.load())) + " at each");
  }
}
