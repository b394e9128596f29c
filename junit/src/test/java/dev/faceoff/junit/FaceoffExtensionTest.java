package dev.faceoff.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceoffExtensionTest {
  @Test
  void skipsAndSaysHowToAsk() {
    ConditionEvaluationResult result = asked(Map.of(), Map.of());

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason())
        .contains("a comparison takes minutes; ask for it by -Dfaceoff=true or FACEOFF=true");
  }

  @ParameterizedTest
  @CsvSource({"true,,true", ",true,true", "false,true,false", "yes,,false", ",1,false"})
  void runsWhereItIsAskedFor(String property, String variable, boolean runs) {
    ConditionEvaluationResult result =
        asked(
            property == null ? Map.of() : Map.of("faceoff", property),
            variable == null ? Map.of() : Map.of("FACEOFF", variable));

    assertThat(result.isDisabled()).isEqualTo(!runs);
  }

  private static ConditionEvaluationResult asked(
      Map<String, String> properties, Map<String, String> environment) {
    // What is asked is the same everywhere, so that no context is looked at.
    return new FaceoffExtension(properties::get, environment).evaluateExecutionCondition(null);
  }
}
