package dev.faceoff.init;

import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Writes files, all of them or none. */
public final class StarterFiles {
  private StarterFiles() {}

  /**
   * Writes the files; what was there before is there again if one of them proves to be wrong.
   *
   * @param textByFile what to write, by absolute path
   * @param replacing whether files that are there may be replaced
   * @param shown names of files for messages
   * @param check refuses a file, when all are written, by throwing a {@link FaceoffException}
   * @throws FaceoffException of kind USAGE if a file is there and may not be replaced, cannot be
   *     written, or is refused
   */
  public static void write(
      Map<Path, String> textByFile,
      boolean replacing,
      Function<Path, String> shown,
      Consumer<Path> check) {
    for (Path file : textByFile.keySet()) {
      if (Files.exists(file) && !replacing) {
        throw wrong(
            "%s is there already; --force replaces it, --out writes elsewhere"
                .formatted(shown.apply(file)));
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw wrong("%s is no file; --out writes elsewhere".formatted(shown.apply(file)));
      }
    }
    Map<Path, Optional<byte[]>> before = new LinkedHashMap<>();
    List<Path> folders = new ArrayList<>();
    try {
      for (Map.Entry<Path, String> each : textByFile.entrySet()) {
        folders.addAll(missingFolders(each.getKey()));
        Files.createDirectories(each.getKey().getParent());
        before.put(each.getKey(), content(each.getKey()));
        Files.writeString(each.getKey(), each.getValue());
      }
      textByFile.keySet().forEach(check);
    } catch (FaceoffException e) {
      undo(before, folders);
      throw wrong("nothing was written: " + e.getMessage());
    } catch (IOException e) {
      undo(before, folders);
      throw wrong("nothing was written: cannot write %s".formatted(e.getMessage()));
    }
  }

  private static Optional<byte[]> content(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /** Folders that must be made for a file, the innermost first. */
  private static List<Path> missingFolders(Path file) {
    List<Path> missing = new ArrayList<>();
    for (Path each = file.getParent(); each != null && !Files.exists(each); ) {
      missing.add(each);
      each = each.getParent();
    }
    return missing;
  }

  private static void undo(Map<Path, Optional<byte[]>> before, List<Path> folders) {
    try {
      for (Map.Entry<Path, Optional<byte[]>> each : before.entrySet()) {
        if (each.getValue().isPresent()) {
          Files.write(each.getKey(), each.getValue().get());
        } else {
          Files.deleteIfExists(each.getKey());
        }
      }
      folders.sort(Comparator.comparingInt(Path::getNameCount).reversed());
      for (Path folder : folders) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT, "cannot undo what was written: " + e.getMessage(), e);
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
