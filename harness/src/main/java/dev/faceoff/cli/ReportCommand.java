package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "report", description = "Writes the report of a run again, from its folder.")
final class ReportCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "DIR", description = "Folder of a run.")
  private Path folder;

  @Option(names = "--open", description = "Opens the report when done.")
  private boolean open;

  ReportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path run = context.surroundings().folder().resolve(folder).normalize();
    if (!Files.isRegularFile(run.resolve(Outcome.JSON))) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s is no folder of a run: it has no %s"
              .formatted(context.surroundings().shown(run), Outcome.JSON));
    }
    try (Outcome outcome = new Outcome(context, false)) {
      outcome.print(read(run), run);
    }
    if (open) {
      context.parts().opener().accept(run.resolve(Outcome.HTML));
    }
    return ExitCode.DONE.code();
  }

  private Report read(Path run) {
    try {
      return context.parts().reports().read(run);
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "%s cannot be read: %s"
              .formatted(
                  context.surroundings().shown(run.resolve(Outcome.JSON)),
                  e.getMessage().lines().findFirst().orElse("")),
          e);
    }
  }
}
