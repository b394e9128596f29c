package dev.faceoff.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JourneySettingsTest {
  private final JourneySettings settings =
      new JourneySettings(Map.of("pageSize", "50", "rate", "0.5", "mode", "deep"));

  @Test
  void givesASettingAsItIsNeeded() {
    assertThat(settings.text("mode")).isEqualTo("deep");
    assertThat(settings.whole("pageSize")).isEqualTo(50);
    assertThat(settings.number("pageSize")).isEqualTo(50);
    assertThat(settings.number("rate")).isEqualTo(0.5);
  }

  @Test
  void namesTheDeclaredOnesWhenThereIsNoSuchSetting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.whole("pagesize"))
        .withMessage(
            "the journey asks for setting \"pagesize\", but the scenario declares only [mode,"
                + " pageSize, rate]");
  }

  @Test
  void refusesToRound() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.whole("rate"))
        .withMessage("setting \"rate\" must be a whole number, but is 0.5");
  }

  @Test
  void refusesWordsForNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.number("mode"))
        .withMessage("setting \"mode\" must be a number, but is deep");
  }
}
