package dev.faceoff.config;

import dev.faceoff.config.GateText.ToleranceText;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Tolerance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** The settings of a gate, from a gate.yaml or as they are without one. */
public final class GateFile {
  /** What is judged unless a file says otherwise. */
  private static final Map<Measure, Tolerance> USUAL =
      new EnumMap<>(
          Map.of(
              Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02),
              Measure.SLOW_SHARE, new Tolerance(0.02, 0.01),
              Measure.SLOWEST_TENTH, new Tolerance(0.10, 0.05),
              Measure.ERROR_SHARE, new Tolerance(0.01, 0.001),
              Measure.CPU, new Tolerance(0.05, 0.03),
              Measure.QUERIES, new Tolerance(0.005, 0)));

  /** What may be judged besides, with its tolerance unless a file says otherwise. */
  private static final Map<Measure, Tolerance> POSSIBLE = possible();

  /** Those that {@code marginPercent} and {@code floorPercent} of the whole file are about. */
  private static final Set<Measure> TIMES =
      Set.of(
          Measure.TYPICAL_LATENCY,
          Measure.SLOWEST_TENTH,
          Measure.CPU,
          Measure.P50_LATENCY,
          Measure.P90_LATENCY,
          Measure.P95_LATENCY,
          Measure.P99_LATENCY);

  private static final List<Integer> LOOKS = List.of(4, 6, 8, 11, 14, 18, 24);
  private static final double FALSE_ALARM_PERCENT = 1;

  /**
   * Ten launches of a Spring Boot service against itself on two cores differed by 5.0 % with 15 s
   * (two of them by 7 and 14 %), by 2.0 % with 25 s: until then compilers are at work.
   */
  private static final int WARM_UP_SECONDS = 25;

  private static final int QUICK_WARM_UP_SECONDS = 10;
  private static final int SETTLE_SECONDS = 3;
  private static final int MEASURE_SECONDS = 16;
  private static final int QUICK_MEASURE_SECONDS = 8;
  private static final int MOST_LAUNCHES = 1000;

  private final Document<GateText> document;
  private final GateText text;
  private final Map<Measure, Tolerance> gated;
  private final List<Integer> looks;
  private final Optional<OwnJourney> journey;

  private GateFile(Document<GateText> document, Path folder, Predicate<String> isSet) {
    this.document = document;
    this.text = document.value();
    this.gated = gated();
    this.looks = looks();
    if (text.scenario().isPresent() && !text.requests().isEmpty()) {
      throw document.bad(
          RecordReader.keyPath("requests"), "a gate has a scenario or requests, not both");
    }
    this.journey = OwnJourney.of(name(), document, text.requests(), folder, isSet);
  }

  /** How a gate is without a file. */
  public static GateFile none() {
    GateText nothing =
        new GateText(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            List.of());
    return new GateFile(
        new Document<>("gate.yaml", nothing, Map.of()), Path.of(""), variable -> true);
  }

  /**
   * Reads a file.
   *
   * @param isSet whether there is an environment variable of a name
   * @throws BadFileException if the file is not as it must be
   */
  public static GateFile read(Path file, Predicate<String> isSet) {
    return new GateFile(
        RecordReader.read(file, GateText.class),
        file.toAbsolutePath().normalize().getParent(),
        isSet);
  }

  /**
   * The rules.
   *
   * @param profile that was asked for; its budget then wins over the file's
   */
  public GateRules rules(Optional<ProfileName> profile) {
    // Who names looks is taken at their word.
    return text.looks().isEmpty() ? rules(profile, LOOKS).withinBudget() : rules(profile, looks);
  }

  private GateRules rules(Optional<ProfileName> profile, List<Integer> launches) {
    return new GateRules(
        gated,
        text.falseAlarmPercent().orElse(FALSE_ALARM_PERCENT) / 100,
        launches,
        budget(profile),
        Set.copyOf(text.endpoints()),
        text.pairsPerSecond().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        text.warmUpSeconds()
            .map(Double::intValue)
            .orElse(isQuick(profile) ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS),
        text.settleSeconds().map(Double::intValue).orElse(SETTLE_SECONDS),
        text.measureSeconds()
            .map(Double::intValue)
            .orElse(isQuick(profile) ? QUICK_MEASURE_SECONDS : MEASURE_SECONDS));
  }

  private static boolean isQuick(Optional<ProfileName> profile) {
    return profile.equals(Optional.of(ProfileName.QUICK));
  }

  private Duration budget(Optional<ProfileName> profile) {
    if (profile.isEmpty() && text.budgetMinutes().isPresent()) {
      return Duration.ofSeconds(Math.round(60 * text.budgetMinutes().get()));
    }
    return switch (profile.orElse(ProfileName.STANDARD)) {
      case QUICK -> Duration.ofMinutes(3);
      case STANDARD -> Duration.ofMinutes(9);
      case THOROUGH -> Duration.ofMinutes(25);
    };
  }

  /** The load, with the limit that the file sets. */
  Load load(Load usual) {
    return text.startLagLimitMillis()
        .map(
            millis ->
                new Load(
                    usual.arrivalsPerSecond(),
                    usual.warmUpUsers(),
                    usual.requestTimeout(),
                    Duration.ofMillis(Math.round(millis))))
        .orElse(usual);
  }

  /** The scenario it names. */
  Optional<String> scenario() {
    return text.scenario();
  }

  /** The requests it declares. */
  Optional<OwnJourney> journey() {
    return journey;
  }

  /** A complaint about the value at {@code key}. */
  BadFileException bad(String key, String what) {
    return document.bad(key, what);
  }

  /** Refuses to judge a request that is never sent. */
  void requireEndpoints(Collection<String> sent) {
    for (int i = 0; i < text.endpoints().size(); i++) {
      String endpoint = text.endpoints().get(i);
      if (!sent.contains(endpoint)) {
        throw document.bad(
            "endpoints[" + i + "]",
            "unknown endpoint '%s'%s".formatted(endpoint, Nearest.hint(endpoint, sent)));
      }
    }
  }

  private String name() {
    return Path.of(document.file()).getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  private static Map<Measure, Tolerance> possible() {
    Map<Measure, Tolerance> possible = new EnumMap<>(USUAL);
    for (Measure quantile :
        List.of(
            Measure.P50_LATENCY, Measure.P90_LATENCY, Measure.P95_LATENCY, Measure.P99_LATENCY)) {
      possible.put(quantile, USUAL.get(Measure.SLOWEST_TENTH));
    }
    return possible;
  }

  private Map<Measure, Tolerance> gated() {
    Map<Measure, Tolerance> result = new EnumMap<>(Measure.class);
    if (text.measures().isEmpty()) {
      USUAL.forEach((measure, usual) -> result.put(measure, ofFile(measure, usual)));
    }
    List<String> ids = POSSIBLE.keySet().stream().map(Measure::id).toList();
    text.measures()
        .forEach(
            (id, own) -> {
              String path = "measures." + id;
              if (!ids.contains(id)) {
                throw document.bad(
                    RecordReader.keyPath(path),
                    "'%s' is no measure that can be gated%s".formatted(id, Nearest.hint(id, ids)));
              }
              Measure measure = Measure.byId(id).orElseThrow();
              Tolerance usual = ofFile(measure, POSSIBLE.get(measure));
              result.put(measure, tolerance(path + ".", own, usual));
            });
    return result;
  }

  private Tolerance ofFile(Measure measure, Tolerance usual) {
    return TIMES.contains(measure)
        ? tolerance("", new ToleranceText(text.marginPercent(), text.floorPercent()), usual)
        : usual;
  }

  /** A margin alone moves the floor along: else changes within the margin would be called one. */
  private Tolerance tolerance(String path, ToleranceText own, Tolerance usual) {
    double margin = own.marginPercent().map(percent -> percent / 100).orElse(usual.margin());
    double floor =
        own.floorPercent()
            .map(percent -> percent / 100)
            .orElse(margin * (usual.floor() / usual.margin()));
    if (floor > margin) {
      throw document.bad(
          path + "floorPercent",
          "%sfloorPercent must be at most the margin, %s percent, but is %s"
              .formatted(path, rounded(margin), rounded(floor)));
    }
    return new Tolerance(margin, floor);
  }

  private static String rounded(double share) {
    return Bounds.plain(Math.round(share * 1e6) / 1e4);
  }

  private List<Integer> looks() {
    int before = 1;
    for (int i = 0; i < text.looks().size(); i++) {
      double look = text.looks().get(i);
      if (look <= before || look > MOST_LAUNCHES) {
        throw document.bad(
            "looks[" + i + "]",
            "looks are rising numbers of launches from 2 to %d, but %s is %s"
                .formatted(
                    MOST_LAUNCHES, Bounds.plain(look), i == 0 ? "the first" : "after " + before));
      }
      before = (int) look;
    }
    return text.looks().stream().map(Double::intValue).toList();
  }
}
