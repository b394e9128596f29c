package dev.faceoff.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TargetSpecTest {
  @Test
  void whatAServiceIsToldOfItselfLeavesTheUsersOwnVariablesAlone() {
    TargetSpec spec =
        new TargetSpec(
            new Start.Jar(Path.of("shop.jar")),
            OptionalInt.empty(),
            "/",
            "",
            false,
            Map.of(),
            Map.of("FACEOFF_SCENARIO", "mine", "SECRET", "{database.password}"));

    TargetSpec told =
        spec.withEnvironment(Map.of("FACEOFF_SCENARIO", "shop", "FACEOFF_VARIANT", "naive"));

    assertThat(told.environment())
        .isEqualTo(
            Map.of(
                "FACEOFF_SCENARIO", "mine",
                "FACEOFF_VARIANT", "naive",
                "SECRET", "{database.password}"));
    assertThat(told.start()).isEqualTo(spec.start());
  }
}
