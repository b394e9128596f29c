package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = "Checks whether this machine can run scenarios, and how well.")
final class DoctorCommand implements Callable<Integer> {
  private final Context context;
  private final List<String> words;

  @Spec private CommandSpec spec;

  @Option(
      names = "--calibrate",
      description =
          "Measures how much launches of the same build differ here, for gates to reckon with; takes"
              + " about thirteen minutes.")
  private boolean calibrate;

  @Mixin private CalibrateOptions options;

  DoctorCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() throws Exception {
    if (calibrate) {
      return new CalibrateAction(context, options, words).run();
    }
    requireNone();
    List<Finding> findings =
        new Checkup(context.parts().cache())
            .all(context.surroundings().variables().getOrDefault("PATH", ""));
    List<List<String>> rows =
        findings.stream()
            .map(finding -> List.of(finding.level().word(), finding.subject(), finding.text()))
            .toList();
    Table.lines(rows, Surroundings.DEFAULT_COLUMNS).forEach(context.out()::println);
    boolean fails = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL);
    return (fails ? ExitCode.ENVIRONMENT : ExitCode.DONE).code();
  }

  /** Refuses what would change nothing. */
  private void requireNone() {
    ParseResult given = spec.commandLine().getParseResult();
    Stream.concat(
            given.matchedPositionals().stream().map(positional -> positional.paramLabel()),
            given.matchedOptions().stream().map(OptionSpec::longestName))
        .findFirst()
        .ifPresent(
            name -> {
              throw new FaceoffException(
                  FaceoffException.Kind.USAGE, name + " is for calibrating; add --calibrate");
            });
  }
}
