package dev.faceoff.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = "Checks whether this machine can run scenarios, and how well.")
final class DoctorCommand implements Callable<Integer> {
  private final Context context;

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new Checkup(context.parts().cache()).all();
    List<List<String>> rows =
        findings.stream()
            .map(finding -> List.of(finding.level().word(), finding.subject(), finding.text()))
            .toList();
    Table.lines(rows, Surroundings.DEFAULT_COLUMNS).forEach(context.out()::println);
    boolean fails = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL);
    return (fails ? ExitCode.ENVIRONMENT : ExitCode.DONE).code();
  }
}
