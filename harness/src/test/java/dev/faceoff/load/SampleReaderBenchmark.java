package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How long does it take to read 10 million samples? Expected: about a second, in a heap of 256 MB.
 * Run its main by hand.
 */
final class SampleReaderBenchmark {
  private static final int SAMPLES = 10_000_000;
  private static final int BLOCKS = 60;
  private static final int BLOCK_SECONDS = 10;

  private SampleReaderBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("faceoff-samples", ".bin");
    try {
      write(file);
      TreeMap<Integer, Long> completed = new TreeMap<>();
      List<PlannedBlock> blocks =
          IntStream.range(0, BLOCKS)
              .peek(b -> completed.put(b, 0L))
              .mapToObj(SampleReaderBenchmark::block)
              .toList();
      LoadPlan plan =
          new LoadPlan(
              "none", Map.of(), 1, Map.of("a", "x", "b", "y"), blocks, 1000, file.toString());
      for (int i = 0; i < 5; i++) {
        long start = System.nanoTime();
        LaunchSamples samples = SampleReader.read(plan, 0, new GeneratorResult(completed, 0, 0));
        System.out.printf(
            "%,d requests in %,d ms, heap %,d MB%n",
            samples.startedArrivals(),
            (System.nanoTime() - start) / 1_000_000,
            Runtime.getRuntime().totalMemory() >> 20);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static PlannedBlock block(int index) {
    return new PlannedBlock(
        index,
        Purpose.MEASURE,
        index % 2 == 0 ? "a" : "b",
        index / 2,
        index * BLOCK_SECONDS,
        BLOCK_SECONDS,
        0,
        (double) SAMPLES / BLOCKS / BLOCK_SECONDS);
  }

  private static void write(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    ByteBuffer buffer = ByteBuffer.allocate(SampleFile.RECORD_BYTES * 10_000);
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(SampleFile.header(List.of("one", "two"))));
      long span = BLOCKS * BLOCK_SECONDS * 1_000_000_000L;
      for (int i = 0; i < SAMPLES; i++) {
        long start = (long) ((double) i / SAMPLES * span);
        long latency = (long) (1e6 * Math.exp(random.nextDouble() * 6));
        int block = (int) (start / (BLOCK_SECONDS * 1_000_000_000L));
        boolean ok = i % 50 != 0;
        SampleFile.put(
            buffer,
            block,
            i & 1,
            ok ? Outcome.OK : Outcome.STATUS,
            ok ? 200 : 503,
            start - 1_000_000,
            start,
            start + latency);
        if (!buffer.hasRemaining()) {
          out.write(buffer.flip());
          buffer.clear();
        }
      }
    }
  }
}
