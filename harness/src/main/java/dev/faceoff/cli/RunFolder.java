package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/** The folder a run writes into: found usable before anything is started. */
final class RunFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Room for logs, samples and the report of a long run. */
  static final long ROOM_BYTES = 100L << 20;

  private RunFolder() {}

  /** A name under {@code results} that no run has yet. */
  static Path unused(Path workingFolder, Clock clock, String name) {
    Path results = workingFolder.resolve("results");
    String base = TIME.format(clock.instant()) + "-" + name;
    Path folder = results.resolve(base);
    for (int i = 2; Files.exists(folder); i++) {
      folder = results.resolve(base + "-" + i);
    }
    return folder;
  }

  /**
   * Makes the folder if need be and tries it.
   *
   * @param shown the folder's name in messages
   * @param roomBytes free space it must have
   * @throws FaceoffException of kind USAGE if it holds something, cannot be written or is full
   */
  static Path prepare(Path folder, String shown, long roomBytes) {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw wrong("%s is a file; choose another --out".formatted(shown));
      }
      if (Files.isDirectory(folder) && !isEmpty(folder)) {
        throw wrong("%s is not empty; choose another --out or remove it".formatted(shown));
      }
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".faceoff", ".tmp"));
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < roomBytes) {
        throw wrong(
            "%s has %d MiB left, but a run needs %d MiB; choose another --out"
                .formatted(shown, free >> 20, roomBytes >> 20));
      }
      return folder;
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s cannot be written (%s); choose another --out".formatted(shown, reason(e)),
          e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.FileSystemException system && system.getReason() != null
        ? system.getReason()
        : e.getClass().getSimpleName().replace("Exception", "");
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
