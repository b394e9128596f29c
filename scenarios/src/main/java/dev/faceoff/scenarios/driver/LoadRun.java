package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.declared.OwnRequests;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.scenarios.plan.SeededRandom;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** A plan while it is played: what Gatling's users, the events and the samples share. */
final class LoadRun {
  /**
   * How long before its time Gatling is let go, which takes a moment to let the first user in.
   * Users that it lets in early wait.
   */
  private static final long AHEAD_MILLIS = 2_000;

  private static final long LOOK_EVERY_MILLIS = 100;

  private final LoadPlan plan;
  private final Journey journey;
  private final JourneySettings settings;
  private final Map<String, OwnRequests> own = new HashMap<>();
  private final LoadClock clock;
  private final Optional<Admission> admission;
  private final List<BlockRun> blocks;
  private final LongAdder requests = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final EventLog events;
  private volatile SampleSink sink;
  private volatile boolean stopping;
  private boolean finished;

  LoadRun(LoadPlan plan, Journey journey, PrintStream events) {
    this.plan = plan;
    this.journey = journey;
    this.settings = new JourneySettings(plan.settings());
    plan.ownRequests().forEach((variant, text) -> own.put(variant, OwnRequests.of(text, settings)));
    this.clock =
        plan.share().timed()
            ? LoadClock.zeroAt(Instant.ofEpochMilli(plan.share().beginEpochMillis()))
            : new LoadClock();
    this.admission = admission(plan);
    this.blocks = blocks(plan, admission);
    this.events = new EventLog(this, events);
  }

  /** One for all blocks that stand, if there are any. */
  private static Optional<Admission> admission(LoadPlan plan) {
    return plan.blocks().stream()
        .filter(block -> block.purpose() == Purpose.STANDING)
        .findFirst()
        .map(
            block ->
                new Admission(
                    block.stretches().get(0).arrivalsPerSecond(), block.arrivalsPerSecond()));
  }

  private static List<BlockRun> blocks(LoadPlan plan, Optional<Admission> admission) {
    List<BlockRun> runs = new ArrayList<>();
    Optional<PairedBlocks> paired = Optional.empty();
    for (PlannedBlock block : plan.blocks()) {
      int last = runs.size() - 1;
      if (block.purpose().matched() && !block.isBeside(runs.get(last).block())) {
        paired = Optional.of(new PairedBlocks(block, plan.seed(), paired));
      }
      runs.add(
          new BlockRun(
              block,
              plan.share(),
              block.purpose().matched() ? paired : Optional.empty(),
              block.purpose() == Purpose.STANDING ? admission : Optional.empty()));
    }
    return List.copyOf(runs);
  }

  LoadPlan plan() {
    return plan;
  }

  Journey journey() {
    return journey;
  }

  JourneySettings settings() {
    return settings;
  }

  /** What a variant is sent in place of the journey's requests, if it is. */
  Optional<OwnRequests> own(String variant) {
    return Optional.ofNullable(own.get(variant));
  }

  LoadClock clock() {
    return clock;
  }

  List<BlockRun> blocks() {
    return blocks;
  }

  long requests() {
    return requests.sum();
  }

  long errors() {
    return errors.sum();
  }

  boolean isStopping() {
    return stopping;
  }

  long inFlight() {
    return blocks.stream().mapToLong(BlockRun::inFlight).sum();
  }

  /** In flight, by the variant that they are with. */
  Map<String, Long> inFlightByVariant() {
    Map<String, Long> users = new TreeMap<>();
    blocks.forEach(block -> users.merge(block.block().variant(), block.inFlight(), Long::sum));
    return users;
  }

  /**
   * Changes the rate of standing blocks.
   *
   * @throws IllegalArgumentException if it is 0 or above what they can do, or no block stands
   */
  void rate(double arrivalsPerSecond) {
    admission
        .orElseThrow(() -> new IllegalArgumentException("no block of the plan stands"))
        .change(arrivalsPerSecond, clock.nanos());
  }

  /** Called once, when the journeys are built and before Gatling starts. */
  void start(List<String> endpoints) throws IOException {
    sink = new SampleSink(Path.of(plan.samplesFile()), endpoints);
    events.start();
  }

  /**
   * Returns when it is nearly time to begin; at once where that is left to the generator.
   *
   * @throws IllegalStateException if it is too late for that
   */
  void awaitBegin() {
    if (!plan.share().timed()) {
      return;
    }
    long ahead = AHEAD_MILLIS + TimeUnit.SECONDS.toMillis(GeneratorEvent.LEAD_SECONDS);
    long left = millisUntilBegin() - ahead;
    if (left < 0) {
      throw new IllegalStateException(
          "was ready %d ms too late for the time at which all generators begin".formatted(-left));
    }
    while (left > 0 && !stopping) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(left, LOOK_EVERY_MILLIS)));
      left = millisUntilBegin() - ahead;
    }
  }

  private long millisUntilBegin() {
    return -TimeUnit.NANOSECONDS.toMillis(clock.nanos());
  }

  /** Lets a user in, with what it brings along; one that is not let in stays as it was. */
  Session arrive(BlockRun block, Session session) {
    Arrival arrival = block.arrive();
    if (!block.admits(arrival)) {
      block.leave();
      return session;
    }
    long pair = block.block().pair();
    String side = block.block().variant();
    var shared = random("payload", pair, block.payload(arrival.number()));
    var apart = random("ids " + side, pair, arrival.number());
    Session arrived =
        session.setAll(journey.payload(shared, settings)).setAll(journey.ids(apart, settings));
    if (own.containsKey(side)) {
      // Drawn apart: what the journey draws stays the same for every variant.
      var more = random("requests of " + side, pair, arrival.number());
      arrived = arrived.setAll(own.get(side).values(more));
    }
    return RecordedRequests.with(arrived, arrival);
  }

  private RandomGenerator random(String purpose, long... path) {
    return SeededRandom.of(plan.seed(), purpose, path);
  }

  /** Lets a user out. */
  Session leave(Session session) {
    RecordedRequests.arrival(session).leave(clock.nanos());
    return session;
  }

  void record(Arrival arrival, int endpoint, Outcome outcome, long nowNanos) {
    PlannedBlock block = arrival.block().block();
    long start = arrival.startNanos(nowNanos);
    long end = arrival.endNanos(nowNanos);
    arrival.block().paired().ifPresent(both -> both.answered(block.variant(), end - start));
    requests.increment();
    if (outcome != Outcome.OK) {
      errors.increment();
    }
    sink.put(
        block.index(),
        arrival.number(),
        endpoint,
        outcome,
        arrival.status(),
        arrival.digest(),
        arrival.requestDigest(),
        arrival.answerBytes(),
        arrival.takeDueNanos(),
        start,
        end);
  }

  /** Takes note of a user that is sent nothing where its first request would have been. */
  void skip(Arrival arrival, int endpoint) {
    long due = arrival.takeDueNanos();
    if (due != SampleFile.UNPLANNED) {
      long now = clock.nanos();
      sink.put(
          arrival.block().block().index(),
          arrival.number(),
          endpoint,
          Outcome.UNSENT,
          0,
          0,
          0,
          0,
          due,
          now,
          now);
    }
  }

  /** Returns when all samples so far are in the file. */
  void flush() throws IOException {
    sink.flush();
  }

  /** Lets no one in any more, gives the users inside a moment to leave, and finishes. */
  void stop() {
    stopping = true;
    events.awaitQuiet();
    try {
      finish();
    } catch (IOException e) {
      events.fail(e);
    }
  }

  /** Ends the process: nothing could be measured. */
  void fail(Exception e) {
    events.fail(e);
  }

  /** Closes the samples file and says so; once. */
  synchronized void finish() throws IOException {
    if (finished || sink == null) {
      return;
    }
    finished = true;
    events.stop();
    sink.close();
    events.finished();
  }
}
