package dev.faceoff.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkRandomsTest {
  private static List<Long> draws(
      long seed, String proxy, long connection, Direction direction, String toxic) {
    return new LinkRandoms(seed, proxy, connection).of(direction, toxic).longs(3).boxed().toList();
  }

  @Test
  void theSameNamesDrawTheSame() {
    assertThat(draws(1, "proxy", 2, Direction.UPSTREAM, "slow"))
        .isEqualTo(draws(1, "proxy", 2, Direction.UPSTREAM, "slow"));
  }

  @Test
  void anyOtherNameDrawsSomethingElse() {
    Set<List<Long>> all = new HashSet<>();
    for (long seed : List.of(0L, 1L, -1L)) {
      for (String proxy : List.of("", "a", "b", "ab")) {
        for (long connection = 0; connection < 4; connection++) {
          for (Direction direction : Direction.values()) {
            for (String toxic : List.of("slow", "slower")) {
              all.add(draws(seed, proxy, connection, direction, toxic));
            }
          }
        }
      }
    }

    assertThat(all).hasSize(3 * 4 * 4 * 2 * 2);
  }

  /** Neighbouring connections must not be alike: half of many are below a half. */
  @Test
  void connectionsDrawEvenly() {
    int below = 0;
    for (int connection = 0; connection < 10_000; connection++) {
      float draw =
          new LinkRandoms(0, "proxy", connection).of(Direction.DOWNSTREAM, "slow").nextFloat();
      below += draw < 0.5f ? 1 : 0;
    }

    // Six standard deviations around the mean.
    assertThat(below).isBetween(4_700, 5_300);
  }
}
