package dev.faceoff.target;

import dev.faceoff.process.Supervisor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The classes of a program, parsed and verified by a JVM and kept for those that start after it
 * (application class-data sharing): they do less before they are ready, and the same afterwards.
 *
 * <p>An archive is a folder named for the program, the state of its class path and the JDK. Nothing
 * in it is ever changed: a folder appears under its name when it is complete. Its checksum is read
 * before each use, because a JVM crashes on an archive that was cut off.
 */
public final class ClassArchive {
  /** Raised when the way archives are made changes. */
  private static final String FORMAT = "faceoff-classes-1";

  private static final String ARCHIVE = "classes.jsa";
  private static final String CHECKSUM = "crc32c";
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path archives;
  private final String family;
  private final Path place;

  private ClassArchive(Path archives, String family, String state) {
    this.archives = archives;
    this.family = family;
    this.place = archives.resolve(family + state);
  }

  /**
   * The archive of a program.
   *
   * @param archives folder of all archives; made when first needed
   * @param mainClass of the program; others on its class path may use few of the same classes
   * @return empty if JVMs of this JDK keep none of it: they do so for jars only, no folders, and on
   *     top of the archive that the JDK itself comes with
   */
  public static Optional<ClassArchive> of(Path archives, String mainClass, String classPath) {
    Path java = Path.of(System.getProperty("java.home"));
    List<Path> jars = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
    if (!Files.isRegularFile(java.resolve(Path.of("lib", "server", ARCHIVE)))
        || !jars.stream().allMatch(Files::isRegularFile)) {
      return Optional.empty();
    }
    try {
      StringBuilder state = new StringBuilder(FORMAT);
      state.append('\n').append(System.getProperty("java.vm.version"));
      for (Path jar : jars) {
        state.append('\n').append(jar);
        state.append('\n').append(Files.size(jar));
        state.append('\n').append(Files.getLastModifiedTime(jar).toMillis());
      }
      return Optional.of(
          new ClassArchive(
              archives,
              digest(String.join("\n", java.toString(), jars.get(0).toString(), mainClass)) + "-",
              digest(state)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The archive's file; empty when it is yet to be made, or was damaged. */
  public Optional<Path> file() {
    Path file = place.resolve(ARCHIVE);
    try {
      String expected = Files.readString(place.resolve(CHECKSUM)).strip();
      return expected.equals(checksum(file)) ? Optional.of(file) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Options with which a JVM starts with that archive; should it not fit, it starts without. */
  public static List<String> use(Path file) {
    return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + file);
  }

  /** Prepares the making of the archive, which is by a JVM that ends. */
  public Recording record(Supervisor supervisor) throws IOException {
    Files.createDirectories(archives);
    Path making = Files.createTempDirectory(archives, "making-");
    supervisor.removeAtEnd(making);
    return new Recording(making);
  }

  /** What is to become the archive. Closing removes it unless it was kept. */
  public final class Recording implements AutoCloseable {
    private final Path making;

    private Recording(Path making) {
      this.making = making;
    }

    /**
     * Options with which a JVM writes the archive when it ends. That takes some seconds: whoever
     * ends it must not be in a hurry.
     */
    public List<String> options() {
      return List.of("-XX:ArchiveClassesAtExit=" + making.resolve(ARCHIVE));
    }

    /**
     * Keeps what a JVM wrote that came to its end undisturbed, in the place of what was kept for
     * earlier states of the class path.
     *
     * @return whether there is an archive now
     */
    public boolean keep() throws IOException {
      Path file = making.resolve(ARCHIVE);
      if (!Files.isRegularFile(file)) {
        return false;
      }
      Files.writeString(making.resolve(CHECKSUM), checksum(file));
      for (Path older : family()) {
        if (!older.equals(place) || file().isEmpty()) {
          Supervisor.deleteTree(older);
        }
      }
      try {
        Files.move(making, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        // Another run was faster; if not, this is a failure.
        if (file().isEmpty()) {
          throw e;
        }
      }
      return true;
    }

    @Override
    public void close() {
      Supervisor.deleteTree(making);
    }
  }

  private List<Path> family() throws IOException {
    try (Stream<Path> children = Files.list(archives)) {
      return children.filter(path -> path.getFileName().toString().startsWith(family)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer) >= 0) {
        checksum.update(buffer.flip());
        buffer.clear();
      }
    }
    return Long.toHexString(checksum.getValue());
  }

  private static String digest(CharSequence text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
