package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Spike;
import dev.faceoff.model.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The scenarios there are: one folder each, named for its scenario; a user may have others. */
public final class Catalogue {
  private static final String FILE = "scenario.yaml";

  private final Path folder;
  private final Path project;
  private final Map<String, Path> own;
  private final Allowed allowed;
  private final Optional<Supplier<Joined>> services;

  /**
   * The scenarios in {@code folder}.
   *
   * @param project folder to which paths in scenario files are relative
   */
  public Catalogue(Path folder, Path project) {
    this(folder, project, Map.of(), Allowed.ANYTHING, Optional.empty());
  }

  private Catalogue(
      Path folder,
      Path project,
      Map<String, Path> own,
      Allowed allowed,
      Optional<Supplier<Joined>> services) {
    this.folder = folder;
    this.project = project;
    this.own = own;
    this.allowed = allowed;
    this.services = services;
  }

  /**
   * The same, whose scenarios name no variables and hosts but those allowed.
   *
   * @param others what the files of scenarios may name
   */
  public Catalogue allowing(Allowed others) {
    return new Catalogue(folder, project, own, others, services);
  }

  /** The same, whose scenarios without variants are run on a service, or compare two. */
  public Catalogue on(OwnVariants.Asked asked) {
    return new Catalogue(folder, project, own, allowed, Optional.of(() -> Joined.of(asked)));
  }

  /**
   * The same, whose scenarios without variants are known as far as that goes without a service:
   * something that depends on one other service stands for it.
   */
  public Catalogue onAny() {
    return new Catalogue(folder, project, own, allowed, Optional.of(Joined::any));
  }

  /**
   * The same with a scenario of the user's own.
   *
   * @param place its folder, named for it; paths in its file are relative to it
   * @param named by the user, for messages
   * @throws FaceoffException of kind USAGE if it is no folder with a scenario, or another one has
   *     its name
   */
  public Catalogue including(Path place, String named) {
    if (!Files.isDirectory(place)) {
      throw wrong(
          "--scenario %s: there is no such folder%s"
              .formatted(
                  named,
                  names().contains(named)
                      ? "; %s comes with Faceoff: name it as it is".formatted(named)
                      : ""));
    }
    if (!Files.exists(place.resolve(FILE))) {
      throw wrong("--scenario %s: there is no %s in that folder".formatted(named, FILE));
    }
    String name = place.toAbsolutePath().normalize().getFileName().toString();
    Path known = own.get(name);
    if (known != null
        && known.toAbsolutePath().normalize().equals(place.toAbsolutePath().normalize())) {
      return this;
    }
    if (names().contains(name)) {
      throw wrong(
          "--scenario %s: there is a scenario '%s' already; rename the folder, and 'name' in its %s"
              .formatted(named, name, FILE));
    }
    Map<String, Path> all = new TreeMap<>(own);
    all.put(name, place);
    return new Catalogue(folder, project, all, allowed, services);
  }

  /** Names of all scenarios, sorted. */
  public List<String> names() {
    List<String> names = new ArrayList<>(own.keySet());
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries
            .filter(entry -> Files.exists(entry.resolve(FILE)))
            .map(entry -> entry.getFileName().toString())
            .forEach(names::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    names.sort(Comparator.naturalOrder());
    return List.copyOf(names);
  }

  /**
   * Whether a scenario compares variants of its own; else it asks something of services.
   *
   * @param name one of {@link #names}
   */
  public boolean hasVariants(String name) {
    return opened(name, Overrides.NONE).hasVariants();
  }

  /**
   * Whether a scenario says itself what users send; else the files of its services do.
   *
   * @param name one of {@link #names}
   */
  boolean hasJourney(String name) {
    return opened(name, Overrides.NONE).hasJourney();
  }

  /**
   * What the services depend on though no request says that it needs it: under a fault of that, all
   * requests of a scenario are expected to be answered as ever.
   *
   * @param scenario without variants, run on services of this catalogue
   */
  public Set<String> unneeded(Scenario scenario) {
    return scenario.faults().timeline().isEmpty() || hasJourney(scenario.name())
        ? Set.of()
        : services.orElseThrow().get().unneeded();
  }

  /** All scenarios that compare variants of their own, by name. */
  public List<Scenario> all(Overrides overrides) {
    return find(names().stream().filter(this::hasVariants).toList(), overrides);
  }

  /** All scenarios that ask something of a service, by name. */
  public List<Scenario> withoutVariants(Overrides overrides) {
    return find(names().stream().filter(name -> !hasVariants(name)).toList(), overrides);
  }

  /** The scenarios of a run that names none. */
  public List<Scenario> core(Overrides overrides) {
    List<String> core =
        all(Overrides.NONE).stream().filter(Scenario::core).map(Scenario::name).toList();
    return find(core, overrides);
  }

  /**
   * The scenarios of these names, each once, in this order.
   *
   * @throws FaceoffException of kind USAGE if a name is unknown, or a changed setting or variant
   *     belongs to none of them or is out of range
   * @throws BadFileException if a scenario's file is not as it must be
   */
  public List<Scenario> find(List<String> names, Overrides overrides) {
    List<String> known = names();
    for (String name : names) {
      if (!known.contains(name)) {
        throw wrong("unknown scenario '%s'%s".formatted(name, Nearest.hint(name, known)));
      }
    }
    Set<String> each = new LinkedHashSet<>(names);
    List<Scenario> scenarios = each.stream().map(name -> read(name, overrides)).toList();
    if (!scenarios.isEmpty() || !overrides.names().isEmpty()) {
      overrides.requireKnown(
          scenarios.stream().flatMap(scenario -> scenario.settings().keySet().stream()).toList(),
          scenarios.stream()
              .flatMap(scenario -> scenario.variants().stream())
              .map(Variant::name)
              .toList());
    }
    return scenarios;
  }

  /**
   * A scenario at every size of the growth that it declares, in ascending order, ready to be
   * measured there.
   *
   * @param overrides those that it was read with; before them its growth's own settings apply
   * @throws FaceoffException of kind USAGE if they change the setting that grows
   * @throws BadFileException if the scenario's file is not as it must be at one of the sizes
   */
  public List<Scenario> sizes(Scenario scenario, Overrides overrides) {
    Growth growth = scenario.designs().growth().orElseThrow();
    if (overrides.names().contains(growth.over())) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "--set %s: in the growth of %s it takes %s values of its own; leave it out, or ask for --design pair"
              .formatted(growth.over(), scenario.name(), growth.values().size()));
    }
    Overrides growing = overrides.orElse(growth.settings());
    return growth.values().stream()
        .map(value -> read(scenario.name(), growing.with(growth.over(), value)).growing())
        .toList();
  }

  /**
   * A scenario as it is measured in the spike that it declares.
   *
   * @param overrides those that it was read with; before them its spike's own settings apply
   * @throws BadFileException if the scenario's file is not as it must be with them
   */
  public Scenario spiking(Scenario scenario, Overrides overrides) {
    Spike spike = scenario.designs().spike().orElseThrow();
    return read(scenario.name(), overrides.orElse(spike.settings())).spiking();
  }

  private Scenario read(String name, Overrides overrides) {
    ScenarioFile file = opened(name, overrides);
    if (file.hasVariants()) {
      return file.compared();
    }
    if (services.isEmpty()) {
      throw wrong(
          "%s asks something of a service of yours; name it: faceoff run %s --target FILE%s"
              .formatted(name, name, OwnTarget.SUFFIX));
    }
    return file.on(services.get().get());
  }

  private ScenarioFile opened(String name, Overrides overrides) {
    Path place = own.get(name);
    ScenarioFile file =
        place == null
            ? ScenarioFile.open(folder.resolve(name).resolve(FILE), project, overrides, allowed)
            : ScenarioFile.open(place.resolve(FILE), place, overrides, allowed);
    if (!file.name().equals(name)) {
      throw file.badName(
          "the name '%s' differs from its folder's; rename one".formatted(file.name()));
    }
    return file;
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
