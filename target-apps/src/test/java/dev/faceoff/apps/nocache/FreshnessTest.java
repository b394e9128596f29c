package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
  private final MovableClock clock = new MovableClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Freshness freshness = new Freshness(clock, meters);

  @Test
  void anAnswerIsCurrentUntilAWriteIsCommitted() {
    assertThat(freshness.answered(Pages.page(1, 0))).isZero();

    freshness.committing(1, 1);
    clock.advance(Duration.ofSeconds(3));

    assertThat(freshness.answered(Pages.page(1, 1))).isZero();
    assertThat(freshness.answered(Pages.page(1, 0))).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void countsFromTheFirstWriteThatAnAnswerLacks() {
    freshness.committing(1, 1);
    clock.advance(Duration.ofSeconds(5));
    freshness.committing(1, 2);
    clock.advance(Duration.ofSeconds(1));

    assertThat(freshness.answered(Pages.page(1, 0))).isEqualTo(Duration.ofSeconds(6));
    assertThat(freshness.answered(Pages.page(1, 1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(freshness.answered(Pages.page(2, 0))).as("another product").isZero();
  }

  @Test
  void remembersTheStalestAnswer() {
    freshness.committing(1, 1);
    clock.advance(Duration.ofMillis(2500));
    freshness.answered(Pages.page(1, 0));
    freshness.answered(Pages.page(1, 1));

    assertThat(meters.get("answer.staleness.seconds.max").gauge().value()).isEqualTo(2.5);
  }

  @Test
  void neverUnderstatesWhenItForgetsCommits() {
    int commits = 50 * Freshness.COMMITS_KEPT;
    for (int version = 1; version <= commits; version++) {
      clock.advance(Duration.ofSeconds(1));
      freshness.committing(1, version);
    }

    for (int version = 0; version < commits; version++) {
      Duration truth = Duration.ofSeconds(commits - version - 1);
      Duration stated = freshness.answered(Pages.page(1, version));
      assertThat(stated).isGreaterThanOrEqualTo(truth);
      if (version >= commits - Freshness.COMMITS_KEPT / 2) {
        assertThat(stated).as("one of the latest").isEqualTo(truth);
      }
    }
  }

  @Test
  void remembersOnlySoManyCommitsOfAProduct() {
    for (int version = 1; version <= 10_000; version++) {
      freshness.committing(1, version);
    }

    assertThat(freshness.commitsKept(1)).isLessThanOrEqualTo(Freshness.COMMITS_KEPT);
  }
}
