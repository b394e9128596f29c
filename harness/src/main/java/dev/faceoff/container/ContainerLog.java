package dev.faceoff.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that keeps what a container writes. */
public final class ContainerLog {
  private ContainerLog() {}

  /**
   * Appends what the engine passes on.
   *
   * @param bytes null at the end of the output, as the engine's clients have it
   */
  public static void append(Path log, byte[] bytes) {
    if (bytes == null) {
      return;
    }
    try {
      Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
