package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Faults;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Side;
import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Variant;
import dev.faceoff.report.GateReport.Party;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.Timetable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which two targets are compared, and how. */
final class GateOptions {
  @Parameters(
      index = "0",
      paramLabel = "BASELINE",
      description = "What it should be no worse than, for example n-plus-one:fixed.")
  private String baseline;

  @Parameters(index = "1", paramLabel = "CANDIDATE", description = "What is judged.")
  private String candidate;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "standard",
      converter = RunOptions.ProfileConverter.class,
      completionCandidates = RunOptions.ProfileNames.class,
      description =
          "How much time for how much certainty: ${COMPLETION-CANDIDATES}; default:"
              + " ${DEFAULT-VALUE}.")
  private ProfileName profile;

  @Mixin private RunOptions options;

  RunOptions options() {
    return options;
  }

  /** What to compare; the run folder is made. */
  GateRequest request(Context context, List<String> words, boolean failing) {
    Scenario scenario = scenario(context);
    GateRules rules = rules();
    var servers = options.servers(context, List.of(scenario));
    Path folder = options.folder(context, (failing ? "gate-" : "compare-") + scenario.name());
    return new GateRequest(
        scenario,
        new Party(baseline, "variant", Map.of()),
        new Party(candidate, "variant", Map.of()),
        scenario.baseline().migrations().equals(scenario.candidate().migrations()),
        rules,
        Optional.empty(),
        failing,
        profile,
        options.backend(),
        servers,
        options.seed(),
        context.surroundings().home(),
        folder,
        words);
  }

  void announce(Context context, GateRequest request) {
    String text =
        "Comparing %s with %s; seed %d, at most %s; results in %s"
            .formatted(
                candidate,
                baseline,
                request.seed(),
                Times.words(Duration.ofSeconds(Math.round(Timetable.gateSeconds(request.rules())))),
                context.surroundings().shown(request.out()));
    Table.wrapped(text, Surroundings.DEFAULT_COLUMNS).forEach(context.err()::println);
  }

  private GateRules rules() {
    return new GateRules(
        Map.of(
            Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02),
            Measure.SLOWEST_TENTH, new Tolerance(0.05, 0.04),
            Measure.SLOW_SHARE, new Tolerance(0.5, 0.2),
            Measure.ERROR_SHARE, new Tolerance(0.005, 0.001),
            Measure.CPU, new Tolerance(0.05, 0.04),
            Measure.QUERIES, new Tolerance(0.01, 0.005)),
        0.01,
        List.of(4, 6, 8, 12, 16, 24),
        Duration.ofMinutes(
            switch (profile) {
              case QUICK -> 3;
              case STANDARD -> 9;
              case THOROUGH -> 25;
            }),
        Set.of(),
        OptionalDouble.empty(),
        8,
        3,
        8);
  }

  private Scenario scenario(Context context) {
    String[] left = baseline.split(":", 2);
    String[] right = candidate.split(":", 2);
    if (left.length != 2 || right.length != 2 || !left[0].equals(right[0])) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE, "two variants of one scenario are needed");
    }
    Scenario found = context.catalogue().find(List.of(left[0]), options.overrides()).get(0);
    return new Scenario(
        found.name(),
        found.title(),
        found.question(),
        found.story(),
        found.journeyClass(),
        found.endpoints(),
        found.load(),
        found.target(),
        found.dependencies(),
        new Faults(found.faults().distanceMillis(), Optional.empty()),
        Optional.empty(),
        List.of(side(found, left[1], Side.BASELINE), side(found, right[1], Side.CANDIDATE)),
        found.settings(),
        found.profiles(),
        found.causeMeasure(),
        Optional.empty(),
        List.of(),
        found.folder(),
        found.core());
  }

  private static Variant side(Scenario scenario, String variant, Side side) {
    Variant found =
        scenario.variants().stream()
            .filter(each -> each.name().equals(variant))
            .findFirst()
            .orElseThrow(
                () -> new FaceoffException(FaceoffException.Kind.USAGE, "no variant " + variant));
    return new Variant(side.id(), found.properties(), found.migrations(), List.of());
  }
}
