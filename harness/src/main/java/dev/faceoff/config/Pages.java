package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variation;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the size of a page is varied: by a journey's setting, or by a parameter of a query. */
final class Pages {
  /** Names that the size of a page usually has, in lower case without separators. */
  private static final Set<String> USUAL =
      Set.of(
          "limit",
          "size",
          "pagesize",
          "perpage",
          "count",
          "maxresults",
          "rows",
          "top",
          "first",
          "take",
          "itemsperpage");

  private static final Pattern PARAMETER =
      Pattern.compile("(?<=[?&])([A-Za-z][A-Za-z0-9_.$-]*)=([1-9][0-9]{0,5})(?=&|$)");

  /** Sizes at which something is played: a line needs three. */
  private static final int STEPS = 3;

  private Pages() {}

  /**
   * By the setting that a scenario lets grow, if the journey alone is told it: what the data or the
   * service are told does not change while the service runs.
   *
   * @param at the scenario with another value of the setting
   */
  static Optional<Variation> ofSetting(
      Scenario scenario, Growth growth, DoubleFunction<Scenario> at) {
    Setting setting = scenario.settings().get(growth.over());
    TreeSet<Double> sizes = new TreeSet<>();
    sizes.add(setting.value());
    // Smaller ones first: they cost little, and the service is known to bear them.
    growth.values().stream().filter(value -> value < setting.value()).forEach(sizes::add);
    growth.values().stream()
        .filter(value -> value > setting.value())
        .limit(Math.max(0, STEPS - sizes.size()))
        .forEach(sizes::add);
    List<Double> chosen = new ArrayList<>(sizes);
    chosen = chosen.subList(Math.max(0, chosen.size() - STEPS), chosen.size());
    if (chosen.size() < 2 || !isToldToTheJourneyAlone(setting, at.apply(chosen.get(0)), at)) {
      return Optional.empty();
    }
    return Optional.of(
        new Variation(
            setting.name(),
            chosen.stream()
                .map(size -> new Variation.Step(size, at.apply(size).journeySettings()))
                .toList()));
  }

  private static boolean isToldToTheJourneyAlone(
      Setting setting, Scenario other, DoubleFunction<Scenario> at) {
    Scenario usual = at.apply(setting.value());
    return usual.dependencies().equals(other.dependencies())
        && usual.load().equals(other.load())
        && usual.faults().equals(other.faults())
        && Stream.concat(
                Stream.of(usual.target()), usual.dependencies().services().values().stream())
            .noneMatch(spec -> names(spec, setting.name()))
        && usual.variants().stream()
            .noneMatch(variant -> OwnTarget.uses(variant.properties().values(), setting.name()));
  }

  private static boolean names(TargetSpec spec, String setting) {
    return OwnTarget.uses(spec.properties().values(), setting)
        || OwnTarget.uses(spec.environment().values(), setting);
  }

  /**
   * By a parameter of declared requests that has a whole number.
   *
   * @param named by the user; empty for the usual names
   * @throws FaceoffException of kind USAGE if no request has the parameter that is named
   */
  static Optional<Variation> ofRequests(
      Scenario scenario, DeclaredJourney journey, Optional<String> named) {
    Set<String> numeric = new TreeSet<>();
    for (DeclaredRequest request : journey.requests()) {
      Matcher matcher = PARAMETER.matcher(request.path());
      while (request.method().equals("GET") && matcher.find()) {
        numeric.add(matcher.group(1));
      }
    }
    if (named.isPresent() && !numeric.contains(named.get())) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE,
          "--page-parameter: no GET request has '%s=' with a whole number%s"
              .formatted(
                  named.get(),
                  numeric.isEmpty() ? "" : Nearest.hint(named.get(), List.copyOf(numeric))));
    }
    Optional<String> parameter =
        named.or(() -> numeric.stream().filter(each -> USUAL.contains(plain(each))).findFirst());
    return parameter.map(name -> varied(scenario, journey, name));
  }

  private static String plain(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static Variation varied(Scenario scenario, DeclaredJourney journey, String name) {
    int largest =
        journey.requests().stream()
            .flatMap(request -> PARAMETER.matcher(request.path()).results())
            .filter(found -> found.group(1).equals(name))
            .mapToInt(found -> Integer.parseInt(found.group(2)))
            .max()
            .orElseThrow();
    // Smaller pages than usual; where the usual one is tiny, larger ones.
    List<Integer> sizes =
        largest >= 8
            ? List.of(largest / 4, largest / 2, largest)
            : List.of(largest, 2 * largest, 4 * largest);
    return new Variation(
        name,
        sizes.stream()
            .map(size -> new Variation.Step(size, told(scenario, journey, name, size)))
            .toList());
  }

  private static Map<String, String> told(
      Scenario scenario, DeclaredJourney journey, String name, int size) {
    DeclaredJourney changed =
        new DeclaredJourney(
            journey.requests().stream()
                .map(
                    request ->
                        request.method().equals("GET")
                            ? request.at(path(request.path(), name, size))
                            : request)
                .toList());
    return Stream.concat(
            scenario.journeySettings().entrySet().stream()
                .filter(each -> !each.getKey().equals(DeclaredJourney.SETTING)),
            Stream.of(Map.entry(DeclaredJourney.SETTING, changed.text())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String path(String path, String name, int size) {
    return PARAMETER
        .matcher(path)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).equals(name) ? name + "=" + size : found.group()));
  }
}
