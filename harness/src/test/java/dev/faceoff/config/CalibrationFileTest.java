package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Calibration;
import dev.faceoff.model.Claim;
import dev.faceoff.model.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {
  private static final Claim TYPICAL = new Claim("list", Measure.TYPICAL_LATENCY);
  private static final Claim CPU = new Claim("", Measure.CPU);

  @TempDir private Path folder;

  @Test
  void readsBackWhatWasAdded() throws IOException {
    Path file = folder.resolve("noise.yaml");
    Calibration one = calibration("2cpu-x", "shop \"new\":fixed", 0.016);
    Calibration other = calibration("8cpu-y", "shop \"new\":fixed", 0.004);

    CalibrationFile.add(file, one);
    CalibrationFile.add(file, other);

    assertThat(CalibrationFile.read(file)).containsExactly(one, other);
    assertThat(folder).isDirectoryNotContaining("glob:**.half");
  }

  @Test
  void aNewOneReplacesThatOfTheSameMachinesAndTarget() throws IOException {
    Path file = folder.resolve("noise.yaml");
    CalibrationFile.add(file, calibration("2cpu-x", "shop:fixed", 0.016));
    Calibration later = calibration("2cpu-x", "shop:fixed", 0.02);

    CalibrationFile.add(file, later);

    assertThat(CalibrationFile.read(file)).containsExactly(later);
  }

  @Test
  void thatOfOtherConditionsStaysAndThatOfUnknownOnesDoesNot() throws IOException {
    Path file = folder.resolve("noise.yaml");
    Calibration unknown = calibration("2cpu-x", "shop:fixed", 0.016);
    Calibration embedded = under("embedded backend, rate=20", unknown);
    Calibration external = under("external backend, rate=20", unknown);
    CalibrationFile.add(file, unknown);

    CalibrationFile.add(file, embedded);
    CalibrationFile.add(file, external);

    assertThat(CalibrationFile.read(file)).containsExactly(embedded, external);
  }

  @Test
  void saysWhereAFileIsWrong() throws IOException {
    Path file = folder.resolve("noise.yaml");
    CalibrationFile.add(file, calibration("2cpu-x", "shop:fixed", 0.016));
    Files.writeString(
        file, Files.readString(file).replace("typicalLatencyMillis", "tipicalLatencyMillis"));

    assertThatThrownBy(() -> CalibrationFile.read(file))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(
            "unknown measure 'tipicalLatencyMillis'; did you mean 'typicalLatencyMillis'?");
  }

  @Test
  void leavesAFileThatIsWrongAlone() throws IOException {
    Path file = folder.resolve("noise.yaml");
    Files.writeString(file, "calibration: []\n");

    assertThatThrownBy(() -> CalibrationFile.add(file, calibration("2cpu-x", "shop:fixed", 0.016)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("unknown key 'calibration'");
    assertThat(file).hasContent("calibration: []\n");
  }

  private static Calibration calibration(String machine, String subject, double sigma) {
    return new Calibration(
        machine,
        subject,
        Instant.parse("2026-01-31T12:00:00Z"),
        8,
        Map.of(TYPICAL, sigma, CPU, 2 * sigma));
  }

  private static Calibration under(String conditions, Calibration one) {
    return new Calibration(
        one.machineClass(),
        one.subject(),
        Optional.of(conditions),
        one.measuredAt(),
        one.launches(),
        one.sigma());
  }
}
