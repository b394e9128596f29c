package dev.faceoff.run;

import static dev.faceoff.run.SpikedFixture.UNNOTICED;
import static dev.faceoff.run.SpikedFixture.health;
import static dev.faceoff.run.SpikedFixture.play;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Scenario;
import dev.faceoff.stats.GeneratorHealth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The objective is 250 ms; the limit of the start lag is 20 ms. */
class SpikeEvidenceTest {
  private static final Scenario SCENARIO = SpikedFixture.scenario(1);

  /** Out of the objective in the spike and for three seconds after it. */
  private static final String OVERWHELMED = "+++xxxxx+++++++";

  private final SpikeEvidence evidence =
      new SpikeEvidence(SCENARIO.endpoints().get(0), SCENARIO.load());

  private List<String> complaints(String seconds, GeneratorHealth health) {
    return evidence.complaints(play("naive", seconds, health));
  }

  @Test
  void aPunctualGeneratorIsNoExcuse() {
    assertThat(complaints(UNNOTICED, health(1, 0.1))).isEmpty();
    assertThat(complaints(OVERWHELMED, health(1, 0.1))).isEmpty();
  }

  @Test
  void aMissedObjectiveCountsThoughABusyMachineMadeArrivalsLate() {
    assertThat(complaints(OVERWHELMED, health(120, 0.1))).isEmpty();
  }

  @Test
  void whatWasKeptThoughArrivalsWereLateMustBeKeptWithTheLatenessAdded() {
    // All were answered in 10 ms.
    assertThat(complaints(UNNOTICED, health(120, 0.1))).isEmpty();
    assertThat(complaints(UNNOTICED, health(245, 0.1)))
        .containsExactly(
            "The load generator was late: 1 % of the requests started more than 245 ms after their time; the limit is 20 ms.");
  }

  @Test
  void arrivalsThatAreLateByTheObjectiveSayNothing() {
    assertThat(complaints(OVERWHELMED, health(260, 0.1))).hasSize(1);
  }

  @Test
  void aGeneratorThatCompetedIsTheReasonItself() {
    assertThat(complaints(OVERWHELMED, health(1, 0.6)))
        .containsExactly(
            "The load generator took 60 % of the machine's processors; the limit is 50 %.");
    assertThat(complaints(UNNOTICED, health(1, 0.6))).hasSize(1);
  }

  @Test
  void arrivalsThatWereMissedOrStillThereMakeAnotherLoad() {
    assertThat(complaints(OVERWHELMED, health(120, 0.1, 329, 0)))
        .contains("The load generator missed 1 of 330 arrivals.");
    assertThat(complaints(OVERWHELMED, health(1, 0.1, 330, 4)))
        .singleElement()
        .asString()
        .startsWith("4 of 330 users were still waiting when the next block began");
  }

  @Test
  void withoutRequestsThereIsNothingToTell() {
    assertThat(complaints("...++++++++++++", health(1, 0.1)))
        .containsExactly("No request of list started before the spike.");
    assertThat(complaints("+++..++++++++++", health(1, 0.1)))
        .containsExactly("No request of list started in the spike.");
    assertThat(complaints("+++++++++......", health(1, 0.1)))
        .containsExactly(
            "Requests of list started in 4 seconds after the spike, and 5 in a row tell that all is normal.");
  }

  @Test
  void anEndpointThatWasNotCalledIsNoEvidence() {
    SpikedPlay none = new SpikedPlay("naive", List.of(), health(1, 0.1));

    assertThat(evidence.complaints(none)).hasSize(3);
  }
}
