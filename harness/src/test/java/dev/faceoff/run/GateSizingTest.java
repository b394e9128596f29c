package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Tolerance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GateSizingTest {
  private static final Claim TYPICAL = new Claim("list", Measure.TYPICAL_LATENCY);
  private static final Claim CPU = new Claim("", Measure.CPU);

  @Test
  void aQuietMachineGatesEverything() {
    GateSizing sizing = GateSizing.of(rules(9), noise(0.016, 0.016));

    assertThat(sizing.rules()).isEqualTo(rules(9));
    assertThat(sizing.notes()).isEmpty();
  }

  @Test
  void whatTheNoiseHidesIsShownOnly() {
    GateSizing sizing = GateSizing.of(rules(9), noise(0.016, 0.3));

    assertThat(sizing.rules().gated()).containsOnlyKeys(Measure.TYPICAL_LATENCY);
    assertThat(sizing.notes())
        .singleElement()
        .asString()
        .startsWith("The CPU, service and database is shown and not gated")
        .contains("10 %");
  }

  @Test
  void refusesWhatThisMachineCannotResolve() {
    assertThatThrownBy(() -> GateSizing.of(rules(9), noise(0.08, 0.016)))
        .isInstanceOf(FaceoffException.class)
        .hasMessageStartingWith(
            "this machine cannot resolve a change of 6 % in the typical latency of list in 9 min; it resolves ")
        .hasMessageContaining("Set marginPercent to ")
        .extracting(failure -> ((FaceoffException) failure).kind())
        .isEqualTo(FaceoffException.Kind.ENVIRONMENT);
  }

  @Test
  void lessTimeResolvesLess() {
    Calibration noise = noise(0.035, 0.016);

    assertThat(GateSizing.of(rules(9), noise).notes()).isEmpty();
    assertThatThrownBy(() -> GateSizing.of(rules(3), noise))
        .hasMessageContaining("in 3 min; it resolves")
        .hasMessageContaining("budgetMinutes");
  }

  /** With a trial, which takes its part of the time. */
  @Test
  void whoFollowsTheAdviceOfARefusalIsNotRefusedAgain() {
    Calibration noise = noise(0.08, 0.016);
    String advice =
        catchThrowableOfType(
                FaceoffException.class, () -> GateSizing.of(rules(9).lasting(25, 16), noise))
            .getMessage();
    Matcher numbers =
        Pattern.compile("budgetMinutes to (\\d+) and the last of looks to (\\d+)$").matcher(advice);

    assertThat(numbers.find()).as(advice).isTrue();
    int minutes = Integer.parseInt(numbers.group(1));
    int launches = Integer.parseInt(numbers.group(2));
    assertThat(launches).isGreaterThan(14);
    GateRules longer = rules(minutes, List.of(4, 6, 8, 11, 14, launches)).lasting(25, 16);
    assertThat(GateSizing.launches(longer)).isEqualTo(launches);
    assertThat(GateSizing.of(longer, noise).rules().gated()).containsKey(Measure.TYPICAL_LATENCY);
  }

  private static GateRules rules(int minutes) {
    return rules(minutes, List.of(4, 6, 8, 11, 14));
  }

  private static GateRules rules(int minutes, List<Integer> looks) {
    return new GateRules(
        Map.of(
            Measure.TYPICAL_LATENCY,
            new Tolerance(0.03, 0.02),
            Measure.CPU,
            new Tolerance(0.05, 0.03)),
        0.01,
        looks,
        Duration.ofMinutes(minutes),
        Set.of(),
        OptionalDouble.empty(),
        8,
        3,
        8);
  }

  private static Calibration noise(double ofLatency, double ofCpu) {
    return new Calibration(
        "a machine", "shop", Instant.EPOCH, 8, Map.of(TYPICAL, ofLatency, CPU, ofCpu));
  }
}
