package dev.faceoff.cli;

import dev.faceoff.jmh.JmhComparison;
import dev.faceoff.jmh.JmhFile;
import dev.faceoff.jmh.JmhGate;
import dev.faceoff.jmh.JmhSummary;
import dev.faceoff.jmh.JmhText;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.JunitWriter;
import dev.faceoff.report.JunitWriter.Case;
import dev.faceoff.report.JunitWriter.Origin;
import dev.faceoff.report.JunitWriter.Suite;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.WorkflowCommand;
import dev.faceoff.report.WorkflowCommand.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gates results of JMH by older ones: {@code faceoff gate --jmh OLD NEW}. */
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
    if (context.onGitHub()) {
      annotations(gate).forEach(context.out()::println);
    }
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
      Files.writeString(folder.resolve(ReportFolder.MARKDOWN), JmhSummary.markdown(gate));
      StringBuilder junit = new StringBuilder();
      JunitWriter.write(
          new Origin(
              folder.getFileName().toString(),
              "gate --jmh %s %s".formatted(gate.baseline(), gate.candidate()),
              context.surroundings().clock().instant(),
              0),
          List.of(suite(gate)),
          junit);
      Files.writeString(folder.resolve(ReportFolder.JUNIT), junit);
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s cannot be written to: %s".formatted(context.surroundings().shown(folder), e),
          e);
    }
  }

  /** An error for each benchmark that is worse, a warning for those that nothing can be said of. */
  private static List<String> annotations(JmhGate gate) {
    String title = "Faceoff gate of JMH: " + gate.verdict();
    String place = "see the step's log";
    List<String> lines = new ArrayList<>();
    lines.addAll(
        WorkflowCommand.each(Level.ERROR, title, messages(gate, Verdict.REGRESSION), place));
    lines.addAll(
        WorkflowCommand.each(Level.WARNING, title, messages(gate, Verdict.INCONCLUSIVE), place));
    return lines.isEmpty()
        ? List.of(WorkflowCommand.of(Level.NOTICE, title, gate.headline()))
        : lines;
  }

  private static List<String> messages(JmhGate gate, Verdict verdict) {
    return gate.cases().stream()
        .filter(each -> each.verdict() == verdict)
        .map(JmhGate.Case::line)
        .toList();
  }

  /** A benchmark that is worse fails, one that cannot be judged is skipped. */
  private static Suite suite(JmhGate gate) {
    List<Case> cases = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (JmhGate.Case each : gate.cases()) {
      lines.add(each.line());
      cases.add(
          switch (each.verdict()) {
            case REGRESSION ->
                new Case(
                    each.name(),
                    JunitWriter.Outcome.FAILURE,
                    each.verdict().name(),
                    each.message(),
                    each.message());
            case INCONCLUSIVE ->
                new Case(each.name(), JunitWriter.Outcome.SKIPPED, "", each.message(), "");
            case IMPROVEMENT, EQUIVALENT -> Case.passed(each.name());
          });
    }
    return new Suite("jmh", cases, lines);
  }
}
