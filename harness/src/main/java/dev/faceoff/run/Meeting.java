package dev.faceoff.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Where parts that are started at different times agree on when to begin: a folder that all of them
 * share. Each leaves a file there; when all have come, the first part writes down the time and the
 * seed, which the others read.
 */
public final class Meeting {
  /**
   * For getting ready, and for file systems over a network, which show a file to others only after
   * a while.
   */
  private static final Duration NOTICE = Duration.ofSeconds(35);

  private static final String START = "start.json";
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Path folder;
  private final String shown;
  private final Duration patience;

  /**
   * What is agreed on.
   *
   * @param seed of all parts
   */
  public record Agreed(Instant startAt, long seed) {}

  /**
   * A meeting that has not begun.
   *
   * @param shown the folder's name in messages
   * @param patience for the other parts
   */
  public Meeting(Path folder, String shown, Duration patience) {
    this.folder = folder;
    this.shown = shown;
    this.patience = patience;
  }

  /**
   * Waits for all parts.
   *
   * @param number of this part, from 1
   * @param seed counts of the first part
   * @throws FaceoffException of kind USAGE if a part of that number has been here; of kind
   *     ENVIRONMENT if not all come, or the folder cannot be read or written
   */
  public Agreed agree(int number, int parts, long seed) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      Files.createFile(here(number, parts));
      long end = System.nanoTime() + patience.toNanos();
      while (number == 1 ? !missing(parts).isEmpty() : !Files.exists(folder.resolve(START))) {
        if (System.nanoTime() - end >= 0) {
          throw nobody(parts);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
      if (number == 1) {
        write(new Agreed(Instant.ofEpochSecond(Instant.now().plus(NOTICE).getEpochSecond()), seed));
      }
      return PartFolder.JSON.readValue(folder.resolve(START).toFile(), Agreed.class);
    } catch (FileAlreadyExistsException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "--meet %s: part %d of %d has been there already; remove the folder or choose another"
              .formatted(shown, number, parts),
          e);
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "--meet %s: the folder cannot be read and written: %s".formatted(shown, e.getMessage()),
          e);
    }
  }

  private Path here(int number, int parts) {
    return folder.resolve("here-%d-of-%d".formatted(number, parts));
  }

  private List<Integer> missing(int parts) {
    return IntStream.rangeClosed(1, parts)
        .filter(number -> !Files.exists(here(number, parts)))
        .boxed()
        .toList();
  }

  private FaceoffException nobody(int parts) {
    List<Integer> missing = missing(parts);
    return new FaceoffException(
        FaceoffException.Kind.ENVIRONMENT,
        missing.isEmpty()
            ? "--meet %s: all parts came, but the first did not say within %d s when to begin"
                .formatted(shown, patience.toSeconds())
            : "--meet %s: part %d of %d did not come within %d s"
                .formatted(shown, missing.get(0), parts, patience.toSeconds()));
  }

  /** At once or not at all: the others look for it all the time. */
  private void write(Agreed agreed) throws IOException {
    Path half = folder.resolve(START + ".tmp");
    Files.write(half, bytes(agreed));
    Files.move(half, folder.resolve(START), StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] bytes(Agreed agreed) throws JsonProcessingException {
    return PartFolder.JSON.writeValueAsBytes(agreed);
  }
}
