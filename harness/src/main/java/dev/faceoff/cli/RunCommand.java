package dev.faceoff.cli;

import dev.faceoff.config.Allowed;
import dev.faceoff.config.Catalogue;
import dev.faceoff.config.Overrides;
import dev.faceoff.config.OwnVariants;
import dev.faceoff.config.PriceFile;
import dev.faceoff.config.Replicas;
import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Price;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Variant;
import dev.faceoff.run.Missing;
import dev.faceoff.run.RunRequest;
import dev.faceoff.run.ScenarioRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
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
  /** What limits a search for the capacity, as a setting and in a scenario file. */
  private static final String MOST_ARRIVALS = "mostArrivalsPerSecond";

  private static final String SEARCHING =
      "more and more users until it keeps its objective no longer";

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
              + " no pair, asks that service alone. Repeatable: with a pair each has its place, and"
              + " without one two are compared.")
  private List<String> targets = new ArrayList<>();

  @Mixin private RunOptions options;

  @Mixin private MetricsOptions metrics;

  @Mixin private GeneratorOptions generator;

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
    List<ScenarioRequest> asked = present(asked(known, overrides));
    asked.forEach(RunCommand::requireLimit);
    if (price.isPresent() && asked.stream().noneMatch(RunCommand::hasCost)) {
      throw wrong("--prices: only the designs pair and capacity have a cost; ask one of them too");
    }
    generator.check(context, asked, strict, price.isPresent());
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
              report ->
                  request.part().isPresent()
                      ? ExitCode.ofPart(report)
                      : ExitCode.of(report, strict));
    }
  }

  private List<ScenarioRequest> asked(OwnScenarios known, Overrides overrides) {
    List<String> named = new ArrayList<>(names);
    named.addAll(known.names());
    return targets.isEmpty()
        ? designs.asked(
            chosen(known.catalogue(), named, overrides),
            !named.isEmpty(),
            profile,
            known.catalogue(),
            overrides)
        : onTargets(known.catalogue(), named, overrides);
  }

  /**
   * Those for which this machine has all; who names a scenario is told what it lacks.
   *
   * @throws FaceoffException of kind ENVIRONMENT if it lacks something for a scenario that is
   *     named, or for all
   */
  private List<ScenarioRequest> present(List<ScenarioRequest> asked) {
    List<ScenarioRequest> present = new ArrayList<>();
    String path = context.surroundings().variables().getOrDefault("PATH", "");
    for (ScenarioRequest each : asked) {
      Optional<String> missing = Missing.of(each, path);
      if (missing.isEmpty()) {
        present.add(each);
      } else if (!all || asked.size() == 1) {
        throw new FaceoffException(FaceoffException.Kind.ENVIRONMENT, missing.get());
      } else {
        Table.wrapped("left out: " + missing.get(), Surroundings.DEFAULT_COLUMNS)
            .forEach(context.err()::println);
      }
    }
    return present;
  }

  /** The scenario on services of the user's own, which are beside its pair if it has one. */
  private List<ScenarioRequest> onTargets(
      Catalogue catalogue, List<String> named, Overrides overrides) {
    if (named.size() != 1) {
      throw wrong(
          "--target: name the one SCENARIO beside whose pair it runs, or one without a pair, as in 'faceoff run n-plus-one --target %s'"
              .formatted(targets.get(0)));
    }
    if (!replicas.isEmpty()) {
      throw wrong("--replicas: with --target one of each is started; leave out one of the two");
    }
    OwnVariants.Asked services =
        new OwnVariants.Asked(
            targets,
            context.surroundings().folder(),
            context.surroundings().variables()::containsKey,
            options.allowedHosts());
    Catalogue onServices = catalogue.on(services);
    Scenario scenario = chosen(onServices, named, overrides).get(0);
    if (onServices.hasVariants(scenario.name())) {
      return List.of(designs.besidePair(OwnVariants.join(scenario, services)));
    }
    warnOfBystanders(onServices.unneeded(scenario));
    return designs.asked(List.of(scenario), true, profile, onServices, overrides);
  }

  private void warnOfBystanders(Set<String> unneeded) {
    for (String connection : unneeded) {
      Table.wrapped(
              "No request says 'needs: [%s]': all are expected to be answered without it."
                  .formatted(connection),
              Surroundings.DEFAULT_COLUMNS)
          .forEach(context.err()::println);
    }
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
    Path folder =
        options.out().isEmpty() && generator.folder(context).isPresent()
            ? StartOptions.made(context, generator.folder(context).get())
            : options.folder(context, name(scenarios));
    Optional<GeneratorOptions.Asked> part = generator.agree(context, options);
    return new RunRequest(
        asked,
        profile,
        options.backend(),
        servers,
        price,
        part.map(GeneratorOptions.Asked::seed).orElseGet(options::seed),
        context.surroundings().home(),
        folder,
        words,
        part.map(GeneratorOptions.Asked::part));
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
                request.asked().stream().map(this::named).collect(Collectors.joining(", ")),
                profile.id(),
                request.seed(),
                Times.words(expected),
                context.surroundings().shown(request.out()));
    Table.wrapped(text, Surroundings.DEFAULT_COLUMNS).forEach(context.err()::println);
    for (ScenarioRequest asked : request.asked()) {
      RunOptions.stateLoad(context, request.servers(), asked.scenario(), load(asked));
    }
  }

  /**
   * A search asks for more until a service has enough: whose machine it is, or that of a service it
   * depends on, must know beforehand how far that goes. Servers that the user names for Faceoff are
   * there to be used.
   *
   * @throws FaceoffException of kind USAGE if a search goes to another machine without a limit
   */
  private static void requireLimit(ScenarioRequest asked) {
    Scenario scenario = asked.scenario();
    Set<String> hosts = new TreeSet<>(OwnVariants.remoteHosts(scenario));
    hosts.addAll(OwnVariants.remoteDependencies(scenario, Servers.NONE));
    if (!asked.designs().contains(Design.CAPACITY)
        || hosts.isEmpty()
        || most(scenario).isPresent()) {
      return;
    }
    throw wrong(
        "%s: a search for the capacity that loads %s needs a limit, the most users a second; %s"
            .formatted(
                scenario.name(),
                String.join(", ", hosts),
                scenario.settings().containsKey(MOST_ARRIVALS)
                    ? "give it by --set %s=NUMBER".formatted(MOST_ARRIVALS)
                    : "declare designs.capacity.%s in its scenario.yaml".formatted(MOST_ARRIVALS)));
  }

  private static OptionalDouble most(Scenario scenario) {
    return capacity(scenario).mostArrivalsPerSecond();
  }

  private static CapacityRules capacity(Scenario scenario) {
    return scenario.designs().capacity().orElseThrow();
  }

  /**
   * How many users come in the designs that are asked, with the warm-up; a search for a limit has
   * its own, which stays within what it may try.
   */
  private static String load(ScenarioRequest asked) {
    List<String> users = new ArrayList<>();
    if (!asked.designs().equals(Set.of(Design.CAPACITY))) {
      users.add(
          RunOptions.warmedUp(
              asked.scenario(), RunOptions.users(asked.scenario().load().arrivalsPerSecond())));
    }
    asked
        .spiking()
        .ifPresent(
            spiking ->
                users.add(
                    RunOptions.users(
                            spiking.load().arrivalsPerSecond()
                                * spiking.designs().spike().orElseThrow().factor())
                        + " in the spike"));
    if (asked.designs().contains(Design.CAPACITY)) {
      OptionalDouble most = most(asked.scenario());
      users.add(
          most.isPresent()
              ? SEARCHING + ", at most " + RunOptions.users(most.getAsDouble())
              : "up to %d users without pause, then %s, without a limit"
                  .formatted(Collections.max(capacity(asked.scenario()).users()), SEARCHING));
    }
    return String.join(", then ", users);
  }

  private static boolean hasCost(ScenarioRequest asked) {
    return asked.designs().contains(Design.PAIR) || asked.designs().contains(Design.CAPACITY);
  }

  /**
   * With its designs where they are not the pair alone, and with its replicas where there are some,
   * for example "n-plus-one (growth; replicas: 1 of naive, 3 of fixed)".
   */
  private String named(ScenarioRequest asked) {
    List<String> more = new ArrayList<>();
    if (!targets.isEmpty() && asked.scenario().ownVariants().isEmpty()) {
      more.add(
          asked.scenario().variants().stream()
              .map(Variant::name)
              .collect(Collectors.joining(" and ", "of ", "")));
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
