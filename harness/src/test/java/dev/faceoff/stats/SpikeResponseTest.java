package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SpikeResponseTest {
  private static final SpikeTimes TIMES = new SpikeTimes(3, 2, 10);

  @Test
  void sharesAreByPhaseAndRecoveryIsAsForAFault() {
    // Out of objective from the spike's first second to two seconds after its end.
    SpikeResponse response = SpikeResponse.of(play("+++----++++++++"));

    assertThat(response.before().withinObjectiveShare()).isEqualTo(1);
    assertThat(response.during().withinObjectiveShare()).isCloseTo(0.5, within(1e-12));
    assertThat(response.during().refusedQuicklyShare()).isCloseTo(0.2, within(1e-12));
    assertThat(response.during().lateShare()).isCloseTo(0.3, within(1e-12));
    assertThat(response.after().requests()).isEqualTo(1000);
    assertThat(response.reaction().detectSeconds()).hasValue(1.0);
    assertThat(response.reaction().recoverSeconds()).hasValue(2.0);
  }

  @Test
  void aServiceThatStaysOutOfObjectiveNeverRecovers() {
    assertThat(SpikeResponse.of(play("+++------------")).reaction().recoverSeconds()).isEmpty();
  }

  @Test
  void aSpikeThatNobodyNoticesIsOverAtOnce() {
    Reaction reaction = SpikeResponse.of(play("+++++++++++++++")).reaction();

    assertThat(reaction.detectSeconds()).isEmpty();
    assertThat(reaction.recoverSeconds()).hasValue(0.0);
  }

  @Test
  void refusesAPlayOfSomethingElse() {
    TimelineSamples spike = play("+++++++++++++++");
    TimelineSamples fault =
        new TimelineSamples(0, 0, "naive", "list", List.of(), spike.phases(), spike.windows());

    assertThatThrownBy(() -> SpikeResponse.of(fault))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no phase spike among []");
    assertThatThrownBy(() -> new SpikeResponse.Served(10, 8, 3))
        .hasMessage("8 within the objective and 3 refused cannot be of 10 requests");
    assertThatThrownBy(() -> new SpikeTimes(3, 0, 10))
        .hasMessage("spikeSeconds must be at least 1, but is 0");
  }

  @Test
  void phasesFollowEachOther() {
    assertThat(TIMES.spans())
        .containsExactly(
            new PhaseSpan("before", 0, 3_000_000_000L),
            new PhaseSpan("spike", 3_000_000_000L, 5_000_000_000L),
            new PhaseSpan("after", 5_000_000_000L, 15_000_000_000L));
    assertThat(TIMES.seconds()).isEqualTo(15);
  }

  /** A character a second: {@code +} all within objective, {@code -} half, a fifth refused. */
  private static TimelineSamples play(String seconds) {
    List<WindowSamples> windows = new ArrayList<>();
    for (int second = 0; second < seconds.length(); second++) {
      long within = seconds.charAt(second) == '+' ? 100 : 50;
      windows.add(new WindowSamples(second, 100, within == 100 ? 0 : 20, within, 0, 0));
    }
    List<PhaseSamples> phases =
        TIMES.spans().stream()
            .map(
                span ->
                    phase(
                        span.phase(),
                        seconds.substring(
                            (int) (span.fromNanos() / 1_000_000_000L),
                            (int) (span.toNanos() / 1_000_000_000L))))
            .toList();
    return new TimelineSamples(0, 0, "naive", "list", TIMES.spans(), phases, windows);
  }

  private static PhaseSamples phase(String name, String seconds) {
    long bad = seconds.chars().filter(second -> second == '-').count();
    Histogram latency = new Histogram(3);
    latency.recordValueWithCount(1_000_000, 100L * seconds.length());
    return new PhaseSamples(
        name,
        seconds.length(),
        latency,
        bad == 0 ? Map.of() : Map.of("status 503", 20 * bad),
        100L * seconds.length() - 50 * bad,
        20 * bad,
        new Histogram(3));
  }
}
