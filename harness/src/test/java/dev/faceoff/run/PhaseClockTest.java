package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.run.RunListener.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhaseClockTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Progress> told = new ArrayList<>();
  private long now = 1_000 * SECOND;
  private final PhaseClock clock = new PhaseClock(listener(), () -> now, 20);

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void tellsEachPhaseWithItsDetail() {
    clock.step("list", Phase.START_UP, 10);
    clock.enter(Phase.WARM_UP, "naive");

    assertThat(told)
        .containsExactly(
            new Progress("list", Phase.START_UP, "", 0, Duration.ofSeconds(20)),
            new Progress("list", Phase.WARM_UP, "naive", 0, Duration.ofSeconds(20)));
  }

  @Test
  void timeWithinAStepCountsUpToItsExpectedLength() {
    clock.step("list", Phase.START_UP, 10);
    now += 4 * SECOND;
    clock.enter(Phase.WARM_UP, "naive");
    now += 60 * SECOND;
    clock.enter(Phase.LOAD, "");

    assertThat(told).extracting(Progress::doneShare).containsExactly(0.0, 0.2, 0.5);
    assertThat(last().remaining()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aStepThatEndsEarlyCountsInFull() {
    clock.step("list", Phase.START_UP, 15);
    now += SECOND;
    clock.step("list", Phase.REPORT, 5);

    assertThat(last().doneShare()).isEqualTo(0.75);
  }

  @Test
  void moreStepsThanExpectedNeverMakeItMoreThanDone() {
    clock.step("list", Phase.START_UP, 15);
    clock.step("list", Phase.LOAD, 15);
    clock.step("list", Phase.REPORT, 15);

    assertThat(last().doneShare()).isEqualTo(1);
    assertThat(last().remaining()).isZero();
  }

  @Test
  void booksTimeByPhaseOverAllSteps() {
    clock.step("list", Phase.LOAD, 10);
    now += 5 * SECOND;
    clock.enter(Phase.GAPS, "");
    now += SECOND;
    clock.enter(Phase.LOAD, "");
    now += 5 * SECOND;
    clock.step("other", Phase.DATA, 10);
    now += SECOND / 2;

    assertThat(clock.secondsByPhase())
        .containsExactly(Map.entry("data", 0.5), Map.entry("load", 10.0), Map.entry("gaps", 1.0));
  }

  @Test
  void saysNothingBeforeTheFirstStep() {
    assertThat(clock.secondsByPhase()).isEmpty();
    assertThat(told).isEmpty();
  }

  private Progress last() {
    return told.get(told.size() - 1);
  }

  private RunListener listener() {
    return new RunListener() {
      @Override
      public void progress(Progress progress) {
        told.add(progress);
      }

      @Override
      public void note(String line) {
        throw new AssertionError(line);
      }

      @Override
      public void failed(String scenario, FaceoffException cause) {
        throw new AssertionError(cause);
      }
    };
  }
}
