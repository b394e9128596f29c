package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Tolerance;
import dev.faceoff.report.Annotations;
import dev.faceoff.report.Report;
import dev.faceoff.run.GateRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "gate",
    description =
        "Compares a candidate with a baseline in matched pairs, and fails if it is surely worse.")
final class GateCommand implements Callable<Integer> {
  /** What changes something where results of JMH are judged. */
  private static final List<String> OF_JMH = List.of("--jmh", "--gate", "--out", "--strict");

  private final Context context;
  private final List<String> words;

  @Spec private CommandSpec spec;

  @Mixin private GateOptions options;

  @Option(
      names = "--jmh",
      description =
          "BASELINE and CANDIDATE are results of JMH: two files of JSON, or two folders of runs made"
              + " in turns.")
  private boolean jmh;

  @Option(names = "--strict", description = "Ends with 4 when the comparison is inconclusive.")
  private boolean strict;

  GateCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() {
    if (jmh) {
      return judged();
    }
    GateRequest request = options.request(context, words, true);
    return new Measuring(context, options.options())
        .run(
            (engine, listener) -> annotated(engine.gate(request, listener)),
            request.out(),
            report -> ExitCode.of(report.gate().orElseThrow(), strict));
  }

  private int judged() {
    requireOfJmh();
    List<String> sides = options.named("gate");
    GateRules rules = options.rules(context);
    Tolerance tolerance =
        rules.gated().getOrDefault(Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02));
    return new JmhGateAction(context)
        .run(
            Path.of(sides.get(0)),
            Path.of(sides.get(1)),
            tolerance.margin(),
            tolerance.floor(),
            rules.falseAlarmShare(),
            strict,
            options.options().out());
  }

  /** Refuses what would change nothing. */
  private void requireOfJmh() {
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(name -> !OF_JMH.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new FaceoffException(
                  FaceoffException.Kind.USAGE,
                  "%s changes nothing with --jmh; valid beside it are --gate, --out, --strict"
                      .formatted(name));
            });
  }

  /**
   * Also tells GitHub, which shows it beside the code; on stdout alone it looks for that. A gate
   * that broke tells so, too, whatever its exit code.
   */
  private Report annotated(Report report) {
    if (context.onGitHub() && !options.options().json()) {
      Annotations.of(report).forEach(context.out()::println);
    }
    return report;
  }
}
