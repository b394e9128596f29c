package dev.faceoff.cli;

import dev.faceoff.config.Overrides;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
    name = "list",
    description = "Shows the scenarios, what they need and how long each profile takes.")
final class ListCommand implements Callable<Integer> {
  private final Context context;

  ListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Scenario> scenarios = context.catalogue().all(Overrides.NONE);
    List<List<String>> rows =
        scenarios.stream().map(scenario -> List.of(scenario.name(), about(scenario))).toList();
    Table.lines(rows, Surroundings.DEFAULT_COLUMNS).forEach(context.out()::println);
    return ExitCode.DONE.code();
  }

  private static String about(Scenario scenario) {
    String times =
        Arrays.stream(ProfileName.values())
            .map(profile -> profile.id() + " " + Times.words(Times.expected(scenario, profile)))
            .collect(Collectors.joining(", "));
    return "%s\n%s; %s"
        .formatted(
            scenario.question(),
            scenario.database().isPresent() ? "needs PostgreSQL" : "needs nothing else",
            times);
  }
}
