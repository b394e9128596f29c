package dev.faceoff.scenarios.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.scenarios.driver.SampleRecordingBenchmark.Room;
import dev.faceoff.scenarios.driver.SampleRecordingBenchmark.Sink;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRecordingBenchmarkTest {
  private final SampleRecordingBenchmark benchmark = new SampleRecordingBenchmark();
  @TempDir private Path folder;

  @Test
  void everySampleHandedOverIsWritten() throws IOException {
    Path file = folder.resolve("samples.bin");
    Sink sink = new Sink();
    sink.open(file);
    Room room = new Room();

    for (int i = 0; i < 5_000; i++) {
      benchmark.handOver(sink, room);
    }
    sink.close();

    try (SampleFile samples = SampleFile.open(file)) {
      for (int i = 0; i < 5_000; i++) {
        assertThat(samples.next()).isTrue();
        assertThat(samples.startNanos()).isEqualTo(i);
      }
      assertThat(samples.next()).isFalse();
    }
  }

  @Test
  void takesWhatGoesNowhere() throws IOException {
    Sink sink = new Sink();
    sink.open();

    benchmark.handOver(sink, new Room());
    sink.close();
  }

  @Test
  void encodesOneWholeRecord() throws IOException {
    byte[] header = SampleFile.header(List.of("orders"));
    byte[] encoded = new byte[SampleFile.RECORD_BYTES];
    benchmark.encode(new Room()).flip().get(encoded);

    Path file = Files.write(folder.resolve("one.bin"), header);
    Files.write(file, encoded, StandardOpenOption.APPEND);

    try (SampleFile samples = SampleFile.open(file)) {
      assertThat(samples.next()).isTrue();
      assertThat(samples.endNanos() - samples.startNanos()).isEqualTo(2_000_000);
      assertThat(samples.next()).isFalse();
    }
  }
}
