package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.AlertsText;
import dev.faceoff.config.ScenarioText.CapacityText;
import dev.faceoff.config.ScenarioText.DesignsText;
import dev.faceoff.config.ScenarioText.GrowthText;
import dev.faceoff.config.ScenarioText.LaunchesText;
import dev.faceoff.config.ScenarioText.ObjectiveText;
import dev.faceoff.config.ScenarioText.SpikeObjectiveText;
import dev.faceoff.config.ScenarioText.SpikeText;
import dev.faceoff.model.Alerting;
import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Spike;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what a scenario can be asked beside comparing its pair. */
final class DesignsReader {
  private static final String GROWTH = "designs.growth";
  private static final String CAPACITY = "designs.capacity";
  private static final String OBJECTIVE = CAPACITY + ".objective";
  private static final String SPIKE = "designs.spike";
  private static final String OBJECTIVE_OF_SPIKE = SPIKE + ".objective";

  /** As many as may warm a service up. */
  private static final int MOST_USERS = 1000;

  private final Document<ScenarioText> document;
  private final Resolver resolver;
  private final Map<String, Setting> settings;
  private final List<Endpoint> endpoints;
  private final int variants;
  private final int mostReplicas;
  private final AlertsReader.Watched watched;

  /**
   * @param settings by name
   * @param variants how many
   * @param mostReplicas of a variant: each needs a warm-up of its own
   * @param watched what alerts may be about
   */
  DesignsReader(
      Document<ScenarioText> document,
      Resolver resolver,
      Map<String, Setting> settings,
      List<Endpoint> endpoints,
      int variants,
      int mostReplicas,
      AlertsReader.Watched watched) {
    this.document = document;
    this.resolver = resolver;
    this.settings = settings;
    this.endpoints = endpoints;
    this.variants = variants;
    this.mostReplicas = mostReplicas;
    this.watched = watched;
  }

  Designs read(DesignsText designs) {
    Designs read =
        new Designs(
            designs.growth().map(this::growth),
            designs.capacity().map(this::capacity),
            designs.spike().map(this::spike),
            designs.alerts().map(this::alerts));
    if (read.equals(Designs.NONE)) {
      throw document.bad(
          "designs",
          "designs declares none; write 'growth', 'capacity', 'spike' or 'alerts', or leave it out");
    }
    return read;
  }

  private CapacityRules capacity(CapacityText capacity) {
    ObjectiveText objective = capacity.objective();
    Endpoint endpoint = endpoint(OBJECTIVE, objective.endpoint());
    List<Integer> users = users(capacity.users());
    int rounds = ofCapacity("rounds", capacity.rounds());
    int blocks = variants * users.size() * rounds;
    return new CapacityRules(
        endpoint.name(),
        ofObjective("quantile", objective.quantile()),
        objective
            .millis()
            .map(amount -> ofObjective("millis", amount))
            .orElse(endpoint.objectiveMillis()),
        ofObjective("errorPercent", objective.errorPercent()) / 100,
        users,
        rounds,
        ofCapacity("stepSeconds", capacity.stepSeconds()),
        ofCapacity("budgetSeconds", capacity.budgetSeconds()),
        capacity
            .mostArrivalsPerSecond()
            .map(
                amount ->
                    resolver.number(CAPACITY, CapacityText.class, "mostArrivalsPerSecond", amount))
            .filter(most -> most > 0)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        profiles(
            CAPACITY,
            capacity.launches(),
            blocks,
            ofCapacity("blockSeconds", capacity.blockSeconds()),
            ofCapacity("gapSeconds", capacity.gapSeconds()),
            mostReplicas * ofCapacity("warmUpSeconds", capacity.warmUpSeconds())));
  }

  private Spike spike(SpikeText spike) {
    requireSettings(SPIKE, spike.settings());
    Optional<SpikeObjectiveText> objective = spike.objective();
    Endpoint endpoint =
        endpoint(
            objective.isPresent() ? OBJECTIVE_OF_SPIKE : SPIKE,
            objective.flatMap(SpikeObjectiveText::endpoint));
    return new Spike(
        endpoint.name(),
        objective
            .flatMap(SpikeObjectiveText::millis)
            .map(
                amount ->
                    resolver.number(OBJECTIVE_OF_SPIKE, SpikeObjectiveText.class, "millis", amount))
            .orElse(endpoint.objectiveMillis()),
        resolver.number(SPIKE, SpikeText.class, "factor", spike.factor()),
        ofSpike("beforeSeconds", spike.beforeSeconds()),
        ofSpike("spikeSeconds", spike.spikeSeconds()),
        ofSpike("afterSeconds", spike.afterSeconds()),
        spike.settings(),
        spike
            .requestTimeoutSeconds()
            .map(amount -> resolver.number(SPIKE, SpikeText.class, "requestTimeoutSeconds", amount))
            .map(seconds -> Duration.ofMillis(Math.round(1000 * seconds))),
        mostReplicas * ofSpike("warmUpSeconds", spike.warmUpSeconds()),
        launches(SPIKE, spike.launches()));
  }

  private Alerting alerts(AlertsText alerts) {
    return new AlertsReader(document, resolver, watched)
        .read(alerts, launches(AlertsReader.ALERTS, alerts.launches()), mostReplicas);
  }

  private int ofSpike(String key, Amount amount) {
    return resolver.whole(SPIKE, SpikeText.class, key, amount);
  }

  /**
   * The endpoint of an objective.
   *
   * @param objective where it stands in the file
   * @param name that it gives
   */
  private Endpoint endpoint(String objective, Optional<String> name) {
    List<String> names = endpoints.stream().map(Endpoint::name).toList();
    // Of a service that it meets only when run, a scenario cannot name the requests.
    if (name.isEmpty() && endpoints.size() > 1 && variants > 1) {
      throw document.bad(
          objective,
          "objective needs an endpoint, of which there are %d: %s"
              .formatted(names.size(), String.join(", ", names)));
    }
    String wanted = name.orElse(names.get(0));
    return endpoints.stream()
        .filter(each -> each.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                document.bad(
                    objective + ".endpoint",
                    "unknown endpoint '%s'%s".formatted(wanted, Nearest.hint(wanted, names))));
  }

  private List<Integer> users(List<Double> values) {
    String path = CAPACITY + ".users";
    if (values.size() < CapacityRules.LEAST_USERS) {
      throw document.bad(
          path,
          "%s must have at least %d numbers, but has %d"
              .formatted(path, CapacityRules.LEAST_USERS, values.size()));
    }
    Bounds bounds = new Bounds(1, MOST_USERS, true);
    List<Integer> users = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String place = "%s[%d]".formatted(path, i);
      double value = values.get(i);
      bounds
          .complaint(place, value)
          .ifPresent(
              what -> {
                throw document.bad(place, what);
              });
      requireAscending(place, values, i);
      users.add((int) value);
    }
    return users;
  }

  private void requireAscending(String place, List<Double> values, int index) {
    if (index > 0 && values.get(index) <= values.get(index - 1)) {
      throw document.bad(
          place,
          "values must ascend, but %s follows %s"
              .formatted(Bounds.plain(values.get(index)), Bounds.plain(values.get(index - 1))));
    }
  }

  private int ofCapacity(String key, Amount amount) {
    return resolver.whole(CAPACITY, CapacityText.class, key, amount);
  }

  private double ofObjective(String key, Amount amount) {
    return resolver.number(OBJECTIVE, ObjectiveText.class, key, amount);
  }

  private Growth growth(GrowthText growth) {
    Setting over = setting(GROWTH + ".over", growth.over());
    requireValues(over, growth.values());
    if (growth.settings().containsKey(over.name())) {
      throw document.bad(
          RecordReader.keyPath(GROWTH + ".settings." + over.name()),
          "'%s' is what grows".formatted(over.name()));
    }
    requireSettings(GROWTH, growth.settings());
    return new Growth(over.name(), growth.values(), growth.settings(), profiles(growth));
  }

  private void requireSettings(String design, Map<String, Double> values) {
    values.forEach(
        (name, value) -> {
          String path = design + ".settings." + name;
          requireAllowed(path, setting(RecordReader.keyPath(path), name), value);
        });
  }

  private Setting setting(String path, String name) {
    Setting setting = settings.get(name);
    if (setting == null) {
      throw document.bad(
          path,
          "unknown setting '%s'%s"
              .formatted(
                  name,
                  settings.isEmpty()
                      ? "; the scenario declares no settings"
                      : Nearest.hint(name, List.copyOf(settings.keySet()))));
    }
    return setting;
  }

  private void requireValues(Setting over, List<Double> values) {
    String path = GROWTH + ".values";
    if (values.size() < Growth.LEAST_VALUES) {
      throw document.bad(
          path,
          "%s must have at least %d values, but has %d"
              .formatted(path, Growth.LEAST_VALUES, values.size()));
    }
    for (int i = 0; i < values.size(); i++) {
      String place = "%s[%d]".formatted(path, i);
      double value = values.get(i);
      requireAllowed(place, over, value);
      if (value <= 0) {
        throw document.bad(
            place,
            "%s must be above 0, or nothing is a multiple of it, but is %s"
                .formatted(over.name(), Bounds.plain(value)));
      }
      requireAscending(place, values, i);
    }
  }

  private void requireAllowed(String path, Setting setting, double value) {
    Bounds.of(setting)
        .complaint(setting.name(), value)
        .ifPresent(
            what -> {
              throw document.bad(path, what);
            });
  }

  private Map<ProfileName, Profile> profiles(GrowthText growth) {
    int blocks = whole("blocks", growth.blocks());
    if (blocks % 2 != 0) {
      throw document.bad(
          GROWTH + ".blocks",
          GROWTH + ".blocks must be even, so that each variant gets half, but is " + blocks);
    }
    return profiles(
        GROWTH,
        growth.launches(),
        blocks,
        whole("blockSeconds", growth.blockSeconds()),
        whole("gapSeconds", growth.gapSeconds()),
        mostReplicas * whole("warmUpSeconds", growth.warmUpSeconds()));
  }

  private Map<ProfileName, Profile> profiles(
      String design,
      LaunchesText launches,
      int blocks,
      int blockSeconds,
      int gapSeconds,
      int warmUpSeconds) {
    Map<ProfileName, Profile> profiles = new EnumMap<>(ProfileName.class);
    launches(design, launches)
        .forEach(
            (name, number) ->
                profiles.put(
                    name, new Profile(number, blocks, blockSeconds, gapSeconds, warmUpSeconds, 1)));
    return profiles;
  }

  private Map<ProfileName, Integer> launches(String design, LaunchesText launches) {
    Map<ProfileName, Amount> byProfile =
        Map.of(
            ProfileName.QUICK, launches.quick(),
            ProfileName.STANDARD, launches.standard(),
            ProfileName.THOROUGH, launches.thorough());
    Map<ProfileName, Integer> numbers = new EnumMap<>(ProfileName.class);
    byProfile.forEach(
        (name, amount) ->
            numbers.put(
                name, resolver.whole(design + ".launches", LaunchesText.class, name.id(), amount)));
    return numbers;
  }

  private int whole(String key, Amount amount) {
    return resolver.whole(GROWTH, GrowthText.class, key, amount);
  }
}
