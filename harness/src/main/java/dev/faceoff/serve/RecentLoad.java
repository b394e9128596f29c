package dev.faceoff.serve;

import dev.faceoff.live.LiveListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * What became of the requests of the last two minutes, by the second in which they ended: a figure
 * that was shown does not change any more.
 */
public final class RecentLoad implements LiveListener {
  /** The phase whose requests count. */
  public static final String PHASE = "standing";

  /** Seconds that figures are about. */
  static final int WINDOW_SECONDS = 10;

  /** Seconds that are kept. */
  static final int KEPT_SECONDS = 120;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;

  /** One in a hundred is as much as anybody reads from the back of a room. */
  private static final int DIGITS = 2;

  private final LongSupplier nanoTime;
  private final Map<String, Map<Long, Map<String, Tally>>> variants = new LinkedHashMap<>();
  private final Map<String, Long> endedByVariant = new HashMap<>();
  private final Map<String, Deque<Used>> usedByVariant = new HashMap<>();
  private final Deque<Struck> struck = new ArrayDeque<>();
  private Map<String, Long> inFlight = Map.of();
  private boolean counts;

  /** The load's start on the clock of this process, as far as known. */
  private long zeroNanoTime = Long.MAX_VALUE;

  /** Seconds that are over. */
  private long seconds;

  /** Requests of one endpoint that ended in one second. */
  private static final class Tally {
    private final AbstractHistogram latency = new IntCountsHistogram(DIGITS);
    private long failed;
  }

  /**
   * What a variant had used when so many of its requests had ended.
   *
   * @param second in which that was
   */
  private record Used(long second, long ended, double total) {}

  /**
   * A fault that was on.
   *
   * @param toSecond infinite while it is
   */
  record Struck(String fault, double fromSecond, double toSecond) {}

  /**
   * What became of some requests.
   *
   * @param p50Millis absent without a request, as all below
   * @param failedShare 0 to 1
   */
  record Figures(
      long requests,
      Optional<Double> p50Millis,
      Optional<Double> p95Millis,
      Optional<Double> failedShare) {}

  /**
   * A variant.
   *
   * @param recent the last ten seconds
   * @param endpoints the same, by endpoint
   * @param inFlight users that have arrived but not left
   * @param usedPerRequest lately, of what explains its latency
   * @param p95MillisBySecond of the last two minutes, the latest last
   */
  record Column(
      String variant,
      Figures recent,
      Map<String, Figures> endpoints,
      long inFlight,
      Optional<Double> usedPerRequest,
      List<Optional<Double>> p95MillisBySecond) {}

  /**
   * Everything.
   *
   * @param second how many have passed; the seconds of faults count likewise
   * @param struck the faults of the last two minutes
   */
  record View(long second, List<Column> columns, List<Struck> struck) {}

  /**
   * Nothing so far.
   *
   * @param variants in the order in which they are shown
   * @param nanoTime the clock, for example {@code System::nanoTime}
   */
  public RecentLoad(List<String> variants, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    variants.forEach(variant -> this.variants.put(variant, new TreeMap<>()));
  }

  @Override
  public synchronized void phase(String scenario, String phase) {
    counts = phase.equals(PHASE);
  }

  @Override
  public void offered(String scenario, String variant, double arrivalsPerSecond) {
    // Whoever changes it knows it.
  }

  @Override
  public synchronized void fault(String scenario, String variant, String fault, boolean active) {
    // Both variants suffer alike; the first to is told.
    if (!variant.equals(variants.keySet().iterator().next())) {
      return;
    }
    double now = (nanoTime.getAsLong() - zeroNanoTime) / (double) NANOS_PER_SECOND;
    if (active) {
      struck.add(new Struck(fault, now, Double.POSITIVE_INFINITY));
    } else if (!struck.isEmpty()) {
      struck.add(new Struck(fault, struck.removeLast().fromSecond(), now));
    }
  }

  @Override
  public synchronized void ended(
      String scenario,
      String variant,
      String endpoint,
      boolean failed,
      long endNanos,
      long latencyNanos) {
    Map<Long, Map<String, Tally>> own = variants.get(variant);
    if (!counts || own == null) {
      return;
    }
    Tally tally =
        own.computeIfAbsent(Math.floorDiv(endNanos, NANOS_PER_SECOND), second -> new TreeMap<>())
            .computeIfAbsent(endpoint, name -> new Tally());
    tally.latency.recordValue(latencyNanos);
    tally.failed += failed ? 1 : 0;
    endedByVariant.merge(variant, 1L, Long::sum);
  }

  @Override
  public synchronized void used(String scenario, String variant, double total) {
    if (!counts) {
      return;
    }
    Deque<Used> used = usedByVariant.computeIfAbsent(variant, each -> new ArrayDeque<>());
    used.add(new Used(seconds, endedByVariant.getOrDefault(variant, 0L), total));
    // The oldest is the one to compare with: it shall be about as old as the other figures.
    while (used.size() > 2 && seconds - used.peekFirst().second() > WINDOW_SECONDS) {
      used.removeFirst();
    }
  }

  private Optional<Double> usedPerRequest(String variant) {
    Deque<Used> used = usedByVariant.getOrDefault(variant, new ArrayDeque<>());
    if (used.size() < 2) {
      return Optional.empty();
    }
    long ended = used.getLast().ended() - used.getFirst().ended();
    double total = used.getLast().total() - used.getFirst().total();
    return ended == 0 ? Optional.empty() : Optional.of(total / ended);
  }

  @Override
  public void lagged(String scenario, long nanos) {
    // The room watches the services, not the generator.
  }

  @Override
  public synchronized void upTo(String scenario, long nanos, Map<String, Long> users) {
    // The message that took the shortest way tells best.
    long zero = nanoTime.getAsLong() - nanos;
    zeroNanoTime = zeroNanoTime == Long.MAX_VALUE || zero - zeroNanoTime < 0 ? zero : zeroNanoTime;
    seconds = Math.max(seconds, Math.floorDiv(nanos, NANOS_PER_SECOND));
    inFlight = users;
    long oldest = seconds - KEPT_SECONDS;
    variants.values().forEach(own -> own.keySet().removeIf(second -> second < oldest));
    struck.removeIf(each -> each.toSecond() < oldest);
  }

  /** Everything as it is now. */
  synchronized View now() {
    List<Column> columns = new ArrayList<>();
    variants.forEach((variant, own) -> columns.add(column(variant, own)));
    return new View(seconds, columns, List.copyOf(struck));
  }

  private Column column(String variant, Map<Long, Map<String, Tally>> own) {
    Tally all = new Tally();
    Map<String, Tally> byEndpoint = new TreeMap<>();
    for (long second = seconds - WINDOW_SECONDS; second < seconds; second++) {
      own.getOrDefault(second, Map.of())
          .forEach(
              (endpoint, tally) -> {
                add(tally, all);
                add(tally, byEndpoint.computeIfAbsent(endpoint, name -> new Tally()));
              });
    }
    Map<String, Figures> endpoints = new TreeMap<>();
    byEndpoint.forEach((endpoint, tally) -> endpoints.put(endpoint, figures(tally)));
    List<Optional<Double>> line = new ArrayList<>();
    for (long second = seconds - KEPT_SECONDS; second < seconds; second++) {
      Tally inSecond = new Tally();
      own.getOrDefault(second, Map.of()).values().forEach(tally -> add(tally, inSecond));
      line.add(figures(inSecond).p95Millis());
    }
    return new Column(
        variant,
        figures(all),
        endpoints,
        inFlight.getOrDefault(variant, 0L),
        usedPerRequest(variant),
        line);
  }

  private static void add(Tally tally, Tally to) {
    to.latency.add(tally.latency);
    to.failed += tally.failed;
  }

  private static Figures figures(Tally tally) {
    long requests = tally.latency.getTotalCount();
    if (requests == 0) {
      return new Figures(0, Optional.empty(), Optional.empty(), Optional.empty());
    }
    return new Figures(
        requests,
        Optional.of(tally.latency.getValueAtPercentile(50) / NANOS_PER_MILLI),
        Optional.of(tally.latency.getValueAtPercentile(95) / NANOS_PER_MILLI),
        Optional.of((double) tally.failed / requests));
  }
}
