package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz | 2cpu-intel-xeon-e5-2680-v4-linux-amd64-jdk17
          AMD EPYC 7763 64-Core Processor           | 2cpu-amd-epyc-7763-linux-amd64-jdk17
          (R)                                       | 2cpu-linux-amd64-jdk17
          """)
  void namesAClassOfMachinesWithoutItsTrimmings(String cpuModel, String machineClass) {
    assertThat(Machine.machineClass(2, cpuModel, "Linux", "amd64", 17)).isEqualTo(machineClass);
  }

  @Test
  void namesTheClassOfThisMachineAlikeAtEveryCall() {
    String machineClass = Machine.machineClass();

    assertThat(machineClass).matches("\\d+cpu(-[a-z0-9]+)+-jdk\\d+");
    assertThat(Machine.machineClass()).isEqualTo(machineClass);
  }

  @Test
  void namesFaceoffsOwnVersionWhateverElseIsKnown() {
    assertThat(Machine.versions(Path.of("/nowhere"), List.of()))
        .containsExactly(Map.entry("faceoff", FaceoffVersion.here()));
    assertThat(FaceoffVersion.here()).matches("[0-9]+\\.[0-9]+.*");
  }
}
