package dev.faceoff.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/** Where a module's built classes and their dependencies are. */
public final class ClassPath {
  private ClassPath() {}

  /**
   * The run-time class path of a module, as an argument of {@code java}. The module's own part is
   * its jar, or its classes folder while that differs, as an editor leaves it.
   *
   * @param project top folder of the project
   * @param module folder of the module, relative to the project
   * @throws NotBuiltException if the module is not built
   */
  public static String of(Path project, String module) {
    Path target = project.resolve(module).resolve("target");
    Path classes = target.resolve("classes");
    Path dependencies = target.resolve("runtime.classpath");
    for (Path needed : new Path[] {classes, dependencies}) {
      if (!Files.exists(needed)) {
        throw new NotBuiltException(
            "module %s is not built: there is no %s; build it with ./mvnw -q package -DskipTests"
                .formatted(module, needed));
      }
    }
    try {
      String jars = Files.readString(dependencies).strip();
      String own = jarIfSame(target, classes).toString();
      return jars.isEmpty() ? own : own + File.pathSeparator + jars;
    } catch (IOException e) {
      throw new NotBuiltException("cannot read %s: %s".formatted(dependencies, e.getMessage()));
    }
  }

  private static Path jarIfSame(Path target, Path classes) throws IOException {
    List<Path> jars;
    try (Stream<Path> children = Files.list(target)) {
      jars = children.filter(path -> path.toString().endsWith(".jar")).toList();
    }
    // Sources or documentation, packed as well, leave the choice to somebody else.
    return jars.size() == 1 && holds(jars.get(0), classes) ? jars.get(0) : classes;
  }

  /** By content: a build that changes nothing writes new classes, but leaves the jar alone. */
  private static boolean holds(Path jar, Path classes) throws IOException {
    Map<String, Long> checksums = new HashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .filter(entry -> !entry.isDirectory())
          .forEach(entry -> checksums.put(entry.getName(), entry.getCrc()));
    }
    try (Stream<Path> tree = Files.walk(classes)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(file));
        if (!Long.valueOf(checksum.getValue()).equals(checksums.remove(name))) {
          return false;
        }
      }
    }
    // The manifest and the like are added when it is packed.
    return checksums.keySet().stream().allMatch(name -> name.startsWith("META-INF/"));
  }
}
