package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.SecondSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int SECOND_DIGITS = 2;

  /** Seconds need no more than a microsecond; this keeps their histograms small. */
  private static final int SECOND_UNIT_NANOS = 1_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PlannedBlock[] wanted;
  private final List<String> endpoints;
  private final BlockTally[][] blocks;
  private final long[] lastEndNanos;
  private final List<SecondTally[]> seconds = new ArrayList<>();
  private final AbstractHistogram startLag = new IntCountsHistogram(BLOCK_DIGITS);
  private long started;

  private SampleReader(LoadPlan plan, GeneratorResult result, List<String> endpoints) {
    this.endpoints = endpoints;
    this.wanted = new PlannedBlock[plan.blocks().size()];
    this.blocks = new BlockTally[wanted.length][];
    this.lastEndNanos = new long[wanted.length];
    for (PlannedBlock block : plan.blocks()) {
      if (block.purpose() == Purpose.MEASURE
          && result.inFlightByBlock().containsKey(block.index())) {
        wanted[block.index()] = block;
        BlockTally[] tallies = new BlockTally[endpoints.size()];
        Arrays.setAll(tallies, e -> new BlockTally());
        blocks[block.index()] = tallies;
      }
    }
  }

  /**
   * Reads a launch's samples. A file that was cut off is read up to its last whole record.
   *
   * @param result tells the completed blocks, the only ones read, and how busy the generator was
   * @throws IOException if the file cannot be read or was written by another version
   */
  public static LaunchSamples read(LoadPlan plan, int launch, GeneratorResult result)
      throws IOException {
    try (SampleFile file = SampleFile.open(Path.of(plan.samplesFile()))) {
      SampleReader reader = new SampleReader(plan, result, file.endpoints());
      while (file.next()) {
        reader.take(file);
      }
      return reader.samples(launch, result);
    }
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

    BlockTally tally = blocks[index][endpoint];
    lastEndNanos[index] = Math.max(lastEndNanos[index], sample.endNanos());
    tally.latency.recordValue(latency);
    if (outcome != Outcome.OK) {
      tally.errors.merge(outcome.label(sample.status()), 1L, Long::sum);
    }
    second(start, endpoint, block).add(latency, outcome);
    if (sample.isPlanned()) {
      started++;
      // The injector rounds to milliseconds and may be early by part of one.
      startLag.recordValue(Math.max(0, start - sample.plannedNanos()));
    }
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

  private LaunchSamples samples(int launch, GeneratorResult result) {
    List<BlockSamples> blockSamples = new ArrayList<>();
    long planned = 0;
    for (PlannedBlock block : wanted) {
      if (block == null) {
        continue;
      }
      planned += block.arrivals();
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
        secondSamples(),
        List.of(),
        startLag,
        planned,
        started,
        undrained(result),
        result.cpuShare(),
        result.gcShare());
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
  }

  private static final class SecondTally {
    final String variant;
    final SecondTally other;
    private final AbstractHistogram latency =
        new IntCountsHistogram(SECOND_UNIT_NANOS, 2L * NANOS_PER_SECOND, SECOND_DIGITS);
    private long errors;

    SecondTally(String variant, SecondTally other) {
      this.variant = variant;
      this.other = other;
      latency.setAutoResize(true);
    }

    void add(long nanos, Outcome outcome) {
      latency.recordValue(nanos);
      if (outcome != Outcome.OK) {
        errors++;
      }
    }

    SecondSamples samples(int second, String endpoint) {
      return new SecondSamples(
          second,
          variant,
          endpoint,
          latency.getTotalCount(),
          errors,
          latency.getValueAtPercentile(50),
          latency.getValueAtPercentile(99));
    }
  }
}
