package dev.faceoff.cli;

import dev.faceoff.config.HostNotAllowedException;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Servers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "clean",
    description = "Removes cached programs and data, and what stopped runs left behind.")
final class CleanCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ServerOptions serverOptions;

  CleanCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    // All of them are looked at: a killed run may have used any.
    Parts.Cache.Cleaned cleaned = context.parts().cache().clean(servers());
    cleaned.removed().forEach(what -> context.out().println("removed " + what));
    context
        .out()
        .println(
            cleaned.removed().isEmpty()
                ? "nothing to remove"
                : "%d MiB freed".formatted(Math.round(cleaned.bytes() / 1048576.0)));
    cleaned.failures().forEach(failure -> context.err().println(failure.getMessage()));
    return cleaned.failures().stream()
        .map(failure -> ExitCode.of(failure.kind()))
        .findFirst()
        .orElse(ExitCode.DONE)
        .code();
  }

  /** Servers elsewhere are somebody else's, and no reason to keep what is here. */
  private Servers servers() {
    try {
      return serverOptions.read(context.surroundings(), BackendKind.EXTERNAL);
    } catch (HostNotAllowedException e) {
      context.out().println("skipped servers: " + e.getMessage());
      return Servers.NONE;
    }
  }
}
