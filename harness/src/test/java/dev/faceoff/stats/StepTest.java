package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  private static final List<Integer> LOOKS = List.of(4, 6, 8, 11, 14);

  @Test
  void spendsWithTheSquareOfTheLaunches() {
    List<Step> steps = Step.upTo(LOOKS, 8, false);

    assertThat(steps).extracting(Step::launches).containsExactly(4, 6, 8);
    assertThat(steps.get(0).share()).isCloseTo(16.0 / 196, within(1e-12));
    assertThat(steps.get(1).share()).isCloseTo(20.0 / 196, within(1e-12));
    assertThat(steps.get(2).share()).isCloseTo(28.0 / 196, within(1e-12));
    assertThat(steps).extracting(Step::last).containsOnly(false);
  }

  @Test
  void spendsAllInAllAndNoMore() {
    List<Step> steps = Step.upTo(LOOKS, 14, false);

    assertThat(steps.stream().mapToDouble(Step::share).sum()).isCloseTo(1, within(1e-12));
    assertThat(steps.get(4).last()).isTrue();
  }

  @Test
  void spendsAllThatIsLeftWhereTheTimeRanOut() {
    List<Step> steps = Step.upTo(LOOKS, 7, true);

    assertThat(steps).extracting(Step::launches).containsExactly(4, 6, 7);
    assertThat(steps.stream().mapToDouble(Step::share).sum()).isCloseTo(1, within(1e-12));
    assertThat(steps.get(2).share()).isCloseTo(160.0 / 196, within(1e-12));
    assertThat(steps.get(2).last()).isTrue();
  }

  @Test
  void aPlannedLookIsTheLastWhereNoTimeIsLeft() {
    assertThat(Step.upTo(LOOKS, 8, true).get(2).share()).isCloseTo(160.0 / 196, within(1e-12));
  }
}
