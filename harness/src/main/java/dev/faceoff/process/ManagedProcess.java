package dev.faceoff.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A process that a {@link Supervisor} started. */
public final class ManagedProcess {
  private static final int TAIL_BYTES = 64 * 1024;

  private final String name;
  private final Process process;
  private final Path log;
  private final ProcessSpec.EndSignal endSignal;

  ManagedProcess(ProcessSpec spec, Process process) {
    this.name = spec.name();
    this.process = process;
    this.log = spec.log();
    this.endSignal = spec.endSignal();
  }

  public String name() {
    return name;
  }

  /** The id of the program itself: nothing stands between it and the harness. */
  public long pid() {
    return process.pid();
  }

  /** The process itself, for those who speak with it through its pipes. */
  public Process process() {
    return process;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit code, once it ended; 128 + n when signal n ended it. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** What it reads; only of a piped process. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** What it writes; only of a piped process. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** Where it logs. */
  public Path log() {
    return log;
  }

  /** Waits for its end; false when {@code limit} passes first. */
  public boolean waitFor(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends it and its descendants: asks first, and kills what is still there after {@code grace}.
   * Does nothing when it ended already.
   */
  public void stop(Duration grace) {
    stop("TERM", grace);
  }

  /** As {@link #stop(Duration)}, asking with another signal, for example {@code INT}. */
  public void stop(String signal, Duration grace) {
    if (!process.isAlive()) {
      return;
    }
    // Taken before, because afterwards they would be somebody else's children.
    List<ProcessHandle> descendants = process.descendants().toList();
    signal(signal);
    boolean ended = false;
    boolean interrupted = false;
    try {
      ended = waitFor(grace);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (!ended && endSignal == ProcessSpec.EndSignal.QUIT) {
      signal("QUIT");
      interrupted |= !endsWithin(Duration.ofSeconds(5));
    }
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    interrupted |= !endsWithin(Duration.ofSeconds(10));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Kills what an ended process left in its group: children that outlived it, as those of a program
   * do that goes into the background.
   */
  public void endGroup() {
    // A group's id is given to no other process while the group has members.
    if (process.isAlive() || ProcessHandle.of(pid()).isPresent()) {
      return;
    }
    kill("KILL", "-" + pid());
  }

  /** Sends a signal by name, such as {@code INT}; nothing happens when the process has ended. */
  public void signal(String signal) {
    if (!process.isAlive()) {
      return;
    }
    if (signal.equals("TERM")) {
      process.destroy();
      return;
    }
    kill(signal, String.valueOf(pid()));
  }

  /** The JDK knows TERM and KILL only; kill is built into every shell. */
  private void kill(String signal, String whom) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", signal, whom)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new ProcessFailedException("cannot send " + signal + " to " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last lines of its log, for messages; fewer when it wrote fewer. */
  public List<String> lastLines(int lines) {
    return lastLines(log, lines);
  }

  /** The last lines of a log file; none when it cannot be read. */
  public static List<String> lastLines(Path log, int lines) {
    if (!Files.isReadable(log)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(start);
      byte[] tail = new byte[(int) (file.length() - start)];
      file.readFully(tail);
      List<String> all =
          new String(tail, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Waits without giving up on an interrupt; false when there was one. */
  private boolean endsWithin(Duration limit) {
    boolean undisturbed = true;
    long end = System.nanoTime() + limit.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        undisturbed = false;
      }
    }
    return undisturbed;
  }
}
