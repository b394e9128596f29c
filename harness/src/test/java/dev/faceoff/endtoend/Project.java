package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Folders that the command line takes for a project: its scenarios, journeys and services. */
final class Project {
  private static final Path REAL = Path.of("..").toAbsolutePath().normalize();
  private static final Path THIRD_PAIR = Path.of("src/test/resources/third-pair").toAbsolutePath();

  private Project() {}

  /**
   * A project with one pair that the harness has never heard of, added as CONTRIBUTING tells: a
   * scenario's folder and a service, built without the harness on the class path.
   */
  static Path withThirdPair(Path folder) throws IOException {
    copy(THIRD_PAIR, folder);
    build(folder.resolve("scenarios"), builtClassPath("scenarios"));
    build(folder.resolve("slow-list-service"), "");
    return folder;
  }

  /** A project with what drives load, and nothing to load. */
  static Path withoutPairs(Path folder) throws IOException {
    built(folder.resolve("scenarios"), builtClassPath("scenarios"));
    return folder;
  }

  /** The shipped pairs without faults as they are, but for a quick profile of a few seconds. */
  static Path withShippedPairs(Path folder, String quickProfile) throws IOException {
    shippedModules(folder);
    for (String name : List.of("n-plus-one", "missing-index")) {
      String shortened =
          shortened(name, quickProfile)
              .replaceFirst("requestTimeoutSeconds: \\d+", "requestTimeoutSeconds: 60");
      assertThat(shortened).contains("Seconds: 60");
      write(folder, name, shortened);
    }
    return folder;
  }

  /** The shipped pairs with a timeline; its faults and what users endure are as they are. */
  static Path withShippedFaults(Path folder, String quickProfile) throws IOException {
    shippedModules(folder);
    for (String name : List.of("no-cache", "blocking-gateway")) {
      write(folder, name, shortened(name, quickProfile));
    }
    return folder;
  }

  /**
   * The shipped experiment about monitoring with one of its faults, its rules and those of {@code
   * docker/} as they are.
   */
  static Path withShippedMonitoring(Path folder, String fault) throws IOException {
    shippedModules(folder);
    copy(REAL.resolve("docker/prometheus"), folder.resolve("docker/prometheus"));
    Path scenario = folder.resolve("scenarios/monitoring");
    copy(REAL.resolve("scenarios/monitoring"), scenario);
    String text = Files.readString(scenario.resolve("scenario.yaml"));
    String faults =
        text.substring(text.indexOf("    faults:\n"), text.indexOf("    # The longest"));
    String kept =
        faults.lines().filter(line -> line.strip().startsWith(fault)).findFirst().orElseThrow();
    Files.writeString(
        scenario.resolve("scenario.yaml"),
        text.replace(faults, "    faults:\n%s\n".formatted(kept))
            .replaceFirst("startLagLimitMillis: \\d+", "startLagLimitMillis: 10000")
            .replaceAll("(?m)^  - alertSeconds of .*\\n", ""));
    return folder;
  }

  /** The shipped scenarios as they are. */
  static Path withShippedScenarios(Path folder) throws IOException {
    shippedModules(folder);
    for (String name : List.of("n-plus-one", "missing-index", "no-cache", "blocking-gateway")) {
      write(folder, name, Files.readString(REAL.resolve("scenarios/" + name + "/scenario.yaml")));
    }
    return folder;
  }

  /** Adds a shipped scenario as it is, but for a quick profile of a few seconds. */
  static void addShipped(Path folder, String name, String quickProfile) throws IOException {
    write(folder, name, shortened(name, quickProfile));
  }

  /** A jar with one class, compiled as a team would that writes a journey. */
  static void jar(Path file, String className, String source) throws IOException {
    Path classes = Files.createTempDirectory(file.toAbsolutePath().getParent(), "classes");
    Path java = classes.resolve(className.substring(className.lastIndexOf('.') + 1) + ".java");
    Files.writeString(java, source);
    compile(classes, builtClassPath("scenarios"), List.of(java.toString()));
    String entry = className.replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Files.readAllBytes(classes.resolve(entry)));
    }
  }

  private static void shippedModules(Path folder) throws IOException {
    for (String module : List.of("scenarios", "target-apps")) {
      built(folder.resolve(module), builtClassPath(module));
    }
    copy(REAL.resolve("target-apps/src/main"), folder.resolve("target-apps/src/main"));
  }

  private static String shortened(String name, String quickProfile) throws IOException {
    String shortened =
        Files.readString(REAL.resolve("scenarios/" + name + "/scenario.yaml"))
            .replaceFirst("(?m)^  quick: .*$", "  quick: {" + quickProfile + "}")
            // A busy machine may make the generator late, and what is counted stays exact.
            .replaceFirst("startLagLimitMillis: \\d+", "startLagLimitMillis: 10000");
    assertThat(shortened).contains(quickProfile, "Millis: 10000");
    return shortened;
  }

  private static void write(Path folder, String name, String scenario) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("scenarios").resolve(name));
    Files.writeString(copy.resolve("scenario.yaml"), scenario);
  }

  private static String builtClassPath(String module) throws IOException {
    Path target = REAL.resolve(module).resolve("target");
    return target.resolve("classes")
        + File.pathSeparator
        + Files.readString(target.resolve("runtime.classpath")).strip();
  }

  /** What a build leaves in a module's folder, but for classes of its own. */
  private static Path built(Path module, String classPath) throws IOException {
    Path classes = Files.createDirectories(module.resolve("target/classes"));
    Files.writeString(module.resolve("target/runtime.classpath"), classPath);
    return classes;
  }

  private static void build(Path module, String classPath) throws IOException {
    Path classes = built(module, classPath);
    try (Stream<Path> files = Files.walk(module)) {
      compile(
          classes,
          classPath,
          files.map(Path::toString).filter(file -> file.endsWith(".java")).toList());
    }
  }

  private static void compile(Path classes, String classPath, List<String> sources) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "-proc:none", "-cp", classPath, "-d", classes.toString()));
    arguments.addAll(sources);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(String[]::new));
    assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      tree.forEach(
          path -> {
            try {
              if (Files.isRegularFile(path)) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
