package dev.faceoff.run;

import dev.faceoff.model.Designs;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Spike;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.SpikeTimes;
import dev.faceoff.stats.TimelineSamples;
import dev.faceoff.stats.WindowSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Ways through a spike of three seconds before, two in it and ten after, with ten requests in a
 * usual second and a hundred in one of the spike. Of what a second's users met, a character tells:
 *
 * <ul>
 *   <li>{@code +} all answered in 10 ms
 *   <li>{@code -} half answered in 10 ms, a fifth refused in 10 ms, the rest answered in 2 s
 *   <li>{@code x} all answered in 2 s
 *   <li>{@code .} nobody came
 * </ul>
 */
final class SpikedFixture {
  static final SpikeTimes TIMES = new SpikeTimes(3, 2, 10);

  /** The usual way of a variant that notices nothing. */
  static final String UNNOTICED = "+++++++++++++++";

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1000 * MILLI;

  private SpikedFixture() {}

  static Scenario scenario(int launches) {
    Spike spike =
        new Spike(
            "list",
            250,
            10,
            TIMES.beforeSeconds(),
            TIMES.spikeSeconds(),
            TIMES.afterSeconds(),
            Map.of(),
            Optional.of(Duration.ofSeconds(3)),
            4,
            Map.of(ProfileName.QUICK, launches));
    return ScenarioFixture.asking(
            new Designs(Optional.empty(), Optional.empty(), Optional.of(spike)), Map.of())
        .spiking();
  }

  static SpikedLaunch launch(int launch, String naive, String fixed) {
    return new SpikedLaunch(
        launch,
        List.of(play("naive", naive, health(1, 0.1)), play("fixed", fixed, health(1, 0.1))),
        health(1, 0.05),
        Optional.of(0.5));
  }

  /** A generator that was so late with all arrivals, and took so much of the cores. */
  static GeneratorHealth health(long lagMillis, double cpuShare) {
    return health(lagMillis, cpuShare, 330, 0);
  }

  static GeneratorHealth health(
      long lagMillis, double cpuShare, long startedArrivals, long undrained) {
    Histogram lag = new Histogram(3);
    lag.recordValueWithCount(lagMillis * MILLI, 200);
    return new GeneratorHealth(lag, 330, startedArrivals, undrained, cpuShare, 0);
  }

  static SpikedPlay play(String variant, String seconds, GeneratorHealth health) {
    List<WindowSamples> windows = new ArrayList<>();
    for (int second = 0; second < seconds.length(); second++) {
      Histogram latency = new Histogram(3);
      long[] counts = new long[3];
      add(latency, counts, seconds.charAt(second), requests(second));
      windows.add(
          new WindowSamples(
              second,
              latency.getTotalCount(),
              counts[1],
              counts[0],
              latency.getValueAtPercentile(50),
              latency.getValueAtPercentile(99)));
    }
    List<PhaseSamples> phases =
        TIMES.spans().stream()
            .map(
                span ->
                    phase(
                        span.phase(),
                        seconds,
                        (int) (span.fromNanos() / SECOND),
                        (int) (span.toNanos() / SECOND)))
            .toList();
    return new SpikedPlay(
        variant,
        List.of(new TimelineSamples(2, 0, variant, "list", TIMES.spans(), phases, windows)),
        health);
  }

  private static int requests(int second) {
    return second >= TIMES.fromSecond() && second < TIMES.toSecond() ? 100 : 10;
  }

  private static PhaseSamples phase(String name, String seconds, int from, int to) {
    Histogram latency = new Histogram(3);
    long[] counts = new long[3];
    for (int second = from; second < to; second++) {
      add(latency, counts, seconds.charAt(second), requests(second));
    }
    return new PhaseSamples(
        name,
        to - from,
        latency,
        counts[1] == 0 ? Map.of() : Map.of("status 503", counts[1]),
        counts[0],
        counts[2],
        new Histogram(3));
  }

  /**
   * @param counts within the objective, failed, refused within it
   */
  private static void add(Histogram latency, long[] counts, char kind, int requests) {
    int quick = kind == '+' ? requests : kind == '-' ? requests / 2 : 0;
    int refused = kind == '-' ? requests / 5 : 0;
    int slow = kind == '.' ? 0 : requests - quick - refused;
    if (quick + refused > 0) {
      latency.recordValueWithCount(10 * MILLI, quick + refused);
    }
    if (slow > 0) {
      latency.recordValueWithCount(2 * SECOND, slow);
    }
    counts[0] += quick;
    counts[1] += refused;
    counts[2] += refused;
  }
}
