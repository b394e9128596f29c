package dev.faceoff.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What decides whether and how the embedded PostgreSQL runs here.
 *
 * @param os {@code os.name}
 * @param arch {@code os.arch}
 * @param musl whether the C library is musl (Alpine) rather than glibc
 * @param root whether the user is root, whom PostgreSQL refuses
 * @param userNamespaces whether root may start a process in a user namespace of its own, in which
 *     it is not root
 * @param named whether the user PostgreSQL would run as has a name, which it asks for
 */
record Machine(
    String os, String arch, boolean musl, boolean root, boolean userNamespaces, boolean named) {

  /** Runs a program as somebody who is not root outside, yet owns root's files. */
  private static final List<String> OWN_USER_NAMESPACE = List.of("unshare", "--user");

  /** Looks at this machine; starts {@code id} and perhaps {@code unshare}. */
  static Machine here() {
    boolean root = answer(List.of("id", "-u")).filter("0"::equals).isPresent();
    boolean userNamespaces = root && answer(prefixed(OWN_USER_NAMESPACE, "true")).isPresent();
    List<String> prefix = userNamespaces ? OWN_USER_NAMESPACE : List.of();
    return new Machine(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        isMusl(),
        root,
        userNamespaces,
        answer(prefixed(prefix, "id", "-un")).isPresent());
  }

  /** Name of the archive of programs on the class path that fits; empty for other systems. */
  Optional<String> archive() {
    String system = os.equals("Linux") ? "linux" : os.startsWith("Mac") ? "darwin" : null;
    String processor =
        switch (arch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> null;
        };
    if (system == null || processor == null) {
      return Optional.empty();
    }
    return Optional.of(
        "postgres-%s-%s%s.txz".formatted(system, processor, musl ? "-alpine_linux" : ""));
  }

  /**
   * Why it cannot run here, with what to do; empty when it can.
   *
   * @param archiveThere whether {@link #archive} is on the class path
   */
  Optional<String> obstacle(boolean archiveThere) {
    if (archive().isEmpty()) {
      return Optional.of(
          "there is no embedded PostgreSQL for %s on %s; it runs on Linux, WSL and macOS, on x86-64"
                  .formatted(os, arch)
              + " and arm64");
    }
    if (musl && !archiveThere) {
      return Optional.of(
          "the embedded PostgreSQL of this build needs glibc, but this system has musl (%s); use a"
                  .formatted(arch)
              + " glibc-based system or image, such as Debian or Ubuntu");
    }
    if (!archiveThere) {
      return Optional.of(
          "the class path has no %s; build on this machine, with ./mvnw, so that its programs are"
                  .formatted(archive().orElseThrow())
              + " chosen");
    }
    if (root && !userNamespaces) {
      return Optional.of(
          "PostgreSQL refuses to run as root, and this container allows no user namespace to hide"
              + " that; run as an ordinary user, or start the container with --security-opt"
              + " seccomp=unconfined");
    }
    if (!named) {
      return Optional.of(
          "PostgreSQL asks for the name of its user, but this user id has none; run as a user"
              + " listed in /etc/passwd, or add a line for this one");
    }
    return Optional.empty();
  }

  /** What a command line of PostgreSQL starts with here. */
  List<String> prefix() {
    return root ? OWN_USER_NAMESPACE : List.of();
  }

  private static List<String> prefixed(List<String> prefix, String... command) {
    return java.util.stream.Stream.concat(prefix.stream(), java.util.Arrays.stream(command))
        .toList();
  }

  /** The JVM itself is linked against the system's C library. */
  private static boolean isMusl() {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.isReadable(maps)) {
      return false;
    }
    try (java.util.stream.Stream<String> lines = Files.lines(maps)) {
      return lines.anyMatch(line -> line.contains("/ld-musl-"));
    } catch (IOException e) {
      return false;
    }
  }

  /** The output of a command; empty when it is missing, fails or takes long. */
  private static Optional<String> answer(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String output;
      try (InputStream stream = process.getInputStream()) {
        output = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      }
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0 ? Optional.of(output.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
