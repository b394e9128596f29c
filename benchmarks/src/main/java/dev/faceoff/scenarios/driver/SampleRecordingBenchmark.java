package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does recording a sample cost a thread that sends requests? To encode it, and to hand it over
 * with the lock and the writer's thread; the disk is left out, for at this rate it would be filled
 * with gigabytes.
 *
 * <p>Expected: some nanoseconds and some tens; a request takes ten thousand times as long.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class SampleRecordingBenchmark {
  private static final String NOWHERE =
      System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";

  /** A sink in front of nothing. */
  @State(Scope.Benchmark)
  public static class Sink {
    private SampleSink sink;

    @Setup
    public void open() throws IOException {
      open(Path.of(NOWHERE));
    }

    void open(Path file) throws IOException {
      sink = new SampleSink(file, List.of("orders"));
    }

    @TearDown
    public void close() throws IOException {
      sink.close();
    }
  }

  /** Room for one record, written over and over. */
  @State(Scope.Thread)
  public static class Room {
    final ByteBuffer buffer = ByteBuffer.allocateDirect(SampleFile.RECORD_BYTES);
    long nanos;
  }

  @Benchmark
  public ByteBuffer encode(Room room) {
    long start = room.nanos++;
    SampleFile.put(
        room.buffer.clear(), 3, 17, 0, Outcome.OK, 200, 0, start, start, start + 2_000_000);
    return room.buffer;
  }

  @Benchmark
  public void handOver(Sink sink, Room room) {
    long start = room.nanos++;
    sink.sink.put(3, 17, 0, Outcome.OK, 200, 0, 0, 0, start, start, start + 2_000_000);
  }
}
