package dev.faceoff.target;

import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.process.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is executed to start a service, once its ports are known. */
final class CommandLine {
  private static final String SECRET = ".password";

  /** Read by every {@code java} from JDK 9 on, before its own arguments. */
  private static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";

  private final TargetSpec spec;
  private final Map<String, String> properties;
  private final String classPath;
  private final List<String> jvmOptions;
  private final Map<String, String> placeholders;

  /**
   * What starts a service.
   *
   * @param properties on top of those of the target
   * @throws UnknownPlaceholderException if nothing tells the service its port
   */
  CommandLine(
      TargetSpec spec,
      Map<String, String> properties,
      String classPath,
      List<String> jvmOptions,
      Map<String, String> placeholders) {
    this.spec = spec;
    this.properties = new HashMap<>(spec.properties());
    this.properties.putAll(properties);
    this.classPath = classPath;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.placeholders = Map.copyOf(placeholders);
    if (!usesPort()) {
      throw new UnknownPlaceholderException(
          "nothing tells %s its port; set, for example, the property server.port to {port}"
              .formatted(spec.start().label()));
    }
  }

  private boolean usesPort() {
    return Placeholders.uses(properties.values(), "port")
        || Placeholders.uses(spec.environment().values(), "port")
        || (spec.start() instanceof Start.Command command
            && Placeholders.uses(command.words(), "port"));
  }

  TargetSpec spec() {
    return spec;
  }

  /**
   * The process to start.
   *
   * @param temp existing folder of its own
   * @throws UnknownPlaceholderException if a value is asked for that there is not
   */
  ProcessSpec process(String name, int port, int managementPort, Path temp, Path log) {
    Map<String, String> values = new HashMap<>(placeholders);
    values.put("port", String.valueOf(port));
    values.put("temp", temp.toString());
    if (spec.ownManagementPort()) {
      values.put("managementPort", String.valueOf(managementPort));
    }
    Map<String, String> environment =
        new HashMap<>(Placeholders.environment(spec.environment(), values));
    // Every process of the machine may read a command line.
    values.keySet().removeIf(placeholder -> placeholder.endsWith(SECRET));
    List<String> options = options(values, temp);

    List<String> words = new ArrayList<>();
    if (spec.start() instanceof Start.Command command) {
      for (String word : command.words()) {
        words.add(Placeholders.resolve("'%s' of the command".formatted(word), word, values));
      }
      environment.put("TMPDIR", temp.toString());
      environment.merge(JAVA_OPTIONS, quoted(options), (own, ours) -> ours + " " + own);
    } else {
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(options);
      if (spec.start() instanceof Start.JvmClass jvmClass) {
        words.addAll(jvmOptions);
        words.addAll(List.of("-cp", classPath, jvmClass.mainClass()));
      } else if (spec.start() instanceof Start.Jar jar) {
        words.addAll(List.of("-jar", jar.file().toString()));
      } else {
        throw new IllegalArgumentException(spec.start().label() + " is not to be started");
      }
    }
    ProcessSpec process =
        ProcessSpec.of(name, words, log.toAbsolutePath()).without(ProcessSpec.JVM_OPTION_VARIABLES);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      process = process.withEnvironment(variable.getKey(), variable.getValue());
    }
    return spec.start() instanceof Start.Command command ? process.in(command.folder()) : process;
  }

  private List<String> options(Map<String, String> values, Path temp) {
    List<String> options = new ArrayList<>();
    spec.heapMebibytes()
        .ifPresent(
            heap -> options.addAll(List.of("-Xms%dm".formatted(heap), "-Xmx%dm".formatted(heap))));
    // Neither the JVM's performance data nor the web server's folder may outlive the run.
    options.add("-XX:-UsePerfData");
    options.add("-Djava.io.tmpdir=" + temp);
    Placeholders.resolve(properties, values)
        .forEach((property, value) -> options.add("-D%s=%s".formatted(property, value)));
    return options;
  }

  /**
   * As one text that {@code java} takes apart again; it knows quotes, and nothing to escape them.
   */
  private static String quoted(List<String> options) {
    List<String> quoted = new ArrayList<>();
    for (String option : options) {
      char quote = option.contains("\"") ? '\'' : '"';
      if (option.indexOf(quote) >= 0) {
        throw new UnknownPlaceholderException(
            "a property of a command cannot hold both kinds of quotes: " + option);
      }
      quoted.add(quote + option + quote);
    }
    return String.join(" ", quoted);
  }
}
