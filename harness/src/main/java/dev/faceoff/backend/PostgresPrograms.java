package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.process.Supervisor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path into the cache.
 *
 * <p>They are started directly, not through the library that publishes them: this way the run's
 * supervisor knows each process, and data folders can be kept and copied.
 *
 * @param home folder that holds {@code bin}
 * @param prefix what their command lines start with
 * @param digest of the archive; stands for version and platform
 */
record PostgresPrograms(Path home, List<String> prefix, String digest) {

  /** Why the embedded PostgreSQL cannot run here, with what to do; empty when it can. */
  static Optional<String> obstacle() {
    Machine machine = Machine.here();
    return machine.obstacle(machine.archive().filter(name -> resource(name) != null).isPresent());
  }

  /**
   * Unpacks the programs unless they are there.
   *
   * @throws BackendUnavailableException if they cannot run on this machine
   */
  static PostgresPrograms unpack(CacheFolder cache) {
    Machine machine = Machine.here();
    Optional<String> archive = machine.archive().filter(name -> resource(name) != null);
    machine
        .obstacle(archive.isPresent())
        .ifPresent(
            reason -> {
              throw new BackendUnavailableException(BackendKind.EMBEDDED, reason);
            });
    String name = archive.orElseThrow();
    try {
      String digest = digest(name);
      Path home = cache.programs().resolve(digest);
      if (!Files.isDirectory(home)) {
        Files.createDirectories(cache.programs());
        Path making = Files.createTempDirectory(cache.programs(), "making-");
        try {
          extract(name, making);
          moveUnlessThere(making, home);
        } finally {
          Supervisor.deleteTree(making);
        }
      }
      return new PostgresPrograms(home, machine.prefix(), digest);
    } catch (IOException e) {
      throw new BackendUnavailableException(
          BackendKind.EMBEDDED,
          "cannot unpack PostgreSQL into %s (%s); name another folder by FACEOFF_CACHE"
              .formatted(cache.root(), e),
          e);
    }
  }

  /** The command line of one of the programs. */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /** Renames a folder made elsewhere to its final name, unless another run was faster. */
  static void moveUnlessThere(Path made, Path place) throws IOException {
    try {
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(place)) {
        throw e;
      }
    }
  }

  private static InputStream resource(String name) {
    return PostgresPrograms.class.getClassLoader().getResourceAsStream(name);
  }

  private static String digest(String name) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (InputStream stream = new DigestInputStream(resource(name), digest)) {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static void extract(String name, Path folder) throws IOException {
    // Hard links in the archive name files by their path in it.
    Map<TarArchiveEntry, Path> later = new java.util.LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(resource(name))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink() || entry.isLink()) {
          later.put(entry, path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          Files.setPosixFilePermissions(
              path,
              PosixFilePermissions.fromString(
                  (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
    for (Map.Entry<TarArchiveEntry, Path> link : later.entrySet()) {
      Path path = link.getValue();
      Files.createDirectories(path.getParent());
      if (link.getKey().isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(link.getKey().getLinkName()));
      } else {
        Files.createLink(path, folder.resolve(link.getKey().getLinkName()).normalize());
      }
    }
  }
}
