package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.process.Eventually;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {
  @TempDir private Path folder;

  @Test
  void leavesNoProcessAndNoFolder() throws Exception {
    List<Long> processes = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    Path temp = Files.createDirectory(folder.resolve("temp with space"));
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-Dfaceoff.log=" + folder.resolve("faceoff.log"),
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try (BufferedReader output = run.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
        assertThat(line).as(Files.readString(folder.resolve("errors"))).isNotNull();
        if (line.startsWith("process ")) {
          processes.add(Long.parseLong(line.substring("process ".length())));
        } else if (line.startsWith("folder ")) {
          folders.add(Path.of(line.substring("folder ".length())));
        }
      }
      // Backends of connections just closed may have ended since.
      assertThat(processes.stream().filter(Eventually::alive)).hasSizeGreaterThan(4);
      assertThat(folders).hasSize(2).allMatch(Files::exists);
    } finally {
      run.destroyForcibly();
    }

    Eventually.holds(
        "all processes are gone", () -> processes.stream().noneMatch(Eventually::alive));
    Eventually.holds("all folders are gone", () -> folders.stream().noneMatch(Files::exists));
    assertThat(temp).isEmptyDirectory();
  }
}
