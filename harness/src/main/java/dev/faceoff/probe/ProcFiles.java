package dev.faceoff.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads Linux's {@code /proc}; see proc(5). Processes end at any time: what is gone is empty.
 *
 * @param root {@code /proc}, or a likeness of it in tests
 */
record ProcFiles(Path root) {
  static final ProcFiles SYSTEM = new ProcFiles(Path.of("/proc"));

  /** USER_HZ: 100 on every architecture that Java 17 runs on. */
  private static final long NANOS_PER_TICK = 10_000_000L;

  /** What is read of a {@code stat} file. */
  record Stat(long parent, long ownNanos, long waitedForNanos) {}

  boolean exists() {
    return Files.isReadable(root.resolve("stat"));
  }

  /** The threads of a process; empty when it ended. */
  List<Long> threads(long pid) {
    return numbers(process(pid).resolve("task"));
  }

  List<Long> processes() {
    return numbers(root);
  }

  /** The children of a process. */
  List<Long> children(long pid) {
    // Quick, but not every kernel has it.
    Optional<String> listed =
        text(process(pid).resolve("task").resolve(String.valueOf(pid)).resolve("children"));
    if (listed.isPresent()) {
      List<Long> children = new ArrayList<>();
      for (String child : listed.get().strip().split("\\s+")) {
        if (!child.isEmpty()) {
          children.add(Long.parseLong(child));
        }
      }
      return children;
    }
    return processes().stream()
        .filter(candidate -> stat(process(candidate)).filter(s -> s.parent() == pid).isPresent())
        .toList();
  }

  /** CPU time of a thread. */
  OptionalLong threadNanos(long pid, long thread) {
    Path folder = process(pid).resolve("task").resolve(String.valueOf(thread));
    Optional<String> schedstat = text(folder.resolve("schedstat"));
    if (schedstat.isPresent()) {
      String nanos = schedstat.get().split(" ", 2)[0];
      // A kernel without these statistics says 0.
      if (!nanos.equals("0")) {
        return OptionalLong.of(Long.parseLong(nanos));
      }
    }
    return stat(folder).map(s -> OptionalLong.of(s.ownNanos())).orElse(OptionalLong.empty());
  }

  Optional<String> threadName(long pid, long thread) {
    return text(process(pid).resolve("task").resolve(String.valueOf(thread)).resolve("comm"))
        .map(String::stripTrailing);
  }

  Optional<Stat> stat(long pid) {
    return stat(process(pid));
  }

  /**
   * The id by which the process knows itself: another one in a container. That of this machine
   * where the kernel does not tell.
   */
  long ownId(long pid) {
    return text(process(pid).resolve("status")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("NSpid:"))
        .map(line -> line.strip().split("\\s+"))
        .filter(ids -> ids.length > 1)
        .mapToLong(ids -> Long.parseLong(ids[ids.length - 1]))
        .findFirst()
        .orElse(pid);
  }

  /** The most memory the process had so far, in bytes. */
  OptionalLong peakMemoryBytes(long pid) {
    return text(process(pid).resolve("status")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  /** The first line of {@code stat}: ticks of all processors by kind. */
  Optional<long[]> processorTicks() {
    return text(root.resolve("stat"))
        .flatMap(all -> all.lines().findFirst())
        .filter(line -> line.startsWith("cpu "))
        .map(
            line ->
                java.util.Arrays.stream(line.substring(4).strip().split("\\s+"))
                    .mapToLong(Long::parseLong)
                    .toArray());
  }

  private Path process(long pid) {
    return root.resolve(String.valueOf(pid));
  }

  private static Optional<Stat> stat(Path folder) {
    return text(folder.resolve("stat"))
        .map(
            line -> {
              // The name in parentheses may hold anything; after it comes field 3.
              String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
              return new Stat(
                  Long.parseLong(fields[1]),
                  (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK,
                  (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * NANOS_PER_TICK);
            });
  }

  private static List<Long> numbers(Path folder) {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[0-9]*")) {
      for (Path entry : entries) {
        numbers.add(Long.parseLong(entry.getFileName().toString()));
      }
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      // The process ended, between two entries perhaps.
    }
    return numbers;
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
