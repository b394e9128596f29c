package dev.faceoff.junit;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A service that is compared, by what it is started from or by where it runs. */
public final class Target {
  private final Supplier<String> word;

  private Target(Supplier<String> word) {
    this.word = word;
  }

  /** An executable jar, started afresh for every launch. */
  public static Target jar(Path file) {
    return new Target(file::toString);
  }

  /**
   * A program with its arguments, started afresh for every launch in the test's working folder.
   *
   * @param words taken apart at spaces, quotes keep words together; <code>{port}</code> is the port
   *     it shall listen on, also told by the variables PORT and SERVER_PORT
   */
  public static Target command(String words) {
    return new Target(() -> "command:" + words);
  }

  /** A container image, of which every launch starts a new container; needs a Docker engine. */
  public static Target image(String name) {
    return new Target(() -> "image:" + name);
  }

  /** A service that runs already on this machine; it is left running. */
  public static Target url(URI address) {
    return new Target(address::toString);
  }

  /**
   * A service that runs by the time the comparison begins, for example one in a container of
   * Testcontainers: {@code url(() -> "http://localhost:" + shop.getMappedPort(8080))}.
   */
  public static Target url(Supplier<String> address) {
    return new Target(address);
  }

  /** A target file, {@code *.target.yaml}. */
  public static Target file(Path file) {
    return new Target(file::toString);
  }

  /** A variant of a scenario that Faceoff brings, for example {@code n-plus-one} and "fixed". */
  public static Target variant(String scenario, String name) {
    return new Target(() -> scenario + ":" + name);
  }

  /** As {@code faceoff gate} is told of it. */
  String word() {
    return word.get();
  }
}
