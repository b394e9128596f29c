package dev.faceoff.run;

import dev.faceoff.load.PlanBuilder;
import dev.faceoff.model.Comparison;
import dev.faceoff.model.Design;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Price;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Reconciliation;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.CodeDiff;
import dev.faceoff.report.FaultReport;
import dev.faceoff.report.FaultReport.Reconciled;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.report.ScaleReport;
import dev.faceoff.report.ScalingReport;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.BlockInfo;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.report.ScenarioReport.VariantReport;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.Drift;
import dev.faceoff.stats.Quantile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the report of a scenario from what its launches yielded. */
final class ScenarioReports {
  /** A change of the median from first to last block that a reader should know of. */
  private static final double NOTEWORTHY_DRIFT = 0.1;

  private final Scenario scenario;
  private final Profile profile;
  private final Optional<Price> price;
  private final List<String> backendNotes;

  /** Reports without prices. */
  ScenarioReports(Scenario scenario, ProfileName profile, List<String> backendNotes) {
    this(scenario, profile, Optional.empty(), backendNotes);
  }

  /**
   * @param price of what a million requests take, where it is known
   * @param backendNotes what a reader should know about the servers, a sentence each
   */
  ScenarioReports(
      Scenario scenario, ProfileName profile, Optional<Price> price, List<String> backendNotes) {
    this.price = price;
    this.backendNotes = List.copyOf(backendNotes);
    this.scenario = scenario;
    this.profile = scenario.profiles().get(profile);
  }

  /** Of a scenario that ran to its end; INVALID when a launch was unsound. */
  ScenarioReport complete(List<MeasuredLaunch> launches, List<ReplacedLaunch> replaced) {
    List<String> complaints = complaints(launches);
    return complaints.isEmpty()
        ? withNumbers(Status.VALID, List.of(), launches, replaced)
        : invalid(complaints, launches, replaced);
  }

  /** Of a scenario that ran to its end and whose numbers are not to be trusted. */
  ScenarioReport invalid(
      List<String> complaints, List<MeasuredLaunch> launches, List<ReplacedLaunch> replaced) {
    return withoutNumbers(Status.INVALID, complaints, Optional.of(trust(launches, replaced)));
  }

  /**
   * Of a scenario that was interrupted: the numbers of the complete and sound launches and pairs.
   */
  ScenarioReport partial(List<MeasuredLaunch> launches, List<ReplacedLaunch> replaced) {
    List<MeasuredLaunch> usable =
        launches.stream()
            .filter(launch -> !launch.samples().blocks().isEmpty())
            .filter(
                launch ->
                    Soundness.complaints(launch.samples().generator(), scenario.load()).isEmpty())
            .toList();
    if (usable.isEmpty()) {
      List<String> reasons = new ArrayList<>(complaints(launches));
      if (launches.stream().allMatch(launch -> launch.samples().blocks().isEmpty())) {
        reasons.add(
            "Interrupted before the first %s was complete."
                .formatted(scenario.isAlone() ? "block" : "pair of blocks"));
      }
      return withoutNumbers(Status.PARTIAL, reasons, Optional.empty());
    }
    long pairs = usable.stream().mapToLong(ScenarioReports::pairs).sum();
    return withNumbers(
        Status.PARTIAL,
        List.of(
            "Interrupted: these are the numbers of %d of %d %s."
                .formatted(
                    pairs,
                    profile.launches() * (long) profile.blocks() / 2,
                    scenario.isAlone() ? "blocks" : "pairs of blocks")),
        usable,
        replaced);
  }

  /** Of a scenario that was asked other things than how its pair compares. */
  ScenarioReport withoutPair(ScalingReport scaling) {
    return report(
            scaling.status(),
            scaling.reasons(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            faults(List.of(), List.of()),
            Optional.empty())
        .with(scaling);
  }

  /** Of a scenario in which something broke. */
  ScenarioReport failed(String reason, int completeLaunches) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    if (completeLaunches > 0) {
      reasons.add(
          "%d of %d launches were complete; their histograms are kept."
              .formatted(completeLaunches, profile.launches()));
    }
    return withoutNumbers(Status.FAILED, reasons, Optional.empty());
  }

  private List<String> complaints(List<MeasuredLaunch> launches) {
    return launches.stream()
        .flatMap(
            launch -> Soundness.complaints(launch.samples().generator(), scenario.load()).stream())
        .distinct()
        .toList();
  }

  /** Whether nothing of the plan is missing. */
  boolean whole(List<MeasuredLaunch> launches) {
    int plays =
        scenario.faults().timeline().isPresent()
            ? scenario.faceFaults().size() * profile.timelines()
            : 0;
    return launches.size() == profile.launches()
        && launches.stream()
            .allMatch(
                launch -> 2 * pairs(launch) == profile.blocks() && launch.plays().size() == plays);
  }

  private static long pairs(MeasuredLaunch launch) {
    return launch.samples().blocks().stream().map(BlockSamples::pair).distinct().count();
  }

  /** What is promised of the blocks and the timeline; other designs are judged for themselves. */
  private Stream<Expectation> promises() {
    return scenario.expectations().stream()
        .filter(expectation -> expectation.design() == Design.PAIR);
  }

  private ScenarioReport withoutNumbers(
      Status status, List<String> reasons, Optional<Trust> trust) {
    List<ExpectationResult> expectations =
        promises()
            .map(
                expectation ->
                    new ExpectationResult(
                        expectation.text(), Optional.empty(), ExpectationResult.Outcome.UNDECIDED))
            .toList();
    return report(
        status,
        reasons,
        List.of(),
        List.of(),
        expectations,
        List.of(),
        faults(List.of(), List.of()),
        trust);
  }

  private ScenarioReport withNumbers(
      Status status,
      List<String> reasons,
      List<MeasuredLaunch> launches,
      List<ReplacedLaunch> replaced) {
    Analysis analysis = new Analysis(scenario, launches);
    List<VariantReport> variants =
        scenario.variants().stream()
            .map(
                variant ->
                    new VariantReport(
                        variant.name(),
                        scenario.endpoints().stream()
                            .filter(endpoint -> variant.plays(endpoint.name()))
                            .map(endpoint -> analysis.endpoint(variant, endpoint))
                            .toList(),
                        analysis.cost(variant),
                        Optional.ofNullable(launches.get(0).queryPlans().get(variant.name()))))
            .toList();
    List<Comparison> comparisons = analysis.comparisons();
    FaultReport faults = faults(launches, replaced);
    Expectations promises = new Expectations(variants, comparisons, faults);
    return report(
            status,
            reasons,
            variants,
            comparisons,
            promises().map(promises::judge).toList(),
            launches.stream().flatMap(launch -> blocks(launch).stream()).toList(),
            faults,
            Optional.of(trust(launches, replaced)))
        .with(analysis.perMillion(price))
        .with(
            scenario.ownVariants().stream()
                .map(own -> new OwnTrial(scenario, own).report(scale(own, analysis, launches)))
                .toList());
  }

  private List<ScaleReport.Row> scale(
      Variant own, Analysis analysis, List<MeasuredLaunch> launches) {
    List<ScaleReport.Row> rows = new ArrayList<>(analysis.scale(own));
    if (scenario.faults().timeline().isPresent()) {
      rows.addAll(new FaultAnalysis(scenario, launches).scale(own));
    }
    return rows;
  }

  private FaultReport faults(List<MeasuredLaunch> launches, List<ReplacedLaunch> replaced) {
    return new FaultReport(
        scenario.faults().distanceMillis(),
        launches.isEmpty() || scenario.faults().timeline().isEmpty()
            ? Optional.empty()
            : new FaultAnalysis(scenario, launches).timeline(),
        scenario.reconciliation().flatMap(what -> reconciled(what, launches, replaced)),
        scenario.highlight());
  }

  /** Entries of all launches together, of those measured again too. */
  private Optional<Reconciled> reconciled(
      Reconciliation what, List<MeasuredLaunch> launches, List<ReplacedLaunch> replaced) {
    List<VariantBooks> variants = new ArrayList<>();
    for (Variant variant : scenario.variants()) {
      Stream.concat(
              launches.stream().map(MeasuredLaunch::books),
              replaced.stream().map(ReplacedLaunch::books))
          .map(books -> books.get(variant.name()))
          .filter(Objects::nonNull)
          .reduce(
              (a, b) ->
                  new VariantBooks(
                      a.variant(),
                      a.agreed() + b.agreed(),
                      a.unknown() + b.unknown(),
                      a.twice() + b.twice(),
                      a.lost() + b.lost(),
                      Math.max(a.settleSeconds(), b.settleSeconds())))
          .ifPresent(variants::add);
    }
    return variants.isEmpty()
        ? Optional.empty()
        : Optional.of(new Reconciled(what.what(), what.service(), variants));
  }

  private static List<BlockInfo> blocks(MeasuredLaunch launch) {
    Set<Integer> measured =
        launch.samples().blocks().stream().map(BlockSamples::block).collect(Collectors.toSet());
    return launch.planned().stream()
        .filter(block -> block.purpose() == Purpose.MEASURE && measured.contains(block.index()))
        .map(
            block ->
                new BlockInfo(
                    launch.samples().launch(),
                    block.index(),
                    block.variant(),
                    block.startSecond(),
                    block.seconds()))
        .toList();
  }

  private Trust trust(List<MeasuredLaunch> launches, List<ReplacedLaunch> replaced) {
    return Trusts.of(
        launches.stream().map(launch -> launch.samples().generator()).toList(),
        launches.stream().map(MeasuredLaunch::machineBusyShare).toList(),
        scenario.load(),
        notMeasured(launches),
        notes(launches, replaced));
  }

  private List<String> notMeasured(List<MeasuredLaunch> launches) {
    List<String> missing = new ArrayList<>();
    for (Endpoint endpoint : scenario.endpoints()) {
      long requests =
          scenario.variants().stream()
              .filter(variant -> variant.plays(endpoint.name()))
              .mapToLong(variant -> requests(launches, variant, endpoint))
              .min()
              .orElse(0);
      if (requests > 0 && !Quantile.supportedBy(requests, 0.99)) {
        missing.add(
            "p99 of %s: %s had %d requests, and 1,000 are needed."
                .formatted(
                    endpoint.name(),
                    scenario.isAlone() ? scenario.baseline().name() : "a variant",
                    requests));
      }
    }
    if (launches.stream().anyMatch(launch -> launch.machineBusyShare().isEmpty())) {
      missing.add("Processor time and memory: read from /proc, which only Linux has.");
    }
    if (launches.stream().anyMatch(ScenarioReports::lacksCosts)) {
      missing.add(
          "Costs per request: the counters were not read in time between two blocks; a longer gap gives them more.");
    }
    if (scenario.database().isPresent() && !PlanBuilder.countsRows(scenario)) {
      missing.add(
          "Rows read: PostgreSQL tells them for a whole launch only, and this one is under faults for a part of it.");
    }
    if (scenario.faults().timeline().isPresent()
        && !launches.isEmpty()
        && new FaultAnalysis(scenario, launches).timeline().isEmpty()) {
      missing.add(
          "What the faults do: the run ended before %s had gone through them."
              .formatted(scenario.isAlone() ? scenario.baseline().name() : "both variants"));
    }
    if (scenario.reconciliation().isPresent()
        && launches.stream().anyMatch(launch -> launch.books().isEmpty())) {
      missing.add(
          "Whether the %s reconcile: the load did not come to its end."
              .formatted(scenario.reconciliation().get().what()));
    }
    if (scenario.dependencies().redis().isPresent()) {
      missing.add("Processor time of Redis: CPU is that of the service and of PostgreSQL.");
    }
    if (scenario.target().metricsPath().isEmpty()) {
      missing.add("Waits for a connection: the service has no metrics address.");
    }
    return missing;
  }

  private static long requests(List<MeasuredLaunch> launches, Variant variant, Endpoint endpoint) {
    return launches.stream()
        .flatMap(launch -> launch.samples().blocks().stream())
        .filter(block -> block.variant().equals(variant.name()))
        .filter(block -> block.endpoint().equals(endpoint.name()))
        .mapToLong(BlockSamples::requests)
        .sum();
  }

  private static boolean lacksCosts(MeasuredLaunch launch) {
    long blocks = launch.samples().blocks().stream().map(BlockSamples::block).distinct().count();
    return launch.blockCosts().size() < blocks;
  }

  private List<String> notes(List<MeasuredLaunch> launches, List<ReplacedLaunch> replaced) {
    List<String> notes = new ArrayList<>(drifts(launches));
    notes.addAll(backendNotes);
    if (launches.size() == 1) {
      notes.add(
          "One launch: what differs from start to start of a JVM is not in the intervals; the profile standard has several launches.");
    }
    if (!replaced.isEmpty()) {
      notes.add(
          "%d launches were disturbed and measured again: %s"
              .formatted(replaced.size(), replaced.get(0).complaint()));
    }
    return notes;
  }

  /** A fixed warm-up is too short for some machines: what was not settled is said. */
  private List<String> drifts(List<MeasuredLaunch> launches) {
    List<String> drifts = new ArrayList<>();
    for (Variant variant : scenario.variants()) {
      for (Endpoint endpoint : scenario.endpoints()) {
        OptionalDouble drift =
            launches.stream()
                .map(l -> Drift.ofMedian(l.samples().blocks(), variant.name(), endpoint.name()))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
        if (drift.isPresent() && Math.abs(drift.getAsDouble() - 1) > NOTEWORTHY_DRIFT) {
          drifts.add(
              "%s had not settled: its median of %s %s by %.0f %% from the first block to the last."
                  .formatted(
                      variant.name(),
                      endpoint.name(),
                      drift.getAsDouble() < 1 ? "fell" : "rose",
                      100 * Math.abs(drift.getAsDouble() - 1)));
        }
      }
    }
    return drifts;
  }

  private ScenarioReport report(
      Status status,
      List<String> reasons,
      List<VariantReport> variants,
      List<Comparison> comparisons,
      List<ExpectationResult> expectations,
      List<BlockInfo> blocks,
      FaultReport faults,
      Optional<Trust> trust) {
    return new ScenarioReport(
        scenario.name(),
        scenario.title(),
        scenario.question(),
        scenario.story(),
        status,
        reasons,
        scenario.causeMeasure(),
        scenario.endpoints(),
        scenario.load(),
        profile,
        scenario.replicas(),
        scenario.settings().values().stream().sorted(Comparator.comparing(Setting::name)).toList(),
        variants,
        comparisons,
        expectations,
        blocks,
        diffs(),
        faults,
        ScalingReport.NONE,
        Optional.empty(),
        trust);
  }

  private List<CodeDiff> diffs() {
    if (scenario.isAlone()) {
      return List.of();
    }
    List<Path> from = scenario.baseline().code();
    List<Path> to = scenario.candidate().code();
    List<CodeDiff> diffs = new ArrayList<>();
    for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
      Optional<Path> left = i < from.size() ? Optional.of(from.get(i)) : Optional.empty();
      Optional<Path> right = i < to.size() ? Optional.of(to.get(i)) : Optional.empty();
      diffs.add(CodeDiff.of(name(left), lines(left), name(right), lines(right)));
    }
    return diffs;
  }

  private static String name(Optional<Path> file) {
    return file.map(path -> path.getFileName().toString()).orElse("");
  }

  private static List<String> lines(Optional<Path> file) {
    try {
      return file.isPresent() ? Files.readAllLines(file.get()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
