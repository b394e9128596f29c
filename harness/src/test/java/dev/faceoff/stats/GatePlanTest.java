package dev.faceoff.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatePlanTest {
  private static GatePlan plan(double sigma) {
    return new GatePlan(
        Gates.rules(Gates.ALL),
        new Calibration(
            "2 cpus",
            "n-plus-one:fixed",
            Instant.EPOCH,
            12,
            Map.of(
                Gates.TYPICAL,
                sigma,
                Gates.CPU,
                0.02,
                Gates.STATEMENTS,
                0.0,
                new Claim(Launches.ENDPOINT, Measure.P95_LATENCY),
                0.05)));
  }

  @Test
  void needsFewerLaunchesForALargerChange() {
    GatePlan plan = plan(0.016);

    int few = plan.launchesFor(Gates.TYPICAL, 0.1).orElseThrow();
    int more = plan.launchesFor(Gates.TYPICAL, 0.05).orElseThrow();

    assertThat(plan.launchesFor(Gates.TYPICAL, 0.5)).hasValue(4);
    assertThat(few).isBetween(4, 5);
    assertThat(more).isBetween(few + 1, 8);
  }

  @Test
  void asksForMoreLaunchesThanPlannedOnANoisyMachine() {
    int launches = plan(0.05).launchesFor(Gates.TYPICAL, 0.05).orElseThrow();

    assertThat(launches).isBetween(15, 40);
  }

  @Test
  void doesNotPromiseToFindWhatTheMarginAllows() {
    assertThat(plan(0.016).launchesFor(Gates.TYPICAL, 0.02)).isEmpty();
  }

  @Test
  void findsACountThatIsAlwaysTheSameAtOnce() {
    assertThat(plan(0.016).launchesFor(Gates.STATEMENTS, 0.01)).hasValue(4);
  }

  @Test
  void resolvesTheChangeThatSoManyLaunchesFind() {
    GatePlan plan = plan(0.016);

    double resolvable = plan.resolvable(Gates.TYPICAL, 14).orElseThrow();

    assertThat(resolvable).isBetween(0.02, 0.03);
    assertThat(plan.resolvable(Gates.TYPICAL, 8).orElseThrow()).isGreaterThan(resolvable);
    assertThat(plan.launchesFor(Gates.TYPICAL, resolvable + 1e-6)).hasValue(14);
  }

  @Test
  void plansForGatedClaimsOnly() {
    GatePlan plan = plan(0.016);

    assertThat(plan.claims()).containsExactly(Gates.CPU, Gates.STATEMENTS, Gates.TYPICAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.resolvable(new Claim("other", Measure.TYPICAL_LATENCY), 8))
        .withMessageContaining("no noise");
  }
}
