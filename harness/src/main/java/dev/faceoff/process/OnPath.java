package dev.faceoff.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that are installed. */
public final class OnPath {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private OnPath() {}

  /**
   * Programs of a name, in the order in which a shell would look.
   *
   * @param path folders as in the variable PATH
   */
  public static Stream<Path> find(String name, String path) {
    return SEPARATOR
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }
}
