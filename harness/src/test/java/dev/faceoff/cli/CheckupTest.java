package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.config.Overrides;
import dev.faceoff.config.Replicas;
import dev.faceoff.config.ScenarioFile;
import dev.faceoff.model.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {
  @TempDir private Path folder;

  @Test
  void warnsOfSmallAndBusyMachines() {
    assertThat(Checkup.cores(1).level()).isEqualTo(Finding.Level.WARN);
    assertThat(Checkup.cores(2).level()).isEqualTo(Finding.Level.OK);
    assertThat(Checkup.memory(1000).level()).isEqualTo(Finding.Level.WARN);
    assertThat(Checkup.memory(4000).level()).isEqualTo(Finding.Level.OK);
    assertThat(Checkup.load(1.5, 2).level()).isEqualTo(Finding.Level.WARN);
    assertThat(Checkup.load(0.2, 2).level()).isEqualTo(Finding.Level.OK);
    assertThat(Checkup.load(-1, 2).level()).isEqualTo(Finding.Level.INFO);
  }

  @Test
  void saysWhetherPrometheusIsThereAndWhatItIsFor() throws Exception {
    Path program = Files.createFile(folder.resolve("prometheus"));

    assertThat(Checkup.prometheus(folder.toString()).text())
        .isEqualTo("not on the PATH; only the design alerts needs it");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(Checkup.prometheus("/nowhere:" + folder).text())
        .isEqualTo(program + ", for the design alerts");
  }

  @Test
  void replicasNeedMemoryForEachOfThem() {
    Scenario tiny =
        ScenarioFile.read(
            Path.of("src/test/resources/scenarios/tiny/scenario.yaml"),
            folder,
            Overrides.NONE.with(Replicas.parse(List.of("fixed=3"))));

    // Four with 64 MiB of heap.
    assertThat(Checkup.shortage(tiny, 4 * (64 + 192))).isEmpty();
    assertThat(Checkup.shortage(tiny, 4 * (64 + 192) - 1))
        .hasValue(
            "the replicas of tiny need about 1024 MiB of memory, and 1023 are available; start fewer with --replicas, or close programs");
  }

  @Test
  void triesFoldersThatDoNotExistYetWithoutMakingThem() {
    Path later = folder.resolve("not/there/yet");

    assertThat(Checkup.writable("cache", later).level()).isEqualTo(Finding.Level.OK);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failsWhereNothingCanBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(Checkup.writable("cache", file.resolve("below")).level())
        .isEqualTo(Finding.Level.FAIL);
  }
}
