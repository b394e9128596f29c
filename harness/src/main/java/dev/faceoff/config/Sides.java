package dev.faceoff.config;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Design;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Faults;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Party;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Side;
import dev.faceoff.model.Story;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two targets to compare, resolved from what a user calls them.
 *
 * @param scenario whose two variants are the sides, named as {@link Side}: without the timeline of
 *     faults, the expectations and the code that the original may have; distances stay
 * @param sameDatabase whether both start from the same content, so that their databases can change
 *     places; also without a database
 * @param bothUseDatabase whether both are told where the run's database is: what it counts for one
 *     that is not is no cost of it
 * @param unchecked requests of whose answers nothing is asked but a good status
 */
public record Sides(
    Scenario scenario,
    Party baseline,
    Party candidate,
    boolean sameDatabase,
    boolean bothUseDatabase,
    GateRules rules,
    List<String> unchecked) {
  /** What users are told of a comparison that is no lesson. */
  private static final Story STORY =
      new Story(
          "The candidate may be slower than the baseline, or fail more often.",
          "Unknown: the two are compared, not explained.",
          "Look at what changed between the two.",
          "A comparison says nothing about requests that it does not send.");

  private static final Load LOAD = new Load(20, 2, Duration.ofSeconds(10), Duration.ofMillis(20));

  /**
   * What a user asks for.
   *
   * @param baseline as named: {@code SCENARIO:VARIANT}, {@code FILE.target.yaml}, {@code FILE.jar},
   *     {@code image:NAME}, {@code http(s)://...}, {@code command:...}, or a variant alone where a
   *     scenario is named
   * @param scenario that {@code --scenario} names
   * @param profile that was asked for
   * @param overrides of the scenario's settings
   * @param folder to which names are relative
   * @param isSet whether there is an environment variable of a name
   * @param allowedHosts hosts other than this one that may be loaded
   */
  public record Asked(
      String baseline,
      String candidate,
      Optional<String> scenario,
      GateFile gate,
      Optional<ProfileName> profile,
      Overrides overrides,
      Path folder,
      Predicate<String> isSet,
      Set<String> allowedHosts) {}

  /** What a reader should know of the requests, a sentence each. */
  public List<String> notes() {
    return unchecked.isEmpty()
        ? List.of()
        : List.of(
            "Of the answers to %s nothing was checked but the status; 'contains' or 'jsonPath' tells an answer from an error page."
                .formatted(String.join(", ", unchecked)));
  }

  /**
   * Resolves the two.
   *
   * @throws FaceoffException of kind USAGE if a word means nothing, the two do not go together, or
   *     there is nothing to send
   * @throws BadFileException if a file is not as it must be
   * @throws HostNotAllowedException if a host is neither this one nor allowed
   */
  public static Sides of(Asked asked, Catalogue catalogue) {
    return new Resolving(asked, catalogue).sides();
  }

  private static final class Resolving {
    private final Asked asked;
    private final Catalogue catalogue;
    private final Optional<Scenario> played;
    private final Optional<Scenario> question;

    Resolving(Asked asked, Catalogue catalogue) {
      this.asked = asked;
      this.catalogue = catalogue.onAny();
      Optional<Scenario> named = named();
      this.played = named.filter(scenario -> this.catalogue.hasVariants(scenario.name()));
      this.question = named.filter(scenario -> !this.catalogue.hasVariants(scenario.name()));
      question.ifPresent(this::requireSteady);
    }

    /** The scenario that is played, if one is: all who name one must name the same. */
    private Optional<Scenario> named() {
      Map<String, String> named = new TreeMap<>();
      asked.scenario().ifPresent(name -> named.put(name, "--scenario names " + name));
      asked.gate().scenario().ifPresent(name -> named.putIfAbsent(name, "gate.yaml names " + name));
      for (String word : List.of(asked.candidate(), asked.baseline())) {
        SideWord.scenarioOf(word)
            .ifPresent(name -> named.put(name, "%s is of %s".formatted(word, name)));
      }
      if (named.size() > 1) {
        throw wrong("both sides play one scenario, but " + String.join(", and ", named.values()));
      }
      if (named.isEmpty()) {
        if (!asked.overrides().names().isEmpty()) {
          throw wrong("--set: no scenario is named whose settings these could be");
        }
        return Optional.empty();
      }
      String name = named.keySet().iterator().next();
      if (asked.gate().scenario().isPresent() && !catalogue.names().contains(name)) {
        throw asked
            .gate()
            .bad(
                "scenario",
                "unknown scenario '%s'%s".formatted(name, Nearest.hint(name, catalogue.names())));
      }
      Scenario scenario = catalogue.find(List.of(name), asked.overrides()).get(0);
      if (asked.gate().journey().isPresent() && catalogue.hasJourney(name)) {
        throw asked
            .gate()
            .bad(
                RecordReader.keyPath("requests"),
                "%s, whose journey is sent; leave 'requests' out".formatted(named.get(name)));
      }
      return Optional.of(scenario);
    }

    /** What is sent here is a scenario's usual load: no fault comes and no crowd. */
    private void requireSteady(Scenario scenario) {
      Set<Design> asks = scenario.promised();
      String what =
          scenario.faults().timeline().isPresent()
              ? "faults"
              : asks.contains(Design.SPIKE)
                  ? "a spike"
                  : asks.contains(Design.CAPACITY) ? "a search for the capacity" : "";
      if (!what.isEmpty()) {
        String targets =
            Stream.of(asked.baseline(), asked.candidate())
                .distinct()
                .map(word -> word.endsWith(OwnTarget.SUFFIX) ? word : "FILE" + OwnTarget.SUFFIX)
                .map(word -> " --target " + word)
                .collect(Collectors.joining());
        throw wrong(
            "%s is about %s, and only a steady load is sent here; ask it by 'faceoff run %s%s'"
                .formatted(scenario.name(), what, scenario.name(), targets));
      }
    }

    Sides sides() {
      SideWord baseline = side(Side.BASELINE, asked.baseline());
      SideWord candidate = side(Side.CANDIDATE, asked.candidate());
      Databases databases = databases(played, baseline, candidate);
      boolean journeyIsGiven =
          played.or(() -> question).filter(each -> catalogue.hasJourney(each.name())).isPresent();
      Optional<OwnJourney> declared =
          journeyIsGiven ? Optional.empty() : Optional.of(journey(baseline, candidate));
      Scenario scenario =
          played
              .map(original -> ofScenario(original, baseline, candidate))
              .orElseGet(() -> ofRequests(sent(declared), baseline, candidate, databases));
      asked
          .gate()
          .requireEndpoints(scenario.endpoints().stream().map(each -> each.name()).toList());
      return new Sides(
          scenario,
          baseline.party(),
          candidate.party(),
          databases.same(),
          baseline.usesDatabase(played) && candidate.usesDatabase(played),
          asked.gate().rules(asked.profile()),
          declared.map(OwnJourney::unchecked).orElse(List.of()));
    }

    private SideWord side(Side side, String word) {
      return SideWord.read(side, word, asked, played, catalogue.names());
    }

    private OwnJourney journey(SideWord baseline, SideWord candidate) {
      return asked
          .gate()
          .journey()
          .or(
              () ->
                  baseline
                      .journey()
                      .map(own -> candidate.journey().map(own::changingAlsoWhere).orElse(own)))
          .or(candidate::journey)
          .orElseThrow(
              () ->
                  wrong(
                      "nothing says what to send to %s; name a scenario by --scenario, or list 'requests' in gate.yaml or in a target file"
                          .formatted(
                              asked.baseline().equals(asked.candidate())
                                  ? asked.candidate()
                                  : asked.baseline() + " and " + asked.candidate())));
    }

    private Scenario ofScenario(Scenario original, SideWord baseline, SideWord candidate) {
      return new Scenario(
          original.name(),
          original.title(),
          original.question(),
          original.story(),
          original.journeyClass(),
          original.journeyTexts(),
          original.journeyJar(),
          original.endpoints(),
          asked.gate().load(original.load()),
          original.target(),
          joined(original.dependencies(), baseline, candidate),
          new Faults(original.faults().distanceMillis(), Optional.empty()),
          Optional.empty(),
          List.of(baseline.variant(), candidate.variant()),
          original.settings(),
          original.profiles(),
          original.causeMeasure(),
          Optional.empty(),
          List.of(),
          Designs.NONE,
          original.folder(),
          false);
    }

    /** What both are sent where they are no variants of a scenario. */
    private Sent sent(Optional<OwnJourney> declared) {
      Sent sent =
          declared
              .map(Sent::of)
              .orElseGet(
                  () -> {
                    Scenario own = question.orElseThrow();
                    return new Sent(
                        own.name(),
                        own.journeyClass(),
                        own.journeyTexts(),
                        own.journeyJar(),
                        own.endpoints(),
                        own.settings(),
                        own.load());
                  });
      return question.map(sent::as).orElse(sent);
    }

    private Scenario ofRequests(
        Sent sent, SideWord baseline, SideWord candidate, Databases databases) {
      List<Variant> variants =
          List.of(
              Databases.with(baseline.variant(), databases.first()),
              Databases.with(candidate.variant(), databases.second()));
      return new Scenario(
          sent.name(),
          "%s against %s".formatted(candidate.party().label(), baseline.party().label()),
          "Is the candidate slower than the baseline?",
          STORY,
          sent.journeyClass(),
          sent.journeyTexts(),
          sent.journeyJar(),
          sent.endpoints(),
          asked.gate().load(sent.load()),
          variants.get(0).target().orElseThrow(),
          joined(
              new Dependencies(databases.common(), Optional.empty(), Map.of()),
              baseline,
              candidate),
          Faults.NONE,
          Optional.empty(),
          variants,
          sent.settings(),
          Map.of(),
          Measure.TYPICAL_LATENCY,
          Optional.empty(),
          List.of(),
          Designs.NONE,
          asked.folder(),
          false);
    }
  }

  /** What users send, and how they come. */
  private record Sent(
      String name,
      String journeyClass,
      Map<String, String> journeyTexts,
      Optional<Path> journeyJar,
      List<Endpoint> endpoints,
      Map<String, Setting> settings,
      Load load) {
    static Sent of(OwnJourney journey) {
      return new Sent(
          journey.name(),
          OwnJourney.JOURNEY_CLASS,
          Map.of(DeclaredJourney.SETTING, journey.declared().text()),
          Optional.empty(),
          journey.endpoints(),
          Map.of(),
          LOAD);
    }

    /** The same in the name and at the rate of a scenario that asks something of services. */
    Sent as(Scenario question) {
      return new Sent(
          question.name(),
          journeyClass,
          journeyTexts,
          journeyJar,
          endpoints,
          question.settings(),
          question.load());
    }
  }

  /** What both are connected to: what the scenario has, and what the sides declare beside that. */
  private static Dependencies joined(Dependencies common, SideWord baseline, SideWord candidate) {
    return Together.of(
        common,
        common.database(),
        List.of(baseline.party().label(), candidate.party().label()),
        List.of(baseline.own(), candidate.own()));
  }

  /** The content the sides start from. */
  private static Databases databases(
      Optional<Scenario> played, SideWord baseline, SideWord candidate) {
    if (played.isPresent()) {
      boolean same =
          played.get().database().isEmpty()
              || baseline.variant().migrations().equals(candidate.variant().migrations());
      return Databases.brought(played.get().database(), same);
    }
    return Databases.of(
        List.of(baseline.party().label(), candidate.party().label()),
        baseline.own().database(),
        candidate.own().database());
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
