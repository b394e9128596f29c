package dev.faceoff.cli;

import dev.faceoff.run.GateRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "compare",
    description = "Compares two targets in matched pairs; never fails for what it finds.")
final class CompareCommand implements Callable<Integer> {
  private final Context context;
  private final List<String> words;

  @Mixin private GateOptions options;

  CompareCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() {
    GateRequest request = options.request(context, words, false);
    return new Measuring(context, options.options())
        .run(
            (engine, listener) -> engine.gate(request, listener),
            request.out(),
            report -> ExitCode.of(report.gate().orElseThrow(), false));
  }
}
