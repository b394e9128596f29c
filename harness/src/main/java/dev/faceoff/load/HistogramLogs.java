package dev.faceoff.load;

import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramLogWriter;

/** Keeps the latencies as HdrHistogram logs, which other tools read too. */
public final class HistogramLogs {
  /**
   * Maxima in milliseconds, as HdrHistogram's own tools expect; the histograms keep nanoseconds.
   */
  private static final double NANOS_PER_MILLI = 1_000_000;

  private HistogramLogs() {}

  /**
   * Writes one file for each variant and endpoint of a launch, for example {@code
   * naive-newest-orders-launch0.hlog}, with one histogram a block, tagged {@code block-3}.
   */
  public static void write(Path folder, LaunchSamples samples) throws IOException {
    Files.createDirectories(folder);
    Map<String, List<BlockSamples>> byFile = new LinkedHashMap<>();
    for (BlockSamples block : samples.blocks()) {
      String name =
          "%s-%s-launch%d.hlog"
              .formatted(plain(block.variant()), plain(block.endpoint()), samples.launch());
      byFile.computeIfAbsent(name, n -> new ArrayList<>()).add(block);
    }
    for (Map.Entry<String, List<BlockSamples>> file : byFile.entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static void write(Path file, List<BlockSamples> blocks) throws IOException {
    HistogramLogWriter writer = new HistogramLogWriter(file.toFile());
    try {
      writer.outputComment("[latency in nanoseconds; interval maxima in milliseconds]");
      writer.outputLogFormatVersion();
      writer.outputLegend();
      for (BlockSamples block : blocks) {
        AbstractHistogram latency = block.latencyNanos().copy();
        latency.setTag("block-" + block.block());
        writer.outputIntervalHistogram(0, block.seconds(), latency, NANOS_PER_MILLI);
      }
    } finally {
      writer.close();
    }
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
