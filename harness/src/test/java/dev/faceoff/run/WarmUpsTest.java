package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.GateFile;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.stats.LaunchEffects;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpsTest {
  private static final GateRules RULES = GateFile.none().rules(Optional.empty());

  @Test
  void differencesThatArePlainNeedNoLongWarmUp() {
    assertThat(WarmUps.next(RULES, launches(1.6))).isEqualTo(RULES.withWarmUp(8));
    assertThat(WarmUps.next(RULES, launches(2, 1.6))).isEqualTo(RULES.withWarmUp(8));
    assertThat(WarmUps.next(RULES, launches(0.5, 0.6, 0.1))).isEqualTo(RULES.withWarmUp(8));
  }

  @Test
  void smallOnesAndThoseThatComeAndGoDo() {
    assertThat(WarmUps.next(RULES, List.of())).isEqualTo(RULES);
    assertThat(WarmUps.next(RULES, launches(1.4))).isEqualTo(RULES);
    assertThat(WarmUps.next(RULES, launches(1.4, 9))).isEqualTo(RULES);
    assertThat(WarmUps.next(RULES, launches(9, 0.1))).isEqualTo(RULES);
  }

  @Test
  void aShortWarmUpStaysAsShortAsItIs() {
    GateRules brief = RULES.withWarmUp(1);

    assertThat(WarmUps.next(brief, launches(9, 9))).isEqualTo(brief);
  }

  private static List<LaunchEffects> launches(double... ratios) {
    Claim claim = new Claim("list", Measure.TYPICAL_LATENCY);
    return Arrays.stream(ratios)
        .mapToObj(
            ratio ->
                new LaunchEffects(
                    0,
                    Map.of(claim, 1.0),
                    Map.of(claim, ratio),
                    Map.of(claim, Math.log(ratio)),
                    Map.of()))
        .toList();
  }
}
