package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineProbeTest {
  @TempDir private Path root;

  @Test
  void busyIsAllButIdleAndWaitingForTheDisk() {
    FakeProc proc = new FakeProc(root);
    MachineProbe probe = new MachineProbe(proc.files());
    MachineProbe.Reading before = probe.read().orElseThrow();
    // 40 user, 10 system, 40 idle, 10 waiting; guest time is part of user.
    proc.machine("140 0 60 840 60 0 0 0 40 0");

    MachineProbe.Reading after = probe.read().orElseThrow();

    assertThat(after.busyShareSince(before)).hasValue(0.5);
    assertThat(after.busyShareSince(after)).isEmpty();
  }

  @Test
  void isEmptyWhereThereAreNoBooks() {
    assertThat(new MachineProbe(new ProcFiles(root)).read()).isEmpty();
  }
}
