package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CalibrationsTest {
  private static final Claim TYPICAL = new Claim("list", Measure.TYPICAL_LATENCY);
  private static final Claim CPU = new Claim("", Measure.CPU);
  private static final Claim ERRORS = new Claim("list", Measure.ERROR_SHARE);

  @Test
  void leavesOutWhatSomeLaunchesLackAndWhatIsNoRatio() {
    Map<Claim, Double> sigma =
        Calibrations.sigma(
            List.of(
                finding(TYPICAL, 1.02, 1.05, 0.99),
                finding(CPU, 1.01, 1.02),
                finding(ERRORS, 0, 0.01, 0)),
            3);

    assertThat(sigma).containsOnlyKeys(TYPICAL);
    assertThat(sigma.get(TYPICAL)).isPositive();
  }

  private static GateFinding finding(Claim claim, double... byLaunch) {
    return new GateFinding(
        claim,
        true,
        Optional.empty(),
        Optional.empty(),
        Estimate.exact(1, "launches"),
        Optional.empty(),
        Arrays.stream(byLaunch).boxed().toList(),
        Verdict.INCONCLUSIVE,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }
}
