package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens a file with the desktop's own program. */
final class Browser {
  private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview");

  private Browser() {}

  static void open(Path file) {
    for (String opener : OPENERS) {
      try {
        new ProcessBuilder(opener, file.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        return;
      } catch (IOException e) {
        // Not on this machine: the next one.
      }
    }
    throw new FaceoffException(
        FaceoffException.Kind.ENVIRONMENT,
        "no program found to open the report (tried " + String.join(", ", OPENERS) + ")");
  }
}
