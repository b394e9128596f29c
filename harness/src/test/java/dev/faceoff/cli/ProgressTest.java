package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.run.Phase;
import dev.faceoff.run.RunListener.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong now = new AtomicLong();

  private static final Progress LOAD =
      new Progress("n-plus-one", Phase.LOAD, "block 3 of 8, fixed", 0.42, Duration.ofSeconds(100));
  private static final Progress GAP =
      new Progress("n-plus-one", Phase.GAPS, "", 0.43, Duration.ofSeconds(99));

  @Test
  void drawsOneLineOverAndOver() {
    try (ProgressView view = ProgressView.on(err, on(true, 80, Map.of("NO_COLOR", "1")))) {
      now.set(Duration.ofSeconds(72).toNanos());
      view.progress(LOAD);
      view.progress(GAP);
    }

    assertThat(shown().split("\r"))
        .containsExactly(
            "",
            "[#####.......]  42 %  1:12, left 1:40  load  n-plus-one: block 3 of 8, fixed",
            "[#####.......]  43 %  1:12, left 1:39  gaps  n-plus-one" + " ".repeat(21),
            " ".repeat(55));
  }

  @ParameterizedTest
  @CsvSource({"40", "60", "80", "200"})
  void neverWraps(int columns) {
    String detail = "a detail that goes on and on ".repeat(10);
    try (ProgressView view = ProgressView.on(err, on(true, columns, Map.of("NO_COLOR", "1")))) {
      view.progress(new Progress("x", Phase.LOAD, detail + "\n", 1, Duration.ofHours(30)));
    }

    assertThat(shown().split("\r")).allMatch(line -> line.length() < columns);
  }

  @Test
  void putsNotesAboveTheBar() {
    try (ProgressView view = ProgressView.on(err, on(true, 80, Map.of("NO_COLOR", "1")))) {
      view.progress(GAP);
      view.note("Data is made for the first time.");
    }

    assertThat(shown()).contains("\rData is made for the first time.\n\r[###");
  }

  @Test
  void coloursTheBarOnlyWhereWanted() {
    ProgressView.on(err, on(true, 80, Map.of())).progress(LOAD);
    assertThat(shown()).contains("\u001b[34m#####\u001b[0m");

    bytes.reset();
    ProgressView.on(err, on(true, 80, Map.of("NO_COLOR", "1"))).progress(LOAD);
    assertThat(shown()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"false, X, 1", "true, CI, true", "true, TERM, dumb"})
  void printsALineAPhaseElsewhere(boolean terminal, String variable, String value) {
    try (ProgressView view = ProgressView.on(err, on(terminal, 80, Map.of(variable, value)))) {
      view.progress(new Progress("tiny", Phase.START_UP, "", 0, Duration.ofSeconds(130)));
      now.set(Duration.ofSeconds(12).toNanos());
      view.progress(LOAD);
      view.progress(GAP);
      view.progress(LOAD);
      view.note("A note.");
    }

    assertThat(shown().lines())
        .containsExactly(
            "  0:00  start-up  tiny, left 2:10",
            "  0:12  load      n-plus-one: block 3 of 8, fixed, left 1:40",
            "A note.");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aLongNoteIsBrokenAtAWord(boolean terminal) {
    String first = "a".repeat(40) + " " + "b".repeat(30);
    try (ProgressView view = ProgressView.on(err, on(terminal, 80, Map.of("NO_COLOR", "1")))) {
      view.note(first + " " + "c".repeat(30));
    }

    assertThat(shown().replace("\r", "")).startsWith(first + "\n" + "c".repeat(30) + "\n");
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Surroundings on(boolean terminal, int columns, Map<String, String> variables) {
    return new Surroundings(
        Path.of(""), Path.of(""), variables, terminal, columns, Clock.systemUTC(), now::get);
  }
}
