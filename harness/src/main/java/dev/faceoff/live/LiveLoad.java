package dev.faceoff.live;

import dev.faceoff.load.GeneratorListener;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Stretch;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a run tells its listeners while it runs. What the run tells is passed on by a thread of its
 * own, so that a slow listener holds up no load, no fault and no reading. Without listeners no
 * samples are read.
 */
public final class LiveLoad implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final String WARM_UP = "warm-up";
  private static final String SETTLE = "settle";
  private static final String MEASURE = "measure";
  private static final String STANDING = "standing";
  private static final String BEFORE = "before";
  private static final String SPIKE = "spike";
  private static final String AFTER = "after";
  private static final String GAPS = "gaps";

  /** For what is still to be told at the end, which takes milliseconds. */
  private static final long LAST_WORDS_SECONDS = 5;

  private final All listeners;
  private final ExecutorService teller = Executors.newSingleThreadExecutor(LiveLoad::thread);

  /** Name of the scenario at work; the teller's alone, as all below. */
  private String scenario = "";

  private String phase = "";
  private final Map<String, Double> offered = new HashMap<>();
  private final Set<SampleTail> open = new HashSet<>();

  /** Tells those listeners, in this order. */
  public LiveLoad(List<LiveListener> listeners) {
    this.listeners = new All(new CopyOnWriteArrayList<>(listeners));
  }

  /** A listener that is told until this is closed, and nothing any more once that has returned. */
  public interface Told extends AutoCloseable {
    @Override
    void close();
  }

  /** Tells another listener too, of all that comes from now on. */
  public Told also(LiveListener more) {
    inOrder(() -> listeners.listeners().add(more));
    return () -> inOrder(() -> listeners.listeners().remove(more));
  }

  /** Does something once all has been told that is there to be told, and waits for it. */
  private void inOrder(Runnable what) {
    try {
      teller.submit(what).get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
      // The run is over, or a listener hangs, for which the end of the run does not wait either.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "live-load");
    thread.setDaemon(true);
    return thread;
  }

  /** The run goes to another phase of that scenario; the same one again is nothing new. */
  public void phase(String ofScenario, String newPhase) {
    tell(
        () -> {
          scenario = ofScenario;
          enter(newPhase);
        });
  }

  /** As above, of the scenario at work. */
  public void phase(String newPhase) {
    tell(() -> enter(newPhase));
  }

  private void enter(String newPhase) {
    if (!phase.equals(newPhase)) {
      phase = newPhase;
      listeners.phase(scenario, newPhase);
    }
  }

  /**
   * A variant's services tell metrics of their own there, in place of where they did before.
   *
   * @param metrics one a replica; none when they have ended, or tell none
   */
  public void serves(String ofScenario, String variant, List<URI> metrics) {
    tell(() -> listeners.serves(ofScenario, variant, metrics));
  }

  /** A fault has come to a variant, or has gone. */
  public void fault(String variant, String fault, boolean active) {
    tell(() -> listeners.fault(scenario, variant, fault, active));
  }

  /** A variant has used so much so far of what explains its latency. */
  public void used(String variant, double total) {
    tell(() -> listeners.used(scenario, variant, total));
  }

  /** Arrivals of a plan's standing blocks come at another rate. */
  public void rate(LoadPlan plan, double arrivalsPerSecond) {
    tell(() -> plan.targets().keySet().forEach(variant -> offer(variant, arrivalsPerSecond)));
  }

  private void offer(String variant, double arrivalsPerSecond) {
    Double before = offered.put(variant, arrivalsPerSecond);
    if (before == null || before != arrivalsPerSecond) {
      listeners.offered(scenario, variant, arrivalsPerSecond);
    }
  }

  /** What has to hear of a plan's play so that all of it is told. */
  public GeneratorListener follow(LoadPlan plan) {
    return listeners.listeners().isEmpty() ? GeneratorListener.NONE : new Followed(plan);
  }

  private void tell(Runnable what) {
    try {
      teller.execute(what);
    } catch (RejectedExecutionException e) {
      // The run is over; nobody listens any more.
    }
  }

  /** Tells what is still to be told, and nothing any more. */
  @Override
  public void close() {
    // Of plans that were stopped early.
    tell(() -> open.forEach(SampleTail::close));
    teller.shutdown();
    try {
      if (!teller.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        teller.shutdownNow();
      }
    } catch (InterruptedException e) {
      teller.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** A plan while it is played. */
  private final class Followed implements GeneratorListener {
    private final LoadPlan plan;
    private SampleTail tail;
    private boolean unreadable;
    private int drained;

    Followed(LoadPlan plan) {
      this.plan = plan;
    }

    @Override
    public void blockBegins(int index, long beganNanoTime) {
      tell(
          () -> {
            PlannedBlock block = plan.blocks().get(index);
            enter(phaseOf(block));
            offer(block.variant(), plan.share().perSecond(block.arrivalsPerSecond()));
          });
    }

    @Override
    public void blockDrained(int index, long inFlight) {
      tell(
          () -> {
            drained++;
            read();
            enter(GAPS);
            offer(plan.blocks().get(index).variant(), 0);
            if (drained == plan.blocks().size()) {
              end();
            }
          });
    }

    @Override
    public void progress(GeneratorEvent counters) {
      tell(
          () -> {
            read();
            step(counters.atNanos());
            listeners.upTo(scenario, counters.atNanos(), counters.inFlightByVariant());
          });
    }

    /** The rate of a block may change while it is played. */
    private void step(long nowNanos) {
      for (PlannedBlock block : plan.blocks()) {
        double second = (double) nowNanos / NANOS_PER_SECOND - block.startSecond();
        if (block.rateSteps().isEmpty() || second < 0 || second >= block.seconds()) {
          continue;
        }
        List<Stretch> stretches = block.stretches();
        for (int i = stretches.size() - 1; i >= 0; i--) {
          if (second >= stretches.get(i).fromSecond()) {
            offer(block.variant(), plan.share().perSecond(stretches.get(i).arrivalsPerSecond()));
            enter(i == 0 ? BEFORE : i == stretches.size() - 1 ? AFTER : SPIKE);
            break;
          }
        }
      }
    }

    private void read() {
      if (unreadable) {
        return;
      }
      try {
        if (tail == null) {
          tail = new SampleTail(plan, scenario);
          open.add(tail);
        }
        tail.read(listeners);
      } catch (IOException e) {
        // The run reads the same file at its end, and fails of it there.
        unreadable = true;
      }
    }

    private void end() {
      if (tail != null) {
        open.remove(tail);
        tail.close();
      }
    }
  }

  /** Tells all of them. */
  private record All(CopyOnWriteArrayList<LiveListener> listeners) implements LiveListener {

    @Override
    public void phase(String scenario, String phase) {
      listeners.forEach(each -> each.phase(scenario, phase));
    }

    @Override
    public void offered(String scenario, String variant, double arrivalsPerSecond) {
      listeners.forEach(each -> each.offered(scenario, variant, arrivalsPerSecond));
    }

    @Override
    public void serves(String scenario, String variant, List<URI> metrics) {
      listeners.forEach(listener -> listener.serves(scenario, variant, metrics));
    }

    @Override
    public void fault(String scenario, String variant, String fault, boolean active) {
      listeners.forEach(each -> each.fault(scenario, variant, fault, active));
    }

    @Override
    public void ended(
        String scenario,
        String variant,
        String endpoint,
        boolean failed,
        long endNanos,
        long latencyNanos) {
      for (LiveListener each : listeners) {
        each.ended(scenario, variant, endpoint, failed, endNanos, latencyNanos);
      }
    }

    @Override
    public void lagged(String scenario, long nanos) {
      for (LiveListener each : listeners) {
        each.lagged(scenario, nanos);
      }
    }

    @Override
    public void used(String scenario, String variant, double total) {
      listeners.forEach(each -> each.used(scenario, variant, total));
    }

    @Override
    public void upTo(String scenario, long nanos, Map<String, Long> inFlight) {
      listeners.forEach(each -> each.upTo(scenario, nanos, inFlight));
    }
  }

  private static String phaseOf(PlannedBlock block) {
    return switch (block.purpose()) {
      case WARM_UP -> WARM_UP;
      case SETTLE -> SETTLE;
      case TIMELINE -> BEFORE;
      case STANDING -> STANDING;
      case MEASURE, CLOSED, INSPECT, MATCHED -> MEASURE;
    };
  }
}
