package dev.faceoff.config;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Party;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Toxic;
import dev.faceoff.model.ToxicType;
import dev.faceoff.model.Variant;
import dev.faceoff.model.Variation;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A service to diagnose, resolved from what a user calls it.
 *
 * @param scenario whose only variant is the service, with a proxy in front of each dependency that
 *     is to be late
 * @param paging the size of a page, where it can be varied while the service runs
 * @param reached dependencies beside its own database that the service is told of: those that are
 *     to be late
 * @param usesDatabase whether it is told where the run's database is
 */
public record Diagnosed(
    Scenario scenario,
    Party target,
    Optional<Variation> paging,
    Set<String> reached,
    boolean usesDatabase) {
  /** Name of the only variant, and of its log. */
  private static final String VARIANT = "target";

  /** As long as the longest delay that is tried. */
  private static final Duration LATE = Duration.ofSeconds(10);

  /**
   * What a user asks for.
   *
   * @param target named as one of two sides is, see {@link Sides.Asked}
   * @param pageParameter of a query, that holds the size of a page; empty for the usual names
   */
  public record Asked(
      String target,
      Optional<String> scenario,
      GateFile gate,
      Optional<String> pageParameter,
      Overrides overrides,
      Path folder,
      Predicate<String> isSet,
      Set<String> allowedHosts) {}

  /**
   * Resolves the service.
   *
   * @throws FaceoffException of kind USAGE as {@link Sides#of} does, and if no request has the
   *     parameter that is named
   */
  public static Diagnosed of(Asked asked, Catalogue catalogue) {
    // One that stands against itself is read, checked and put together as each of two would be.
    Sides both =
        Sides.of(
            new Sides.Asked(
                asked.target(),
                asked.target(),
                asked.scenario(),
                asked.gate(),
                Optional.empty(),
                asked.overrides(),
                asked.folder(),
                asked.isSet(),
                asked.allowedHosts()),
            catalogue);
    Scenario scenario = both.scenario();
    Variant variant = scenario.candidate();
    Set<String> reached = reached(scenario, variant);
    return new Diagnosed(
        alone(scenario, variant, reached),
        both.candidate(),
        paging(asked, scenario, catalogue.onAny()),
        reached,
        both.bothUseDatabase() && scenario.database().isPresent());
  }

  /** What a service that this run starts is told the place of, but for its own database. */
  private static Set<String> reached(Scenario scenario, Variant variant) {
    TargetSpec spec = scenario.target(variant);
    if (!spec.start().isOfThisRun()) {
      return Set.of();
    }
    Set<String> reached =
        OwnTarget.connections(spec, variant.properties(), scenario.dependencies());
    reached.remove(Dependencies.DATABASE);
    return reached;
  }

  private static Scenario alone(Scenario scenario, Variant variant, Set<String> reached) {
    Variant renamed =
        new Variant(
            VARIANT, variant.target(), variant.properties(), variant.migrations(), variant.code());
    return scenario.playedBy(List.of(renamed)).suffering(timeline(reached));
  }

  /** One dependency late after the other. */
  private static Optional<FaultTimeline> timeline(Set<String> reached) {
    List<FaultWindow> windows = new ArrayList<>();
    for (String connection : reached) {
      windows.add(
          new FaultWindow(
              connection + "-late",
              new Toxic(
                  ToxicType.LATENCY,
                  Toxic.Direction.DOWNSTREAM,
                  Map.of("latency", LATE.toMillis()),
                  1),
              connection,
              LATE.multipliedBy(windows.size()),
              LATE));
    }
    return windows.isEmpty()
        ? Optional.empty()
        : Optional.of(new FaultTimeline(LATE.multipliedBy(windows.size()), windows));
  }

  private static Optional<Variation> paging(Asked asked, Scenario scenario, Catalogue catalogue) {
    String declared = scenario.journeyTexts().get(DeclaredJourney.SETTING);
    if (declared != null) {
      return Pages.ofRequests(scenario, DeclaredJourney.of(declared), asked.pageParameter());
    }
    if (asked.pageParameter().isPresent()) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "--page-parameter: %s has a journey of its own, whose requests are not declared; leave it out"
              .formatted(scenario.name()));
    }
    Scenario original = catalogue.find(List.of(scenario.name()), asked.overrides()).get(0);
    Optional<Growth> growth = original.designs().growth();
    return growth.flatMap(
        each ->
            Pages.ofSetting(
                scenario,
                each,
                value ->
                    catalogue
                        .find(List.of(scenario.name()), asked.overrides().with(each.over(), value))
                        .get(0)));
  }
}
