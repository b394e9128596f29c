package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Side;
import dev.faceoff.stats.Launches.Effect;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
  /** Half of the time from the sixth to the seventh second, three times as slow. */
  private static final Effect BUSY_SECOND =
      (millis, second, random) -> second >= 6 && second < 7 ? 3 * millis : millis;

  private static Disturbance of(Effect onBaseline, Effect onCandidate) {
    return Disturbance.of(
        Launches.of(Launches.pairs(0, 5, 10, onBaseline, onCandidate, Launches.random(1))));
  }

  @Test
  void dropsTheWindowsInWhichBothSidesWereSlow() {
    Disturbance disturbance = of(BUSY_SECOND, BUSY_SECOND);

    assertThat(disturbance.droppedShare()).isCloseTo(0.1, within(1e-12));
    assertThat(disturbance.dropped(6_000_000_000L)).isTrue();
    assertThat(disturbance.dropped(6_999_999_999L)).isTrue();
    assertThat(disturbance.dropped(5_999_999_999L)).isFalse();
    assertThat(disturbance.dropped(7_000_000_000L)).isFalse();
  }

  @Test
  void keepsAPauseOfOneSideWhichIsItsOwnDoing() {
    Effect pause = (millis, second, random) -> BUSY_SECOND.on(10 * millis, second, random);

    assertThat(of(Launches.NONE, BUSY_SECOND).droppedShare()).isZero();
    assertThat(of(pause, Launches.NONE).droppedShare()).isZero();
  }

  @Test
  void dropsNothingWhenOneSideIsSlowThroughout() {
    assertThat(of(Launches.NONE, (millis, second, random) -> 9 * millis).droppedShare()).isZero();
  }

  @Test
  void doesNotKnowWhichSideIsWhich() {
    Effect candidate = (millis, second, random) -> BUSY_SECOND.on(2 * millis, second, random);
    MatchedPairs pairs = Launches.pairs(0, 5, 10, BUSY_SECOND, candidate, Launches.random(2));

    Disturbance disturbance = Disturbance.of(Launches.of(pairs));
    Disturbance swapped = Disturbance.of(Launches.of(Launches.swapped(pairs)));

    assertThat(disturbance.droppedShare()).isEqualTo(swapped.droppedShare()).isPositive();
  }

  @Test
  void keepsWindowsOfTooFewPairs() {
    MatchedPairs pairs = new MatchedPairs(0, Launches.ENDPOINT);
    for (int i = 0; i < 40; i++) {
      double millis = i == 39 ? 50 : 5;
      Launches.add(pairs, Side.BASELINE, 5 + i / 4.0, millis, millis);
    }

    assertThat(Disturbance.of(Launches.of(pairs)).droppedShare()).isZero();
  }

  @Test
  void ofALaunchWithoutPairsDropsNothing() {
    Disturbance disturbance = Disturbance.of(Launches.of(new MatchedPairs(0, Launches.ENDPOINT)));

    assertThat(disturbance.droppedShare()).isZero();
    assertThat(disturbance.dropped(5_000_000_000L)).isFalse();
  }
}
