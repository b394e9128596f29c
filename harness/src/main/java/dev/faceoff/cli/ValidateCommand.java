package dev.faceoff.cli;

import dev.faceoff.config.AsTyped;
import dev.faceoff.config.BadFileException;
import dev.faceoff.config.WrittenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description =
        "Checks scenario files or their folders, target files, gate.yaml and prices.yaml.")
final class ValidateCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, told apart by name.")
  private List<Path> files;

  ValidateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ExitCode result = ExitCode.DONE;
    for (Path file : files) {
      try {
        check(file);
        context.out().println(file + ": ok");
      } catch (BadFileException e) {
        context.err().println(e.getMessage());
        result = ExitCode.USAGE;
      }
    }
    return result.code();
  }

  private void check(Path file) {
    Path read = AsTyped.path(context.surroundings().folder(), file.toString());
    WrittenFile.check(
        Files.isDirectory(read) ? read.resolve("scenario.yaml") : read,
        context.surroundings().home());
  }
}
