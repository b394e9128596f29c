package dev.faceoff.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a module's built classes and their dependencies are. */
public final class ClassPath {
  private ClassPath() {}

  /**
   * The run-time class path of a module, as an argument of {@code java}.
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
      return jars.isEmpty() ? classes.toString() : classes + File.pathSeparator + jars;
    } catch (IOException e) {
      throw new NotBuiltException("cannot read %s: %s".formatted(dependencies, e.getMessage()));
    }
  }
}
