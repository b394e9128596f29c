package dev.faceoff.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessProbeTest {
  @TempDir private Path root;

  @Test
  void countsTheThreadsThatServeRequestsOnly() {
    FakeProc proc = new FakeProc(root);
    proc.thread(1, 1, "java", 10);
    proc.thread(1, 2, "http-nio-8080-e", 200);
    proc.thread(1, 3, "C2 CompilerThre", 3_000);
    proc.thread(1, 4, "GC Thread#0", 40_000);
    proc.thread(1, 5, "G1 Conc#0", 500_000);
    proc.thread(1, 6, "VM Thread", 6_000_000);
    proc.thread(1, 7, "VM Periodic Tas", 70_000_000);

    assertThat(ProcessProbe.ofJvm(proc.files(), 1).cpuNanos()).hasValue(210);
    assertThat(ProcessProbe.of(proc.files(), 1).cpuNanos()).hasValue(76_543_210);
  }

  @Test
  void countsDescendantsOfACommandAndNothingAJvmKeepsForItself() {
    FakeProc proc = new FakeProc(root);
    proc.thread(1, 1, "sh", 1);
    proc.write("1/task/1/children", "20 30 ");
    proc.thread(20, 20, "java", 20);
    proc.thread(20, 21, "http-nio-8080-e", 300);
    proc.thread(20, 22, "C2 CompilerThre", 4_000);
    proc.write("20/task/20/children", "");
    proc.thread(30, 30, "node", 50_000);
    proc.write("30/task/30/children", "31");
    proc.thread(31, 31, "GC Thread#0", 600_000);
    proc.write("31/task/31/children", "");
    proc.write("20/status", "VmHWM:\t  2 kB\n");
    proc.write("30/status", "VmHWM:\t  3 kB\n");
    ProcessProbe probe = ProcessProbe.ofTree(proc.files(), 1);

    assertThat(probe.cpuNanos()).hasValue(650_321);
    assertThat(probe.peakMemoryBytes()).hasValue(5 << 10);

    assertThat(probe.nanosByThread())
        .containsOnly(
            entry(1L, 1L),
            entry(20L, 20L),
            entry(21L, 300L),
            entry(30L, 50_000L),
            entry(31L, 600_000L));

    proc.write("30/task/30/children", "");
    assertThat(probe.cpuNanos()).as("what has ended stays counted").hasValue(650_321);
  }

  @Test
  void threadThatEndsKeepsWhatWasSeenOfIt() {
    FakeProc proc = new FakeProc(root);
    proc.thread(1, 1, "java", 10);
    proc.thread(1, 2, "worker", 200);
    ProcessProbe probe = ProcessProbe.ofJvm(proc.files(), 1);
    probe.cpuNanos();

    proc.threadEnds(1, 2);
    proc.thread(1, 1, "java", 15);

    assertThat(probe.cpuNanos()).hasValue(215);
    assertThat(probe.cpuNanos()).hasValue(215);
  }

  @Test
  void threadWithAnEndedOnesIdCountsAnew() {
    FakeProc proc = new FakeProc(root);
    proc.thread(1, 2, "worker", 200);
    ProcessProbe probe = ProcessProbe.ofJvm(proc.files(), 1);
    probe.cpuNanos();

    proc.thread(1, 2, "worker", 7);

    assertThat(probe.cpuNanos()).hasValue(207);
  }

  @Test
  void readsTicksWhereTheKernelKeepsNoNanoseconds() {
    FakeProc proc = new FakeProc(root);
    proc.thread(1, 2, "worker", 0);
    proc.stat("1/task/2", 0, 3, 0);

    assertThat(ProcessProbe.of(proc.files(), 1).cpuNanos()).hasValue(30_000_000);
  }

  @Test
  void isEmptyWithoutProcAndForNobody() {
    assertThat(ProcessProbe.of(new ProcFiles(root.resolve("none")), 1).cpuNanos()).isEmpty();
    assertThat(ProcessProbe.of(new FakeProc(root).files(), 1).cpuNanos()).isEmpty();
    assertThat(ProcessProbe.of(new FakeProc(root).files(), 1).peakMemoryBytes()).isEmpty();
  }

  @Test
  void peakMemoryIsInBytes() {
    FakeProc proc = new FakeProc(root);
    proc.write("1/status", "Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t 1024 kB\n");

    assertThat(ProcessProbe.ofJvm(proc.files(), 1).peakMemoryBytes()).hasValue(2L << 20);
  }

  @Test
  void thisJvmWorksMoreThanNothing() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux has /proc");
    ProcessProbe probe = ProcessProbe.ofJvm(ProcessHandle.current().pid());
    OptionalLong before = probe.cpuNanos();
    long sum = 0;
    for (int i = 0; i < 20_000_000; i++) {
      sum += Integer.hashCode(i) ^ sum;
    }

    OptionalLong after = probe.cpuNanos();

    assertThat(sum).isNotZero();
    assertThat(after.orElseThrow()).isGreaterThan(before.orElseThrow());
    assertThat(probe.peakMemoryBytes().orElseThrow()).isGreaterThan(1L << 20);
  }

  @Test
  void namesThisJvmsServiceThreads() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux has /proc");
    ProcFiles proc = ProcFiles.SYSTEM;
    long pid = ProcessHandle.current().pid();

    List<String> counted =
        proc.threads(pid).stream()
            .flatMap(thread -> proc.threadName(pid, thread).stream())
            .filter(name -> !ProcessProbe.isJvmService(name))
            .toList();

    // What is not the JVM's own has a name that Java code gave it, or is the launcher's.
    assertThat(counted)
        .allMatch(name -> name.equals("java") || isJavaThread(name), "thread of Java code");
  }

  private static boolean isJavaThread(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(
            thread ->
                thread
                    .getName()
                    .substring(0, Math.min(15, thread.getName().length()))
                    .equals(name));
  }
}
