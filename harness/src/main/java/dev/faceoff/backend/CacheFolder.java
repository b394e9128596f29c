package dev.faceoff.backend;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The user's cache: programs of servers, ready-made data and archives of classes, kept from run to
 * run.
 *
 * @param root absolute; made when first needed
 */
public record CacheFolder(Path root) {
  private static final String PROGRAMS = "postgres";
  private static final String DATA = "postgres-data";
  private static final String REDIS = "redis";
  private static final String CLASS_ARCHIVES = "class-archives";

  public CacheFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** What {@link #clean} removed. */
  public record Cleaned(List<Path> removed, long bytes) {
    public Cleaned {
      removed = List.copyOf(removed);
    }
  }

  /** The cache of the user who runs this. */
  public static CacheFolder ofUser() {
    return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  /**
   * {@code FACEOFF_CACHE}, else {@code faceoff} in {@code XDG_CACHE_HOME}, else in the system's
   * usual place under the home folder.
   */
  static CacheFolder of(Map<String, String> environment, String osName, String home) {
    String own = environment.getOrDefault("FACEOFF_CACHE", "");
    if (!own.isBlank()) {
      return new CacheFolder(Path.of(own));
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (Path.of(xdg).isAbsolute()) {
      return new CacheFolder(Path.of(xdg, "faceoff"));
    }
    return new CacheFolder(
        osName.startsWith("Mac")
            ? Path.of(home, "Library", "Caches", "faceoff")
            : Path.of(home, ".cache", "faceoff"));
  }

  /** Unpacked PostgreSQL programs, a folder each. */
  Path programs() {
    return root.resolve(PROGRAMS);
  }

  /** Unpacked Redis programs, a folder each. */
  Path redis() {
    return root.resolve(REDIS);
  }

  /** Ready-made data, a folder each. */
  Path data() {
    return root.resolve(DATA);
  }

  /** What JVMs keep of the classes of services and load generator, a folder for each. */
  public Path classArchives() {
    return root.resolve(CLASS_ARCHIVES);
  }

  /**
   * Removes what Faceoff put there, and nothing else that may be in a folder the user named. Runs
   * at work have copies of the data, but use the programs: clean when none is at work.
   */
  public Cleaned clean() {
    List<Path> removed = new ArrayList<>();
    long bytes = 0;
    for (Path parent : List.of(programs(), data(), redis(), classArchives())) {
      for (Path folder : children(parent)) {
        long size = bytes(folder);
        Supervisor.deleteTree(folder);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
          removed.add(folder);
          bytes += size;
        }
      }
      try {
        Files.deleteIfExists(parent);
      } catch (IOException e) {
        // Not empty: something could not be removed, and is missing from the answer.
      }
    }
    return new Cleaned(removed, bytes);
  }

  /**
   * Removes the user's cache and the temporary folders of runs that could not tidy up themselves.
   *
   * @throws FaceoffException if a run is at work, which needs both
   */
  public static Cleaned cleanAll() {
    Map<Path, Boolean> runs = Supervisor.runFolders();
    if (runs.containsValue(true)) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "a run is at work and needs the cache; clean when it has ended");
    }
    Cleaned cache = ofUser().clean();
    List<Path> removed = new ArrayList<>(cache.removed());
    long bytes = cache.bytes();
    for (Path left : runs.keySet()) {
      bytes += bytes(left);
      Supervisor.deleteTree(left);
      removed.add(left);
    }
    return new Cleaned(removed, bytes);
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytes(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(path -> path.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
