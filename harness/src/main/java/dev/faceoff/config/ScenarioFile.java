package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.DatabaseText;
import dev.faceoff.config.ScenarioText.EndpointText;
import dev.faceoff.config.ScenarioText.FaultsText;
import dev.faceoff.config.ScenarioText.LoadText;
import dev.faceoff.config.ScenarioText.ProfileText;
import dev.faceoff.config.ScenarioText.ProfilesText;
import dev.faceoff.config.ScenarioText.ReconciliationText;
import dev.faceoff.config.ScenarioText.RedisText;
import dev.faceoff.config.ScenarioText.ServiceText;
import dev.faceoff.config.ScenarioText.SettingText;
import dev.faceoff.config.ScenarioText.StoryText;
import dev.faceoff.config.ScenarioText.TargetText;
import dev.faceoff.config.ScenarioText.VariantText;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Faults;
import dev.faceoff.model.Load;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Reconciliation;
import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Start;
import dev.faceoff.model.Story;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A scenario as its YAML file declares it, checked and with its settings filled in. */
public final class ScenarioFile {
  private static final Pattern SETTING_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Bounds REPLICAS = Resolver.bounds(ScenarioText.class, "replicas");

  private final Document<ScenarioText> document;
  private final ScenarioText text;
  private final Path project;
  private final Path folder;
  private final Overrides overrides;
  private final Map<String, Setting> settings;
  private final Resolver resolver;
  private final LaterNames later;

  private ScenarioFile(
      Document<ScenarioText> document, Path project, Path folder, Overrides overrides) {
    this.document = document;
    this.text = document.value();
    this.project = project;
    this.folder = folder;
    this.overrides = overrides;
    this.settings = settings();
    this.resolver = new Resolver(document, settings);
    this.later = new LaterNames(text);
  }

  /**
   * Reads a scenario with its declared settings.
   *
   * @param project folder to which the paths in the file are relative; a path that is not there is
   *     looked for beside the file
   * @throws BadFileException if the file is not as it must be
   */
  public static Scenario read(Path file, Path project) {
    return read(file, project, Overrides.NONE);
  }

  /**
   * Reads a scenario, settings changed by {@code overrides}.
   *
   * @throws BadFileException if the file is not as it must be
   * @throws dev.faceoff.model.FaceoffException of kind USAGE if a value is out of its setting's
   *     range
   */
  public static Scenario read(Path file, Path project, Overrides overrides) {
    Document<ScenarioText> document = RecordReader.read(file, ScenarioText.class);
    Path folder = file.toAbsolutePath().normalize().getParent();
    return new ScenarioFile(document, project.toAbsolutePath().normalize(), folder, overrides)
        .scenario();
  }

  private Scenario scenario() {
    Dependencies dependencies = dependencies();
    Faults faults =
        text.faults().map(declared -> faults(declared, dependencies)).orElse(Faults.NONE);
    List<Variant> variants = variants();
    int mostReplicas = variants.stream().mapToInt(Variant::replicas).max().orElseThrow();
    List<Endpoint> endpoints = endpoints();
    Promises promises = new Promises(document, resolver, variants, endpoints, faults.timeline());
    return new Scenario(
        text.name(),
        text.title(),
        text.question(),
        story(text.story()),
        text.journey().className(),
        endpoints,
        load(text.load()),
        target(text.target()),
        dependencies,
        faults,
        text.reconciliation().map(books -> reconciliation(books, dependencies)),
        variants,
        settings,
        profiles(mostReplicas),
        promises.measure("headline", text.headline()),
        text.highlight().map(highlight -> promises.highlight("highlight", highlight)),
        expectations(promises),
        text.designs()
            .map(new DesignsReader(document, resolver, settings, endpoints, mostReplicas)::read)
            .orElse(Designs.NONE),
        folder,
        text.core().orElse(false));
  }

  private Map<String, Setting> settings() {
    Map<String, Setting> result = new LinkedHashMap<>();
    text.settings()
        .forEach(
            (name, setting) -> {
              String path = "settings." + name;
              if (!SETTING_NAME.matcher(name).matches() || LaterNames.PORTS.contains(name)) {
                throw document.bad(
                    RecordReader.keyPath(path),
                    "a setting is named in camelCase and not 'port' or 'managementPort', but this is '"
                        + name
                        + "'");
              }
              result.put(name, overrides.apply(setting(path, name, setting)));
            });
    return result;
  }

  private Setting setting(String path, String name, SettingText setting) {
    if (setting.min() > setting.max()) {
      throw document.bad(
          path + ".min",
          "min %s is above max %s"
              .formatted(Bounds.plain(setting.min()), Bounds.plain(setting.max())));
    }
    new Bounds(setting.min(), setting.max(), false)
        .complaint(name, setting.value())
        .ifPresent(
            what -> {
              throw document.bad(path + ".value", what);
            });
    return new Setting(name, setting.description(), setting.value(), setting.min(), setting.max());
  }

  private static Story story(StoryText story) {
    return new Story(story.symptom(), story.cause(), story.fix(), story.hurts());
  }

  private List<Endpoint> endpoints() {
    List<Endpoint> result = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (EndpointText endpoint : text.journey().endpoints()) {
      String path = "journey.endpoints[" + result.size() + "]";
      if (!names.add(endpoint.name())) {
        throw document.bad(path + ".name", "a second endpoint '" + endpoint.name() + "'");
      }
      result.add(
          new Endpoint(
              endpoint.name(),
              resolver.number(
                  path, EndpointText.class, "objectiveMillis", endpoint.objectiveMillis()),
              endpoint.changing().orElse(false),
              Set.copyOf(endpoint.values())));
    }
    return result;
  }

  private Load load(LoadText load) {
    return new Load(
        resolver.number("load", LoadText.class, "arrivalsPerSecond", load.arrivalsPerSecond()),
        resolver.whole("load", LoadText.class, "warmUpUsers", load.warmUpUsers()),
        millis(
            1000
                * resolver.number(
                    "load", LoadText.class, "requestTimeoutSeconds", load.requestTimeoutSeconds())),
        millis(
            resolver.number(
                "load", LoadText.class, "startLagLimitMillis", load.startLagLimitMillis())));
  }

  private TargetSpec target(TargetText target) {
    Map<String, String> properties = properties("target.properties", target.properties());
    Map<String, String> environment =
        resolver.texts(
            "target.environment",
            target.environment(),
            later.ofEnvironment(),
            later.refusedInEnvironment());
    requirePort("target.properties", properties);
    boolean ownManagementPort = target.managementPort().orElse(false);
    if (ownManagementPort
        && !uses(properties, "{managementPort}")
        && !uses(environment, "{managementPort}")) {
      throw document.bad(
          "target.managementPort",
          "no property tells the service its management port; add, for example, management.server.port: \"{managementPort}\"");
    }
    return new TargetSpec(
        new Start.JvmClass(target.main(), target.module()),
        OptionalInt.of(
            resolver.whole("target", TargetText.class, "heapMebibytes", target.heapMebibytes())),
        target.ready(),
        target.metrics().orElse(""),
        ownManagementPort,
        properties,
        environment);
  }

  private Map<String, String> properties(String path, Map<String, String> properties) {
    return resolver.texts(path, properties, later.ofProperties(), later.refusedInProperties());
  }

  private void requirePort(String path, Map<String, String> properties) {
    if (!uses(properties, "{port}")) {
      throw document.bad(
          path,
          "no property tells the service its port; add, for example, server.port: \"{port}\"");
    }
  }

  private static boolean uses(Map<String, String> values, String placeholder) {
    return values.values().stream().anyMatch(value -> value.contains(placeholder));
  }

  private Dependencies dependencies() {
    Map<String, TargetSpec> services = new TreeMap<>();
    text.services()
        .forEach((name, service) -> services.put(name, service("services." + name, name, service)));
    return new Dependencies(
        text.database().map(this::database), text.redis().map(this::redis), services);
  }

  private DatabaseSpec database(DatabaseText database) {
    return new DatabaseSpec(
        paths("database.migrations", database.migrations(), Files::isDirectory, "folder"),
        resolver.texts("database.placeholders", database.placeholders(), Set.of(), Map.of()));
  }

  private RedisSpec redis(RedisText redis) {
    return new RedisSpec(
        resolver.whole("redis", RedisText.class, "maxMemoryMebibytes", redis.maxMemoryMebibytes()));
  }

  private TargetSpec service(String path, String name, ServiceText service) {
    if (!WORDS.matcher(name).matches()
        || name.equals(Dependencies.DATABASE)
        || name.equals(Dependencies.REDIS)) {
      throw document.bad(
          RecordReader.keyPath(path),
          "a service is named by lower-case words joined by hyphens and not 'database' or 'redis', but this is '%s'"
              .formatted(name));
    }
    Map<String, String> properties =
        resolver.texts(
            path + ".properties",
            service.properties(),
            LaterNames.OF_SERVICES,
            later.refusedInServices());
    if (properties.isEmpty()) {
      requirePort(path, properties);
    }
    requirePort(path + ".properties", properties);
    return new TargetSpec(
        new Start.JvmClass(service.main(), service.module()),
        OptionalInt.of(
            resolver.whole(path, ServiceText.class, "heapMebibytes", service.heapMebibytes())),
        service.ready(),
        "",
        false,
        properties,
        Map.of());
  }

  private Faults faults(FaultsText faults, Dependencies dependencies) {
    Map<String, Double> distances = new TreeMap<>();
    faults
        .distanceMillis()
        .forEach(
            (connection, millis) -> {
              String path = "faults.distanceMillis." + connection;
              if (!dependencies.connections().contains(connection)) {
                throw document.bad(
                    RecordReader.keyPath(path),
                    FaultText.unknownConnection(connection, dependencies.connections()));
              }
              Bounds bounds = Resolver.bounds(FaultsText.class, "distanceMillis");
              distances.put(connection, resolver.number(path, bounds, millis));
            });
    if (faults.seconds().isPresent() == faults.timeline().isEmpty()) {
      throw document.bad(
          faults.seconds().isPresent() ? "faults.seconds" : "faults.timeline",
          "'seconds' and 'timeline' of faults go together");
    }
    if (distances.isEmpty() && faults.timeline().isEmpty()) {
      throw document.bad("faults", "faults declares neither a distance nor a timeline");
    }
    return new Faults(
        distances, faults.seconds().map(length -> timeline(faults, length, dependencies)));
  }

  private FaultTimeline timeline(FaultsText faults, Amount seconds, Dependencies dependencies) {
    Duration length =
        Duration.ofSeconds(resolver.whole("faults", FaultsText.class, "seconds", seconds));
    List<FaultWindow> windows = new ArrayList<>();
    faults
        .timeline()
        .forEach((name, fault) -> windows.add(window(name, fault, dependencies.connections())));
    windows.sort(Comparator.comparing(FaultWindow::at));
    for (int i = 0; i < windows.size(); i++) {
      FaultWindow window = windows.get(i);
      if (i > 0 && window.at().compareTo(windows.get(i - 1).end()) < 0) {
        throw document.bad(
            timelinePath(window.name()),
            "'%s' starts at %s, but '%s' lasts until %s; faults must not overlap"
                .formatted(
                    window.name(),
                    seconds(window.at()),
                    windows.get(i - 1).name(),
                    seconds(windows.get(i - 1).end())));
      }
      if (window.end().compareTo(length) > 0) {
        throw document.bad(
            timelinePath(window.name()),
            "'%s' lasts until %s, but the timeline ends at %s; see faults.seconds"
                .formatted(window.name(), seconds(window.end()), seconds(length)));
      }
    }
    return new FaultTimeline(length, windows);
  }

  private FaultWindow window(String name, String fault, Set<String> connections) {
    String path = timelinePath(name);
    if (!WORDS.matcher(name).matches()
        || name.equals(FaultTimeline.BEFORE)
        || name.equals(FaultTimeline.AFTER)
        || name.startsWith(FaultTimeline.afterWindow(""))) {
      throw document.bad(
          RecordReader.keyPath(path),
          "a phase is named by lower-case words joined by hyphens; 'before', 'after' and 'after-...' are the healthy ones, but this is '%s'"
              .formatted(name));
    }
    try {
      return FaultText.parse(name, resolver.text(path, fault), connections);
    } catch (IllegalArgumentException e) {
      throw document.bad(path, e.getMessage());
    }
  }

  private static String timelinePath(String name) {
    return "faults.timeline." + name;
  }

  private static String seconds(Duration duration) {
    return Bounds.plain(duration.toNanos() / 1e9) + " s";
  }

  private Reconciliation reconciliation(ReconciliationText books, Dependencies dependencies) {
    if (dependencies.database().isEmpty()) {
      throw document.bad(
          "reconciliation", "reconciliation compares with a 'database', which is not declared");
    }
    Set<String> services = dependencies.services().keySet();
    if (!services.contains(books.service())) {
      throw document.bad(
          "reconciliation.service",
          "unknown service '%s'%s"
              .formatted(
                  books.service(),
                  services.isEmpty()
                      ? "; the scenario declares no services"
                      : Nearest.hint(books.service(), services)));
    }
    return new Reconciliation(
        books.what(),
        books.pending(),
        books.own(),
        books.service(),
        books.path(),
        millis(
            1000
                * resolver.number(
                    "reconciliation",
                    ReconciliationText.class,
                    "settleSeconds",
                    books.settleSeconds())));
  }

  private List<Variant> variants() {
    List<Variant> result = new ArrayList<>();
    requireReplicasOfVariants();
    for (VariantText variant : text.variants()) {
      String path = "variants[" + result.size() + "]";
      if (result.stream().anyMatch(other -> other.name().equals(variant.name()))) {
        throw document.bad(path + ".name", "a second variant '" + variant.name() + "'");
      }
      if (text.database().isEmpty() && !variant.migrations().isEmpty()) {
        throw document.bad(path + ".migrations", "migrations without a 'database' above");
      }
      result.add(
          new Variant(
              variant.name(),
              Optional.empty(),
              properties(path + ".properties", variant.properties()),
              paths(path + ".migrations", variant.migrations(), Files::isDirectory, "folder"),
              paths(path + ".code", variant.code(), Files::isRegularFile, "file"),
              overrides.replicas(variant.name()).orElse(replicas(variant.name()))));
    }
    return result;
  }

  private void requireReplicasOfVariants() {
    List<String> names = text.variants().stream().map(VariantText::name).toList();
    for (String name : text.replicas().map(Amounts::byName).orElse(Map.of()).keySet()) {
      if (!names.contains(name)) {
        throw document.bad(
            RecordReader.keyPath("replicas." + name),
            "unknown variant '%s'%s".formatted(name, Nearest.hint(name, names)));
      }
    }
  }

  /** How many of a variant the file declares. */
  private int replicas(String variant) {
    if (text.replicas().isEmpty()) {
      return 1;
    }
    Amounts amounts = text.replicas().get();
    String path = amounts.ofAll().isPresent() ? "replicas" : "replicas." + variant;
    return amounts
        .ofAll()
        .or(() -> Optional.ofNullable(amounts.byName().get(variant)))
        .map(amount -> (int) resolver.number(path, REPLICAS, amount))
        .orElse(1);
  }

  private Map<ProfileName, Profile> profiles(int mostReplicas) {
    ProfilesText profiles = text.profiles();
    return Map.of(
        ProfileName.QUICK, profile("profiles.quick", profiles.quick(), mostReplicas),
        ProfileName.STANDARD, profile("profiles.standard", profiles.standard(), mostReplicas),
        ProfileName.THOROUGH, profile("profiles.thorough", profiles.thorough(), mostReplicas));
  }

  private Profile profile(String path, ProfileText profile, int mostReplicas) {
    int blocks = resolver.whole(path, ProfileText.class, "blocks", profile.blocks());
    if (blocks % 2 != 0) {
      throw document.bad(
          path + ".blocks",
          path + ".blocks must be even, so that each variant gets half, but is " + blocks);
    }
    Optional<Amount> timelines = profile.timelines();
    if (timelines.isPresent() && text.faults().flatMap(FaultsText::seconds).isEmpty()) {
      throw document.bad(path + ".timelines", "timelines without a timeline in 'faults'");
    }
    return new Profile(
        resolver.whole(path, ProfileText.class, "launches", profile.launches()),
        blocks,
        resolver.whole(path, ProfileText.class, "blockSeconds", profile.blockSeconds()),
        resolver.whole(path, ProfileText.class, "gapSeconds", profile.gapSeconds()),
        // Each replica gets its share of the requests only, and needs as many as the only one.
        mostReplicas
            * resolver.whole(path, ProfileText.class, "warmUpSeconds", profile.warmUpSeconds()),
        timelines
            .map(plays -> resolver.whole(path, ProfileText.class, "timelines", plays))
            .orElse(1));
  }

  private List<Expectation> expectations(Promises promises) {
    List<Expectation> result = new ArrayList<>();
    for (String expectation : text.expectations()) {
      result.add(promises.expectation("expectations[" + result.size() + "]", expectation));
    }
    return result;
  }

  private interface PathTest {
    boolean is(Path path);
  }

  private List<Path> paths(String key, List<String> names, PathTest test, String kind) {
    List<Path> result = new ArrayList<>();
    for (String name : names) {
      Path inProject = project.resolve(name).normalize();
      Path besideFile = folder.resolve(name).normalize();
      if (!test.is(inProject) && !test.is(besideFile)) {
        throw document.bad(
            key + "[" + result.size() + "]",
            "there is no %s '%s' in the project or beside this file".formatted(kind, name));
      }
      result.add(test.is(inProject) ? inProject : besideFile);
    }
    return result;
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
