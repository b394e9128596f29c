package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.Journey;
import dev.faceoff.scenarios.JourneySettings;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SeededRandom;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A plan while it is played: what Gatling's users, the events and the samples share. */
final class LoadRun {
  private final LoadPlan plan;
  private final Journey journey;
  private final JourneySettings settings;
  private final LoadClock clock = new LoadClock();
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
    this.blocks = plan.blocks().stream().map(BlockRun::new).toList();
    this.events = new EventLog(this, events);
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

  /** Called once, when the journeys are built and before Gatling starts. */
  void start(List<String> endpoints) throws IOException {
    sink = new SampleSink(Path.of(plan.samplesFile()), endpoints);
    events.start();
  }

  /** Lets a user in, with its payload. */
  Session arrive(BlockRun block, Session session) {
    Arrival arrival = block.arrive();
    var random = SeededRandom.of(plan.seed(), "payload", block.block().pair(), arrival.number());
    return RecordedRequests.with(session.setAll(journey.payload(random, settings)), arrival);
  }

  /** Lets a user out. */
  Session leave(Session session) {
    RecordedRequests.arrival(session).block().leave();
    return session;
  }

  void record(Arrival arrival, int endpoint, Outcome outcome, long nowNanos) {
    requests.increment();
    if (outcome != Outcome.OK) {
      errors.increment();
    }
    sink.put(
        arrival.block().block().index(),
        endpoint,
        outcome,
        arrival.status(),
        arrival.takeDueNanos(),
        arrival.startNanos(nowNanos),
        arrival.endNanos(nowNanos));
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
