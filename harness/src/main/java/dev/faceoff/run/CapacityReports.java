package dev.faceoff.run;

import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.CapacityReport.Cost;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.Goal;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Limit;
import dev.faceoff.report.CapacityReport.Peak;
import dev.faceoff.report.CapacityReport.Rate;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.Throughput;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.scenarios.plan.SeededRandom;
import dev.faceoff.stats.Capacity;
import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LimitingResource;
import dev.faceoff.stats.MillionRequests;
import dev.faceoff.stats.Observation;
import dev.faceoff.stats.ScalabilityLaw;
import dev.faceoff.stats.StepOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Makes the report of a search for the capacity from what the launches found. */
final class CapacityReports {
  /** Points of a law's curve; enough for a smooth line. */
  private static final int CURVE_POINTS = 24;

  /** How far beyond the users measured a law is drawn. */
  private static final double REACH = 2;

  private final Scenario scenario;
  private final CapacityRules rules;
  private final Profile profile;
  private final List<SearchedLaunch> launches = new ArrayList<>();

  CapacityReports(Scenario scenario, ProfileName profile) {
    this.scenario = scenario;
    this.rules = scenario.designs().capacity().orElseThrow();
    this.profile = rules.profiles().get(profile);
  }

  /** Adds a launch, whether it came to its end or not. */
  void add(SearchedLaunch launch) {
    launches.add(launch);
  }

  /** Of a search in which something broke. */
  CapacityReport failed(String reason) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    if (steps() > 0) {
      reasons.add("%d steps were played until then.".formatted(steps()));
    }
    return report(Status.FAILED, reasons, List.of(), Optional.empty(), List.of());
  }

  /**
   * Of what was added: PARTIAL where it was interrupted, INVALID where no step of a variant was
   * sound.
   */
  CapacityReport report(boolean interrupted, List<String> backendNotes) {
    List<VariantCapacity> variants =
        measured() ? scenario.variants().stream().map(v -> capacity(v.name())).toList() : List.of();
    Optional<Rate> ratio = measured() ? ratio() : Optional.empty();
    if (interrupted && !whole()) {
      return report(
          Status.PARTIAL,
          List.of(
              "Interrupted: %d of %d launches had begun, and %d steps were played."
                  .formatted(launches.size(), profile.launches(), steps())),
          variants,
          ratio,
          backendNotes);
    }
    List<String> unsound = unsound();
    return unsound.isEmpty()
        ? report(Status.VALID, List.of(), variants, ratio, backendNotes)
        : report(Status.INVALID, unsound, List.of(), Optional.empty(), backendNotes);
  }

  private CapacityReport report(
      Status status,
      List<String> reasons,
      List<VariantCapacity> variants,
      Optional<Rate> ratio,
      List<String> backendNotes) {
    return new CapacityReport(
        status,
        reasons,
        new Goal(rules.endpoint(), rules.quantile(), rules.millis(), rules.errorShare()),
        rules.users(),
        rules.rounds(),
        rules.stepSeconds(),
        scenario.load(),
        profile,
        variants,
        ratio,
        steps() == 0 ? Optional.empty() : Optional.of(trust(backendNotes)));
  }

  private int steps() {
    return launches.stream()
        .flatMap(launch -> launch.steps().values().stream())
        .mapToInt(List::size)
        .sum();
  }

  /** Whether there is anything to tell. */
  private boolean measured() {
    return launches.stream().anyMatch(launch -> launch.closed().isPresent());
  }

  /** Whether every search of every launch came to an end of its own. */
  private boolean whole() {
    return launches.size() == profile.launches()
        && launches.stream()
            .allMatch(
                launch ->
                    launch.outOfTime()
                        || (!launch.brackets().isEmpty()
                            && launch.brackets().values().stream()
                                .noneMatch(
                                    each -> each.ending() == CapacityBracket.Ending.BUDGET)));
  }

  /** Launches whose searches began. */
  private List<SearchedLaunch> searched() {
    return launches.stream()
        .filter(launch -> launch.steps().values().stream().noneMatch(List::isEmpty))
        .toList();
  }

  private List<CapacityBracket> brackets(String variant) {
    return searched().stream().map(launch -> launch.brackets().get(variant)).toList();
  }

  /** Why nothing can be told: of a variant, no step was sound. */
  private List<String> unsound() {
    for (Variant variant : scenario.variants()) {
      List<PlayedStep> all =
          launches.stream().flatMap(l -> l.steps().get(variant.name()).stream()).toList();
      if (!all.isEmpty()
          && all.stream().allMatch(step -> step.outcome() == StepOutcome.GENERATOR_UNSOUND)) {
        List<String> reasons = new ArrayList<>();
        reasons.add("No step of %s was sound.".formatted(variant.name()));
        reasons.addAll(all.get(all.size() - 1).complaints());
        return reasons;
      }
    }
    return List.of();
  }

  private VariantCapacity capacity(String variant) {
    List<CapacityBracket> brackets = brackets(variant);
    Optional<Rate> rate =
        brackets.isEmpty() ? Optional.empty() : Capacity.of(brackets).map(CapacityReports::rate);
    List<Observation> observations = observations(variant);
    Optional<String> obstacle = obstacle(observations);
    Optional<ScalabilityLaw> law =
        obstacle.isPresent()
            ? Optional.empty()
            : Optional.of(
                ScalabilityLaw.fit(observations, SeededRandom.of(1, "scalability of " + variant)));
    return new VariantCapacity(
        variant,
        rate,
        searched().stream().map(launch -> search(launch, variant)).toList(),
        limits(variant),
        throughputs(observations, law),
        law.map(this::law),
        obstacle.map(why -> "no law: " + why).orElse(""),
        cost(variant));
  }

  private static Rate rate(Capacity capacity) {
    return new Rate(capacity.estimate(), capacity.atLeast());
  }

  private Optional<Rate> ratio() {
    String baseline = scenario.variants().get(0).name();
    String candidate = scenario.candidate().name();
    return searched().isEmpty()
        ? Optional.empty()
        : Capacity.ratio(brackets(baseline), brackets(candidate)).map(CapacityReports::rate);
  }

  private static Search search(SearchedLaunch launch, String variant) {
    CapacityBracket bracket = launch.brackets().get(variant);
    return new Search(
        launch.launch(),
        optional(bracket.keptPerSecond()),
        optional(bracket.notKeptPerSecond()),
        Ending.valueOf(bracket.ending().name()),
        launch.steps().get(variant).stream()
            .map(
                step ->
                    new Step(
                        step.arrivalsPerSecond(),
                        CapacityReport.Outcome.valueOf(step.outcome().name()),
                        step.requests(),
                        step.latencyMillis(),
                        step.requests() == 0 ? 0 : (double) step.errors() / step.requests()))
            .toList());
  }

  private static Optional<Double> optional(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  /** What ran out in each launch whose search has two ends; each resource with its first proof. */
  private List<Limit> limits(String variant) {
    Map<String, Limit> limits = new LinkedHashMap<>();
    for (SearchedLaunch launch : searched()) {
      Optional<PlayedStep> kept = launch.highestKept(variant);
      Optional<PlayedStep> notKept =
          launch.step(
              variant, launch.brackets().get(variant).notKeptPerSecond(), StepOutcome.NOT_KEPT);
      if (kept.isPresent() && notKept.isPresent()) {
        LimitingResource found = LimitingResource.of(kept.get().usage(), notKept.get().usage());
        limits.putIfAbsent(found.kind().label(), new Limit(found.kind().label(), found.evidence()));
      }
    }
    return List.copyOf(limits.values());
  }

  private List<Observation> observations(String variant) {
    return launches.stream()
        .filter(launch -> launch.complaints().isEmpty())
        .flatMap(launch -> launch.closed().stream())
        .flatMap(samples -> Observation.of(samples, variant).stream())
        .toList();
  }

  private Optional<String> obstacle(List<Observation> observations) {
    if (observations.isEmpty()) {
      return Optional.of(
          launches.stream()
              .flatMap(launch -> launch.complaints().stream())
              .findFirst()
              .orElse("nothing was answered"));
    }
    Map<Double, Long> blocks =
        observations.stream()
            .collect(Collectors.groupingBy(Observation::load, TreeMap::new, Collectors.counting()));
    if (blocks.size() < ScalabilityLaw.LEAST_LOADS) {
      return Optional.of(
          "something was answered for %d numbers of users, and it takes %d"
              .formatted(blocks.size(), ScalabilityLaw.LEAST_LOADS));
    }
    for (Map.Entry<Double, Long> each : blocks.entrySet()) {
      if (each.getValue() < 2) {
        return Optional.of(
            String.format(Locale.ROOT, "only one block of %.0f users was answered", each.getKey()));
      }
    }
    Map<Integer, Long> byLaunch =
        observations.stream()
            .collect(
                Collectors.groupingBy(
                    Observation::launch,
                    Collectors.mapping(
                        Observation::load,
                        Collectors.collectingAndThen(
                            Collectors.toSet(), loads -> (long) loads.size()))));
    if (byLaunch.size() >= ScalabilityLaw.LEAST_LAUNCHES
        && byLaunch.values().stream().anyMatch(loads -> loads < ScalabilityLaw.LEAST_LOADS)) {
      return Optional.of("a launch did not answer all numbers of users");
    }
    return Optional.empty();
  }

  private static List<Throughput> throughputs(
      List<Observation> observations, Optional<ScalabilityLaw> law) {
    Map<Integer, List<Double>> logs = new TreeMap<>();
    observations.forEach(
        each ->
            logs.computeIfAbsent((int) each.load(), users -> new ArrayList<>())
                .add(Math.log(each.throughputPerSecond())));
    List<Throughput> throughputs = new ArrayList<>();
    logs.forEach(
        (users, values) ->
            throughputs.add(
                new Throughput(
                    users,
                    values.size(),
                    Math.exp(values.stream().mapToDouble(v -> v).average().orElseThrow()),
                    law.map(l -> l.predict(users).throughputPerSecond().value()))));
    return throughputs;
  }

  private Law law(ScalabilityLaw law) {
    List<Expected> curve = new ArrayList<>();
    int most = rules.users().get(rules.users().size() - 1);
    double end = REACH * most;
    for (int i = 0; i < CURVE_POINTS; i++) {
      double users = Math.pow(end, i / (CURVE_POINTS - 1.0));
      curve.add(new Expected(users, law.extrapolate(users).throughputPerSecond()));
    }
    return new Law(
        law.throughputOfOnePerSecond(),
        law.contention(),
        law.coherence(),
        law.peak()
            .map(
                peak ->
                    new Peak(
                        peak.load(),
                        peak.atPeak().throughputPerSecond(),
                        peak.atPeak().extrapolation())),
        curve);
  }

  /** At the highest kept rates, a mean over the launches that measured it. */
  private Optional<Cost> cost(String variant) {
    List<SearchedLaunch> with =
        searched().stream()
            .filter(launch -> launch.peakMemoryMebibytes().containsKey(variant))
            .filter(
                launch ->
                    launch
                        .highestKept(variant)
                        .filter(step -> step.cpuMillisPerRequest().isPresent())
                        .isPresent())
            .toList();
    if (with.isEmpty()) {
      return Optional.empty();
    }
    String note =
        "no interval: the last step at the highest kept rate of %s"
            .formatted(with.size() == 1 ? "one launch" : with.size() + " launches");
    List<PlayedStep> steps = with.stream().map(l -> l.highestKept(variant).orElseThrow()).toList();
    MillionRequests million =
        MillionRequests.of(
            mean(steps.stream().mapToDouble(s -> s.cpuMillisPerRequest().getAsDouble()), note),
            mean(
                with.stream().mapToDouble(l -> l.peakMemoryMebibytes().get(variant)),
                note + "; the most memory that was resident"),
            mean(steps.stream().mapToDouble(s -> s.requestsOfAllPerSecond()), note));
    return Optional.of(new Cost(million.coreHours(), million.gigabyteHours()));
  }

  private static Estimate mean(DoubleStream values, String note) {
    return Estimate.exact(values.average().orElseThrow(), note);
  }

  private Trust trust(List<String> backendNotes) {
    List<String> notes = new ArrayList<>(backendNotes);
    long unsound =
        allSteps().stream().filter(s -> s.outcome() == StepOutcome.GENERATOR_UNSOUND).count();
    notes.add("Of %d steps the generator was unsound in %d.".formatted(steps(), unsound));
    if (unsound > 0) {
      allSteps().stream()
          .filter(step -> step.outcome() == StepOutcome.GENERATOR_UNSOUND)
          .flatMap(step -> step.complaints().stream())
          .distinct()
          .limit(2)
          .forEach(notes::add);
    }
    if (launches.stream().anyMatch(SearchedLaunch::outOfTime)) {
      notes.add(
          "A search had more to ask when its %d seconds were over."
              .formatted(rules.budgetSeconds()));
    }
    if (profile.launches() == 1) {
      notes.add(
          "One launch: what differs from start to start of a JVM is in no interval of capacities.");
    }
    List<PlayedStep> kept =
        allSteps().stream().filter(step -> step.outcome() == StepOutcome.KEPT).toList();
    List<GeneratorHealth> generators =
        kept.isEmpty()
            ? List.of()
            : searched().stream()
                .map(
                    launch ->
                        GeneratorHealth.together(
                            launch.steps().values().stream()
                                .flatMap(List::stream)
                                .filter(step -> step.outcome() == StepOutcome.KEPT)
                                .map(PlayedStep::generator)
                                .toList()))
                .toList();
    return Trusts.of(
        generators,
        kept.stream()
            .map(step -> optional(step.usage().machineCpu()))
            .filter(Optional::isPresent)
            .toList(),
        scenario.load(),
        List.of(),
        notes);
  }

  private List<PlayedStep> allSteps() {
    return launches.stream()
        .flatMap(launch -> launch.steps().values().stream())
        .flatMap(List::stream)
        .toList();
  }
}
