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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The scenarios there are: one folder each, named for its scenario. */
public final class Catalogue {
  private static final String FILE = "scenario.yaml";

  private final Path folder;
  private final Path project;

  /**
   * The scenarios in {@code folder}.
   *
   * @param project folder to which paths in scenario files are relative
   */
  public Catalogue(Path folder, Path project) {
    this.folder = folder;
    this.project = project;
  }

  /** Names of all scenarios, sorted; empty when the folder is missing. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve(FILE)))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All scenarios by name. */
  public List<Scenario> all(Overrides overrides) {
    return find(names(), overrides);
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
        throw new FaceoffException(
            FaceoffException.Kind.USAGE,
            "unknown scenario '%s'%s".formatted(name, Nearest.hint(name, known)));
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
    Path file = folder.resolve(name).resolve(FILE);
    Scenario scenario = ScenarioFile.read(file, project, overrides);
    if (!scenario.name().equals(name)) {
      throw RecordReader.read(file, ScenarioText.class)
          .bad(
              "name",
              "the name '%s' differs from its folder's; rename one".formatted(scenario.name()));
    }
    return scenario;
  }
}
