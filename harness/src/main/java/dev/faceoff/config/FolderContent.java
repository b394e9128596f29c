package dev.faceoff.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in folders and files, wherever they are. */
final class FolderContent {
  private FolderContent() {}

  /** Whether two lists of folders, or of files, hold the same, one by one. */
  static boolean same(List<Path> some, List<Path> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!same(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Path one, Path other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      Map<String, Path> files = files(one);
      Map<String, Path> otherFiles = files(other);
      if (!files.keySet().equals(otherFiles.keySet())) {
        return false;
      }
      for (Map.Entry<String, Path> file : files.entrySet()) {
        if (Files.mismatch(file.getValue(), otherFiles.get(file.getKey())) >= 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Path> files(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), file));
    }
    return files;
  }
}
