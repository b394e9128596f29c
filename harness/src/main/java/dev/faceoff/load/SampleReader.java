package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.PhaseSpan;
import dev.faceoff.stats.SecondSamples;
import dev.faceoff.stats.TimelineSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Reads the samples of a launch once, front to back, into histograms. Memory grows with blocks,
 * seconds and endpoints, not with requests.
 */
public final class SampleReader {
  private static final int BLOCK_DIGITS = 3;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PlannedBlock[] wanted;
  private final List<String> endpoints;
  private final BlockTally[][] blocks;
  private final ClosedTally[][] closed;
  private final BitSet[] begun;
  private final PlayTally[] plays;
  private final long[] lastEndNanos;
  private final List<SecondTally[]> seconds = new ArrayList<>();
  private final AbstractHistogram startLag = new IntCountsHistogram(BLOCK_DIGITS);
  private long started;

  private SampleReader(
      LoadPlan plan,
      GeneratorResult result,
      List<String> endpoints,
      Map<Integer, List<PhaseSpan>> spansByBlock,
      Map<String, Double> objectiveMillisByEndpoint) {
    this.endpoints = endpoints;
    this.wanted = new PlannedBlock[plan.blocks().size()];
    this.blocks = new BlockTally[wanted.length][];
    this.closed = new ClosedTally[wanted.length][];
    this.begun = new BitSet[wanted.length];
    this.plays = new PlayTally[wanted.length];
    this.lastEndNanos = new long[wanted.length];
    long[] objectiveNanos =
        endpoints.stream().mapToLong(e -> nanos(objectiveMillisByEndpoint.get(e))).toArray();
    for (PlannedBlock block : plan.blocks()) {
      int index = block.index();
      if (!block.purpose().measured() || !result.inFlightByBlock().containsKey(index)) {
        continue;
      }
      wanted[index] = block;
      if (block.purpose() == Purpose.MEASURE || block.purpose() == Purpose.INSPECT) {
        blocks[index] = new BlockTally[endpoints.size()];
        Arrays.setAll(blocks[index], e -> new BlockTally());
      } else if (block.purpose() == Purpose.CLOSED) {
        closed[index] = new ClosedTally[endpoints.size()];
        Arrays.setAll(closed[index], e -> new ClosedTally(block));
        begun[index] = new BitSet();
      } else if (spansByBlock.containsKey(index)) {
        plays[index] = new PlayTally(block, spansByBlock.get(index), objectiveNanos);
      }
    }
  }

  /** An objective; whatever it takes where there is none. */
  private static long nanos(Double objectiveMillis) {
    return objectiveMillis == null ? Long.MAX_VALUE : Math.round(objectiveMillis * 1e6);
  }

  /**
   * Reads a launch's samples. A file that was cut off is read up to its last whole record.
   *
   * @param result tells the completed blocks, the only ones read, and how busy the generator was
   * @param spansByBlock the phases of each play of the timeline, in order, by its block; a play
   *     without them is left out. A request belongs to the phase in which it started; one that a
   *     journey started after the play's end, to none
   * @param objectiveMillisByEndpoint what phases count as within the objective: answers without
   *     error that took no longer; an endpoint that is not here has no limit
   * @throws IOException if the file cannot be read or was written by another version
   */
  public static LaunchSamples read(
      LoadPlan plan,
      int launch,
      GeneratorResult result,
      Map<Integer, List<PhaseSpan>> spansByBlock,
      Map<String, Double> objectiveMillisByEndpoint)
      throws IOException {
    return read(
        plan,
        List.of(Path.of(plan.samplesFile())),
        launch,
        result,
        spansByBlock,
        objectiveMillisByEndpoint);
  }

  /**
   * Reads the samples of a launch that several generators recorded, as if one had.
   *
   * @param plan of all of them
   * @param files one a generator
   * @param result of all of them
   * @throws IOException as above, or if they do not hold samples of the same endpoints
   */
  public static LaunchSamples read(
      LoadPlan plan, List<Path> files, int launch, GeneratorResult result) throws IOException {
    return read(plan, files, launch, result, Map.of(), Map.of());
  }

  private static LaunchSamples read(
      LoadPlan plan,
      List<Path> files,
      int launch,
      GeneratorResult result,
      Map<Integer, List<PhaseSpan>> spansByBlock,
      Map<String, Double> objectiveMillisByEndpoint)
      throws IOException {
    SampleReader reader = null;
    for (Path each : files) {
      try (SampleFile file = SampleFile.open(each)) {
        if (reader == null) {
          reader =
              new SampleReader(
                  plan, result, file.endpoints(), spansByBlock, objectiveMillisByEndpoint);
        } else if (!reader.endpoints.equals(file.endpoints())) {
          throw new IOException(
              "%s holds samples of %s, but %s of %s"
                  .formatted(files.get(0), reader.endpoints, each, file.endpoints()));
        }
        while (file.next()) {
          reader.take(file);
        }
      }
    }
    return reader.samples(plan, launch, result);
  }

  private void take(SampleFile sample) {
    int index = sample.block();
    PlannedBlock block = wanted[index];
    if (block == null) {
      return;
    }
    int endpoint = sample.endpoint();
    long start = sample.startNanos();
    long latency = Math.max(0, sample.endNanos() - start);
    Outcome outcome = sample.outcome();
    if (outcome == Outcome.UNSENT) {
      // An arrival that came in time, and no request of any endpoint.
      arrived(sample);
      return;
    }

    if (blocks[index] != null) {
      lastEndNanos[index] = Math.max(lastEndNanos[index], sample.endNanos());
      blocks[index][endpoint].add(latency, outcome, sample.status());
    }
    if (closed[index] != null) {
      closed[index][endpoint].add(sample.endNanos(), latency, outcome, sample.status());
      if (!begun[index].get(sample.arrival())) {
        begun[index].set(sample.arrival());
        closed[index][endpoint].journeys++;
      }
    }
    if (plays[index] != null) {
      plays[index].add(endpoint, start, latency, outcome, sample.status());
    }
    second(start, endpoint, block).tally.add(latency, outcome);
    if (sample.isPlanned()) {
      long lag = arrived(sample);
      if (plays[index] != null) {
        plays[index].arrived(endpoint, start, lag);
      }
    }
  }

  /** Counts an arrival and returns its lag in nanoseconds. */
  private long arrived(SampleFile sample) {
    started++;
    // The injector rounds to milliseconds and may be early by part of one.
    long lag = Math.max(0, sample.startNanos() - sample.plannedNanos());
    startLag.recordValue(lag);
    return lag;
  }

  private SecondTally second(long startNanos, int endpoint, PlannedBlock block) {
    int second = (int) Math.max(0, startNanos / NANOS_PER_SECOND);
    while (seconds.size() <= second) {
      seconds.add(null);
    }
    // A late request of one variant may share a second with the other's.
    String variant = block.variant();
    SecondTally[] tallies = seconds.get(second);
    if (tallies == null) {
      tallies = new SecondTally[endpoints.size()];
      seconds.set(second, tallies);
    }
    for (SecondTally tally = tallies[endpoint]; tally != null; tally = tally.other) {
      if (tally.variant.equals(variant)) {
        return tally;
      }
    }
    tallies[endpoint] = new SecondTally(variant, tallies[endpoint]);
    return tallies[endpoint];
  }

  private LaunchSamples samples(LoadPlan plan, int launch, GeneratorResult result) {
    List<BlockSamples> blockSamples = new ArrayList<>();
    long planned = 0;
    for (PlannedBlock block : wanted) {
      if (block == null) {
        continue;
      }
      planned += plan.share().of(block.arrivals());
      if (blocks[block.index()] == null) {
        continue;
      }
      // A service that falls behind answers at its own rate, not at that of the arrivals.
      double untilLastAnswer =
          (double) lastEndNanos[block.index()] / NANOS_PER_SECOND - block.startSecond();
      for (int e = 0; e < endpoints.size(); e++) {
        BlockTally tally = blocks[block.index()][e];
        blockSamples.add(
            new BlockSamples(
                block.index(),
                block.pair(),
                block.variant(),
                endpoints.get(e),
                Math.max(block.seconds(), untilLastAnswer),
                tally.latency,
                Map.copyOf(tally.errors)));
      }
    }
    return new LaunchSamples(
        launch,
        blockSamples,
        closedSamples(),
        secondSamples(),
        timelineSamples(plan),
        new GeneratorHealth(
            startLag, planned, started, undrained(result), result.cpuShare(), result.gcShare()));
  }

  private List<ClosedSamples> closedSamples() {
    List<ClosedSamples> all = new ArrayList<>();
    for (ClosedTally[] ofBlock : closed) {
      for (int e = 0; ofBlock != null && e < endpoints.size(); e++) {
        all.add(ofBlock[e].samples(endpoints.get(e)));
      }
    }
    return all;
  }

  private List<TimelineSamples> timelineSamples(LoadPlan plan) {
    int firstPair =
        plan.blocks().stream()
            .filter(block -> block.purpose() == Purpose.TIMELINE)
            .mapToInt(PlannedBlock::pair)
            .min()
            .orElse(0);
    List<TimelineSamples> all = new ArrayList<>();
    for (PlayTally play : plays) {
      for (int e = 0; play != null && e < endpoints.size(); e++) {
        all.add(play.samples(firstPair, e, endpoints.get(e)));
      }
    }
    return all;
  }

  private long undrained(GeneratorResult result) {
    long users = 0;
    for (PlannedBlock block : wanted) {
      users += block == null ? 0 : result.inFlightByBlock().get(block.index());
    }
    return users;
  }

  private List<SecondSamples> secondSamples() {
    List<SecondSamples> all = new ArrayList<>();
    for (int second = 0; second < seconds.size(); second++) {
      SecondTally[] tallies = seconds.get(second);
      for (int e = 0; tallies != null && e < tallies.length; e++) {
        for (SecondTally tally = tallies[e]; tally != null; tally = tally.other) {
          all.add(tally.samples(second, endpoints.get(e)));
        }
      }
    }
    all.sort(
        Comparator.comparingInt(SecondSamples::second)
            .thenComparing(SecondSamples::variant)
            .thenComparing(SecondSamples::endpoint));
    return all;
  }

  private static final class BlockTally {
    final AbstractHistogram latency = new IntCountsHistogram(BLOCK_DIGITS);
    final Map<String, Long> errors = new TreeMap<>();

    void add(long nanos, Outcome outcome, int status) {
      latency.recordValue(nanos);
      if (outcome != Outcome.OK) {
        errors.merge(outcome.label(status), 1L, Long::sum);
      }
    }
  }

  private static final class ClosedTally {
    private final PlannedBlock block;
    private final long fromNanos;
    private final long toNanos;
    private final BlockTally tally = new BlockTally();
    private long answered;
    private long journeys;

    ClosedTally(PlannedBlock block) {
      this.block = block;
      this.fromNanos = (block.startSecond() + LoadPlan.CLOSED_LEAD_SECONDS) * NANOS_PER_SECOND;
      this.toNanos = block.endSecond() * NANOS_PER_SECOND;
    }

    void add(long endNanos, long latencyNanos, Outcome outcome, int status) {
      tally.add(latencyNanos, outcome, status);
      boolean counts = endNanos >= fromNanos && endNanos < toNanos;
      answered += counts && outcome == Outcome.OK ? 1 : 0;
    }

    ClosedSamples samples(String endpoint) {
      return new ClosedSamples(
          block.index(),
          block.pair(),
          block.variant(),
          endpoint,
          block.users(),
          (double) (toNanos - fromNanos) / NANOS_PER_SECOND,
          answered,
          journeys,
          tally.latency,
          Map.copyOf(tally.errors));
    }
  }

  private static final class SecondTally {
    final String variant;
    final SecondTally other;
    final WindowTally tally = new WindowTally();

    SecondTally(String variant, SecondTally other) {
      this.variant = variant;
      this.other = other;
    }

    SecondSamples samples(int second, String endpoint) {
      return new SecondSamples(
          second,
          variant,
          endpoint,
          tally.requests(),
          tally.errors(),
          tally.percentileNanos(50),
          tally.percentileNanos(99));
    }
  }
}
