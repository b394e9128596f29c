package dev.faceoff.run;

import dev.faceoff.fault.FaultInstant;
import dev.faceoff.fault.FaultListener;
import dev.faceoff.fault.FaultProxy;
import dev.faceoff.fault.PhaseSpans;
import dev.faceoff.fault.TimelinePlay;
import dev.faceoff.live.LiveLoad;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.probe.ProbeFailedException;
import dev.faceoff.probe.PrometheusProbe;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.stats.PhaseSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Plays the fault timeline while a variant is under load, and watches how many of its request
 * threads are busy.
 */
final class Plays implements AutoCloseable {
  private static final String BUSY_THREADS = "tomcat_threads_busy_threads";
  private static final long LOOK_EVERY_MILLIS = 500;

  /** How long a look may take: a stuck service is not asked again before it has answered. */
  static final Duration PATIENCE = Duration.ofMillis(400);

  private final Optional<FaultTimeline> timeline;
  private final Map<String, Map<String, FaultProxy>> proxies;
  private final Map<String, PrometheusProbe> metrics;
  private final int firstPair;
  private final LiveLoad live;
  private final List<PlayedTimeline> played = new ArrayList<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(BackgroundThreads.named("busy-threads"));
  private Optional<Play> current = Optional.empty();

  /**
   * @param timeline empty when there is nothing to play; then no play may begin
   * @param proxies by variant and connection
   * @param metrics by variant; those without are not watched
   * @param firstPair number of the pair that is the first play
   * @param live told when faults come and go
   */
  Plays(
      Optional<FaultTimeline> timeline,
      Map<String, Map<String, FaultProxy>> proxies,
      Map<String, PrometheusProbe> metrics,
      int firstPair,
      LiveLoad live) {
    this.timeline = timeline;
    this.proxies = proxies;
    this.metrics = metrics;
    this.firstPair = firstPair;
    this.live = live;
  }

  /** Begins the play of a block that began at that {@link System#nanoTime}. */
  synchronized void begin(PlannedBlock block, long beganNanoTime) {
    current = Optional.of(new Play(block, beganNanoTime));
  }

  /**
   * Ends the play of a block, whose load is over.
   *
   * @throws dev.faceoff.fault.FaultFailedException if a fault could not be set or removed
   */
  synchronized void end() throws InterruptedException {
    if (current.isPresent()) {
      try (Play play = current.get()) {
        played.add(play.finish());
      } finally {
        current = Optional.empty();
      }
    }
  }

  /** What was played to its end so far. */
  synchronized List<PlayedTimeline> played() {
    return List.copyOf(played);
  }

  /** The phases by block, of what was played to its end. */
  Map<Integer, List<PhaseSpan>> spans() {
    Map<Integer, List<PhaseSpan>> spans = new HashMap<>();
    played().forEach(play -> spans.put(play.block(), play.spans()));
    return spans;
  }

  @Override
  public synchronized void close() {
    looks.shutdownNow();
    current.ifPresent(Play::close);
  }

  /** A play that is under way. */
  private final class Play implements AutoCloseable {
    private final PlannedBlock block;
    private final long beganNanoTime;
    private final TimelinePlay faults;
    private final List<Look> seen = new ArrayList<>();
    private final Optional<ScheduledFuture<?>> watch;

    private record Look(long nanoTime, double threads) {}

    Play(PlannedBlock block, long beganNanoTime) {
      this.block = block;
      this.beganNanoTime = beganNanoTime;
      this.faults =
          TimelinePlay.start(
              timeline.orElseThrow(), proxies.get(block.variant()), beganNanoTime, told());
      this.watch =
          Optional.ofNullable(metrics.get(block.variant()))
              .map(
                  probe ->
                      looks.scheduleWithFixedDelay(
                          () -> look(probe), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    }

    private FaultListener told() {
      return new FaultListener() {
        @Override
        public void applied(FaultWindow window) {
          live.phase(window.name());
          live.fault(block.variant(), window.name(), true);
        }

        @Override
        public void removed(FaultWindow window) {
          live.fault(block.variant(), window.name(), false);
          live.phase(timeline.orElseThrow().phaseAfter(window));
        }
      };
    }

    private void look(PrometheusProbe probe) {
      try {
        Optional<Double> busy = probe.gauge(BUSY_THREADS);
        synchronized (seen) {
          busy.ifPresent(threads -> seen.add(new Look(System.nanoTime(), threads)));
        }
      } catch (ProbeFailedException e) {
        // A service that does not even answer about itself is seen in its latency.
      }
    }

    PlayedTimeline finish() throws InterruptedException {
      List<FaultInstant> instants = faults.await();
      List<PhaseSpan> spans = PhaseSpans.of(timeline.orElseThrow(), instants, beganNanoTime);
      return new PlayedTimeline(
          block.index(),
          block.pair() - firstPair,
          block.variant(),
          spans,
          instants.stream()
              .map(
                  instant ->
                      new PlayedTimeline.WindowInstant(
                          instant.window(),
                          second(instant.appliedNanoTime()),
                          second(instant.removedNanoTime())))
              .toList(),
          busyThreads(spans));
    }

    private double second(long nanoTime) {
      return (nanoTime - beganNanoTime) / 1e9;
    }

    private Map<String, Double> busyThreads(List<PhaseSpan> spans) {
      Map<String, Double> most = new HashMap<>();
      synchronized (seen) {
        for (Look look : seen) {
          long at = look.nanoTime() - beganNanoTime;
          spans.stream()
              .filter(span -> span.fromNanos() <= at && at < span.toNanos())
              .findFirst()
              .ifPresent(span -> most.merge(span.phase(), look.threads(), Math::max));
        }
      }
      return most;
    }

    @Override
    public void close() {
      watch.ifPresent(each -> each.cancel(false));
      faults.close();
    }
  }
}
