package dev.faceoff.scenarios.driver;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.LoadPlan.Stretch;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * A plan as a Gatling simulation: each block is a scenario of its own that starts at its second,
 * after a lead second in which the clock starts to be set. Gatling makes it by its class name.
 */
public final class PlanSimulation extends Simulation {
  private static final Duration LEAD = Duration.ofSeconds(GeneratorEvent.LEAD_SECONDS);

  /**
   * How long a user that calls without pause waits after a failure all the same, so that a dead
   * target does not fill the disk.
   */
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  /** How long one waits that has nothing to send, so as not to spin. */
  private static final Duration WHEN_IDLE = Duration.ofMillis(1);

  /** How long after the last request could have ended Gatling gives up on users that are left. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static LoadRun next;

  private final LoadRun run;

  /** Sets what the simulation that Gatling makes next plays. */
  static void play(LoadRun run) {
    next = run;
  }

  public PlanSimulation() {
    run = next;
    LoadPlan plan = run.plan();
    RecordedRequests requests = new RecordedRequests(run);
    Map<String, HttpProtocolBuilder> protocols = new HashMap<>();
    plan.targets()
        .forEach((variant, addresses) -> protocols.put(variant, protocol(addresses, requests)));

    List<PopulationBuilder> populations = new ArrayList<>();
    if (!plan.share().timed()) {
      populations.add(clock(run));
    }
    for (BlockRun block : run.blocks()) {
      // A population has at least one user.
      if (!block.block().purpose().closed() || block.users() > 0) {
        populations.add(
            population(run, block, requests).protocols(protocols.get(block.block().variant())));
      }
    }
    setUp(populations)
        .maxDuration(
            LEAD.plusSeconds(plan.endSecond()).plusMillis(plan.requestTimeoutMillis()).plus(GRACE));
    start(run, requests.endpoints());
  }

  /** Gatling calls it right before the first user. */
  @Override
  public void before() {
    try {
      run.awaitBegin();
    } catch (IllegalStateException e) {
      run.fail(e);
    }
  }

  private static void start(LoadRun run, List<String> endpoints) {
    try {
      run.start(endpoints);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write samples: " + e.getMessage(), e);
    }
  }

  private static HttpProtocolBuilder protocol(List<String> addresses, RecordedRequests requests) {
    return requests.timed(
        http.baseUrls(addresses)
            .shareConnections()
            .disableWarmUp()
            .disableFollowRedirect()
            .disableCaching()
            .disableAutoReferer()
            .disableAutoOrigin()
            .userAgentHeader("Faceoff")
            .acceptHeader("application/json"));
  }

  private static PopulationBuilder clock(LoadRun run) {
    return scenario("clock")
        .exec(
            exec(
                session -> {
                  run.clock().tick();
                  return session;
                }))
        .injectOpen(
            constantUsersPerSec(LoadClock.TICKS_PER_SECOND)
                .during(LEAD.plusSeconds(firstMeasuredSecond(run.plan()))));
  }

  private static int firstMeasuredSecond(LoadPlan plan) {
    return plan.blocks().stream()
        .filter(block -> block.purpose() != Purpose.WARM_UP)
        .mapToInt(PlannedBlock::startSecond)
        .findFirst()
        .orElse(0);
  }

  private static PopulationBuilder population(
      LoadRun run, BlockRun blockRun, RecordedRequests requests) {
    PlannedBlock block = blockRun.block();
    Duration start = LEAD.plusSeconds(block.startSecond());
    ChainBuilder arrival = exec(session -> run.arrive(blockRun, session));
    ChainBuilder journey =
        exec(run.journey().steps(run.settings(), requests.to(block.variant()))).exec(run::leave);
    ChainBuilder begun = waits(blockRun) ? turn(run).exec(journey) : journey;
    ChainBuilder visit =
        blockRun.admitsAll()
            ? arrival.exec(begun)
            : arrival.exec(doIf(RecordedRequests::hasArrived).then(begun));
    String name = "block %d, %s".formatted(block.index(), block.variant());
    if (!block.purpose().closed()) {
      return scenario(name)
          .exec(doIf(session -> !run.isStopping()).then(visit))
          .injectOpen(arrivals(start, block));
    }
    ScenarioBuilder users =
        blockRun.isTimed() ? scenario(name).exec(start(run, blockRun)) : scenario(name);
    return users
        .exec(
            asLongAs(session -> !run.isStopping() && run.clock().nanos() < blockRun.endNanos())
                .on(
                    visit
                        .doIf(session -> RecordedRequests.arrival(session).hasFailed())
                        .then(pause(AFTER_FAILURE))
                        .doIf(session -> RecordedRequests.arrival(session).isIdle())
                        .then(pause(WHEN_IDLE))))
        .injectOpen(nothingFor(start), atOnceUsers(blockRun.users()));
  }

  private static OpenInjectionStep[] arrivals(Duration start, PlannedBlock block) {
    List<OpenInjectionStep> steps = new ArrayList<>(List.of(nothingFor(start)));
    for (Stretch stretch : block.stretches()) {
      steps.add(
          constantUsersPerSec(stretch.arrivalsPerSecond())
              .during(Duration.ofSeconds(stretch.seconds())));
    }
    return steps.toArray(OpenInjectionStep[]::new);
  }

  /** Whether users may come before they may go. */
  private static boolean waits(BlockRun block) {
    return block.block().purpose().matched()
        || (block.isTimed() && !block.block().purpose().closed());
  }

  /** Waits for its turn, or its time. */
  private static ChainBuilder turn(LoadRun run) {
    return waiting(session -> waitNanos(run, session));
  }

  /** Waits for the block to start. */
  private static ChainBuilder start(LoadRun run, BlockRun block) {
    return waiting(session -> block.startNanos() - run.clock().nanos());
  }

  /** A timer is exact to a millisecond: hence the loop. */
  private static ChainBuilder waiting(ToLongFunction<Session> nanos) {
    return asLongAs(session -> nanos.applyAsLong(session) > 0)
        .on(
            pause(
                session ->
                    Duration.ofMillis(1 + Math.max(0, nanos.applyAsLong(session)) / 1_000_000)));
  }

  /** How long a user has to wait still; 0 when it may go. */
  private static long waitNanos(LoadRun run, Session session) {
    return Math.max(0, RecordedRequests.arrival(session).waitNanos(run.clock().nanos()));
  }
}
