package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Cut;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReactionTest {
  /**
   * A character a second: {@code +} within objective, {@code -} out of it, {@code .} no request.
   * The fault comes at 2.5 s and goes at 5.25 s, the next one at 14 s.
   */
  @ParameterizedTest
  @CsvSource({
    // Noticed in second 2, which ends half a second after the fault; well from second 6 on.
    "++----++++++++, 0.5, 0.75",
    // Noticed in second 4 only.
    "++++--++++++++, 2.5, 0.75",
    // What was bad before the fault is not its doing.
    "--++++++++++++, none, 0",
    "++++++++++++++, none, 0",
    // The second in which the fault ends is good already.
    "++---+++++++++, 0.5, 0",
    // Four in a row are not enough, five are.
    "++----++++-+++++++, 0.5, none",
    "++----+-+++++-, 0.5, 2.75",
    "++------------, 0.5, none",
    // Silence says nothing, and breaks no row.
    "++..--..++.+++, 2.5, 2.75",
    "++............, none, none",
    // What comes after the next fault does not count.
    "++-------+++++++++, 0.5, 3.75",
    "++--------++++++++, 0.5, none",
  })
  void tellsWhenUsersNoticeAndWhenAllIsWell(String seconds, String detect, String recover) {
    Reaction reaction = Reaction.of(windows(seconds), millis(2500), millis(5250), millis(14_000));

    assertThat(shown(reaction.detectSeconds())).isEqualTo(detect);
    assertThat(shown(reaction.recoverSeconds())).isEqualTo(recover);
  }

  @Test
  void fivePercentMayMissTheObjective() {
    List<WindowSamples> windows = new ArrayList<>(windows("+++"));
    windows.set(1, new WindowSamples(1, 100, 0, 95, 0, 0));
    assertThat(Reaction.of(windows, 0, millis(3000), millis(3000)).detectSeconds()).isEmpty();

    windows.set(1, new WindowSamples(1, 100, 0, 94, 0, 0));
    assertThat(Reaction.of(windows, 0, millis(3000), millis(3000)).detectSeconds()).hasValue(2.0);
  }

  @Test
  void findsTheFaultAmongThePhasesOfAPlay() {
    FaultTimeline timeline =
        new FaultTimeline(
            Duration.ofSeconds(20),
            List.of(window("slow", 2, 3), window("down", 12, 2), window("cut", 14, 1)));
    List<PhaseSpan> spans =
        List.of(
            new PhaseSpan("before", 0, millis(2001)),
            new PhaseSpan("slow", millis(2001), millis(5003)),
            new PhaseSpan("after-slow", millis(5003), millis(12_001)),
            new PhaseSpan("down", millis(12_001), millis(14_000)),
            new PhaseSpan("cut", millis(14_000), millis(15_000)),
            new PhaseSpan("after", millis(15_000), millis(20_000)));
    TimelineSamples play =
        new TimelineSamples(
            6, 0, "naive", "pay", spans, List.of(), windows("++----++++++---+++++"));

    Reaction slow = Reaction.of(play, timeline, "slow");
    assertThat(slow.detectSeconds().orElseThrow()).isCloseTo(0.999, within(1e-9));
    assertThat(slow.recoverSeconds().orElseThrow()).isCloseTo(0.997, within(1e-9));
    // The next fault follows at once: there is no time to recover in.
    assertThat(Reaction.of(play, timeline, "down").recoverSeconds()).isEmpty();
    assertThat(Reaction.of(play, timeline, "cut").recoverSeconds()).hasValue(0.0);
    assertThatThrownBy(() -> Reaction.of(play, timeline, "none"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FaultWindow window(String name, int at, int seconds) {
    return new FaultWindow(
        name, new Cut(), "database", Duration.ofSeconds(at), Duration.ofSeconds(seconds));
  }

  private static List<WindowSamples> windows(String seconds) {
    List<WindowSamples> windows = new ArrayList<>();
    for (int second = 0; second < seconds.length(); second++) {
      long requests = seconds.charAt(second) == '.' ? 0 : 100;
      long within = seconds.charAt(second) == '+' ? requests : requests / 2;
      windows.add(new WindowSamples(second, requests, 0, within, 0, 0));
    }
    return windows;
  }

  private static String shown(Optional<Double> seconds) {
    return seconds
        .map(
            value ->
                value == Math.rint(value) ? String.valueOf(value.intValue()) : value.toString())
        .orElse("none");
  }

  private static long millis(long millis) {
    return millis * 1_000_000;
  }
}
