package dev.faceoff.cli;

import dev.faceoff.config.CalibrationFile;
import dev.faceoff.config.GateFile;
import dev.faceoff.config.Sides;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Status;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.Numbers;
import dev.faceoff.report.Report;
import dev.faceoff.run.Calibrations;
import dev.faceoff.run.GateRequest;
import dev.faceoff.run.Timetable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Measures a target against itself, and then against itself slowed down by a known amount, so that
 * it shows what launches differ by here and whether a difference is found at its size.
 */
final class CalibrateAction {
  private static final int SEEDED_LAUNCHES = 4;

  /** The known slow-down, of the typical latency; a proxy delays by whole milliseconds. */
  private static final double SEEDED_SHARE = 0.1;

  private final Context context;
  private final CalibrateOptions options;
  private final List<String> words;
  private final RunOptions output = new RunOptions();

  CalibrateAction(Context context, CalibrateOptions options, List<String> words) {
    this.context = context;
    this.options = options;
    this.words = words;
  }

  int run() throws IOException {
    int launches = options.launches();
    Surroundings surroundings = context.surroundings();
    Sides sides = sides(surroundings);
    Servers servers = options.start().servers(context, List.of(sides.scenario()));
    Path file = surroundings.folder().resolve(options.file()).normalize();
    Path folder = options.start().folder(context, "calibration");
    announce(sides, servers, launches, folder);

    Report same =
        measured(request(sides, servers, launches, OptionalLong.empty(), folder.resolve("same")));
    if (!isUsable(same)) {
      ExitCode code = ExitCode.of(same.gate().orElseThrow(), false);
      // A target whose own answers differ has no noise to be told.
      return (code == ExitCode.DONE ? ExitCode.ENVIRONMENT : code).code();
    }
    Calibration calibration =
        Calibrations.of(
            same.gate().orElseThrow(),
            Calibrations.conditions(sides.scenario(), options.start().backend(), servers),
            surroundings.clock().instant());
    CalibrationFile.add(file, calibration);
    if (!isSeeded(sides)) {
      context.out().println();
      tell(calibration, sides.rules(), surroundings.shown(file));
      Table.wrapped(
              "No slow-down of known size was tried: a service that runs already is called by its own address alone.",
              Surroundings.DEFAULT_COLUMNS)
          .forEach(context.out()::println);
      return ExitCode.DONE.code();
    }
    long millis = seededMillis(same.gate().orElseThrow());
    Report seeded =
        measured(
            request(
                sides,
                servers,
                SEEDED_LAUNCHES,
                OptionalLong.of(millis),
                folder.resolve("seeded")));

    context.out().println();
    tell(calibration, sides.rules(), surroundings.shown(file));
    if (isUsable(seeded)) {
      tellSeeded(seeded.gate().orElseThrow(), millis);
    }
    return ExitCode.of(seeded.gate().orElseThrow(), false).code();
  }

  /** Whether a slow-down can be put in front: behind a proxy's address, others may not answer. */
  private static boolean isSeeded(Sides sides) {
    return sides.scenario().variants().stream()
        .allMatch(variant -> sides.scenario().target(variant).start().isOfThisRun());
  }

  private Sides sides(Surroundings surroundings) {
    // A gate.yaml here is for gates of the user's, not of the target that is measured by default.
    GateFile rules =
        options.namesTarget() || options.gate().isPresent()
            ? GateOptions.gateFile(surroundings, options.gate())
            : GateFile.none();
    OwnScenarios played = options.start().scenarios(context, options.scenario());
    return Sides.of(
        new Sides.Asked(
            options.target(),
            options.target(),
            played.name(),
            rules,
            Optional.empty(),
            options.start().overrides(),
            surroundings.folder(),
            surroundings.variables()::containsKey,
            options.start().allowedHosts()),
        played.catalogue());
  }

  private void announce(Sides sides, Servers servers, int launches, Path folder) {
    GateRules rules = GateOptions.stated(sides, servers);
    boolean seeded = isSeeded(sides);
    double seconds =
        (launches + (seeded ? SEEDED_LAUNCHES : 0)) * rules.launchSeconds()
            + (seeded ? 2 : 1) * Timetable.gateTrialSeconds(rules);
    Table.wrapped(
            "Measuring %s against itself in %d launches%s, about %s; results in %s"
                .formatted(
                    sides.baseline().label(),
                    launches,
                    seeded ? ", then slowed down in %d".formatted(SEEDED_LAUNCHES) : "",
                    Times.words(Duration.ofSeconds(Math.round(seconds))),
                    context.surroundings().shown(folder)),
            Surroundings.DEFAULT_COLUMNS)
        .forEach(context.err()::println);
    GateOptions.state(context, sides.scenario(), servers, rules);
  }

  private GateRequest request(
      Sides sides, Servers servers, int launches, OptionalLong seededMillis, Path folder) {
    RunFolder.prepare(folder, context.surroundings().shown(folder), RunFolder.ROOM_BYTES);
    GateRules rules = GateOptions.stated(sides, servers);
    return new GateRequest(
        sides.scenario(),
        sides.baseline(),
        sides.candidate(),
        sides.sameDatabase(),
        sides.bothUseDatabase(),
        rules.withLaunches(
            launches, Duration.ofSeconds(Math.round(2 * launches * rules.launchSeconds()))),
        Optional.empty(),
        List.of(),
        seededMillis,
        false,
        ProfileName.STANDARD,
        options.start().backend(),
        servers,
        options.start().seed(),
        context.surroundings().home(),
        folder,
        words);
  }

  private Report measured(GateRequest request) {
    List<Report> reports = new ArrayList<>();
    new Measuring(context, output)
        .run(
            (engine, listener) -> {
              Report report = engine.gate(request, listener);
              reports.add(report);
              return report;
            },
            request.out(),
            report -> ExitCode.DONE);
    if (reports.isEmpty()) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT, "interrupted before anything was measured");
    }
    return reports.get(0);
  }

  private static boolean isUsable(Report report) {
    GateReport gate = report.gate().orElseThrow();
    return gate.status() == Status.VALID && gate.hasNumbers();
  }

  private static long seededMillis(GateReport same) {
    double slowest =
        typical(same).stream()
            .flatMap(finding -> finding.baseline().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    return Math.max(1, Math.round(SEEDED_SHARE * slowest));
  }

  private static List<GateFinding> typical(GateReport gate) {
    return gate.findings().stream()
        .filter(finding -> finding.claim().measure() == Measure.TYPICAL_LATENCY)
        .toList();
  }

  /** A share: what is no logarithm is one. */
  private static double spread(Calibrations.Resolution of) {
    Measure measure = of.claim().measure();
    return measure.isComparedByDifference() || measure.isCountedByTheRequest()
        ? of.sigma()
        : Math.expm1(of.sigma());
  }

  /** What a gate of nine minutes will resolve. */
  private void tell(Calibration calibration, GateRules rules, String file) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "between launches",
            "found in %d launches".formatted(Calibrations.launches(rules))));
    for (Calibrations.Resolution each : Calibrations.resolutions(rules, calibration)) {
      rows.add(
          List.of(
              (each.claim().endpoint() + " " + each.claim().measure().label()).strip(),
              Numbers.percent(spread(each)),
              each.change().isPresent()
                  ? Numbers.percent(each.change().getAsDouble()) + " or more"
                  : "nothing"));
    }
    Table.lines(rows, Surroundings.DEFAULT_COLUMNS).forEach(context.out()::println);
    Table.wrapped(
            "Noise of %s on %s, from %d launches, is in %s."
                .formatted(
                    calibration.subject(),
                    calibration.machineClass(),
                    calibration.launches(),
                    file),
            Surroundings.DEFAULT_COLUMNS)
        .forEach(context.out()::println);
  }

  /** Whether a known difference is found at its size. */
  private void tellSeeded(GateReport seeded, long millis) {
    for (GateFinding finding : typical(seeded)) {
      Optional<Interval> interval = finding.ratio().interval();
      if (finding.baseline().isEmpty() || interval.isEmpty()) {
        continue;
      }
      double expected = millis / finding.baseline().get();
      boolean holds = interval.get().contains(1 + expected);
      Table.wrapped(
              "Seeded: %s slowed down by %d ms, %s; found %s [%s, %s]: %s"
                  .formatted(
                      finding.claim().endpoint(),
                      millis,
                      Numbers.percent(expected),
                      Numbers.percent(finding.ratio().value() - 1),
                      Numbers.percent(interval.get().low() - 1),
                      Numbers.percent(interval.get().high() - 1),
                      holds
                          ? "at its size."
                          : "not at its size; differences on this machine are over- or understated."),
              Surroundings.DEFAULT_COLUMNS)
          .forEach(context.out()::println);
    }
  }
}
