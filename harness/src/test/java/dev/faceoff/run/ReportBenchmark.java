package dev.faceoff.run;

import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.HistogramLogs;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProfileName;
import dev.faceoff.process.Supervisor;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.RunInfo;
import dev.faceoff.report.ScenarioReport;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How long does it take from 10 million raw samples to a written report? To reach: 10 s in a heap
 * of 512 MB. Run its main by hand.
 */
final class ReportBenchmark {
  private static final int SAMPLES = 10_000_000;
  private static final int BLOCKS = 50;
  private static final int BLOCK_SECONDS = 10;

  private ReportBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("faceoff-samples", ".bin");
    try {
      write(file);
      TreeMap<Integer, Long> completed = new TreeMap<>();
      List<PlannedBlock> blocks =
          IntStream.range(0, BLOCKS)
              .peek(b -> completed.put(b, 0L))
              .mapToObj(ReportBenchmark::block)
              .toList();
      LoadPlan plan =
          new LoadPlan(
              "none",
              Map.of(),
              1,
              Map.of("naive", List.of("x"), "fixed", List.of("y")),
              blocks,
              1000,
              file.toString());
      Path folder = Files.createTempDirectory("faceoff-report");
      for (int i = 0; i < 5; i++) {
        long start = System.nanoTime();
        LaunchSamples samples =
            SampleReader.read(plan, 0, new GeneratorResult(completed, 0, 0), Map.of(), Map.of());
        long read = System.nanoTime();
        ScenarioReport scenario =
            new ScenarioReports(ScenarioFixture.scenario(), ProfileName.QUICK, List.of())
                .complete(
                    List.of(
                        new MeasuredLaunch(
                            samples,
                            List.of(),
                            List.of(),
                            blocks,
                            List.of(),
                            Map.of(),
                            Map.of(),
                            Optional.empty())),
                    List.of());
        HistogramLogs.write(folder, samples);
        ReportFolder.write(report(scenario), folder);
        System.out.printf(
            "%,d requests read in %,d ms, reported in %,d ms; status %s, report.html %,d KiB, heap %,d MB%n",
            samples.generator().startedArrivals(),
            (read - start) / 1_000_000,
            (System.nanoTime() - read) / 1_000_000,
            scenario.status(),
            Files.size(folder.resolve(ReportFolder.HTML)) >> 10,
            Runtime.getRuntime().totalMemory() >> 20);
      }
      Supervisor.deleteTree(folder);
    } finally {
      Files.delete(file);
    }
  }

  private static PlannedBlock block(int index) {
    return new PlannedBlock(
        index,
        Purpose.MEASURE,
        index % 2 == 0 ? "naive" : "fixed",
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
      out.write(ByteBuffer.wrap(SampleFile.header(List.of("list", "other"))));
      long span = BLOCKS * BLOCK_SECONDS * 1_000_000_000L;
      for (int i = 0; i < SAMPLES; i++) {
        long start = (long) ((double) i / SAMPLES * span);
        long latency = (long) (1e6 * Math.exp(random.nextDouble() * 6));
        int block = (int) (start / (BLOCK_SECONDS * 1_000_000_000L));
        boolean ok = i % 50 != 0;
        SampleFile.put(
            buffer,
            block,
            i,
            i & 1,
            ok ? Outcome.OK : Outcome.STATUS,
            ok ? 200 : 503,
            0,
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

  private static Report report(ScenarioReport scenario) {
    return new Report(
        Report.SCHEMA_VERSION,
        new RunInfo(
            "benchmark",
            Instant.EPOCH,
            600,
            ProfileName.QUICK,
            BackendKind.EMBEDDED,
            1,
            List.of("run"),
            Machine.environment(Map.of(), Map.of()),
            Map.of("load", 600.0)),
        List.of(scenario));
  }
}
