package dev.faceoff.run;

import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Price;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.report.CapacityReport.Goal;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Limit;
import dev.faceoff.report.CapacityReport.Peak;
import dev.faceoff.report.CapacityReport.Rate;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.Throughput;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.CostReport;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.scenarios.plan.SeededRandom;
import dev.faceoff.stats.Capacity;
import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.Latencies;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.LimitingResource;
import dev.faceoff.stats.MillionRequests;
import dev.faceoff.stats.Observation;
import dev.faceoff.stats.ScalabilityLaw;
import dev.faceoff.stats.StepOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Makes the report of a search for the capacity from what the launches found. */
final class CapacityReports {
  /** Points of a law's curve beside those at the users measured; enough for a smooth line. */
  private static final int CURVE_POINTS = 24;

  /** How far beyond the users measured a law is drawn. */
  private static final double REACH = 2;

  private static final Set<LimitingResource.Kind> SHARED_WITH_GENERATOR =
      EnumSet.of(
          LimitingResource.Kind.SERVICE_CPU,
          LimitingResource.Kind.DATABASE_CPU,
          LimitingResource.Kind.GENERATOR);

  private final Scenario scenario;
  private final CapacityRules rules;
  private final Profile profile;
  private final Optional<Price> price;
  private final List<SearchedLaunch> launches = new ArrayList<>();

  /**
   * @param price of what a million requests take, where it is known
   */
  CapacityReports(Scenario scenario, ProfileName profile, Optional<Price> price) {
    this.scenario = scenario;
    this.price = price;
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

  /** What the load generator itself keeps, as far as a launch has found that out. */
  Optional<GeneratorLimit> generatorLimit() {
    return launches.stream().flatMap(launch -> launch.generatorLimit().stream()).findFirst();
  }

  /**
   * Of what was added: PARTIAL where it was interrupted, INVALID where steps were played and none
   * of any variant was sound. Where one variant has none, the others are told of all the same.
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
        rules.hasUsersWithoutPause() ? rules.users() : List.of(),
        rules.rounds(),
        rules.stepSeconds(),
        scenario.load(),
        profile,
        variants,
        ratio,
        variants.isEmpty() ? Optional.empty() : generatorLimit(),
        variants.isEmpty() ? Optional.empty() : cost(),
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

  /** Launches in which the searches of all these variants began. */
  private List<SearchedLaunch> searched(String... variants) {
    return launches.stream()
        .filter(launch -> Arrays.stream(variants).allMatch(launch::hasSearched))
        .toList();
  }

  /** Launches that tell something of all these variants. */
  private List<SearchedLaunch> evidence(String... variants) {
    return launches.stream()
        .filter(launch -> Arrays.stream(variants).allMatch(launch::hasEvidence))
        .toList();
  }

  private static List<CapacityBracket> brackets(List<SearchedLaunch> of, String variant) {
    return of.stream().map(launch -> launch.brackets().get(variant)).toList();
  }

  /** Why nothing can be told: no step of any variant was sound. */
  private List<String> unsound() {
    List<PlayedStep> all = allSteps();
    if (all.isEmpty() || all.stream().anyMatch(PlayedStep::isSound)) {
      return List.of();
    }
    List<String> reasons = new ArrayList<>(List.of("No step was sound."));
    reasons.addAll(all.get(all.size() - 1).complaints());
    return reasons;
  }

  /** Why a variant has no rate. */
  private String noRate(String variant) {
    List<PlayedStep> all =
        launches.stream().flatMap(launch -> launch.steps().get(variant).stream()).toList();
    if (all.isEmpty()) {
      return "no rate: its search had not begun";
    }
    if (all.stream().noneMatch(PlayedStep::isSound)) {
      return all.get(all.size() - 1).complaints().stream()
          .findFirst()
          .map(complaint -> "no rate: no step was sound. " + complaint)
          .orElse("no rate: no step was sound");
    }
    List<SearchedLaunch> evidence = evidence(variant);
    List<SearchedLaunch> without =
        evidence.stream()
            .filter(launch -> launch.brackets().get(variant).keptPerSecond().isEmpty())
            .toList();
    double lowest =
        without.stream()
            .flatMap(launch -> launch.steps().get(variant).stream())
            .filter(PlayedStep::isSound)
            .mapToDouble(PlayedStep::arrivalsPerSecond)
            .min()
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "no rate: in %d of %d launches not even %.1f/s was kept, the lowest that was tried",
        without.size(),
        evidence.size(),
        lowest);
  }

  private VariantCapacity capacity(String variant) {
    List<CapacityBracket> brackets = brackets(evidence(variant), variant);
    Optional<Rate> rate =
        brackets.isEmpty() ? Optional.empty() : Capacity.of(brackets).map(CapacityReports::rate);
    List<Observation> observations = observations(variant);
    Optional<String> obstacle = obstacle(observations);
    Optional<ScalabilityLaw> law =
        obstacle.isPresent()
            ? Optional.empty()
            : ScalabilityLaw.fit(observations, SeededRandom.of(1, "scalability of " + variant));
    return new VariantCapacity(
        variant,
        rate,
        rate.isPresent() ? "" : noRate(variant),
        searched(variant).stream().map(launch -> search(launch, variant)).toList(),
        limits(variant),
        throughputs(variant, observations, law),
        law.map(this::law),
        law.isPresent() ? "" : "no law: " + obstacle.orElse("the fit did not converge"));
  }

  private static Rate rate(Capacity capacity) {
    return new Rate(capacity.estimate(), capacity.atLeast());
  }

  private Optional<Rate> ratio() {
    if (scenario.isAlone()) {
      return Optional.empty();
    }
    String baseline = scenario.variants().get(0).name();
    String candidate = scenario.candidate().name();
    List<SearchedLaunch> both = evidence(baseline, candidate);
    return both.isEmpty()
        ? Optional.empty()
        : Capacity.ratio(brackets(both, baseline), brackets(both, candidate))
            .map(CapacityReports::rate);
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
                        step.errorShare(),
                        step.afterSeconds()))
            .toList());
  }

  private static Optional<Double> optional(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  /**
   * What ran out in each launch that shows a rate not kept, or one that could not be offered; each
   * resource with its first proof.
   */
  private List<Limit> limits(String variant) {
    Map<String, Limit> limits = new LinkedHashMap<>();
    for (SearchedLaunch launch : evidence(variant)) {
      launch
          .limited(variant)
          .map(notKept -> limit(launch.highestKept(variant), notKept))
          .or(() -> sharedLimit(launch, variant))
          .ifPresent(limit -> limits.putIfAbsent(limit.resource(), limit));
    }
    return List.copyOf(limits.values());
  }

  /**
   * What ran out at a rate that could not be offered: nothing is known of the service alone there,
   * but whether the cores were too few for both, and who took them.
   */
  private static Optional<Limit> sharedLimit(SearchedLaunch launch, String variant) {
    return launch
        .notOffered(variant)
        .map(
            notOffered ->
                LimitingResource.of(
                    launch.highestKept(variant).orElseThrow().usage(), notOffered.usage()))
        .filter(found -> SHARED_WITH_GENERATOR.contains(found.kind()))
        .map(found -> new Limit("CPU, shared with the load generator", found.evidence()));
  }

  /** What ran out; where nothing did that is measured, and work was left, that is what failed. */
  private Limit limit(Optional<PlayedStep> kept, PlayedStep notKept) {
    LimitingResource found =
        kept.map(step -> LimitingResource.of(step.usage(), notKept.usage()))
            .orElseGet(() -> LimitingResource.of(notKept.usage()));
    boolean unseen = found.kind() == LimitingResource.Kind.UNKNOWN;
    if (unseen && CapacityLaunch.leavesWork(notKept.afterSeconds(), rules.stepSeconds())) {
      return new Limit(
          "work after the answers",
          String.format(
              Locale.ROOT,
              "It worked on for %.1f s after a step of %d s%s. %s",
              notKept.afterSeconds(),
              rules.stepSeconds(),
              kept.map(CapacityReports::afterKept).orElse(""),
              found.evidence()));
    }
    return new Limit(found.kind().label(), found.evidence());
  }

  private static String afterKept(PlayedStep kept) {
    return String.format(Locale.ROOT, " (%.1f s at the highest kept rate)", kept.afterSeconds());
  }

  private List<Observation> observations(String variant) {
    return closed().flatMap(samples -> Observation.of(samples, variant).stream()).toList();
  }

  /** Closed blocks that tell of the services. */
  private Stream<LaunchSamples> closed() {
    return launches.stream()
        .filter(launch -> launch.complaints().isEmpty())
        .flatMap(launch -> launch.closed().stream());
  }

  private Optional<String> obstacle(List<Observation> observations) {
    if (!rules.hasUsersWithoutPause()) {
      return Optional.of(
          "users without pause were left out, as no more than %s users a second were allowed"
              .formatted(
                  BigDecimal.valueOf(rules.mostArrivalsPerSecond().getAsDouble())
                      .stripTrailingZeros()
                      .toPlainString()));
    }
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

  private List<Throughput> throughputs(
      String variant, List<Observation> observations, Optional<ScalabilityLaw> law) {
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
                    latencyMillis(variant, users),
                    law.map(l -> l.predict(users).throughputPerSecond().value()))));
    return throughputs;
  }

  private double latencyMillis(String variant, int users) {
    Histogram latency =
        Latencies.together(
            closed()
                .flatMap(samples -> samples.closed().stream())
                .filter(block -> block.variant().equals(variant) && block.users() == users)
                .map(ClosedSamples::latencyNanos));
    return latency.getValueAtPercentile(100 * rules.quantile()) / 1e6;
  }

  private Law law(ScalabilityLaw law) {
    TreeSet<Double> loads = new TreeSet<>();
    rules.users().forEach(users -> loads.add((double) users));
    double end = REACH * loads.last();
    for (int i = 0; i < CURVE_POINTS; i++) {
      loads.add(Math.pow(end, i / (CURVE_POINTS - 1.0)));
    }
    List<Expected> curve =
        loads.stream()
            .map(users -> new Expected(users, law.extrapolate(users).throughputPerSecond()))
            .toList();
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

  /**
   * At the highest kept rates. With several launches these are the unit, with one the steps that
   * kept the rate.
   */
  private Optional<CostReport> cost() {
    List<String> variants =
        scenario.variants().stream()
            .map(Variant::name)
            .filter(name -> launches.stream().anyMatch(launch -> !launch.costed(name).isEmpty()))
            .toList();
    List<SearchedLaunch> costed =
        launches.stream()
            .filter(launch -> variants.stream().noneMatch(name -> launch.costed(name).isEmpty()))
            .toList();
    if (variants.isEmpty() || costed.isEmpty()) {
      return Optional.empty();
    }
    boolean databaseCpu =
        costed.stream()
            .flatMap(launch -> variants.stream().flatMap(name -> launch.costed(name).stream()))
            .allMatch(step -> step.databaseCpuMillis().isPresent());
    Costs costs =
        costed.size() > 1
            ? new Costs(
                "launches",
                variants.stream().map(name -> side(costed, name)).toList(),
                false,
                price)
            : new Costs(
                "kept steps of one launch",
                variants.stream().map(name -> side(costed.get(0), name)).toList(),
                true,
                price);
    return Optional.of(costs.report(scenario, Optional.empty(), databaseCpu));
  }

  private static Costs.Side side(List<SearchedLaunch> launches, String variant) {
    return new Costs.Side(
        variant,
        launches.size(),
        some -> million(some.stream().map(launches::get).toList(), variant));
  }

  private static Costs.Side side(SearchedLaunch launch, String variant) {
    List<PlayedStep> steps = launch.costed(variant);
    double memoryMebibytes = launch.peakMemoryMebibytes().get(variant);
    return new Costs.Side(
        variant,
        steps.size(),
        some -> million(some.stream().map(steps::get).toList(), memoryMebibytes));
  }

  private static MillionRequests million(List<SearchedLaunch> launches, String variant) {
    return million(
        launches.stream().flatMap(launch -> launch.costed(variant).stream()).toList(),
        mean(launches.stream().map(launch -> launch.peakMemoryMebibytes().get(variant))));
  }

  private static MillionRequests million(List<PlayedStep> steps, double memoryMebibytes) {
    return MillionRequests.of(
        mean(steps.stream().map(step -> step.serviceCpuMillis().getAsDouble())),
        mean(steps.stream().map(step -> step.databaseCpuMillis().orElse(0))),
        memoryMebibytes,
        mean(steps.stream().map(PlayedStep::requestsOfAllPerSecond)));
  }

  private static double mean(Stream<Double> values) {
    return values.mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private Trust trust(List<String> backendNotes) {
    List<String> notes = new ArrayList<>(backendNotes);
    long unsound = allSteps().stream().filter(step -> !step.isSound()).count();
    notes.add("Of %d steps the generator was unsound in %d.".formatted(steps(), unsound));
    if (unsound > 0) {
      allSteps().stream()
          .filter(step -> !step.isSound())
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
    scenario.variants().forEach(variant -> neverIdle(variant.name()).ifPresent(notes::add));
    List<PlayedStep> kept =
        allSteps().stream().filter(step -> step.outcome() == StepOutcome.KEPT).toList();
    List<GeneratorHealth> generators =
        kept.isEmpty()
            ? List.of()
            : launches.stream()
                .map(
                    launch ->
                        launch.steps().values().stream()
                            .flatMap(List::stream)
                            .filter(step -> step.outcome() == StepOutcome.KEPT)
                            .map(PlayedStep::generator)
                            .toList())
                .filter(ofLaunch -> !ofLaunch.isEmpty())
                .map(GeneratorHealth::together)
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

  /** What a variant did by itself, which hides as much work that it puts off. */
  private Optional<String> neverIdle(String variant) {
    double cores =
        launches.stream()
            .mapToDouble(launch -> launch.usualCores().getOrDefault(variant, 0.0))
            .max()
            .orElse(0);
    return cores > 0
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Before the load %s was not idle: with its database it took %.2f cores. Only what it took beyond that and a tenth of a core counts as work that it had left to do.",
                variant,
                cores))
        : Optional.empty();
  }

  private List<PlayedStep> allSteps() {
    return launches.stream()
        .flatMap(launch -> launch.steps().values().stream())
        .flatMap(List::stream)
        .toList();
  }
}
