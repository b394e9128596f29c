package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.process.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in a real process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends the signals of Unix")
@Timeout(60)
class InterruptionTest {
  @TempDir private Path temporary;

  @BeforeEach
  void signalsArrive() throws IOException {
    Signals.assumeThatInterruptsArrive();
  }

  @Test
  void keepsWhatWasMeasuredAndEndsWith130() throws Exception {
    Process process = interrupted(true);

    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
        .contains("verdicts of 1")
        .last()
        .isEqualTo("out/report.html");
    assertThat(Files.readString(temporary.resolve("work/out/report.html"))).contains("PARTIAL");
  }

  @Test
  void saysSoWhenThereIsNothingToReport() throws Exception {
    Process process = interrupted(false);

    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(process.errorReader(StandardCharsets.UTF_8).lines())
        .last()
        .isEqualTo("Interrupted before anything was measured.");
  }

  private Process interrupted(boolean reports) throws IOException, InterruptedException {
    Shell shell = new Shell(temporary);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                InterruptedMain.class.getName(),
                shell.home.toString(),
                shell.folder.toString(),
                String.valueOf(reports))
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("running");
    Signals.interrupt(process.pid());
    return process;
  }
}
