package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseBackendsProbeTest {
  @TempDir private Path root;

  private final Set<Long> serving = new HashSet<>(List.of(2L, 4L));

  @Test
  void countsWhatServesTheDatabaseOnly() {
    FakeProc proc = server();
    child(proc, 2, 7_000_000);
    child(proc, 3, 1_000_000_000);
    child(proc, 4, 500_000);

    assertThat(probe(proc).cpuNanos()).hasValue(7_500_000);
  }

  @Test
  void keepsWhatWasLastSeenOfOneThatEnded() {
    FakeProc proc = server();
    child(proc, 2, 7_000_000);
    child(proc, 4, 500_000);
    DatabaseBackendsProbe probe = probe(proc);
    probe.cpuNanos();

    dev.faceoff.process.Supervisor.deleteTree(root.resolve("2"));
    serving.remove(2L);
    child(proc, 4, 600_000);

    assertThat(probe.cpuNanos()).hasValue(7_600_000);
  }

  @Test
  void knowsAProcessInAContainerByTheIdItHasThere() {
    FakeProc proc = server();
    child(proc, 2002, 7_000_000);
    proc.write("2002/status", "Name:\tpostgres\nNSpid:\t2002\t2\n");
    child(proc, 2, 90_000_000);
    proc.write("2/status", "Name:\tpostgres\nNSpid:\t2\t77\n");

    assertThat(probe(proc).cpuNanos()).hasValue(7_000_000);
  }

  @Test
  void isEmptyWhenTheServerEnded() {
    assertThat(probe(new FakeProc(root)).cpuNanos()).isEmpty();
  }

  private DatabaseBackendsProbe probe(FakeProc proc) {
    return new DatabaseBackendsProbe(proc.files(), 1, () -> Set.copyOf(serving));
  }

  private FakeProc server() {
    FakeProc proc = new FakeProc(root);
    proc.stat("1", 0, 0, 0);
    return proc;
  }

  private static void child(FakeProc proc, long pid, long nanos) {
    proc.stat(String.valueOf(pid), 1, 0, 0);
    proc.thread(pid, pid, "postgres", nanos);
  }
}
