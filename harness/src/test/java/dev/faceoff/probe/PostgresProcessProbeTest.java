package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessProbeTest {
  @TempDir private Path root;

  @Test
  void countsLivingChildrenAndThoseThatEnded() {
    FakeProc proc = new FakeProc(root);
    proc.stat("1", 0, 999, 5);
    child(proc, 2, 7_000_000);
    child(proc, 3, 1_000_000);
    proc.stat("4", 77, 0, 0);
    proc.thread(4, 4, "stranger", 1_000_000_000);

    assertThat(new PostgresProcessProbe(proc.files(), 1, Set.of()).cpuNanos()).hasValue(58_000_000);
    assertThat(new PostgresProcessProbe(proc.files(), 1, Set.of(3L)).cpuNanos())
        .hasValue(57_000_000);
  }

  @Test
  void asksTheKernelForChildrenWhereItCan() {
    FakeProc proc = new FakeProc(root);
    proc.stat("1", 0, 0, 0);
    proc.write("1/task/1/children", "2 3 ");
    child(proc, 2, 20);
    child(proc, 3, 3);
    child(proc, 4, 400);

    assertThat(new PostgresProcessProbe(proc.files(), 1, Set.of()).cpuNanos()).hasValue(23);
  }

  @Test
  void totalNeverGoesBackwards() {
    FakeProc proc = new FakeProc(root);
    proc.stat("1", 0, 0, 0);
    child(proc, 2, 9_000_000);
    PostgresProcessProbe probe = new PostgresProcessProbe(proc.files(), 1, Set.of());
    assertThat(probe.cpuNanos()).hasValue(9_000_000);

    dev.faceoff.process.Supervisor.deleteTree(root.resolve("2"));

    assertThat(probe.cpuNanos()).hasValue(9_000_000);
    proc.stat("1", 0, 0, 1);
    assertThat(probe.cpuNanos()).hasValue(10_000_000);
  }

  @Test
  void isEmptyWithoutProcAndForNobody() {
    assertThat(
            new PostgresProcessProbe(new ProcFiles(root.resolve("none")), 1, Set.of()).cpuNanos())
        .isEmpty();
    assertThat(new PostgresProcessProbe(new FakeProc(root).files(), 1, Set.of()).cpuNanos())
        .isEmpty();
  }

  private static void child(FakeProc proc, long pid, long nanos) {
    proc.stat(String.valueOf(pid), 1, 0, 0);
    proc.thread(pid, pid, "postgres", nanos);
  }
}
