package dev.faceoff.backend;

import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Copies data folders. */
final class DataFolder {
  private DataFolder() {}

  /**
   * Copies a folder with permissions and symbolic links to a place that does not exist yet. Shares
   * the blocks until they change where the file system can.
   */
  static void copy(Path from, Path to) throws IOException {
    if (!copiedBySystem(from, to)) {
      Supervisor.deleteTree(to);
      copyFiles(from, to);
    }
  }

  private static boolean copiedBySystem(Path from, Path to) {
    List<String> options =
        System.getProperty("os.name").startsWith("Mac")
            ? List.of("-cRp")
            : List.of("-a", "--reflink=auto");
    List<String> command = new java.util.ArrayList<>(List.of("cp"));
    command.addAll(options);
    command.addAll(List.of(from.toString(), to.toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The same without help of the system, for those whose {@code cp} lacks the options. */
  static void copyFiles(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            copy(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copy(file);
            return FileVisitResult.CONTINUE;
          }

          private void copy(Path path) throws IOException {
            Files.copy(
                path,
                to.resolve(from.relativize(path).toString()),
                LinkOption.NOFOLLOW_LINKS,
                StandardCopyOption.COPY_ATTRIBUTES);
          }
        });
  }
}
