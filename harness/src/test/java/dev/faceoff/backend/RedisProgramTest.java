package dev.faceoff.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProgramTest {
  private static final Machine LINUX = machine("Linux", "amd64", false);

  @TempDir private Path folder;

  @Test
  void prefersAnInstalledOneThatRuns() throws Exception {
    Path broken = program("broken", "redis-server", "exit 127");
    Path valkey = program("good", "valkey-server", "echo Valkey server v=8.1.0");

    RedisProgram found =
        RedisProgram.find(
            new CacheFolder(folder), broken.getParent() + ":/no/folder::" + valkey.getParent());

    assertThat(found.file()).isEqualTo(valkey);
    assertThat(folder.resolve("redis")).doesNotExist();
  }

  @Test
  void givesUpOnAProgramThatDoesNotEnd() throws Exception {
    Path silent = program("silent", "redis-server", "sleep 600");

    assertThat(RedisProgram.end(silent, Duration.ofMillis(200)))
        .isEqualTo(new RedisProgram.Ended(-1, "it does not end"));
  }

  @Test
  void waitsForTheProgramNotForWhoHoldsItsOutputOpen() throws Exception {
    Path pid = folder.resolve("pid");
    Path forking =
        program("forking", "redis-server", "sleep 600 & echo $! >" + pid + "; echo v=7.2.0");
    try {
      assertThat(RedisProgram.end(forking, Duration.ofSeconds(30)))
          .isEqualTo(new RedisProgram.Ended(0, "v=7.2.0\n"));
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void choosesTheProgramBySystemAndProcessor() {
    for (Machine machine :
        new Machine[] {
          LINUX,
          machine("Linux", "aarch64", true),
          machine("Mac OS X", "x86_64", false),
          machine("Mac OS X", "aarch64", false)
        }) {
      assertThat(RedisProgram.resource(machine))
          .hasValueSatisfying(
              name ->
                  assertThat(RedisProgram.class.getClassLoader().getResource(name)).isNotNull());
    }
    assertThat(RedisProgram.resource(machine("Linux", "s390x", false))).isEmpty();
    assertThat(RedisProgram.resource(machine("Windows 11", "amd64", false))).isEmpty();
  }

  @Test
  void eachObstacleComesWithWhatToDo() {
    assertThat(RedisProgram.unsuited(machine("Linux", "amd64", true)))
        .contains("musl", "apk add valkey");
    assertThat(RedisProgram.unsuited(machine("Linux", "s390x", false)))
        .contains("Linux on s390x", "install redis-server");
    assertThat(
            RedisProgram.advice(
                LINUX, "redis-server: /lib/libc.so.6: version `GLIBC_2.34' not found"))
        .contains("glibc 2.34", "Debian 12", "install redis-server");
    assertThat(
            RedisProgram.advice(
                LINUX, "error while loading shared libraries: libssl.so.3: cannot open"))
        .contains("OpenSSL 3", "install redis-server");
    assertThat(
            RedisProgram.advice(
                machine("Mac OS X", "aarch64", false),
                "dyld: Library not loaded: /opt/homebrew/opt/openssl@3/lib/libssl.3.dylib"))
        .contains("brew install openssl@3");
    assertThat(RedisProgram.advice(LINUX, "Illegal instruction\nmore"))
        .contains("(Illegal instruction)")
        .doesNotContain("\n");
  }

  private Path program(String in, String name, String script) throws Exception {
    Path file = Files.createDirectories(folder.resolve(in)).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Machine machine(String os, String arch, boolean musl) {
    return new Machine(os, arch, musl, false, false, true);
  }
}
