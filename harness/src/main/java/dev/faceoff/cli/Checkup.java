package dev.faceoff.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.run.Missing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;

/** Looks at this machine as a run would find it. */
final class Checkup {
  /** The smallest machine a pair of targets, generator, database and harness fit on. */
  private static final long NEEDED_MEBIBYTES = 1536;

  /** What a JVM of a service takes beside its heap. */
  private static final long BESIDE_HEAP_MEBIBYTES = 192;

  private static final int NEEDED_FILES = 1024;
  private static final double BUSY_SHARE = 0.3;

  private final Parts.Cache cache;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  Checkup(Parts.Cache cache) {
    this.cache = cache;
  }

  /**
   * All that is found.
   *
   * @param path folders with programs, as in the variable PATH
   */
  List<Finding> all(String path) {
    List<Finding> findings = new ArrayList<>();
    findings.add(jdk());
    findings.add(cores(Runtime.getRuntime().availableProcessors()));
    findings.add(memory(availableMebibytes()));
    findings.add(ports());
    findings.addAll(servers());
    findings.add(openFiles());
    findings.add(writable("temporary files", Path.of(System.getProperty("java.io.tmpdir"))));
    findings.add(writable("cache", cache.folder()));
    findings.add(docker());
    findings.add(prometheus(path));
    findings.add(load(system.getSystemLoadAverage(), Runtime.getRuntime().availableProcessors()));
    return findings;
  }

  private static Finding jdk() {
    String version = "Java " + Runtime.version();
    return ToolProvider.getSystemJavaCompiler() == null
        ? Finding.fail("JDK", version + " has no compiler; set JAVA_HOME to a JDK, not a JRE")
        : Finding.ok("JDK", version);
  }

  static Finding cores(int cores) {
    return cores < 2
        ? Finding.warn(
            "cores", "1: service, database and generator share it; give the machine 2 or more")
        : Finding.ok("cores", String.valueOf(cores));
  }

  static Finding memory(long mebibytes) {
    String text = mebibytes + " MiB available";
    return mebibytes < NEEDED_MEBIBYTES
        ? Finding.warn(
            "memory", text + ", a pair needs about " + NEEDED_MEBIBYTES + "; close programs")
        : Finding.ok("memory", text);
  }

  /**
   * Makes sure that replicas find the memory they need: a machine that swaps measures its disk.
   *
   * @throws FaceoffException of kind ENVIRONMENT if those of a scenario do not
   */
  void requireRoomForReplicas(List<Scenario> scenarios) {
    for (Scenario scenario : scenarios) {
      if (scenario.mostReplicas() > 1) {
        shortage(scenario, availableMebibytes())
            .ifPresent(
                what -> {
                  throw new FaceoffException(FaceoffException.Kind.ENVIRONMENT, what);
                });
      }
    }
  }

  /** Why the replicas of a scenario will not fit into so much memory, if they will not. */
  static Optional<String> shortage(Scenario scenario, long availableMebibytes) {
    long needed = 0;
    for (Variant variant : scenario.variants()) {
      long heap = scenario.target(variant).heapMebibytes().orElse(0);
      needed += variant.replicas() * (heap + BESIDE_HEAP_MEBIBYTES);
    }
    return needed <= availableMebibytes
        ? Optional.empty()
        : Optional.of(
            "the replicas of %s need about %d MiB of memory, and %d are available; start fewer with --replicas, or close programs"
                .formatted(scenario.name(), needed, availableMebibytes));
  }

  /** Linux counts memory it can take back from its page cache as available, not as free. */
  private long availableMebibytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemAvailable:")) {
          long machine = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
          return Math.min(machine, system.getTotalMemorySize() >> 20);
        }
      }
    } catch (IOException e) {
      // No Linux.
    }
    return system.getFreeMemorySize() >> 20;
  }

  private static Finding ports() {
    try (ServerSocket first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      return Finding.ok(
          "ports",
          "loopback gives free ones (%d, %d)"
              .formatted(first.getLocalPort(), second.getLocalPort()));
    } catch (IOException e) {
      return Finding.fail(
          "ports", "loopback gives none: " + e.getMessage() + "; allow local connections");
    }
  }

  private List<Finding> servers() {
    return cache.obstacles().entrySet().stream()
        .map(
            server ->
                server
                    .getValue()
                    .map(text -> Finding.fail(server.getKey(), text))
                    .orElseGet(() -> Finding.ok(server.getKey(), "can be started here")))
        .toList();
  }

  private Finding openFiles() {
    if (!(system instanceof UnixOperatingSystemMXBean unix)) {
      return new Finding(Finding.Level.INFO, "open files", "limit unknown");
    }
    long limit = unix.getMaxFileDescriptorCount();
    return limit < NEEDED_FILES
        ? Finding.warn("open files", "at most " + limit + "; raise with 'ulimit -n 4096'")
        : Finding.ok("open files", "at most " + limit);
  }

  static Finding writable(String subject, Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      Files.delete(Files.createTempFile(existing, ".faceoff", ".tmp"));
      return Finding.ok(subject, folder + " is writable");
    } catch (IOException e) {
      return Finding.fail(subject, folder + " cannot be written; make it writable");
    }
  }

  /** Only the backend testcontainers and targets that are images need it. */
  private Finding docker() {
    return new Finding(
        Finding.Level.INFO,
        "Docker",
        cache
            .docker()
            .map(
                version ->
                    "engine " + version + " answers, for --backend testcontainers and images")
            .orElse("no engine answers; only --backend testcontainers and images need one"));
  }

  static Finding prometheus(String path) {
    return new Finding(
        Finding.Level.INFO,
        "Prometheus",
        Missing.prometheus(path)
            .map(program -> program + ", for the design alerts")
            .orElse("not on the PATH; only the design alerts needs it"));
  }

  static Finding load(double average, int cores) {
    if (average < 0) {
      return new Finding(Finding.Level.INFO, "load", "unknown");
    }
    String text = "%.2f over the last minute".formatted(average);
    return average > BUSY_SHARE * cores
        ? Finding.warn("load", text + ": results will be noisy; stop what else runs")
        : Finding.ok("load", text);
  }
}
