package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.CalibrationFile;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport;
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

/** Gates of services that nobody knows, from the command line to the report. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(400)
class GateTest {
  @TempDir private Path folder;

  private Path project;

  @BeforeEach
  void writeRules() throws IOException {
    project = Project.withoutPairs(folder.resolve("project"));
    Files.createDirectories(folder.resolve("work"));
    Files.writeString(
        folder.resolve("work/gate.yaml"),
        """
        looks: [2, 4]
        falseAlarmPercent: 5
        warmUpSeconds: 1
        settleSeconds: 1
        measureSeconds: 2
        pairsPerSecond: 60
        # A busy machine may make the generator late, and nothing here is about that.
        startLagLimitMillis: 10000
        requests:
          - {name: items, path: /items, contains: item}
        """);
  }

  @Test
  void anEqualServiceFailsNothing() throws Exception {
    try (FaceoffProcess faceoff = gate("well", "well")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);
      faceoff.leavesNothingOf(List.of());

      GateReport gate = report(faceoff);
      assertThat(gate.status()).isEqualTo(Status.VALID);
      assertThat(gate.verdict()).isNotEqualTo(Verdict.REGRESSION);
      assertThat(gate.launches()).hasSizeBetween(2, 4);
      assertThat(gate.launches()).allSatisfy(launch -> assertThat(launch.pairs()).isEqualTo(120));
      assertThat(gate.answersDiffer()).isFalse();
      assertThat(faceoff.file("out/samples/pairs-0.csv.gz")).isNotEmptyFile();
      assertThat(faceoff.file("out/junit.xml")).content().contains("items");
    }
  }

  @Test
  void aSlowerServiceFailsTheGate() throws Exception {
    try (FaceoffProcess faceoff = gate("well", "slow")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(3);

      GateReport gate = report(faceoff);
      assertThat(gate.verdict()).isEqualTo(Verdict.REGRESSION);
      // On a busy machine another claim, such as the slowest tenth, may decide first.
      GateFinding typical = finding(gate, Measure.TYPICAL_LATENCY);
      assertThat(typical.verdict()).isIn(Verdict.REGRESSION, Verdict.INCONCLUSIVE);
      assertThat(typical.ratio().value()).isGreaterThan(2);
      assertThat(typical.candidate().orElseThrow()).isGreaterThan(50);
    }
  }

  @Test
  void compareFailsForNothingItFinds() throws Exception {
    try (FaceoffProcess faceoff = start("compare", "well", "slow")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);

      assertThat(report(faceoff).verdict()).isEqualTo(Verdict.REGRESSION);
    }
  }

  @Test
  void otherAnswersAreADifferenceAndNoSpeed() throws Exception {
    try (FaceoffProcess faceoff = gate("slow", "other")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(3);

      GateReport gate = report(faceoff);
      assertThat(gate.answersDiffer()).isTrue();
      assertThat(gate.findings()).isEmpty();
      assertThat(gate.launches()).hasSize(1);
      assertThat(faceoff.out()).contains("Answers differ").doesNotContain("better");
    }
  }

  @Test
  void aServiceThatRefusesHalfOfItsRequestsFailsForThat() throws Exception {
    try (FaceoffProcess faceoff = gate("well", "refuses")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(3);

      GateFinding errors = finding(report(faceoff), Measure.ERROR_SHARE);
      assertThat(errors.verdict()).isEqualTo(Verdict.REGRESSION);
      // Where a kept connection breaks, the generator asks once more on a new one.
      assertThat(errors.ratio().value()).isBetween(0.1, 0.7);
    }
  }

  @Test
  void aServiceThatDiesInALaterLaunchLeavesWhatTheOthersShowed() throws Exception {
    Files.writeString(
        folder.resolve("work/gate.yaml"),
        Files.readString(folder.resolve("work/gate.yaml")).replace("[2, 4]", "[6, 7]"));
    try (FaceoffProcess faceoff = gate("well", "dies")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      faceoff.leavesNothingOf(List.of());

      GateReport gate = report(faceoff);
      assertThat(gate.status()).isEqualTo(Status.PARTIAL);
      // On a busy machine some of them were disturbed and measured again.
      int kept = JudgedService.LAST_START - 1 - gate.replaced().size();
      assertThat(gate.launches()).hasSize(kept);
      assertThat(gate.reasons().get(0)).contains("candidate").contains("ended while under load");
      assertThat(gate.reasons().get(1)).contains("launch " + JudgedService.LAST_START);
      assertThat(finding(gate, Measure.TYPICAL_LATENCY).byLaunch()).hasSize(kept);
      assertThat(faceoff.file("out/junit.xml")).content().contains("comes to its end", "<error ");
    }
  }

  @Test
  void aServiceThatNeverGetsReadyIsSaidSo() throws Exception {
    try (FaceoffProcess faceoff = gate("well", "never")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      faceoff.leavesNothingOf(List.of());

      GateReport gate = report(faceoff);
      assertThat(gate.status()).isEqualTo(Status.FAILED);
      assertThat(gate.reasons().get(0)).contains("candidate did not answer 200 within 5 s");
      assertThat(gate.findings()).isEmpty();
    }
  }

  @Test
  void aCalibrationSlowsDownByAKnownAmountAndKeepsTheNoise() throws Exception {
    try (FaceoffProcess faceoff =
        FaceoffProcess.start(
            project,
            folder,
            "doctor",
            "--calibrate",
            target("calibrated", "well"),
            "--launches",
            "4",
            "--out",
            "out")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(0);
      faceoff.leavesNothingOf(List.of());

      GateReport seeded = ReportFolder.read(faceoff.file("out/seeded")).gate().orElseThrow();
      assertThat(finding(seeded, Measure.TYPICAL_LATENCY).ratio().value()).isGreaterThan(1);
      assertThat(faceoff.out()).contains("Seeded: items slowed down by");
      List<Calibration> kept = CalibrationFile.read(faceoff.file("faceoff-calibration.yaml"));
      assertThat(kept).extracting(Calibration::launches).containsExactly(4);
      assertThat(kept.get(0).sigma()).containsKey(finding(seeded, Measure.TYPICAL_LATENCY).claim());
    }
  }

  private FaceoffProcess gate(String baseline, String candidate) throws IOException {
    return start("gate", baseline, candidate);
  }

  private FaceoffProcess start(String command, String baseline, String candidate)
      throws IOException {
    return FaceoffProcess.start(
        project,
        folder,
        command,
        target("baseline", baseline),
        target("candidate", candidate),
        "--out",
        "out");
  }

  private String target(String side, String fault) throws IOException {
    String name = "%s-%s.target.yaml".formatted(side, fault);
    Files.writeString(
        folder.resolve("work").resolve(name),
        """
        start:
          command:
            - %s
            - -Xmx64m
            - -cp
            - %s
            - %s
            - "{port}"
            - %s
            - %s
        ready: /ready
        readyWithinSeconds: %d
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of("target/test-classes").toAbsolutePath(),
                JudgedService.class.getName(),
                fault,
                folder.resolve("starts-of-" + side),
                fault.equals("never") ? 5 : 90));
    return name;
  }

  private static GateReport report(FaceoffProcess faceoff) {
    return ReportFolder.read(faceoff.file("out")).gate().orElseThrow();
  }

  private static GateFinding finding(GateReport gate, Measure measure) {
    return gate.findings().stream()
        .filter(finding -> finding.claim().measure() == measure)
        .findFirst()
        .orElseThrow();
  }
}
