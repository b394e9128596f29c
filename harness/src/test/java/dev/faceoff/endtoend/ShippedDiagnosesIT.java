package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import dev.faceoff.model.Status;
import dev.faceoff.report.DiagnosisReport;
import dev.faceoff.report.ReportFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every naive service shows its shortcut, no fixed one any. It needs no Docker, but about eight
 * minutes: the data and the load of the shipped scenarios are what the thresholds are about, and
 * smaller ones would prove others.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(400)
class ShippedDiagnosesIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "n-plus-one:naive, n-plus-one",
    "missing-index:naive, missing-index",
    "no-cache:naive, no-cache",
    "blocking-gateway:naive, no-timeout harmed-bystander pool-exhaustion"
  })
  void findsTheShortcutOfANaiveService(String target, String shortcuts) throws Exception {
    DiagnosisReport diagnosis = diagnosis(target);

    assertThat(diagnosis.findings())
        .filteredOn(Finding::confirmed)
        .extracting(Finding::shortcut)
        .containsAll(
            Arrays.stream(shortcuts.split(" "))
                .map(id -> Shortcut.byId(id).orElseThrow())
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "n-plus-one:fixed",
    "missing-index:fixed",
    "no-cache:fixed",
    "blocking-gateway:fixed"
  })
  void findsNothingInAFixedService(String target) throws Exception {
    assertThat(diagnosis(target).findings()).isEmpty();
  }

  private DiagnosisReport diagnosis(String target) throws Exception {
    Path project = Project.withShippedScenarios(folder.resolve("project"));
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(project, folder, "diagnose", target, "--seed", "7", "--out", "out")) {
      assertThat(faceoff.exitCode()).as(faceoff.err() + faceoff.out()).isZero();
      faceoff.leavesNothingOf(List.of());
      DiagnosisReport diagnosis = ReportFolder.read(faceoff.file("out")).diagnosis().orElseThrow();
      assertThat(diagnosis.status()).isEqualTo(Status.VALID);
      return diagnosis;
    }
  }
}
