package dev.faceoff.cli;

import dev.faceoff.config.Catalogue;
import dev.faceoff.config.Nearest;
import dev.faceoff.config.Overrides;
import dev.faceoff.model.Design;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.run.ScenarioRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What is asked of scenarios. */
final class DesignOptions {
  @Option(
      names = "--design",
      paramLabel = "DESIGN",
      split = ",",
      converter = DesignConverter.class,
      completionCandidates = DesignNames.class,
      description =
          "What is asked of each scenario: ${COMPLETION-CANDIDATES}; repeatable. Default: pair; all"
              + " that it declares with --profile thorough; of one without expectations about its"
              + " pair what these are about.")
  private List<Design> designs = new ArrayList<>();

  /**
   * What each scenario is asked. A scenario that was named must declare every design; of others
   * those are asked that declare one.
   *
   * @param overrides those that the scenarios were read with
   * @throws FaceoffException of kind USAGE if a design is not declared, or an override is one of
   *     the values that the design itself sets
   */
  List<ScenarioRequest> asked(
      List<Scenario> scenarios,
      boolean named,
      ProfileName profile,
      Catalogue catalogue,
      Overrides overrides) {
    List<ScenarioRequest> asked = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Set<Design> declared = scenario.designs().declared();
      Set<Design> chosen = chosen(scenario, profile, catalogue);
      if (named) {
        requireDeclared(scenario, declared);
      }
      if (!chosen.isEmpty()) {
        asked.add(request(scenario, chosen, catalogue, overrides));
      }
    }
    if (asked.isEmpty()) {
      throw wrong("no scenario to run declares the design '%s'".formatted(designs.get(0).id()));
    }
    return asked;
  }

  /**
   * What a scenario is asked that services of the user's own have joined: how its pair compares,
   * and where they stand.
   *
   * @throws FaceoffException of kind USAGE if another design is asked for
   */
  ScenarioRequest besidePair(Scenario joined) {
    for (Design design : designs) {
      if (design != Design.PAIR) {
        throw wrong(
            "--design %s: a --target is measured in the design pair only; leave out one of the two"
                .formatted(design.id()));
      }
    }
    return ScenarioRequest.ofPair(joined);
  }

  /** With what the designs need: the scenario at every size, where it grows, and in its spike. */
  static ScenarioRequest request(
      Scenario scenario, Set<Design> designs, Catalogue catalogue, Overrides overrides) {
    return new ScenarioRequest(
        scenario,
        designs,
        designs.contains(Design.GROWTH) ? catalogue.sizes(scenario, overrides) : List.of(),
        designs.contains(Design.SPIKE)
            ? Optional.of(catalogue.spiking(scenario, overrides))
            : Optional.empty());
  }

  /**
   * What a scenario is asked where nobody says: what its expectations are about if that is not the
   * pair, else the pair, or all that it declares.
   */
  static Set<Design> usual(Scenario scenario, ProfileName profile) {
    Set<Design> promised = scenario.promised();
    if (scenario.isAlone() || !promised.contains(Design.PAIR)) {
      return promised;
    }
    return profile == ProfileName.THOROUGH ? scenario.designs().declared() : Set.of(Design.PAIR);
  }

  private Set<Design> chosen(Scenario scenario, ProfileName profile, Catalogue catalogue) {
    Set<Design> declared = scenario.designs().declared();
    if (designs.isEmpty()) {
      return catalogue.hasVariants(scenario.name())
          ? usual(scenario, profile)
          : scenario.promised();
    }
    Set<Design> chosen = EnumSet.copyOf(designs);
    chosen.retainAll(declared);
    return chosen;
  }

  private void requireDeclared(Scenario scenario, Set<Design> declared) {
    for (Design design : designs) {
      if (!declared.contains(design)) {
        throw wrong(
            "%s declares no design '%s'%s"
                .formatted(
                    scenario.name(),
                    design.id(),
                    Nearest.hint(design.id(), declared.stream().map(Design::id).toList())));
      }
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }

  /** Values of {@code --design}. */
  static final class DesignNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    DesignNames() {
      super(Design.ids());
    }
  }

  private static final class DesignConverter implements ITypeConverter<Design> {
    @Override
    public Design convert(String word) {
      return Arrays.stream(Design.values())
          .filter(design -> design.id().equals(word))
          .findFirst()
          .orElseThrow(() -> RunOptions.unknown("design", word, Design.ids()));
    }
  }
}
