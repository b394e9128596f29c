package dev.faceoff.cli;

import dev.faceoff.config.Overrides;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Design;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.run.ScenarioRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
    show(context.catalogue().all(Overrides.NONE), this::about);
    List<Scenario> others = context.catalogue().onAny().withoutVariants(Overrides.NONE);
    if (!others.isEmpty()) {
      context.out().println();
      context.out().println("On a service of yours, with --target FILE.target.yaml:");
      context.out().println();
      show(others, this::aboutService);
    }
    return ExitCode.DONE.code();
  }

  private void show(List<Scenario> scenarios, Function<Scenario, String> about) {
    List<List<String>> rows =
        scenarios.stream()
            .map(scenario -> List.of(scenario.name(), about.apply(scenario)))
            .toList();
    Table.lines(rows, Surroundings.DEFAULT_COLUMNS).forEach(context.out()::println);
  }

  /** For a service that depends on one other, where that matters. */
  private String aboutService(Scenario scenario) {
    boolean faults = scenario.faults().timeline().isPresent();
    return "%s\nneeds a service%s; %s"
        .formatted(
            scenario.question(),
            faults ? " that is told what it depends on; for each of those" : "",
            Arrays.stream(ProfileName.values())
                .map(
                    profile ->
                        time(
                            profile.id(),
                            DesignOptions.request(
                                scenario,
                                scenario.promised(),
                                context.catalogue().onAny(),
                                Overrides.NONE),
                            profile))
                .collect(Collectors.joining(", ")));
  }

  private static String needs(Scenario scenario) {
    Dependencies dependencies = scenario.dependencies();
    List<String> servers = new ArrayList<>();
    dependencies.database().ifPresent(database -> servers.add("PostgreSQL"));
    dependencies.redis().ifPresent(redis -> servers.add("Redis"));
    if (DesignOptions.usual(scenario, ProfileName.QUICK).contains(Design.ALERTS)) {
      servers.add("Prometheus on the PATH");
    }
    return servers.isEmpty() ? "needs nothing else" : "needs " + String.join(" and ", servers);
  }

  private String about(Scenario scenario) {
    Set<Design> declared = scenario.designs().declared();
    String times =
        Arrays.stream(ProfileName.values())
            .map(
                profile ->
                    time(
                        profile.id(),
                        asked(scenario, DesignOptions.usual(scenario, profile)),
                        profile))
            .collect(Collectors.joining(", "));
    String others =
        declared.stream()
            .filter(design -> !DesignOptions.usual(scenario, ProfileName.QUICK).contains(design))
            .map(
                design ->
                    time(
                        "; --design " + design.id(),
                        asked(scenario, Set.of(design)),
                        ProfileName.QUICK))
            .collect(Collectors.joining());
    return "%s\n%s; %s%s".formatted(scenario.question(), needs(scenario), times, others);
  }

  private static String time(String name, ScenarioRequest asked, ProfileName profile) {
    return name + " " + Times.words(Times.expected(asked, profile));
  }

  private ScenarioRequest asked(Scenario scenario, Set<Design> designs) {
    return DesignOptions.request(scenario, designs, context.catalogue(), Overrides.NONE);
  }
}
