package dev.faceoff.benchmarks;

import dev.faceoff.model.Estimate;
import dev.faceoff.stats.Jackknife;
import dev.faceoff.stats.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;
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
 * What do the estimates of a report cost: one quantile, and one interval over launches? Eight
 * launches of 2,000 latencies each, of a lognormal law around 2 ms.
 *
 * <p>Expected: some hundreds of microseconds a quantile, and eight to ten times that an interval; a
 * report has some hundred of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class EstimatorsBenchmark {
  private static final int LAUNCHES = 8;
  private static final int LATENCIES = 2_000;
  private static final int DIGITS = 3;
  private static final long SEED = 1;

  private final List<AbstractHistogram> launches = launches();
  private final AbstractHistogram all = together(launches);
  private final Jackknife jackknife = new Jackknife(0.95);

  private static List<AbstractHistogram> launches() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<AbstractHistogram> launches = new ArrayList<>();
    for (int launch = 0; launch < LAUNCHES; launch++) {
      AbstractHistogram latencies = new IntCountsHistogram(DIGITS);
      for (int i = 0; i < LATENCIES; i++) {
        latencies.recordValue((long) (2e6 * Math.exp(0.5 * random.nextGaussian())));
      }
      launches.add(latencies);
    }
    return launches;
  }

  private static AbstractHistogram together(List<AbstractHistogram> launches) {
    AbstractHistogram all = new IntCountsHistogram(DIGITS);
    launches.forEach(all::add);
    return all;
  }

  /** Harrell and Davis's p95 of all latencies, in nanoseconds. */
  @Benchmark
  public double quantile() {
    return Quantile.harrellDavis(all, 0.95);
  }

  /** The p95 of all launches together with its interval, leaving out one launch at a time. */
  @Benchmark
  public Estimate interval() {
    return jackknife.positive(
        launches, some -> Quantile.harrellDavis(together(some), 0.95), "launches");
  }
}
