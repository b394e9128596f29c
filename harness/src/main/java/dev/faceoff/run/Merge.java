package dev.faceoff.run;

import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.HistogramLogs;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.Manifest;
import dev.faceoff.report.Report;
import dev.faceoff.report.RunInfo;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.Share;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts the runs of several generators together and judges them as one. Samples are added, not
 * numbers made of them: every percentile is that of one histogram of all requests.
 */
public final class Merge {
  private final List<PartRun> parts;

  private Merge(List<PartRun> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads the parts and makes sure that they are one run.
   *
   * @param folders of runs, in any order
   * @param shown a folder's name in messages
   * @throws FaceoffException of kind USAGE if a part is missing, doubled or interrupted, or was
   *     asked something else than the others, or kept another time
   */
  public static Merge of(List<Path> folders, Function<Path, String> shown) {
    List<PartRun> parts = new ArrayList<>();
    folders.forEach(folder -> parts.add(PartRun.read(folder, shown.apply(folder))));
    parts.sort(Comparator.comparingInt(PartRun::number));
    requireAll(parts);
    parts.forEach(part -> AskedAlike.require(parts.get(0), part));
    parts.forEach(PartRun::requireWhole);
    Merge merge = new Merge(parts);
    merge.requireTogether();
    return merge;
  }

  /** Each part once. */
  private static void requireAll(List<PartRun> parts) {
    GeneratorPart first = parts.get(0).asked().part();
    for (PartRun part : parts) {
      if (part.asked().part().parts() != first.parts()) {
        throw wrong(
            "%s is not of the same run as %s".formatted(part.label(), parts.get(0).label()));
      }
    }
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).number() == parts.get(i - 1).number()) {
        throw wrong(
            "%s and %s are both %s; name each part once"
                .formatted(
                    parts.get(i - 1).name(),
                    parts.get(i).name(),
                    parts.get(i).asked().part().label()));
      }
    }
    for (int number = 1; number <= first.parts(); number++) {
      int wanted = number;
      if (parts.stream().noneMatch(part -> part.number() == wanted)) {
        throw wrong("%s is missing".formatted(first.label(number)));
      }
    }
  }

  /** They kept the same time in each launch. */
  private void requireTogether() {
    for (int launch = 0; launch < launches(); launch++) {
      Clocks clocks = clocks(launch);
      String pair =
          "%s and %s"
              .formatted(parts.get(clocks.first()).label(), parts.get(clocks.second()).label());
      String clock = scenario().baseline().name();
      if (Double.isInfinite(clocks.apartMillis())) {
        throw wrong(
            "%s did not see the clock of %s turn at the same time before launch %d: their own clocks are more than a second apart; the limit is %.0f ms"
                .formatted(pair, clock, launch + 1, Clocks.LIMIT_MILLIS));
      }
      if (clocks.apartMillis() > Clocks.LIMIT_MILLIS) {
        throw wrong(
            "%s had clocks that were up to %.0f ms apart before launch %d, by that of %s; the limit is %.0f ms"
                .formatted(pair, clocks.apartMillis(), launch + 1, clock, Clocks.LIMIT_MILLIS));
      }
    }
  }

  private Clocks clocks(int launch) {
    return Clocks.compare(kept(launch).stream().map(KeptLaunch::turns).toList());
  }

  private Scenario scenario() {
    return parts.get(0).asked().scenario();
  }

  private int launches() {
    return parts.get(0).launches().size();
  }

  private List<KeptLaunch> kept(int launch) {
    return parts.stream().map(part -> part.launches().get(launch)).toList();
  }

  /**
   * Judges them as one run and writes what was measured (histograms, manifest) into the run folder;
   * the report itself is returned, not written.
   *
   * @param out the run folder; exists and is empty
   * @param command words after {@code faceoff}, for the manifest
   * @throws FaceoffException of kind USAGE if the samples cannot be read
   */
  public Report report(Path out, List<String> command) {
    List<MeasuredLaunch> measured = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    try {
      for (int launch = 0; launch < launches(); launch++) {
        complaints.addAll(complaints(launch));
        MeasuredLaunch together = together(launch);
        HistogramLogs.write(
            out.resolve("histograms").resolve(scenario().name()), together.samples());
        measured.add(together);
      }
      RunInfo run = run(out, command);
      Manifest.write(
          out.resolve("manifest.json"),
          new Manifest(
              run.id(),
              run.startedAt(),
              command,
              run.profile(),
              run.backend(),
              run.seed(),
              List.of(Manifest.ScenarioSettings.of(scenario())),
              run.environment()));
      ScenarioReports reports =
          new ScenarioReports(withCodeThatIsHere(), parts.get(0).asked().profile(), notes());
      return new Report(
          Report.SCHEMA_VERSION,
          run,
          List.of(
              complaints.isEmpty()
                  ? reports.complete(measured, List.of())
                  : reports.invalid(complaints, measured, List.of())));
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "the parts cannot be merged: " + String.valueOf(e.getMessage()),
          e);
    }
  }

  /** Every generator is judged for itself: beside punctual ones a late one would not show. */
  private List<String> complaints(int launch) throws IOException {
    List<String> complaints = new ArrayList<>();
    for (PartRun part : parts) {
      KeptLaunch kept = part.launches().get(launch);
      LaunchSamples own =
          SampleReader.read(
              kept.plan(), List.of(part.folder().samples(launch)), launch, kept.result());
      for (String complaint : Soundness.complaints(own.generator(), scenario().load())) {
        complaints.add("Generator %d of %d: %s".formatted(part.number(), parts.size(), complaint));
      }
    }
    return complaints;
  }

  private MeasuredLaunch together(int launch) throws IOException {
    List<KeptLaunch> kept = kept(launch);
    LoadPlan plan = kept.get(0).plan();
    LoadPlan whole =
        new LoadPlan(
            plan.journeyClass(),
            plan.settings(),
            plan.seed(),
            plan.targets(),
            plan.blocks(),
            plan.requestTimeoutMillis(),
            plan.samplesFile(),
            plan.ownRequests(),
            Share.ALL);
    LaunchSamples samples =
        SampleReader.read(
            whole,
            parts.stream().map(part -> part.folder().samples(launch)).toList(),
            launch,
            GeneratorResult.together(kept.stream().map(KeptLaunch::result).toList()));
    return new MeasuredLaunch(
        samples,
        // The first part's readings hold what all generators caused.
        kept.get(0).blockCosts().stream().map(cost -> perRequestOfAll(cost, samples)).toList(),
        kept.get(0).launchCosts(),
        plan.blocks(),
        List.of(),
        Map.of(),
        Map.of(),
        kept.stream()
            .flatMap(each -> each.machineBusyShare().stream())
            .max(Comparator.naturalOrder()));
  }

  private static BlockCost perRequestOfAll(BlockCost cost, LaunchSamples samples) {
    long requests =
        samples.blocks().stream()
            .filter(block -> block.pair() == cost.pair() && block.variant().equals(cost.variant()))
            .mapToLong(BlockSamples::requests)
            .sum();
    return new BlockCost(cost.launch(), cost.pair(), cost.variant(), requests, cost.totals());
  }

  /** The report shows how variants' code differs where it can be read. */
  private Scenario withCodeThatIsHere() {
    Scenario scenario = scenario();
    boolean here =
        scenario.variants().stream()
            .flatMap(variant -> variant.code().stream())
            .allMatch(Files::isReadable);
    return here ? scenario : AskedAlike.withoutPlaces(scenario);
  }

  private List<String> notes() {
    double apartMillis = 0;
    for (int launch = 0; launch < launches(); launch++) {
      apartMillis = Math.max(apartMillis, clocks(launch).apartMillis());
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d generators sent the load together, each its share of every block's users. Their clocks were at most %.0f ms apart, by that of %s; the limit is %.0f ms."
            .formatted(
                parts.size(), apartMillis, scenario().baseline().name(), Clocks.LIMIT_MILLIS));
    notes.add(
        "Of the generators' shares of processor and garbage collection, and of how busy their machines were, each is that of the worst; machine and versions are those of the first.");
    // The parts were made by one version; another may judge them otherwise than that would have.
    String sentBy = parts.get(0).asked().versions().get(FaceoffVersion.COMPONENT);
    if (!FaceoffVersion.here().equals(sentBy)) {
      notes.add(
          "The load was sent by %s, and judged by Faceoff %s."
              .formatted(
                  sentBy == null ? "a Faceoff that does not tell its version" : "Faceoff " + sentBy,
                  FaceoffVersion.here()));
    }
    return notes;
  }

  private RunInfo run(Path out, List<String> command) {
    List<RunInfo> runs = parts.stream().map(part -> part.own().orElseThrow().run()).toList();
    RunInfo first = runs.get(0);
    return new RunInfo(
        out.getFileName().toString(),
        runs.stream().map(RunInfo::startedAt).min(Comparator.naturalOrder()).orElseThrow(),
        runs.stream().mapToDouble(RunInfo::durationSeconds).max().orElseThrow(),
        first.profile(),
        first.backend(),
        first.seed(),
        command,
        first.environment(),
        first.secondsByPhase());
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
