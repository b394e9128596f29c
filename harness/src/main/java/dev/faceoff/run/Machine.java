package dev.faceoff.run;

import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.report.RunInfo.Environment;
import dev.faceoff.target.ClassPath;
import dev.faceoff.target.NotBuiltException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader must know of the machine and the versions to run it again. */
public final class Machine {
  private static final Pattern CPU_MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");

  /** What makers write around the model of their processors, and how fast it says it is. */
  private static final Pattern CPU_TRIMMINGS =
      Pattern.compile("(?i)\\((r|tm|c)\\)|\\b(cpu|processor)\\b|@.*$|\\d+-core");

  private Machine() {}

  /**
   * What machines that measure alike have in common: the number of processors, their model, system,
   * architecture and the JDK's major version, for example {@code
   * 2cpu-intel-xeon-e5-2680-v4-linux-amd64-jdk17}. Lower-case letters, digits and hyphens; the same
   * at every call on one machine.
   *
   * <p>Virtual machines of one class may still run on hosts that are not alike.
   */
  public static String machineClass() {
    return machineClass(
        Runtime.getRuntime().availableProcessors(),
        cpuModel(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version().feature());
  }

  static String machineClass(int cpus, String cpuModel, String os, String arch, int jdk) {
    String model = CPU_TRIMMINGS.matcher(cpuModel).replaceAll(" ");
    return Stream.of(cpus + "cpu", model, os, arch, "jdk" + jdk)
        .map(part -> part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
        .map(part -> part.replaceAll("^-|-$", ""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("-"));
  }

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

  /** Versions by component: Faceoff's own, and those read off the class paths the run uses. */
  static Map<String, String> versions(Path project, List<Scenario> scenarios) {
    Map<String, String> versions = new TreeMap<>();
    versions.put(FaceoffVersion.COMPONENT, FaceoffVersion.here());
    find(project, "scenarios", "gatling-app").ifPresent(v -> versions.put("gatling", v));
    // What a service of the user's own is made of is not known.
    boolean builtIn =
        scenarios.stream()
            .anyMatch(
                scenario ->
                    scenario.variants().stream()
                        .map(variant -> scenario.target(variant).start())
                        .anyMatch(Start.JvmClass.class::isInstance));
    if (builtIn) {
      find(project, "target-apps", "spring-boot").ifPresent(v -> versions.put("spring-boot", v));
    }
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
