package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.load.GeneratorListener;
import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.GeneratorRun;
import dev.faceoff.load.GeneratorSession;
import dev.faceoff.load.HistogramLogs;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.CapacityBracket;
import dev.faceoff.stats.CapacitySearch;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.Objective;
import dev.faceoff.stats.Observation;
import dev.faceoff.stats.StepOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;

/**
 * One launch of a search for the capacity: fresh targets, closed blocks of several numbers of
 * users, then a search for each variant. The variants take turns, step by step, so that one is
 * under load at a time, and whatever ends the launch early leaves both about as far. One load
 * generator plays all of it, so that its JVM starts once and is warm in every step. Under a limit,
 * no variant is sent anything faster than that: arrivals warm it up, and there are no closed
 * blocks.
 */
final class CapacityLaunch {
  /** Arrivals come in swarms, users without pause one after the other: they get less through. */
  private static final double BELOW_CLOSED = 0.75;

  /** From one rate to the next, and how close both ends shall come: then few steps do. */
  private static final double RATIO = 1.2;

  private static final int MOST_STEPS = 16;

  /** Share of a step's length in which the work that it leaves must be done. */
  private static final double MOST_LEFT = 0.25;

  /**
   * Arrivals that come before a variant's first step. Users without pause keep their connections;
   * where each arrival opens one, what accepts them is cold on both sides, and thousands in a
   * second pile up at a rate that is kept with ease a minute later.
   */
  static final int LEAD_IN_SECONDS = 3;

  /** Arrivals a second of a first step from which on they do; 980 were kept at once. */
  static final double LEAD_IN_FROM_PER_SECOND = 1_000;

  /** Of the first rate, at which they come. */
  private static final double LEAD_IN_SHARE = 0.5;

  /** Of a plan of their own, so that they have ids which nobody has used up before. */
  private static final int LEAD_IN_NUMBER = 999;

  /** How often a search begins anew because its first rate was far too high. */
  private static final int MOST_BEGINNINGS = 5;

  private final Scenario scenario;
  private final CapacityRules rules;
  private final RunRequest request;
  private final Profile profile;
  private final int launch;
  private final Optional<Backend> backend;
  private final PhaseClock clock;
  private final Interruption interruption;
  private final Path temp;
  private final Path logs;
  private final Path histograms;
  private final Starts starts;
  private final StartedTargets started;

  private final Optional<GeneratorLimit> knownLimit;
  private Optional<GeneratorLimit> ownLimit = Optional.empty();
  private Optional<LaunchSamples> closed = Optional.empty();
  private final Map<String, CapacitySearch> searches = new LinkedHashMap<>();
  private final Map<String, List<PlayedStep>> steps = new LinkedHashMap<>();
  private final Map<String, Double> usualCores = new HashMap<>();
  private final Map<String, Double> peakMemory = new HashMap<>();
  private boolean outOfTime;

  /**
   * @param knownLimit what the load generator itself keeps, if an earlier launch has found out
   */
  CapacityLaunch(
      Scenario scenario,
      RunRequest request,
      int launch,
      Images images,
      Optional<Backend> backend,
      Optional<GeneratorLimit> knownLimit,
      Session session,
      Path logs) {
    this.scenario = scenario;
    this.knownLimit = knownLimit;
    this.rules = scenario.designs().capacity().orElseThrow();
    this.request = request;
    this.profile = rules.profiles().get(request.profile());
    this.launch = launch;
    this.backend = backend;
    this.clock = session.clock();
    this.interruption = session.interruption();
    this.temp = session.supervisor().temp();
    this.logs = logs;
    this.histograms =
        request
            .out()
            .resolve("histograms")
            .resolve(scenario.name())
            .resolve("capacity")
            .resolve("launch-" + launch);
    this.starts = new Starts(scenario, request.project(), images, session, logs);
    this.started = new StartedTargets(scenario, backend, starts, logs);
    scenario.variants().forEach(variant -> steps.put(variant.name(), new ArrayList<>()));
  }

  /**
   * Runs it; an interruption ends it early.
   *
   * @throws dev.faceoff.model.FaceoffException if a target or the generator fails
   */
  void run() throws InterruptedException, IOException {
    try (started) {
      started.wire();
      started.startUp(clock, launch);
      try (Meters meters =
              Meters.ofOneAtATime(started.targets(), backend, scenario.dependencies());
          GeneratorSession generator = starts.generator(starts.generatorOptions()).open(logs)) {
        readUsualCores(meters);
        closed = beforeSearch(generator, meters);
        // Its stand-in asks the service at the generator's pace.
        if (rules.hasUsersWithoutPause() && knownLimit.isEmpty() && !interruption.requested()) {
          ownLimit = Optional.of(generatorLimit(generator));
        }
        if (closed.isPresent()) {
          search(generator, meters, closed.get());
        }
        for (String variant : steps.keySet()) {
          meters
              .peakMemoryMebibytes(variant)
              .ifPresent(mebibytes -> peakMemory.put(variant, mebibytes));
        }
      }
    }
  }

  /** What it has found so far. */
  SearchedLaunch found() {
    Map<String, CapacityBracket> brackets = new LinkedHashMap<>();
    searches.forEach((variant, search) -> brackets.put(variant, search.result()));
    return new SearchedLaunch(
        launch, closed, ownLimit, steps, brackets, peakMemory, usualCores, outOfTime);
  }

  /** Before anything is asked of a variant it shows what it does by itself. */
  private void readUsualCores(Meters meters) throws InterruptedException {
    for (String variant : steps.keySet()) {
      usualCores.put(variant, new Rest().usualCores(() -> meters.cpuMillis(variant)));
    }
  }

  /** Warm-ups and, unless there is a limit, closed blocks; empty when it was interrupted. */
  private Optional<LaunchSamples> beforeSearch(GeneratorSession generator, Meters meters)
      throws InterruptedException, IOException {
    List<List<PlannedBlock>> turns =
        turns(scenario.load(), rules, profile, List.copyOf(steps.keySet()), request.seed(), launch);
    clock.step(
        scenario.name(),
        Phase.WARM_UP,
        Timetable.beforeSearchSeconds(steps.size(), rules, profile));
    List<LaunchSamples> played = new ArrayList<>();
    for (List<PlannedBlock> turn : turns) {
      if (interruption.requested()) {
        break;
      }
      String name = (rules.hasUsersWithoutPause() ? "closed-" : "warm-up-") + (played.size() + 1);
      LoadPlan plan = plan(started.addresses(), turn, name, 0);
      LaunchSamples samples = play(generator, plan, name, new Watch(plan)).samples();
      // Later turns may follow what a variant cannot bear; its first shows whether it ever can.
      if (turn.get(0).purpose() != Purpose.CLOSED && !interruption.requested()) {
        Refusals.requireGoodAnswers(plan, scenario.variants());
      }
      played.add(samples);
      atRest(meters, turn.get(0).variant());
    }
    return played.size() < turns.size()
        ? Optional.empty()
        : Optional.of(LaunchSamples.ofTurns(played));
  }

  /** What is played before a search, see {@link PlanBuilder}. */
  static List<List<PlannedBlock>> turns(
      Load load,
      CapacityRules rules,
      Profile profile,
      List<String> variants,
      long seed,
      int launch) {
    return rules.mostArrivalsPerSecond().isPresent()
        ? PlanBuilder.arrivingWarmUps(
            variants, profile, load, rules.mostArrivalsPerSecond().getAsDouble())
        : PlanBuilder.concurrency(
            seed, launch, variants, profile, load, rules.users(), rules.rounds());
  }

  /** Waits until a variant has done what it put off, and tells the seconds. */
  private double atRest(Meters meters, String variant) throws InterruptedException {
    clock.enter(Phase.GAPS, "");
    return new Rest().await(usualCores.get(variant), () -> meters.cpuMillis(variant));
  }

  private GeneratorLimit generatorLimit(GeneratorSession generator)
      throws InterruptedException, IOException {
    clock.step(scenario.name(), Phase.LOAD, Timetable.GENERATOR_TRIAL_SECONDS);
    clock.enter(Phase.LOAD, "the load generator alone");
    int mostUsers = rules.users().get(rules.users().size() - 1);
    GeneratorTrial trial =
        new GeneratorTrial(
            scenario.load(),
            mostUsers,
            (targets, blocks, name) -> {
              if (interruption.requested()) {
                return Optional.empty();
              }
              Played played =
                  play(generator, plan(targets, blocks, name, 0), name, GeneratorListener.NONE);
              return played.whole() ? Optional.of(played.samples()) : Optional.empty();
            });
    String last = scenario.pair().get(scenario.pair().size() - 1).name();
    return trial.run(started.addresses().get(last).get(0));
  }

  /** Shows how far closed blocks are. */
  private final class Watch implements GeneratorListener {
    private final LoadPlan plan;

    Watch(LoadPlan plan) {
      this.plan = plan;
    }

    @Override
    public void blockBegins(int index, long beganNanoTime) {
      PlannedBlock block = plan.blocks().get(index);
      if (block.purpose() == Purpose.CLOSED) {
        clock.enter(
            Phase.LOAD,
            "%s of %s"
                .formatted(
                    block.users() == 1 ? "1 user" : block.users() + " users", block.variant()));
      } else {
        clock.enter(Phase.WARM_UP, block.variant());
      }
    }

    @Override
    public void blockDrained(int block, long inFlight) {
      clock.enter(Phase.GAPS, "");
    }

    @Override
    public void progress(GeneratorEvent counters) {}
  }

  private record Played(LaunchSamples samples, boolean whole) {}

  private Played play(
      GeneratorSession generator, LoadPlan plan, String folder, GeneratorListener listener)
      throws InterruptedException, IOException {
    try (GeneratorRun run =
        generator.play(plan, logs.resolve(folder), listener, started::isAlive)) {
      interruption.duringLoad(run::stop);
      GeneratorResult result = run.await();
      started.requireAlive();
      return new Played(
          SampleReader.read(plan, launch, result, Map.of(), Map.of()),
          result.inFlightByBlock().size() == plan.blocks().size());
    } finally {
      interruption.afterLoad();
    }
  }

  private LoadPlan plan(
      Map<String, List<String>> targets, List<PlannedBlock> blocks, String name, int number) {
    return new LoadPlan(
        scenario.journeyClass(),
        scenario.journeySettings(),
        request.seed() + 1_000L * launch + number,
        targets,
        blocks,
        Math.toIntExact(scenario.load().requestTimeout().toMillis()),
        temp.resolve("samples-%s-capacity-%d-%s".formatted(scenario.name(), launch, name))
            .toString());
  }

  private void search(GeneratorSession generator, Meters meters, LaunchSamples ofUsers)
      throws InterruptedException, IOException {
    if (interruption.requested()) {
      return;
    }
    List<String> order = new ArrayList<>(steps.keySet());
    if (launch % 2 == 1) {
      Collections.reverse(order);
    }
    Objective objective = objective(rules);
    for (String variant : order) {
      double first = firstRate(ofUsers, variant, objective, rules.endpoint(), scenario.load());
      searches.put(variant, from(Math.min(first, mostOfGenerator())));
    }
    clock.step(scenario.name(), Phase.LOAD, rules.budgetSeconds());
    long from = System.nanoTime();
    long budget = TimeUnit.SECONDS.toNanos(rules.budgetSeconds());
    while (searches.values().stream().anyMatch(search -> search.next().isPresent())) {
      for (String variant : order) {
        OptionalDouble rate = searches.get(variant).next();
        if (rate.isEmpty()) {
          continue;
        }
        if (System.nanoTime() - from >= budget) {
          outOfTime = true;
          return;
        }
        if (needsLeadIn(rate.getAsDouble(), steps.get(variant), rules)
            && !leadIn(generator, meters, variant, LEAD_IN_SHARE * rate.getAsDouble())) {
          return;
        }
        Optional<PlayedStep> played =
            step(generator, meters, variant, rate.getAsDouble(), objective);
        if (played.isEmpty()) {
          return;
        }
        steps.get(variant).add(played.get());
        if (isOutOfReach(steps.get(variant))) {
          searches.put(variant, from(rate.getAsDouble() / 2));
        } else if (hasOnlyLeftWork(steps.get(variant), rules.stepSeconds())) {
          searches.put(variant, from(played.get().doneAt(rules.stepSeconds())));
        } else {
          searches.get(variant).record(rate.getAsDouble(), played.get().outcome());
        }
      }
    }
  }

  private Optional<GeneratorLimit> limit() {
    return ownLimit.or(() -> knownLimit);
  }

  /** Nearer to its own limit the generator may be what fails, which says nothing of a service. */
  private double mostOfGenerator() {
    return limit()
        .flatMap(GeneratorLimit::kept)
        .map(rate -> GeneratorLimit.NEAR * rate)
        .orElse(Double.POSITIVE_INFINITY);
  }

  private CapacitySearch from(double arrivalsPerSecond) {
    return search(
        arrivalsPerSecond, limit().flatMap(GeneratorLimit::notKept), rules.mostArrivalsPerSecond());
  }

  /**
   * A search that has not begun.
   *
   * @param arrivalsPerSecond where to begin, unless no more than {@code most} are allowed
   * @param outOfReach what the generator does not keep, where that is known
   */
  static CapacitySearch search(
      double arrivalsPerSecond, Optional<Double> outOfReach, OptionalDouble most) {
    double first = Math.min(arrivalsPerSecond, most.orElse(Double.POSITIVE_INFINITY));
    return new CapacitySearch(
        first,
        RATIO,
        RATIO,
        MOST_STEPS,
        outOfReach
            .filter(rate -> rate > first)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        most);
  }

  /**
   * Whether the generator could not offer any rate yet. Arrivals take more of it than users that
   * stay, so what these got done may be far beyond it; a search that goes down a fifth at a time
   * and repeats each rate would take too long.
   */
  static boolean isOutOfReach(List<PlayedStep> steps) {
    return steps.size() <= MOST_BEGINNINGS
        && steps.stream().allMatch(step -> step.outcome() == StepOutcome.GENERATOR_UNSOUND);
  }

  /**
   * Whether every rate so far left more work than it may. What users get done who wait for answers
   * says nothing of work that comes after them; how much a step left tells where to go on.
   */
  static boolean hasOnlyLeftWork(List<PlayedStep> steps, int stepSeconds) {
    return steps.size() <= MOST_BEGINNINGS
        && steps.stream()
            .allMatch(step -> step.isSound() && leavesWork(step.afterSeconds(), stepSeconds));
  }

  /** Whether more is left than a rate may leave that is kept. */
  static boolean leavesWork(double afterSeconds, int stepSeconds) {
    return afterSeconds > MOST_LEFT * stepSeconds;
  }

  static Objective objective(CapacityRules rules) {
    return new Objective(rules.quantile(), rules.millis(), rules.errorShare());
  }

  /**
   * Where to begin: somewhat below what a variant gets done for the number of users whom it serves
   * best within the objective; half of what it does for the fewest users, where it keeps it for
   * none.
   */
  static double firstRate(
      LaunchSamples ofUsers, String variant, Objective objective, String endpoint, Load load) {
    Map<Integer, List<Double>> throughputs = new TreeMap<>();
    for (Observation observation : Observation.of(ofUsers, variant)) {
      throughputs
          .computeIfAbsent((int) observation.load(), users -> new ArrayList<>())
          .add(observation.throughputPerSecond());
    }
    double best = 0;
    int bestUsers = 0;
    double ofFewest = 0;
    int fewestUsers = 0;
    for (Map.Entry<Integer, List<Double>> users : throughputs.entrySet()) {
      double mean = users.getValue().stream().mapToDouble(each -> each).average().orElseThrow();
      if (ofFewest == 0) {
        ofFewest = mean;
        fewestUsers = users.getKey();
      }
      JudgedRequests judged =
          JudgedRequests.ofUsers(
              ofUsers.closed().stream()
                  .filter(block -> block.variant().equals(variant))
                  .filter(block -> block.users() == users.getKey())
                  .toList(),
              endpoint);
      if (!judged.isEmpty() && judged.by(objective) != StepOutcome.NOT_KEPT) {
        bestUsers = mean > best ? users.getKey() : bestUsers;
        best = Math.max(best, mean);
      }
    }
    // Of these users alone: where requests fail, a journey ends early and is fewer of them.
    int calling = best > 0 ? bestUsers : fewestUsers;
    double journeysPerRequest =
        ClosedSamples.journeysPerRequest(
            ofUsers.closed().stream()
                .filter(block -> block.variant().equals(variant) && block.users() == calling)
                .toList());
    if (best > 0) {
      return BELOW_CLOSED * best * journeysPerRequest;
    }
    return ofFewest > 0 ? ofFewest / 2 * journeysPerRequest : load.arrivalsPerSecond();
  }

  /** Under a limit there were arrivals from the beginning. */
  static boolean needsLeadIn(
      double arrivalsPerSecond, List<PlayedStep> before, CapacityRules rules) {
    return before.isEmpty()
        && arrivalsPerSecond >= LEAD_IN_FROM_PER_SECOND
        && rules.hasUsersWithoutPause();
  }

  /** Plays arrivals that count for nothing; whether they were not interrupted. */
  private boolean leadIn(GeneratorSession generator, Meters meters, String variant, double rate)
      throws InterruptedException, IOException {
    if (interruption.requested()) {
      return false;
    }
    clock.enter(Phase.WARM_UP, variant);
    String name = variant + "-lead-in";
    LoadPlan plan =
        plan(
            started.addresses(),
            PlanBuilder.step(variant, LEAD_IN_SECONDS, rate),
            name,
            LEAD_IN_NUMBER);
    if (!play(generator, plan, name, GeneratorListener.NONE).whole()) {
      return false;
    }
    atRest(meters, variant);
    return true;
  }

  /** Plays a step; empty when it was interrupted. */
  private Optional<PlayedStep> step(
      GeneratorSession generator, Meters meters, String variant, double rate, Objective objective)
      throws InterruptedException, IOException {
    if (interruption.requested()) {
      return Optional.empty();
    }
    int number = steps.get(variant).size() + 1;
    clock.enter(
        Phase.LOAD, String.format(Locale.ROOT, "step %d, %.4g/s of %s", number, rate, variant));
    String name = "%s-step-%d".formatted(variant, number);
    LoadPlan plan =
        plan(
            started.addresses(),
            PlanBuilder.step(variant, rules.stepSeconds(), rate),
            name,
            number);
    try (StepReadings readings = new StepReadings(meters, variant, started.metricsUrls(variant))) {
      readings.begin();
      Played played = play(generator, plan, name, readings);
      if (!played.whole()) {
        return Optional.empty();
      }
      readings.finish();
      double afterSeconds = atRest(meters, variant);
      readings.rested();
      HistogramLogs.write(histograms.resolve(name), played.samples());
      return Optional.of(step(rate, played.samples(), readings, afterSeconds, objective));
    }
  }

  private PlayedStep step(
      double rate,
      LaunchSamples samples,
      StepReadings readings,
      double afterSeconds,
      Objective objective) {
    JudgedRequests requests = JudgedRequests.ofArrivals(samples.blocks(), rules.endpoint());
    AbstractHistogram latency = requests.latencyNanos();
    long requestsOfAll = requests.requestsOfAll();
    double latencyOfAllMillis =
        samples.blocks().stream()
            .mapToDouble(block -> block.latencyNanos().getMean() * block.requests() / 1e6)
            .sum();
    GeneratorHealth generator = samples.generator();
    List<String> complaints = Soundness.besidesUndrained(generator, scenario.load());
    Map<Measure, Double> cost = readings.cost();
    return new PlayedStep(
        rate,
        withWorkDone(
            outcome(requests, objective, generator, complaints), afterSeconds, rules.stepSeconds()),
        complaints,
        latency.getTotalCount(),
        requests.errorShare(),
        latency.getTotalCount() == 0
            ? 0
            : latency.getValueAtPercentile(100 * rules.quantile()) / 1e6,
        afterSeconds,
        readings.usage(generator.cpuShare(), latencyOfAllMillis),
        perRequest(cost.get(Measure.SERVICE_CPU), requestsOfAll),
        perRequest(cost.get(Measure.DATABASE_CPU), requestsOfAll),
        (double) requestsOfAll / rules.stepSeconds(),
        generator);
  }

  /**
   * A rate is not kept by putting work off: what a step leaves must be done in a quarter of its
   * time, or a longer one at this rate would leave ever more.
   */
  static StepOutcome withWorkDone(StepOutcome judged, double afterSeconds, int stepSeconds) {
    return judged != StepOutcome.GENERATOR_UNSOUND && leavesWork(afterSeconds, stepSeconds)
        ? StepOutcome.NOT_KEPT
        : judged;
  }

  private static OptionalDouble perRequest(Double total, long requests) {
    return total == null || requests == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(total / requests);
  }

  /**
   * What a step is evidence of. Arrivals that were only late, by less than the objective's latency,
   * do not take that away. Where the objective was missed they are no excuse: latencies do not
   * contain the lateness, and a service that takes all cores makes everything late. Where it was
   * kept, it must still be with the lateness of the latest 1 % added to every latency.
   */
  static StepOutcome outcome(
      JudgedRequests requests,
      Objective objective,
      GeneratorHealth generator,
      List<String> complaints) {
    if (requests.isEmpty()) {
      return StepOutcome.GENERATOR_UNSOUND;
    }
    StepOutcome judged = requests.by(objective);
    if (complaints.isEmpty()) {
      return judged;
    }
    double lateMillis = Soundness.lateMillis(generator);
    boolean onlyLate =
        Soundness.ofProcess(generator).isEmpty()
            && generator.startedArrivals() >= generator.plannedArrivals()
            && lateMillis < objective.millis();
    if (!onlyLate) {
      return StepOutcome.GENERATOR_UNSOUND;
    }
    if (judged == StepOutcome.NOT_KEPT) {
      return judged;
    }
    Objective withLateness =
        new Objective(
            objective.quantile(), objective.millis() - lateMillis, objective.errorShare());
    return requests.by(withLateness) == StepOutcome.KEPT
        ? StepOutcome.KEPT
        : StepOutcome.GENERATOR_UNSOUND;
  }
}
