package dev.faceoff.benchmarks;

import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.SampleReader;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.LaunchSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to read a run back, for each sample? The file holds 100,000 requests to two
 * endpoints, in eight blocks of two variants; it is read from the system's cache into histograms.
 *
 * <p>Expected: some tens of nanoseconds, so a run of a million requests is read in a tenth of a
 * second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class SampleReadingBenchmark {
  static final int SAMPLES = 100_000;
  private static final int BLOCKS = 8;
  private static final int BLOCK_SECONDS = 5;
  private static final long SEED = 1;
  private static final List<String> ENDPOINTS = List.of("list", "detail");

  private Path folder;
  private LoadPlan plan;
  private GeneratorResult result;

  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("faceoff-benchmark");
    Path file = Files.write(folder.resolve("samples.bin"), samples());
    List<PlannedBlock> blocks = new ArrayList<>();
    Map<Integer, Long> inFlight = new TreeMap<>();
    for (int i = 0; i < BLOCKS; i++) {
      String variant = i % 2 == 0 ? "naive" : "fixed";
      double arrivalsPerSecond = (double) SAMPLES / BLOCKS / BLOCK_SECONDS;
      blocks.add(
          new PlannedBlock(
              i,
              Purpose.MEASURE,
              variant,
              i / 2,
              i * BLOCK_SECONDS,
              BLOCK_SECONDS,
              0,
              arrivalsPerSecond));
      inFlight.put(i, 0L);
    }
    String nowhere = "http://127.0.0.1:9";
    plan =
        new LoadPlan(
            "none",
            Map.of(),
            SEED,
            Map.of("naive", List.of(nowhere), "fixed", List.of(nowhere)),
            blocks,
            1_000,
            file.toString());
    result = new GeneratorResult(new TreeMap<>(inFlight), 0, 0);
  }

  private static byte[] samples() {
    SplittableRandom random = new SplittableRandom(SEED);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SampleFile.header(ENDPOINTS));
    ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
    long gap = TimeUnit.SECONDS.toNanos(BLOCKS * BLOCK_SECONDS) / SAMPLES;
    for (int i = 0; i < SAMPLES; i++) {
      long planned = i * gap;
      long start = planned + random.nextLong(1_000_000);
      long latency = (long) (2e6 * Math.exp(0.5 * random.nextGaussian()));
      int block = (int) ((long) i * BLOCKS / SAMPLES);
      SampleFile.put(
          record.clear(), block, i, i % 2, Outcome.OK, 200, 0, planned, start, start + latency);
      out.writeBytes(record.array());
    }
    return out.toByteArray();
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(Path.of(plan.samplesFile()));
    Files.delete(folder);
  }

  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public LaunchSamples read() throws IOException {
    return SampleReader.read(plan, 0, result, Map.of(), Map.of());
  }
}
