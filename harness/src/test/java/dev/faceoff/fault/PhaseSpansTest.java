package dev.faceoff.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Cut;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.stats.PhaseSpan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseSpansTest {
  private static final long MILLI = 1_000_000;

  /** Instants are on a clock that may start anywhere, and overflow. */
  private static final long START = Long.MAX_VALUE - 5 * MILLI;

  @Test
  void phasesBeginAndEndWithTheInstants() {
    List<PhaseSpan> spans =
        PhaseSpans.of(
            timeline(10, window("slow", 2, 3), window("down", 7, 1)),
            List.of(instant("slow", 2001, 5003), instant("down", 7002, 8001)),
            START);

    assertThat(spans)
        .containsExactly(
            span("before", 0, 2001),
            span("slow", 2001, 5003),
            span("after-slow", 5003, 7002),
            span("down", 7002, 8001),
            span("after", 8001, 10_000));
  }

  @Test
  void thereIsNoHealthyPhaseWhereThePlanHasNone() {
    List<PhaseSpan> spans =
        PhaseSpans.of(
            timeline(5, window("slow", 0, 3), window("down", 3, 2)),
            List.of(instant("slow", 4, 3002), instant("down", 3003, 5006)),
            START);

    assertThat(spans).containsExactly(span("slow", 0, 3002), span("down", 3002, 5000));
  }

  @Test
  void theLastFaultLastsToTheEndIfThePlanSaysSo() {
    List<PhaseSpan> spans =
        PhaseSpans.of(
            timeline(5, window("slow", 2, 3)), List.of(instant("slow", 2000, 4999)), START);

    assertThat(spans).containsExactly(span("before", 0, 2000), span("slow", 2000, 5000));
  }

  @Test
  void aFaultThatWentLateEndsWithTheTimelineAndLeavesAnEmptyPhase() {
    List<PhaseSpan> spans =
        PhaseSpans.of(
            timeline(5, window("slow", 2, 2)), List.of(instant("slow", 2000, 6000)), START);

    assertThat(spans)
        .containsExactly(
            span("before", 0, 2000), span("slow", 2000, 5000), span("after", 5000, 5000));
  }

  @Test
  void refusesInstantsOfSomeWindowsOnly() {
    FaultTimeline timeline = timeline(10, window("slow", 2, 3), window("down", 7, 1));

    assertThatThrownBy(() -> PhaseSpans.of(timeline, List.of(instant("slow", 2000, 5000)), START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FaultTimeline timeline(int seconds, FaultWindow... windows) {
    return new FaultTimeline(Duration.ofSeconds(seconds), List.of(windows));
  }

  private static FaultWindow window(String name, int at, int seconds) {
    return new FaultWindow(
        name, new Cut(), "database", Duration.ofSeconds(at), Duration.ofSeconds(seconds));
  }

  private static FaultInstant instant(String window, long appliedMillis, long removedMillis) {
    return new FaultInstant(window, START + appliedMillis * MILLI, START + removedMillis * MILLI);
  }

  private static PhaseSpan span(String phase, long fromMillis, long toMillis) {
    return new PhaseSpan(phase, fromMillis * MILLI, toMillis * MILLI);
  }
}
