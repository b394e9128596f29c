package dev.faceoff.apps.blockinggateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do bulkhead and circuit breaker add to a call that succeeds? The call is a counter's step,
 * so that what is left is the guard.
 *
 * <p>Expected: some hundreds of nanoseconds, nothing beside a call over a network.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
public class GuardBenchmark {
  /** Nothing listens there, and nobody calls. */
  private final GuardedGateway gateway =
      new GuardedGateway("http://127.0.0.1:9", Duration.ofSeconds(1));

  private long calls;

  @Benchmark
  public long direct() {
    call();
    return calls;
  }

  @Benchmark
  public long guarded() {
    gateway.guarded(this::call);
    return calls;
  }

  private void call() {
    calls++;
  }
}
