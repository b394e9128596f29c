package dev.faceoff.cli;

import dev.faceoff.run.GateRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gate",
    description =
        "Compares a candidate with a baseline in matched pairs, and fails if it is surely worse.")
final class GateCommand implements Callable<Integer> {
  private final Context context;
  private final List<String> words;

  @Mixin private GateOptions options;

  @Option(names = "--strict", description = "Ends with 4 when the comparison is inconclusive.")
  private boolean strict;

  GateCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() {
    GateRequest request = options.request(context, words, true);
    return new Measuring(context, options.options())
        .run(
            (engine, listener) -> engine.gate(request, listener),
            request.out(),
            report -> ExitCode.of(report.gate().orElseThrow(), strict));
  }
}
