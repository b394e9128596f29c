package dev.faceoff.diagnosis;

import static dev.faceoff.diagnosis.Evidence.samples;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Examined.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What healthy services show; waits that a dependency makes are in {@link HangingTest}. */
class PoolWaitsTest {
  /** Ten threads of a job share five connections, while users are answered at once. */
  @Test
  void doesNotChargeRequestsForTheWaitsOfABackgroundJob() {
    Played usual =
        new Played(1, samples("list", 20, 5, true), Optional.empty(), OptionalDouble.of(250));

    Judgement judgement = PoolWaits.judge(usual, List.of());

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().outcome()).isEqualTo(Outcome.NOT_FOUND);
  }

  /** However slow the service is otherwise. */
  @Test
  void doesNotMindAPoolThatHasAConnectionForEachThread() {
    Played usual =
        new Played(1, samples("list", 20, 900, true), Optional.empty(), OptionalDouble.of(0));

    assertThat(PoolWaits.judge(usual, List.of()).findings()).isEmpty();
  }
}
