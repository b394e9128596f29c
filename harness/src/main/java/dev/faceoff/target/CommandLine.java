package dev.faceoff.target;

import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.process.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is executed to start a service, once its ports are known; of an image, what its program is
 * told.
 */
final class CommandLine {
  private static final String SECRET = ".password";

  /** A container's own, gone with it. */
  private static final String CONTAINER_TEMP = "/tmp";

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
    if (!usesPort() && !isPublished()) {
      throw new UnknownPlaceholderException(
          "nothing tells %s its port; set, for example, the property server.port to {port}"
              .formatted(spec.start().label()));
    }
  }

  /** What is published need not be told its port. */
  private boolean isPublished() {
    return spec.start() instanceof Start.Image image && !image.sharesNetwork();
  }

  private boolean usesPort() {
    return Placeholders.uses(properties.values(), "port")
        || Placeholders.uses(spec.environment().values(), "port")
        || (spec.start() instanceof Start.Command command
            && Placeholders.uses(command.words(), "port"));
  }

  /**
   * The process to start.
   *
   * @param temp existing folder of its own
   * @throws UnknownPlaceholderException if a value is asked for that there is not
   */
  ProcessSpec process(String name, int port, int managementPort, Path temp, Path log) {
    Map<String, String> values = values(port, managementPort, temp.toString());
    Map<String, String> environment =
        new HashMap<>(Placeholders.environment(spec.environment(), values));
    hideSecrets(values);
    List<String> options = new ArrayList<>(heap());
    // Neither the JVM's performance data nor the web server's folder may outlive the run.
    options.add("-XX:-UsePerfData");
    options.add("-Djava.io.tmpdir=" + temp);
    options.addAll(propertyOptions(values));

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

  /**
   * The variables of a container, on top of the image's own.
   *
   * @param port the one its program listens on, where it can be told
   * @param ofImage the image's own variables, whose options for {@code java} hold as well
   * @throws UnknownPlaceholderException if a value is asked for that there is not
   */
  Map<String, String> containerEnvironment(
      int port, int managementPort, Map<String, String> ofImage) {
    Map<String, String> values = values(port, managementPort, CONTAINER_TEMP);
    Map<String, String> environment =
        new HashMap<>(Placeholders.environment(spec.environment(), values));
    hideSecrets(values);
    List<String> options = new ArrayList<>(heap());
    options.addAll(propertyOptions(values));
    if (!options.isEmpty()) {
      String ours = quoted(options);
      String own = environment.getOrDefault(JAVA_OPTIONS, ofImage.getOrDefault(JAVA_OPTIONS, ""));
      environment.put(JAVA_OPTIONS, (ours + " " + own).strip());
    }
    return environment;
  }

  private Map<String, String> values(int port, int managementPort, String temp) {
    Map<String, String> values = new HashMap<>(placeholders);
    values.put("port", String.valueOf(port));
    values.put("temp", temp);
    if (spec.ownManagementPort()) {
      values.put("managementPort", String.valueOf(managementPort));
    }
    return values;
  }

  /** Every process of the machine may read a command line. */
  private static void hideSecrets(Map<String, String> values) {
    values.keySet().removeIf(placeholder -> placeholder.endsWith(SECRET));
  }

  private List<String> heap() {
    return spec.heapMebibytes().isPresent()
        ? List.of(
            "-Xms%dm".formatted(spec.heapMebibytes().getAsInt()),
            "-Xmx%dm".formatted(spec.heapMebibytes().getAsInt()))
        : List.of();
  }

  private List<String> propertyOptions(Map<String, String> values) {
    List<String> options = new ArrayList<>();
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
            "a property of a command or image cannot hold both kinds of quotes: " + option);
      }
      quoted.add(quote + option + quote);
    }
    return String.join(" ", quoted);
  }
}
