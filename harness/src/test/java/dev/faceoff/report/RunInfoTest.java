package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProfileName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunInfoTest {
  private static final List<String> COMMAND =
      List.of("gate", "shop.jar", "command:serve --password hush --port {port}");
  private static final RunInfo.Environment ENVIRONMENT =
      new RunInfo.Environment(2, "Example CPU", 4096, "Linux", "17", Map.of(), Map.of());

  @Test
  void theCommandIsKeptWithoutItsSecrets() {
    RunInfo run =
        new RunInfo(
            "run",
            Instant.EPOCH,
            1,
            ProfileName.QUICK,
            BackendKind.EMBEDDED,
            7,
            COMMAND,
            ENVIRONMENT,
            Map.of());

    assertThat(run.command())
        .containsExactly("gate", "shop.jar", "command:serve --password ${password} --port {port}");
  }

  @Test
  void neitherDoesTheManifestHoldThem(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("manifest.json");

    Manifest.write(
        file,
        new Manifest(
            "run",
            Instant.EPOCH,
            COMMAND,
            ProfileName.QUICK,
            BackendKind.EMBEDDED,
            7,
            List.of(),
            ENVIRONMENT));

    assertThat(Files.readString(file)).contains("--password ${password}").doesNotContain("hush");
  }
}
