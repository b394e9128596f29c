package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.process.OnPath;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program of a Redis server: an installed one, for it fits its system, else the one from the
 * class path, unpacked into the cache.
 *
 * <p>It is started directly, not through the library that publishes it: this way the run's
 * supervisor knows the process.
 */
record RedisProgram(Path file) {
  private static final List<String> INSTALLED = List.of("redis-server", "valkey-server");
  private static final String INSTALL =
      "install redis-server or valkey-server, which are preferred";

  /** How a program ended at once. */
  record Ended(int code, String output) {}

  /** Why no Redis can be started here, with what to do; empty when one can. */
  static Optional<String> obstacle() {
    try {
      find(CacheFolder.ofUser(), System.getenv().getOrDefault("PATH", ""));
      return Optional.empty();
    } catch (BackendUnavailableException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Finds a program that runs.
   *
   * @param path folders of installed programs, as in the variable PATH
   * @throws BackendUnavailableException if there is none
   */
  static RedisProgram find(CacheFolder cache, String path) {
    return installed(path)
        .map(RedisProgram::new)
        .orElseGet(() -> new RedisProgram(unpacked(cache)));
  }

  private static Optional<Path> installed(String path) {
    return INSTALLED.stream()
        .flatMap(name -> OnPath.find(name, path))
        .filter(RedisProgram::runs)
        .findFirst();
  }

  private static boolean runs(Path file) {
    try {
      return end(file).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path unpacked(CacheFolder cache) {
    Machine machine = Machine.here();
    String name = resource(machine).orElseThrow(() -> unavailable(unsuited(machine)));
    if (machine.musl() && !isStatic(name)) {
      throw unavailable(unsuited(machine));
    }
    try {
      Path file = cache.redis().resolve(name).resolve("redis-server");
      if (!Files.isExecutable(file)) {
        Files.createDirectories(cache.redis());
        Path making = Files.createTempDirectory(cache.redis(), "making-");
        try (InputStream stream = RedisProgram.class.getClassLoader().getResourceAsStream(name)) {
          if (stream == null) {
            throw unavailable(unsuited(machine));
          }
          Path made = making.resolve("redis-server");
          Files.copy(stream, made);
          Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
          PostgresPrograms.moveUnlessThere(making, file.getParent());
        } finally {
          Supervisor.deleteTree(making);
        }
      }
      Ended ended = end(file);
      if (ended.code() != 0) {
        throw unavailable(advice(machine, ended.output()));
      }
      return file;
    } catch (IOException e) {
      throw new BackendUnavailableException(
          BackendKind.EMBEDDED,
          "cannot unpack Redis into %s or start it there (%s); name another folder by FACEOFF_CACHE, or %s"
              .formatted(cache.root(), e.getMessage(), INSTALL),
          e);
    }
  }

  /** Name of the program on the class path that suits the system. */
  static Optional<String> resource(Machine machine) {
    boolean arm = isArm(machine);
    if (!arm && !isX86(machine)) {
      return Optional.empty();
    }
    if (machine.os().equals("Linux")) {
      return Optional.of(
          arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64");
    }
    return machine.os().startsWith("Mac")
        ? Optional.of("redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64"))
        : Optional.empty();
  }

  /** Why no program of the class path suits the system, with what to do. */
  static String unsuited(Machine machine) {
    if (machine.musl()) {
      return "the embedded Redis needs glibc, but this system has musl (%s); install Redis or"
              .formatted(machine.arch())
          + " Valkey, on Alpine by 'apk add valkey' or 'apk add redis'";
    }
    return "there is no embedded Redis for %s on %s; %s"
        .formatted(machine.os(), machine.arch(), INSTALL);
  }

  /** What to do about a program that does not start, from what the system's loader says. */
  static String advice(Machine machine, String output) {
    if (machine.os().startsWith("Mac") && output.contains("openssl")) {
      return "the embedded Redis needs OpenSSL 3: 'brew install openssl@3', or 'brew install"
          + " redis', which is preferred";
    }
    if (output.contains("GLIBC_")) {
      return "the embedded Redis needs glibc 2.34, as Debian 12 and Ubuntu 22.04 have; " + INSTALL;
    }
    if (output.contains("libssl.so.3") || output.contains("libcrypto.so.3")) {
      return "the embedded Redis needs OpenSSL 3 (package libssl3 or openssl-libs); " + INSTALL;
    }
    return "the embedded Redis does not run here (%s); %s"
        .formatted(output.strip().lines().findFirst().orElse("it says nothing"), INSTALL);
  }

  private static boolean isArm(Machine machine) {
    return List.of("aarch64", "arm64").contains(machine.arch().toLowerCase(Locale.ROOT));
  }

  private static boolean isX86(Machine machine) {
    return List.of("amd64", "x86_64").contains(machine.arch().toLowerCase(Locale.ROOT));
  }

  private static boolean isStatic(String name) {
    return name.endsWith("linux-arm64");
  }

  private static Ended end(Path file) throws IOException {
    return end(file, Duration.ofSeconds(10));
  }

  /** Its output goes to a file: reading a pipe would last as long as anybody holds it open. */
  static Ended end(Path file, Duration limit) throws IOException {
    Path output = Files.createTempFile("faceoff-redis-", ".txt");
    try {
      Process process =
          new ProcessBuilder(file.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        process.getOutputStream().close();
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
            ? new Ended(
                process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8))
            : new Ended(-1, "it does not end");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Ended(-1, "interrupted");
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static BackendUnavailableException unavailable(String message) {
    return new BackendUnavailableException(BackendKind.EMBEDDED, message);
  }
}
