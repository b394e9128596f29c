package dev.faceoff.cli;

import dev.faceoff.config.Catalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the commands share: streams, surroundings, parts, and where failures are logged. */
final class Context {
  private final PrintStream out;
  private final PrintStream err;
  private final Surroundings surroundings;
  private final Parts parts;
  private Path log =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "faceoff-" + System.getProperty("user.name") + ".log");

  Context(PrintStream out, PrintStream err, Surroundings surroundings, Parts parts) {
    this.out = out;
    this.err = err;
    this.surroundings = surroundings;
    this.parts = parts;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Parts parts() {
    return parts;
  }

  /** Whether a step of a GitHub workflow runs this, which reads its commands from stdout. */
  boolean onGitHub() {
    return "true".equals(surroundings.variables().get("GITHUB_ACTIONS"));
  }

  Catalogue catalogue() {
    return new Catalogue(surroundings.home().resolve("scenarios"), surroundings.home());
  }

  /** Logs of this process go into {@code folder} from here on. */
  void logInto(Path folder) {
    log = folder.resolve("faceoff.log");
    parts.logTo().accept(log);
  }

  /** Keeps the failure's stack trace where a developer finds it. */
  String logged(Throwable failure) {
    try {
      if (log.getParent() != null) {
        Files.createDirectories(log.getParent());
      }
      try (PrintWriter writer =
          new PrintWriter(
              Files.newBufferedWriter(
                  log,
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND))) {
        writer.println(surroundings.clock().instant());
        failure.printStackTrace(writer);
      }
      return "details in " + surroundings.shown(log);
    } catch (IOException e) {
      return "details could not be written to " + log + ": " + e.getMessage();
    }
  }
}
