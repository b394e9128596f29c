package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.cli.Main;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line in a JVM of its own, started as the launcher starts it on a terminal. It has a
 * working folder and a temporary folder of its own and shares its cache with the other tests.
 */
final class FaceoffProcess implements AutoCloseable {
  /** Only a failure waits that long; several JVMs starting on a busy machine take their time. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Process process;
  private final Path work;
  private final Path temp;
  private final Text out;
  private final Text err;

  private FaceoffProcess(Process process, Path work, Path temp) {
    this.process = process;
    this.work = work;
    this.temp = temp;
    this.out = new Text(process.getInputStream());
    this.err = new Text(process.getErrorStream());
  }

  /** Starts {@code faceoff} with those words. */
  static FaceoffProcess start(Path project, Path folder, String... words) throws IOException {
    return start(project, folder, Map.of(), words);
  }

  /** As above, with more variables in its environment. */
  static FaceoffProcess start(
      Path project, Path folder, Map<String, String> environment, String... words)
      throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path temp = Files.createDirectories(folder.resolve("temp with space"));
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + temp,
        "-Dfaceoff.home=" + project,
        "-Dfaceoff.terminal=true",
        "-Dfaceoff.columns=100",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
    Collections.addAll(command, words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().remove("CI");
    builder
        .environment()
        .putAll(
            Map.of(
                "TERM",
                "xterm",
                "NO_COLOR",
                "1",
                "FACEOFF_CACHE",
                Path.of("target", "faceoff-cache").toAbsolutePath().toString()));
    builder.environment().putAll(environment);
    return new FaceoffProcess(builder.start(), work, temp);
  }

  /** A folder or file as named on the command line. */
  Path file(String name) {
    return work.resolve(name);
  }

  String out() {
    return out.soFar();
  }

  String err() {
    return err.soFar();
  }

  /** Waits until the progress bar or a line shows this. */
  void awaitProgress(String words) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!err().contains(words)) {
      assertThat(process.isAlive()).as("%s, but ended before '%s'", err(), words).isTrue();
      assertThat(System.nanoTime()).as("%s, but never '%s'", err(), words).isLessThan(end);
      Thread.sleep(10);
    }
  }

  /** Waits until it has said this on its output. */
  Matcher awaitOutput(Pattern words) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    Matcher matcher = words.matcher(out());
    while (!matcher.find()) {
      assertThat(process.isAlive()).as("%s, but ended before '%s'", err(), words).isTrue();
      assertThat(System.nanoTime()).as("%s, but never '%s'", err(), words).isLessThan(end);
      Thread.sleep(10);
      matcher = words.matcher(out());
    }
    return matcher;
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
        .as("%s, and did not end", err())
        .isTrue();
    return process.exitValue();
  }

  /** What it has started, and what that has started. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  void interrupt() throws IOException, InterruptedException {
    Signals.interrupt(process.pid());
  }

  /** Signal 9. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits until none of them runs and the temporary folder is empty. */
  void leavesNothingOf(List<ProcessHandle> descendants) throws InterruptedException {
    Eventually.holds(
        "all processes are gone",
        () -> descendants.stream().map(ProcessHandle::pid).noneMatch(Eventually::alive));
    Eventually.holds("the temporary folder is empty", () -> temp.toFile().list().length == 0);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    out.join();
    err.join();
  }

  /** What a stream has said so far. */
  private static final class Text {
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    Text(InputStream stream) {
      reader = new Thread(() -> read(stream), "output");
      reader.setDaemon(true);
      reader.start();
    }

    private void read(InputStream stream) {
      byte[] bytes = new byte[4096];
      try (stream) {
        for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
          append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private synchronized void append(String more) {
      text.append(more);
    }

    synchronized String soFar() {
      return text.toString();
    }

    void join() {
      try {
        reader.join(LIMIT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
