package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.GateFile;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.stats.LaunchEffects;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpsTest {
  private static final GateRules RULES = GateFile.none().rules(Optional.empty());

  @Test
  void theFirstLaunchHasAShortOne() {
    assertThat(WarmUps.trial(RULES)).isEqualTo(RULES.lasting(8, 8));
    assertThat(WarmUps.trial(RULES.lasting(16, 20))).isEqualTo(RULES.lasting(8, 8));
    assertThat(WarmUps.trial(RULES.lasting(16, 2))).isEqualTo(RULES.lasting(8, 2));
  }

  @Test
  void thereIsNoTrialWhereItWouldSaveLittle() {
    assertThat(WarmUps.trial(RULES.lasting(15, 16))).isEqualTo(RULES.lasting(15, 16));
    assertThat(WarmUps.trial(RULES.lasting(1, 16))).isEqualTo(RULES.lasting(1, 16));
  }

  @Test
  void latenciesThatDifferByHalfOrMoreArePlain() {
    assertThat(WarmUps.isPlain(launch(Measure.TYPICAL_LATENCY, 1.6))).isTrue();
    assertThat(WarmUps.isPlain(launch(Measure.TYPICAL_LATENCY, 0.6))).isTrue();
    assertThat(WarmUps.isPlain(launch(Measure.TYPICAL_LATENCY, 1.4))).isFalse();
    assertThat(WarmUps.isPlain(launch(Measure.TYPICAL_LATENCY, 0.7))).isFalse();
  }

  @Test
  void whatVariesMuchBetweenLaunchesIsNot() {
    assertThat(WarmUps.isPlain(launch(Measure.CPU, 3))).isFalse();
  }

  private static LaunchEffects launch(Measure measure, double ratio) {
    Claim claim = new Claim("list", measure);
    return new LaunchEffects(
        0, Map.of(claim, 1.0), Map.of(claim, ratio), Map.of(claim, Math.log(ratio)), Map.of());
  }
}
