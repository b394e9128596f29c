package dev.faceoff.container;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Images for tests, built on what {@value #BASE} holds. */
public final class TestImages {
  private static final String BASE = "eclipse-temurin:17-jre";
  private static final String LABEL = "dev.faceoff.run";

  private final DockerEngine engine = DockerEngine.find().orElseThrow();

  /** Starts to build. */
  public TestImages() {
    engine.requireImage(BASE, note -> {});
  }

  /** The engine they are in. */
  public DockerEngine engine() {
    return engine;
  }

  /**
   * Builds an image.
   *
   * @param name with its tag
   * @param context folder whose content instructions may copy; gets the Dockerfile
   * @param instructions after the first
   */
  public void build(String name, Path context, String instructions) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), "FROM %s%n%s".formatted(BASE, instructions));
    engine
        .client()
        .buildImageCmd(context.toFile())
        .withTags(Set.of(name))
        .exec(new BuildImageResultCallback())
        .awaitImageId();
  }

  /** Copies a folder with what it holds. */
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      tree.filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  Path copy = to.resolve(from.relativize(file).toString());
                  Files.createDirectories(copy.getParent());
                  Files.copy(file, copy);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /** Names of the containers of runs, those that have ended included. */
  public List<String> containers() {
    return engine
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(List.of(LABEL))
        .exec()
        .stream()
        .map(container -> container.getNames()[0])
        .toList();
  }
}
