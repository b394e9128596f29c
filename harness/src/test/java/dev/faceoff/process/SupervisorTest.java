package dev.faceoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void closeEndsProcessesAndRemovesFolders() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("out side"));
    Files.writeString(outside.resolve("file"), "content");
    ManagedProcess sleeping;
    Path temp;

    try (Supervisor supervisor = Supervisor.open()) {
      temp = supervisor.temp();
      Files.writeString(supervisor.tempFolder("with a space").resolve("file"), "content");
      supervisor.removeAtEnd(outside);
      sleeping = supervisor.start(shell("sleeping", "sleep 1000"));
    }

    assertThat(sleeping.isAlive()).isFalse();
    assertThat(temp).doesNotExist();
    assertThat(outside).doesNotExist();
  }

  @Test
  void knowsTheFoldersOfRunsAtWorkAndOfThoseLeftBehind() throws Exception {
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    Path left = Files.createDirectory(temp.resolve("faceoff-left-" + System.nanoTime()));
    try (Supervisor supervisor = Supervisor.open()) {
      // No process has this id: Linux and macOS stop far below.
      Files.writeString(left.resolve("watchdog"), String.valueOf(Integer.MAX_VALUE));

      assertThat(Supervisor.runFolders())
          .containsEntry(left, false)
          .containsEntry(supervisor.temp(), true);
    } finally {
      Supervisor.deleteTree(left);
    }
  }

  @Test
  void runsTheProgramItselfUnderTheIdItTells() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      ManagedProcess process = supervisor.start(shell("id", "echo $$"));

      assertThat(process.waitFor(LONG)).isTrue();

      assertThat(process.lastLines(5)).containsExactly(String.valueOf(process.pid()));
      assertThat(process.exitCode()).hasValue(0);
    }
  }

  @Test
  void keepsArgumentsAsTheyAre() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      Path log = folder.resolve("a log");
      ManagedProcess process =
          supervisor.start(
              ProcessSpec.of(
                  "echo", List.of("printf", "[%s]\n", "two words", "", "$HOME", "'\""), log));

      assertThat(process.waitFor(LONG)).isTrue();

      assertThat(log).content().isEqualTo("[two words]\n[]\n[$HOME]\n['\"]\n");
    }
  }

  @Test
  void pipesInputAndOutputWhenAsked() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      ManagedProcess process =
          supervisor.start(shell("pipe", "read line; echo \"got $line\"; echo log >&2").piped());
      process.input().write("hello\n".getBytes(StandardCharsets.UTF_8));
      process.input().flush();

      BufferedReader output =
          new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8));

      assertThat(output.readLine()).isEqualTo("got hello");
      assertThat(process.waitFor(LONG)).isTrue();
      assertThat(process.lastLines(5)).containsExactly("log");
    }
  }

  @Test
  void passesAndWithholdsVariables() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      ManagedProcess process =
          supervisor.start(
              shell("environment", "echo \"$FACEOFF_TEST/${PATH-none}\"; /bin/true || true")
                  .withEnvironment("FACEOFF_TEST", "set"));
      assertThat(process.waitFor(LONG)).isTrue();

      assertThat(process.lastLines(1).get(0)).startsWith("set/").doesNotEndWith("none");
    }
  }

  @Test
  void stopAsksFirst() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      ManagedProcess process =
          supervisor.start(
              shell(
                  "polite", "trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.1; done"));
      Eventually.holds("it is up", () -> process.lastLines(1).contains("up"));

      process.stop(LONG);

      assertThat(process.exitCode()).hasValue(7);
      assertThat(process.lastLines(1)).containsExactly("bye");
    }
  }

  @Test
  void stopKillsWhatDoesNotListenAndItsChildren() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      ManagedProcess process =
          supervisor.start(shell("deaf", "trap '' TERM; sleep 1000 & echo $!; wait; sleep 1000"));
      Eventually.holds("its child is up", () -> process.lastLines(1).size() == 1);
      long child = Long.parseLong(process.lastLines(1).get(0));

      process.stop(Duration.ZERO);

      assertThat(process.exitCode()).hasValue(128 + 9);
      Eventually.holds("its child is gone", () -> !Eventually.alive(child));
    }
  }

  @Test
  void programThatIsMissingSaysSoInItsLog() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      ManagedProcess process =
          supervisor.start(
              ProcessSpec.of("missing", List.of("/no/such/program"), folder.resolve("log")));

      assertThat(process.waitFor(LONG)).isTrue();

      assertThat(process.exitCode().orElseThrow()).isIn(126, 127, 2);
      assertThat(process.lastLines(3)).anyMatch(line -> line.contains("/no/such/program"));
    }
  }

  @Test
  void processIsInNoGroupThatCtrlCReaches() throws Exception {
    try (Supervisor supervisor = Supervisor.open()) {
      ManagedProcess process =
          supervisor.start(shell("group", "ps -o pgid= -p $$ 2>/dev/null || echo $$"));

      assertThat(process.waitFor(LONG)).isTrue();

      assertThat(process.lastLines(1).get(0).strip()).isEqualTo(String.valueOf(process.pid()));
    }
  }

  @Test
  void startsNothingOnceClosed() {
    Supervisor supervisor = Supervisor.open();
    supervisor.close();

    assertThatThrownBy(() -> supervisor.start(shell("late", "true")))
        .isInstanceOf(IllegalStateException.class);
  }

  private ProcessSpec shell(String name, String script) {
    return ProcessSpec.of(name, List.of("/bin/sh", "-c", script), folder.resolve(name + ".log"));
  }
}
