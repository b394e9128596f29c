package dev.faceoff.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "clean",
    description = "Removes cached programs and data, and what stopped runs left behind.")
final class CleanCommand implements Callable<Integer> {
  private final Context context;

  CleanCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Parts.Cache.Cleaned cleaned = context.parts().cache().clean();
    cleaned.removed().forEach(path -> context.out().println("removed " + path));
    context
        .out()
        .println(
            cleaned.removed().isEmpty()
                ? "nothing to remove"
                : "%d MiB freed".formatted(Math.round(cleaned.bytes() / 1048576.0)));
    return ExitCode.DONE.code();
  }
}
