package dev.faceoff.cli;

import dev.faceoff.jmh.JmhComparison;
import dev.faceoff.jmh.JmhFile;
import dev.faceoff.jmh.JmhGate;
import dev.faceoff.jmh.JmhJunit;
import dev.faceoff.jmh.JmhSummary;
import dev.faceoff.jmh.JmhText;
import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gates a results file of JMH by an older one: {@code faceoff gate --jmh OLD NEW}. */
final class JmhGateAction {
  private final Context context;

  JmhGateAction(Context context) {
    this.context = context;
  }

  /**
   * Compares, prints the verdicts and, where a folder is given, writes summary.md and junit.xml
   * there.
   *
   * @param margin differences within it count as none, as a share
   * @param floor differences below it are never called a change, as a share
   * @param falseAlarmShare how often the gate may fail though nothing changed
   * @param strict whether INCONCLUSIVE fails, too
   * @return the exit code: done, not held or inconclusive
   * @throws FaceoffException if a file is bad, or the two cannot be compared: wrong usage
   */
  int run(
      Path old,
      Path candidate,
      double margin,
      double floor,
      double falseAlarmShare,
      boolean strict,
      Optional<Path> folder) {
    JmhGate gate = JmhComparison.of(read(old), read(candidate), margin, floor, falseAlarmShare);
    folder.map(this::resolved).ifPresent(into -> write(gate, into));
    JmhText.lines(gate).forEach(context.out()::println);
    return switch (gate.verdict()) {
      case REGRESSION -> ExitCode.NOT_HELD.code();
      case INCONCLUSIVE -> (strict ? ExitCode.INCONCLUSIVE : ExitCode.DONE).code();
      case IMPROVEMENT, EQUIVALENT -> ExitCode.DONE.code();
    };
  }

  private JmhFile read(Path file) {
    Path path = resolved(file);
    return JmhFile.read(path, context.surroundings().shown(path));
  }

  private Path resolved(Path path) {
    return context.surroundings().folder().resolve(path).normalize();
  }

  private void write(JmhGate gate, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("summary.md"), JmhSummary.markdown(gate));
      Files.writeString(folder.resolve("junit.xml"), JmhJunit.xml(gate));
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s cannot be written to: %s".formatted(context.surroundings().shown(folder), e),
          e);
    }
  }
}
