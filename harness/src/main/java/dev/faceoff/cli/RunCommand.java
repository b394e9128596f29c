package dev.faceoff.cli;

import dev.faceoff.config.Allowed;
import dev.faceoff.config.Catalogue;
import dev.faceoff.config.Overrides;
import dev.faceoff.config.OwnVariants;
import dev.faceoff.config.PriceFile;
import dev.faceoff.config.Replicas;
import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Price;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.run.RunRequest;
import dev.faceoff.run.ScenarioRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Runs the variants of each scenario under the same load and compares them.")
final class RunCommand implements Callable<Integer> {
  private final Context context;
  private final List<String> words;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "Names from 'faceoff list'; none: the core pairs.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Runs every scenario that has a pair.")
  private boolean all;

  @Option(
      names = "--scenario",
      paramLabel = "DIR",
      description = "Runs the scenario of yours in the folder DIR, named for it; repeatable.")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "quick",
      converter = RunOptions.ProfileConverter.class,
      completionCandidates = RunOptions.ProfileNames.class,
      description =
          "How much time for how much certainty: ${COMPLETION-CANDIDATES}; default:"
              + " ${DEFAULT-VALUE}.")
  private ProfileName profile;

  @Mixin private DesignOptions designs;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      split = ",",
      description =
          "Starts N of each variant, or with VARIANT=N of that one, at most 8: they share its"
              + " database, and each request goes to the next; repeatable. Default: as the scenario"
              + " declares.")
  private List<String> replicas = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "FILE",
      description =
          "Runs the service that FILE.target.yaml describes beside the pair of the one SCENARIO"
              + " that is named, and shows where it stands between the two; where the scenario has"
              + " no pair, asks that service alone.")
  private String target;

  @Mixin private RunOptions options;

  @Mixin private MetricsOptions metrics;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description =
          "What a core-hour and a GB-hour cost; the report then has the money for a million"
              + " requests.")
  private Path prices;

  @Option(names = "--strict", description = "Ends with 4 when an expectation could not be decided.")
  private boolean strict;

  RunCommand(Context context, List<String> words) {
    this.context = context;
    this.words = words;
  }

  @Override
  public Integer call() {
    Overrides overrides = options.overrides().with(Replicas.parse(replicas));
    Optional<Price> price =
        Optional.ofNullable(prices)
            .map(file -> PriceFile.read(context.surroundings().folder().resolve(file).normalize()));
    OwnScenarios known =
        OwnScenarios.in(
            context,
            context
                .catalogue()
                .allowing(
                    new Allowed(
                        context.surroundings().variables()::containsKey,
                        options.allowedHosts()::contains)),
            folders);
    List<ScenarioRequest> asked = asked(known, overrides);
    if (price.isPresent() && asked.stream().noneMatch(RunCommand::hasCost)) {
      throw wrong("--prices: only the designs pair and capacity have a cost; ask one of them too");
    }
    try (MetricsOptions.Scraped scraped = metrics.open()) {
      RunRequest request = request(asked, price);
      scraped.begin(request.out());
      request
          .asked()
          .forEach(
              each ->
                  each.designs()
                      .forEach(design -> scraped.runs(each.scenario().name(), design.id())));
      announce(request);
      return new Measuring(context, options)
          .run(
              (engine, listener) -> engine.run(request, scraped.with(listener)),
              request.out(),
              report -> ExitCode.of(report, strict));
    }
  }

  private List<ScenarioRequest> asked(OwnScenarios known, Overrides overrides) {
    List<String> named = new ArrayList<>(names);
    named.addAll(known.names());
    return target == null
        ? designs.asked(
            chosen(known.catalogue(), named, overrides),
            !named.isEmpty(),
            profile,
            known.catalogue(),
            overrides)
        : onTarget(known.catalogue(), named, overrides);
  }

  /** The scenario on the service of the user's own, which is beside its pair if it has one. */
  private List<ScenarioRequest> onTarget(
      Catalogue catalogue, List<String> named, Overrides overrides) {
    if (named.size() != 1) {
      throw wrong(
          "--target: name the one SCENARIO beside whose pair it runs, or one without a pair, as in 'faceoff run n-plus-one --target %s'"
              .formatted(target));
    }
    if (!replicas.isEmpty()) {
      throw wrong("--replicas: with --target one of each is started; leave out one of the two");
    }
    OwnVariants.Asked service =
        new OwnVariants.Asked(
            List.of(target),
            context.surroundings().folder(),
            context.surroundings().variables()::containsKey,
            options.allowedHosts());
    Catalogue onService = catalogue.on(service);
    Scenario scenario = chosen(onService, named, overrides).get(0);
    return scenario.isAlone()
        ? designs.asked(List.of(scenario), true, profile, onService, overrides)
        : List.of(designs.besidePair(OwnVariants.join(scenario, service)));
  }

  private List<Scenario> chosen(Catalogue catalogue, List<String> named, Overrides overrides) {
    if (all && !named.isEmpty()) {
      throw wrong("--all is every scenario; leave out '" + named.get(0) + "'");
    }
    List<Scenario> scenarios =
        all
            ? catalogue.all(overrides)
            : named.isEmpty() ? catalogue.core(overrides) : catalogue.find(named, overrides);
    if (scenarios.isEmpty()) {
      throw wrong("there is no scenario to run in " + context.surroundings().home());
    }
    return scenarios;
  }

  private RunRequest request(List<ScenarioRequest> asked, Optional<Price> price) {
    List<Scenario> scenarios = asked.stream().map(ScenarioRequest::scenario).toList();
    Servers servers = options.servers(context, scenarios);
    new Checkup(context.parts().cache())
        .requireRoomForReplicas(asked.stream().flatMap(each -> each.started().stream()).toList());
    Path folder = options.folder(context, name(scenarios));
    return new RunRequest(
        asked,
        profile,
        options.backend(),
        servers,
        price,
        options.seed(),
        context.surroundings().home(),
        folder,
        words);
  }

  private String name(List<Scenario> scenarios) {
    if (scenarios.size() == 1) {
      return scenarios.get(0).name();
    }
    return all
        ? "all"
        : names.isEmpty() && folders.isEmpty() ? "core" : scenarios.size() + "-scenarios";
  }

  private void announce(RunRequest request) {
    Duration expected =
        request.asked().stream()
            .map(asked -> Times.expected(asked, profile))
            .reduce(Duration.ZERO, Duration::plus);
    String text =
        "Running %s; profile %s, seed %d, about %s; results in %s"
            .formatted(
                request.asked().stream().map(RunCommand::named).collect(Collectors.joining(", ")),
                profile.id(),
                request.seed(),
                Times.words(expected),
                context.surroundings().shown(request.out()));
    Table.wrapped(text, Surroundings.DEFAULT_COLUMNS).forEach(context.err()::println);
    for (Scenario scenario : request.scenarios()) {
      RunOptions.state(
          context,
          OwnVariants.remoteHosts(scenario),
          scenario.load(),
          scenario.load().arrivalsPerSecond() + " users a second");
    }
  }

  private static boolean hasCost(ScenarioRequest asked) {
    return asked.designs().contains(Design.PAIR) || asked.designs().contains(Design.CAPACITY);
  }

  /**
   * With its designs where they are not the pair alone, and with its replicas where there are some,
   * for example "n-plus-one (growth; replicas: 1 of naive, 3 of fixed)".
   */
  private static String named(ScenarioRequest asked) {
    List<String> more = new ArrayList<>();
    if (asked.scenario().isAlone()) {
      more.add("of " + asked.scenario().baseline().name());
    } else if (!asked.designs().equals(Set.of(Design.PAIR))) {
      more.add(asked.designs().stream().map(Design::id).collect(Collectors.joining(" and ")));
    }
    asked.scenario().ownVariants().stream().map(own -> "with " + own.name()).forEach(more::add);
    Map<String, Integer> started = asked.scenario().replicas();
    if (!started.isEmpty()) {
      more.add(
          started.entrySet().stream()
              .map(each -> "%d of %s".formatted(each.getValue(), each.getKey()))
              .collect(Collectors.joining(", ", "replicas: ", "")));
    }
    return more.isEmpty()
        ? asked.scenario().name()
        : "%s (%s)".formatted(asked.scenario().name(), String.join("; ", more));
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
