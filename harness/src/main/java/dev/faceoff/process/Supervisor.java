package dev.faceoff.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the processes of one run and makes sure that neither they nor the run's temporary folder
 * outlive it, however it ends: by {@link #close}, by an exception, by Ctrl-C or by signal 9.
 *
 * <p>A watchdog, a shell that ignores signals, holds the reading end of a pipe. The end of the
 * harness, however it comes, closes the pipe; the watchdog then ends every process it finds in the
 * run's list and removes the containers and the folders. Each process enters itself into the list
 * before it becomes the program, so that there is no moment in which one runs unlisted; the list is
 * a folder with a file per process, and the watchdog is done only when it could remove that folder.
 */
public final class Supervisor implements AutoCloseable {
  private static final String PREFIX = "faceoff-";
  private static final String WATCHDOG_FILE = "watchdog";
  private static final String DOCKER_LABELS_FILE = "docker-labels";
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * Arguments: temporary folder of the run. Standard input: further folders to remove, a line each.
   * A process that ignores its signal is killed after 2 s; one that cannot be reaped, because the
   * first process of a container does not, is given up after 3 s.
   */
  private static final String WATCHDOG =
      """
      trap '' INT TERM HUP QUIT
      cd /
      run=$1
      shift
      while IFS= read -r folder; do
        set -- "$@" "$folder"
      done
      round=0
      while [ -d "$run/pids" ] && [ "$round" -lt 30 ]; do
        for file in "$run"/pids/*; do
          [ -f "$file" ] || continue
          pid=${file##*/}
          signal=
          read -r signal < "$file"
          case "$signal" in
            QUIT)
              if [ "$round" -eq 0 ]; then signal=QUIT
              elif [ "$round" -lt 20 ]; then signal=0
              else signal=KILL
              fi ;;
            *) signal=KILL ;;
          esac
          kill -s "$signal" -- "-$pid" 2>/dev/null
          kill -s "$signal" "$pid" 2>/dev/null || rm -f "$file"
        done
        rmdir "$run/pids" 2>/dev/null && break
        round=$((round + 1))
        sleep 0.1
      done
      if [ -f "$run/docker-labels" ] && command -v docker >/dev/null 2>&1; then
        filters=
        while IFS= read -r label; do
          filters="$filters --filter label=$label"
        done < "$run/docker-labels"
        left=$(docker ps -aq $filters)
        [ -z "$left" ] || docker rm -fv $left
        left=$(docker network ls -q $filters)
        [ -z "$left" ] || docker network rm $left
      fi
      rm -rf "$run" "$@" || { sleep 0.3; rm -rf "$run" "$@"; }
      """;

  /**
   * Arguments: the list's folder, the signal that ends the process, program and its arguments.
   * Ctrl-C in a terminal goes to every process of the harness's group: the program ignores it (a
   * JVM keeps to that) and gets a group of its own (PostgreSQL does not keep to that).
   */
  private static final String LAUNCHER =
      """
      trap '' INT
      pids=$1
      signal=$2
      shift 2
      { echo "$signal" > "$pids/$$"; } 2>/dev/null || exit 125
      if command -v setsid >/dev/null 2>&1; then
        exec setsid "$@"
      elif command -v perl >/dev/null 2>&1; then
        exec perl -e 'use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\\n"' "$@"
      fi
      exec "$@"
      """;

  private final Path temp;
  private final Path pids;
  private final Process watchdog;
  private final OutputStream folders;
  private final Deque<ManagedProcess> processes = new ArrayDeque<>();
  private boolean closed;

  private Supervisor(Path temp, Path pids, Process watchdog) {
    this.temp = temp;
    this.pids = pids;
    this.watchdog = watchdog;
    this.folders = watchdog.getOutputStream();
  }

  /** Makes the run's temporary folder in the one of the system, and sets the watchdog on. */
  public static Supervisor open() {
    Path temp = null;
    try {
      temp = Files.createTempDirectory(PREFIX).toAbsolutePath().normalize();
      Path pids = Files.createDirectory(temp.resolve("pids"));
      Process watchdog =
          new ProcessBuilder("/bin/sh", "-c", WATCHDOG, "faceoff-watchdog", temp.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Files.writeString(temp.resolve(WATCHDOG_FILE), String.valueOf(watchdog.pid()));
      return new Supervisor(temp, pids, watchdog);
    } catch (IOException e) {
      if (temp != null) {
        deleteTree(temp);
      }
      throw new ProcessFailedException(
          "cannot make a temporary folder in "
              + System.getProperty("java.io.tmpdir")
              + " or start /bin/sh: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Temporary folders of runs, each with whether its watchdog still lives. One whose watchdog is
   * gone was left behind: the machine went down, or somebody ended the watchdog too.
   */
  public static Map<Path, Boolean> runFolders() {
    Map<Path, Boolean> folders = new TreeMap<>();
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temp, PREFIX + "*")) {
      for (Path folder : found) {
        Path watchdog = folder.resolve(WATCHDOG_FILE);
        if (Files.isRegularFile(watchdog) && Files.isWritable(folder)) {
          long pid = Long.parseLong(Files.readString(watchdog).strip());
          folders.put(folder, ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw new ProcessFailedException(
          "cannot look for folders of runs in %s: %s".formatted(temp, e.getMessage()), e);
    }
    return folders;
  }

  /** The run's temporary folder, readable by its owner only; gone with the run. */
  public Path temp() {
    return temp;
  }

  /** Makes a folder inside {@link #temp}. */
  public Path tempFolder(String name) {
    try {
      return Files.createDirectories(temp.resolve(name));
    } catch (IOException e) {
      throw new ProcessFailedException("cannot make folder " + temp.resolve(name), e);
    }
  }

  /**
   * Has a folder outside {@link #temp} removed at the end of the run too, unless it was moved away
   * by then.
   */
  public synchronized void removeAtEnd(Path folder) {
    String path = folder.toAbsolutePath().toString();
    if (path.contains("\n")) {
      throw new IllegalArgumentException("a folder's name must not hold a line break: " + path);
    }
    try {
      folders.write((path + "\n").getBytes(StandardCharsets.UTF_8));
      folders.flush();
    } catch (IOException e) {
      throw new ProcessFailedException("the watchdog of this run has ended", e);
    }
  }

  /**
   * Has whatever bears all these labels in the Docker engine removed at the end of the run too, if
   * the run did not live to do it. Needs Docker's command line; without, it stays there.
   *
   * @param labels each {@code name=value}, without spaces
   */
  public void removeFromDockerAtEnd(List<String> labels) {
    try {
      Files.write(temp.resolve(DOCKER_LABELS_FILE), labels);
    } catch (IOException e) {
      throw new ProcessFailedException("cannot write to " + temp, e);
    }
  }

  /**
   * Starts a process.
   *
   * @throws ProcessFailedException if the log cannot be written or no process be made; a program
   *     that does not exist starts, says so in its log and ends with 126 or 127
   */
  public synchronized ManagedProcess start(ProcessSpec spec) {
    if (closed) {
      throw new IllegalStateException("the run is over; cannot start " + spec.name());
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/sh", "-c", LAUNCHER, "faceoff", pids.toString(), spec.endSignal().name()));
    command.addAll(spec.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    spec.folder().ifPresent(folder -> builder.directory(folder.toFile()));
    builder.environment().keySet().removeAll(spec.withoutEnvironment());
    builder.environment().putAll(spec.environment());
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(spec.log().toFile());
    builder.redirectError(log);
    if (!spec.pipes()) {
      builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
      builder.redirectOutput(log);
    }
    try {
      Files.createDirectories(spec.log().toAbsolutePath().getParent());
      Process process = builder.start();
      Path entry = pids.resolve(String.valueOf(process.pid()));
      // Its id may be another process's soon.
      var unused = process.onExit().thenAccept(ended -> forget(entry));
      ManagedProcess managed = new ManagedProcess(spec, process);
      processes.push(managed);
      return managed;
    } catch (IOException e) {
      throw new ProcessFailedException(
          "cannot start %s: %s".formatted(spec.name(), e.getMessage()), e);
    }
  }

  /** Stops what still runs, the youngest first, and removes the run's folders. */
  @Override
  public void close() {
    List<ManagedProcess> toStop;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      toStop = new ArrayList<>(processes);
    }
    for (ManagedProcess process : toStop) {
      process.stop(GRACE);
    }
    try {
      folders.close();
      if (watchdog.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It was killed: the folder is left to the lines below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      deleteTree(temp);
    }
    watchdog.destroyForcibly();
  }

  private static void forget(Path entry) {
    try {
      Files.deleteIfExists(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder and everything in it, as far as possible. Symbolic links are not followed. */
  public static void deleteTree(Path folder) {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Left for the watchdog, or for the person who finds it; a run does not fail for this.
    }
  }
}
