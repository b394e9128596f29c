package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Examined.Outcome;
import dev.faceoff.model.Shortcut;
import dev.faceoff.model.Status;
import dev.faceoff.process.Signals;
import dev.faceoff.report.DiagnosisReport;
import dev.faceoff.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Diagnoses of a service that nobody knows, from the command line to the report. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(400)
class DiagnoseTest {
  @TempDir private Path folder;

  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    project = Project.withoutPairs(folder.resolve("project"));
    Files.createDirectories(folder.resolve("work"));
  }

  @Test
  void saysWhatItCouldNotLookFor() throws Exception {
    try (FaceoffProcess faceoff = diagnose("well")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);
      faceoff.leavesNothingOf(List.of());

      DiagnosisReport diagnosis = report(faceoff);
      assertThat(diagnosis.status()).isEqualTo(Status.VALID);
      assertThat(diagnosis.findings()).isEmpty();
      assertThat(diagnosis.examined())
          .extracting(Examined::shortcut)
          .containsExactly(Shortcut.values());
      assertThat(diagnosis.examined())
          .allSatisfy(
              each -> {
                assertThat(each.outcome()).isEqualTo(Outcome.NOT_LOOKED_FOR);
                assertThat(each.remark()).endsWith(".");
              });
      assertThat(faceoff.out()).contains("No shortcut could be looked for.");
    }
  }

  @Test
  void whatFailsThroughoutIsNoDiagnosis() throws Exception {
    try (FaceoffProcess faceoff = diagnose("locked")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      faceoff.leavesNothingOf(List.of());

      DiagnosisReport diagnosis = report(faceoff);
      assertThat(diagnosis.status()).isEqualTo(Status.INVALID);
      assertThat(diagnosis.reasons().get(0))
          .startsWith("100 % of the requests at the usual load failed (status 401)");
      assertThat(diagnosis.reasons().get(1)).contains("was 401: give it a header");
    }
  }

  @Test
  void doesNotPassOverAnEndpointThatNeverAnsweredWell() throws Exception {
    String requests =
        """
          - {name: items, path: /items, contains: item, weight: 3}
          - {name: others, path: /items, contains: nobody, weight: 1}
        """;
    try (FaceoffProcess faceoff = diagnose("well", requests)) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);

      DiagnosisReport diagnosis = report(faceoff);
      assertThat(diagnosis.status()).isEqualTo(Status.VALID);
      assertThat(diagnosis.reasons()).hasSize(1);
      assertThat(diagnosis.reasons().get(0))
          .startsWith("No answer to others holds what its checks ask for (contains 'nobody')")
          .contains("Nothing is told about that endpoint");
    }
  }

  @Test
  void ctrlCKeepsWhatWasSeen() throws Exception {
    Signals.assumeThatInterruptsArrive();
    try (FaceoffProcess faceoff = diagnose("well")) {
      faceoff.awaitProgress("the same requests");
      List<ProcessHandle> descendants = faceoff.descendants();

      faceoff.interrupt();

      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(130);
      faceoff.leavesNothingOf(descendants);
      DiagnosisReport diagnosis = report(faceoff);
      assertThat(diagnosis.status()).isEqualTo(Status.PARTIAL);
      assertThat(diagnosis.experiments()).hasSize(1);
    }
  }

  private static DiagnosisReport report(FaceoffProcess faceoff) {
    return ReportFolder.read(faceoff.file("out")).diagnosis().orElseThrow();
  }

  private FaceoffProcess diagnose(String fault) throws IOException {
    return diagnose(fault, "  - {name: items, path: /items, contains: item}\n");
  }

  private FaceoffProcess diagnose(String fault, String requests) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classes = Path.of("target", "test-classes").toAbsolutePath();
    Files.writeString(
        folder.resolve("work/own.target.yaml"),
        """
        start:
          command: ["%s", -Xmx64m, -cp, "%s", %s, "{port}", %s, "%s"]
        ready: /ready
        requests:
        %s"""
            .formatted(
                java,
                classes,
                JudgedService.class.getName(),
                fault,
                folder.resolve("starts"),
                requests));
    return FaceoffProcess.start(
        project, folder, "diagnose", "own.target.yaml", "--seed", "7", "--out", "out");
  }
}
