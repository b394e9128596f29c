package dev.faceoff.run;

import dev.faceoff.report.RunInfo.Environment;
import dev.faceoff.target.ClassPath;
import dev.faceoff.target.NotBuiltException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader must know of the machine and the versions to run it again. */
final class Machine {
  private static final Pattern CPU_MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");

  private Machine() {}

  static Environment environment(
      Map<String, String> versions, Map<String, Map<String, String>> serverSettings) {
    return new Environment(
        Runtime.getRuntime().availableProcessors(),
        cpuModel(),
        memoryMebibytes(),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vendor")),
        versions,
        serverSettings);
  }

  /** Versions by component, read off the class paths the run uses. */
  static Map<String, String> versions(Path project) {
    Map<String, String> versions = new TreeMap<>();
    find(project, "scenarios", "gatling-app").ifPresent(v -> versions.put("gatling", v));
    find(project, "target-apps", "spring-boot").ifPresent(v -> versions.put("spring-boot", v));
    return versions;
  }

  private static Optional<String> find(Path project, String module, String artifact) {
    try {
      Matcher jar =
          Pattern.compile("[/\\\\]" + Pattern.quote(artifact) + "-(\\d[^/\\\\]*)\\.jar")
              .matcher(ClassPath.of(project, module));
      return jar.find() ? Optional.of(jar.group(1)) : Optional.empty();
    } catch (NotBuiltException e) {
      return Optional.empty();
    }
  }

  private static String cpuModel() {
    try {
      Matcher model = CPU_MODEL.matcher(Files.readString(Path.of("/proc/cpuinfo")));
      return model.find() ? model.group(1).strip() : System.getProperty("os.arch");
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static long memoryMebibytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() >> 20
        : 0;
  }
}
