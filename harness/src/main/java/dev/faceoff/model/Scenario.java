package dev.faceoff.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A declared load on a service: a comparison of variants, or, where there is only one, what is
 * expected of that; settings are resolved.
 *
 * @param title what is compared, as a heading
 * @param story {@link Story#NONE} where none is told
 * @param question what a user would ask, one line
 * @param journeyClass class of the Gatling journey
 * @param journeyTexts what that class is told beside the settings, by name; empty for most
 * @param journeyJar that holds the class, absolute; empty for a journey of the project
 * @param reconciliation of books once the load has ended; empty when there are none
 * @param highlight what the headline shows of the faults; empty when it compares healthy variants
 * @param variants baseline and candidate, then services of the user's own; only one where nothing
 *     is compared
 * @param causeMeasure the count that explains the difference, named in the headline
 * @param designs what else can be asked of it
 * @param folder where it is declared
 * @param core part of a run that names no scenario
 */
public record Scenario(
    String name,
    String title,
    String question,
    Story story,
    String journeyClass,
    Map<String, String> journeyTexts,
    Optional<Path> journeyJar,
    List<Endpoint> endpoints,
    Load load,
    TargetSpec target,
    Dependencies dependencies,
    Faults faults,
    Optional<Reconciliation> reconciliation,
    List<Variant> variants,
    Map<String, Setting> settings,
    Map<ProfileName, Profile> profiles,
    Measure causeMeasure,
    Optional<Highlight> highlight,
    List<Expectation> expectations,
    Designs designs,
    Path folder,
    boolean core) {
  public Scenario {
    Checks.requireText(name, "name");
    Checks.requireText(title, "title");
    Checks.requireText(question, "question");
    Checks.requireText(journeyClass, "journeyClass");
    journeyTexts = Map.copyOf(journeyTexts);
    endpoints = List.copyOf(Checks.requireSome(endpoints, "endpoints"));
    variants = List.copyOf(variants);
    settings = Map.copyOf(settings);
    profiles = Map.copyOf(profiles);
    expectations = List.copyOf(expectations);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("a scenario has at least one variant, but this has none");
    }
  }

  /** A scenario whose journey is told its settings only. */
  public Scenario(
      String name,
      String title,
      String question,
      Story story,
      String journeyClass,
      List<Endpoint> endpoints,
      Load load,
      TargetSpec target,
      Dependencies dependencies,
      Faults faults,
      Optional<Reconciliation> reconciliation,
      List<Variant> variants,
      Map<String, Setting> settings,
      Map<ProfileName, Profile> profiles,
      Measure causeMeasure,
      Optional<Highlight> highlight,
      List<Expectation> expectations,
      Designs designs,
      Path folder,
      boolean core) {
    this(
        name,
        title,
        question,
        story,
        journeyClass,
        Map.of(),
        Optional.empty(),
        endpoints,
        load,
        target,
        dependencies,
        faults,
        reconciliation,
        variants,
        settings,
        profiles,
        causeMeasure,
        highlight,
        expectations,
        designs,
        folder,
        core);
  }

  /**
   * The same as it is measured while a setting grows: in the sizes of a run that its growth has,
   * and without faults that come and go, books and promises, which are about the declared size.
   *
   * @throws IllegalStateException if it declares no growth
   */
  public Scenario growing() {
    Growth growth =
        designs.growth().orElseThrow(() -> new IllegalStateException(name + " declares no growth"));
    return inDesign(endpoints, load, Optional.empty(), growth.profiles());
  }

  /**
   * The same as it is measured in a spike: with the objective and the patience of the spike's
   * users, and without faults that come and go, books and promises, which are about the usual
   * arrivals.
   *
   * @throws IllegalStateException if it declares no spike
   */
  public Scenario spiking() {
    Spike spike =
        designs.spike().orElseThrow(() -> new IllegalStateException(name + " declares no spike"));
    return inDesign(
        endpoints.stream()
            .map(
                each ->
                    each.name().equals(spike.endpoint())
                        ? new Endpoint(each.name(), spike.millis(), each.changing())
                        : each)
            .toList(),
        new Load(
            load.arrivalsPerSecond(),
            load.warmUpUsers(),
            spike.requestTimeout().orElse(load.requestTimeout()),
            load.startLagLimit()),
        Optional.empty(),
        profiles);
  }

  /**
   * The same as it is measured while somebody watches it: under the faults that are to be noticed,
   * and without books and promises about others.
   *
   * @throws IllegalStateException if it declares no alerts
   */
  public Scenario watched() {
    Alerting alerting =
        designs
            .alerting()
            .orElseThrow(() -> new IllegalStateException(name + " declares no alerts"));
    return suffering(Optional.of(alerting.once()));
  }

  /**
   * The same under other faults, if any: without books, highlight and promises, which are about its
   * own.
   */
  public Scenario suffering(Optional<FaultTimeline> timeline) {
    return inDesign(endpoints, load, timeline, profiles);
  }

  /** The same as it is measured in a design of its own: without books, highlight and promises. */
  private Scenario inDesign(
      List<Endpoint> asked,
      Load sent,
      Optional<FaultTimeline> timeline,
      Map<ProfileName, Profile> sized) {
    return new Scenario(
        name,
        title,
        question,
        story,
        journeyClass,
        journeyTexts,
        journeyJar,
        asked,
        sent,
        target,
        dependencies,
        new Faults(faults.distanceMillis(), timeline),
        Optional.empty(),
        variants,
        settings,
        sized,
        causeMeasure,
        Optional.empty(),
        List.of(),
        designs,
        folder,
        core);
  }

  /** The same with services of the user's own beside its pair. */
  public Scenario joinedBy(List<Variant> others) {
    List<Variant> all = new ArrayList<>(variants);
    all.addAll(others);
    return playedBy(all);
  }

  /** The same with other variants in place of its own. */
  public Scenario playedBy(List<Variant> others) {
    return new Scenario(
        name,
        title,
        question,
        story,
        journeyClass,
        journeyTexts,
        journeyJar,
        endpoints,
        load,
        target,
        dependencies,
        faults,
        reconciliation,
        others,
        settings,
        profiles,
        causeMeasure,
        highlight,
        expectations,
        designs,
        folder,
        core);
  }

  /**
   * What has to be asked of it for all its expectations to be judged; the pair where it has none.
   */
  public Set<Design> promised() {
    return expectations.isEmpty()
        ? Set.of(Design.PAIR)
        : expectations.stream()
            .map(Expectation::design)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Design.class)));
  }

  /** Latency in milliseconds that users of each endpoint want, by its name. */
  public Map<String, Double> objectiveMillisByEndpoint() {
    return endpoints.stream()
        .collect(Collectors.toUnmodifiableMap(Endpoint::name, Endpoint::objectiveMillis));
  }

  /** How a variant is started. */
  public TargetSpec target(Variant variant) {
    return variant.target().orElse(target);
  }

  /**
   * How many of each variant are started, baseline first; empty where it is one of each, which is
   * nothing to speak of.
   */
  public Map<String, Integer> replicas() {
    Map<String, Integer> replicas = new LinkedHashMap<>();
    if (mostReplicas() > 1) {
      variants.forEach(variant -> replicas.put(variant.name(), variant.replicas()));
    }
    return replicas;
  }

  /** How many are started of the variant of which most are. */
  public int mostReplicas() {
    return variants.stream().mapToInt(Variant::replicas).max().orElseThrow();
  }

  /** The settings as text, by name. */
  public Map<String, String> settingTexts() {
    Map<String, String> texts = new TreeMap<>();
    settings.values().forEach(setting -> texts.put(setting.name(), setting.text()));
    return texts;
  }

  /** What the journey is told: the settings as text, and its own texts. */
  public Map<String, String> journeySettings() {
    Map<String, String> told = settingTexts();
    told.putAll(journeyTexts);
    return told;
  }

  /** What is sent in place of the journey's requests, by variant; empty for most scenarios. */
  public Map<String, String> ownRequests() {
    return ownVariants().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Variant::name, variant -> variant.own().orElseThrow().requests()));
  }

  /** Whether a variant has a database in the run's backend. */
  public boolean hasDatabase(Variant variant) {
    boolean brought = variant.own().flatMap(OwnService::database).isPresent();
    return brought || (database().isPresent() && variant.reaches(Dependencies.DATABASE));
  }

  /** Whether a variant's database is empty until the variant itself has filled it. */
  public boolean fillsItsDatabase(Variant variant) {
    return hasDatabase(variant)
        && variant.migrations().isEmpty()
        && variant
            .own()
            .flatMap(OwnService::database)
            .or(this::database)
            .filter(content -> content.migrations().isEmpty())
            .isPresent();
  }

  /** Whether a variant has a Redis in the run's backend. */
  public boolean hasRedis(Variant variant) {
    boolean brought = variant.own().flatMap(own -> own.own().redis()).isPresent();
    return brought || (dependencies.redis().isPresent() && variant.reaches(Dependencies.REDIS));
  }

  /** The services that run for a variant, by name: the scenario's that it reaches, and its own. */
  public Map<String, TargetSpec> services(Variant variant) {
    Map<String, TargetSpec> services = new TreeMap<>(dependencies.services());
    services.keySet().removeIf(name -> !variant.reaches(name));
    variant.own().ifPresent(own -> own.own().services().forEach(services::putIfAbsent));
    return services;
  }

  /**
   * The variants that the timeline's faults can be done to: those connected to all that suffers
   * them. All where there is no timeline.
   */
  public List<Variant> faceFaults() {
    return variants.stream()
        .filter(
            variant ->
                faults.timeline().stream()
                    .flatMap(timeline -> timeline.windows().stream())
                    .allMatch(window -> variant.reaches(window.connection())))
        .toList();
  }

  /** The database every variant starts from; empty when the service has none. */
  public Optional<DatabaseSpec> database() {
    return dependencies.database();
  }

  /** What the others are measured against. */
  public Variant baseline() {
    return variants.get(0);
  }

  /** What is compared with the baseline, where anything is. */
  public Variant candidate() {
    return variants.get(1);
  }

  /** Baseline and candidate; the only variant where nothing is compared. */
  public List<Variant> pair() {
    return variants.subList(0, Math.min(2, variants.size()));
  }

  /** Whether its only variant is compared with nothing. */
  public boolean isAlone() {
    return variants.size() == 1;
  }

  /** The services of the user's own, which are placed between the two. */
  public List<Variant> ownVariants() {
    return variants.stream().filter(variant -> variant.own().isPresent()).toList();
  }
}
