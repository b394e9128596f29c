package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.DatabaseText;
import dev.faceoff.config.ScenarioText.EndpointText;
import dev.faceoff.config.ScenarioText.FaultsText;
import dev.faceoff.config.ScenarioText.JourneyText;
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
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Faults;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
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
import dev.faceoff.scenarios.declared.DeclaredJourney;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** A scenario as its YAML file declares it, checked and with its settings filled in. */
public final class ScenarioFile {
  private static final Pattern SETTING_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** What is sent where a file does not say. */
  private static final Load LOAD = new Load(20, 2, Duration.ofSeconds(10), Duration.ofMillis(20));

  private static final Bounds REPLICAS = Resolver.bounds(ScenarioText.class, "replicas");

  private final Document<ScenarioText> document;
  private final ScenarioText text;
  private final Path project;
  private final Path folder;
  private final Overrides overrides;
  private final Allowed allowed;
  private final Map<String, Setting> settings;
  private final Resolver resolver;
  private final LaterNames later;

  private ScenarioFile(
      Document<ScenarioText> document,
      Path project,
      Path folder,
      Overrides overrides,
      Allowed allowed) {
    this.document = document;
    this.text = document.value();
    this.project = project;
    this.folder = folder;
    this.overrides = overrides;
    this.allowed = allowed;
    ScenarioShape.require(document);
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
   * Reads a scenario, settings changed by {@code overrides}; one without variants as far as it goes
   * without the service it is run on.
   *
   * @throws BadFileException if the file is not as it must be
   * @throws dev.faceoff.model.FaceoffException of kind USAGE if a value is out of its setting's
   *     range
   */
  public static Scenario read(Path file, Path project, Overrides overrides) {
    ScenarioFile opened = open(file, project, overrides, Allowed.ANYTHING);
    return opened.hasVariants() ? opened.compared() : opened.on(Joined.any());
  }

  /**
   * Opens a scenario; what it declares is read by {@link #compared} or {@link #on}.
   *
   * @throws BadFileException if the file lacks a key or has one that is not known
   */
  static ScenarioFile open(Path file, Path project, Overrides overrides, Allowed allowed) {
    Document<ScenarioText> document = RecordReader.read(file, ScenarioText.class);
    return new ScenarioFile(
        document,
        project.toAbsolutePath().normalize(),
        file.toAbsolutePath().normalize().getParent(),
        overrides,
        allowed);
  }

  /** Whether it compares variants; else it asks something of any service. */
  boolean hasVariants() {
    return !text.variants().isEmpty();
  }

  /** Whether it says itself what users send; else a target's file does. */
  boolean hasJourney() {
    return text.journey().isPresent();
  }

  /** The name it gives itself. */
  String name() {
    return text.name();
  }

  /** A complaint about its name. */
  BadFileException badName(String what) {
    return document.bad("name", what);
  }

  /** The comparison of its variants. */
  Scenario compared() {
    Dependencies declared = dependencies();
    List<OwnTarget> targets = targets(declared);
    Databases databases = databases(declared, targets);
    Dependencies dependencies = together(declared, databases, targets);
    Faults faults =
        text.faults()
            .map(
                each -> new FaultsReader(document, resolver, dependencies.connections()).read(each))
            .orElse(Faults.NONE);
    List<Variant> variants = variants(targets, databases);
    Sent sent = sent(dependencies, false);
    Map<String, List<String>> names = new LinkedHashMap<>();
    variants.forEach(variant -> names.put(variant.name(), List.of(variant.name())));
    Subject subject =
        new Subject(
            targets.isEmpty() ? target(text.target().orElseThrow()) : targets.get(0).spec(),
            dependencies,
            variants);
    return scenario(
        sent,
        subject,
        faults,
        new Promises.Known(
            names, sent.endpoints(), true, faults.timeline(), Map.of(), sent.needs()));
  }

  /** What it asks of a service, or of two. */
  Scenario on(Joined joined) {
    Sent sent =
        hasJourney()
            ? sent(joined.first().target().own(), !joined.isKnown())
            : Sent.of(joined.journey());
    FaultsReader reader = new FaultsReader(document, resolver, joined.first().connections());
    Faults faults = text.faults().map(each -> reader.readEach(each, joined)).orElse(Faults.NONE);
    return scenario(
        sent,
        new Subject(joined.first().target().spec(), joined.dependencies(), joined.variants()),
        faults,
        new Promises.Known(
            Map.of(Joined.TARGET, joined.names()),
            sent.endpoints(),
            joined.isKnown() || hasJourney(),
            faults.timeline(),
            reader.repeated(),
            sent.needs()));
  }

  /** What is started and connected. */
  private record Subject(TargetSpec target, Dependencies dependencies, List<Variant> variants) {}

  /**
   * What users send.
   *
   * @param needs connections without which a request cannot be answered, as far as it says so
   */
  private record Sent(
      String className,
      Map<String, String> texts,
      Optional<Path> jar,
      List<Endpoint> endpoints,
      Map<String, Set<String>> needs) {
    static Sent of(OwnJourney journey) {
      return new Sent(
          OwnJourney.JOURNEY_CLASS,
          Map.of(DeclaredJourney.SETTING, journey.declared().text()),
          Optional.empty(),
          journey.endpoints(),
          journey.needs());
    }
  }

  private Scenario scenario(Sent sent, Subject subject, Faults faults, Promises.Known known) {
    int mostReplicas = subject.variants().stream().mapToInt(Variant::replicas).max().orElseThrow();
    Designs designs =
        text.designs()
            .map(
                new DesignsReader(
                        document,
                        resolver,
                        settings,
                        sent.endpoints(),
                        subject.variants().size(),
                        mostReplicas,
                        new AlertsReader.Watched(
                            subject.variants().stream().map(Variant::name).toList(),
                            subject.dependencies().connections(),
                            this::rules))
                    ::read)
            .orElse(Designs.NONE);
    Promises promises = new Promises(document, resolver, known, designs);
    return new Scenario(
        text.name(),
        text.title(),
        text.question(),
        text.story().map(ScenarioFile::story).orElse(Story.NONE),
        sent.className(),
        sent.texts(),
        sent.jar(),
        sent.endpoints(),
        text.load().map(this::load).orElse(LOAD),
        subject.target(),
        subject.dependencies(),
        faults,
        text.reconciliation().map(books -> reconciliation(books, subject.dependencies())),
        subject.variants(),
        settings,
        text.profiles()
            .map(declared -> profiles(declared, mostReplicas))
            .orElseGet(() -> usualProfiles(mostReplicas)),
        text.headline().map(id -> promises.measure("headline", id)).orElse(Measure.CPU),
        text.highlight().map(highlight -> promises.highlight("highlight", highlight)),
        expectations(promises),
        designs,
        folder,
        text.core().orElse(false));
  }

  /**
   * What the scenario itself says that users send.
   *
   * @param mayBeMore whether there may be connections that are not known yet
   */
  private Sent sent(Dependencies dependencies, boolean mayBeMore) {
    JourneyText journey = text.journey().orElseThrow();
    if (!journey.requests().isEmpty()) {
      return Sent.of(
          OwnJourney.ofScenario(
              document,
              journey.requests(),
              folder,
              allowed.variables(),
              Offered.byScenario(text.name(), settings.keySet(), dependencies, mayBeMore)));
    }
    return new Sent(
        journey.className().orElseThrow(),
        Map.of(),
        journey.jar().map(this::jar),
        endpoints(journey),
        Map.of());
  }

  private Path jar(String name) {
    Path file = folder.resolve(name).normalize();
    if (!Files.isRegularFile(file)) {
      throw document.bad("journey.jar", "there is no jar '%s' beside this file".formatted(name));
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      String className = text.journey().flatMap(JourneyText::className).orElseThrow();
      if (jar.getEntry(className.replace('.', '/') + ".class") == null) {
        throw document.bad("journey.class", "'%s' holds no class %s".formatted(name, className));
      }
      return file;
    } catch (IOException e) {
      throw document.bad(
          "journey.jar", "'%s' is no jar that can be read: %s".formatted(name, e.getMessage()));
    }
  }

  /** The target files of the variants, in their order; none where the scenario starts them. */
  private List<OwnTarget> targets(Dependencies declared) {
    List<OwnTarget> targets = new ArrayList<>();
    for (int i = 0; i < text.variants().size(); i++) {
      Optional<String> named = text.variants().get(i).target();
      if (named.isEmpty()) {
        continue;
      }
      String path = "variants[%d].target".formatted(i);
      if (!named.get().endsWith(OwnTarget.SUFFIX)) {
        throw document.bad(path, "a target file's name ends in " + OwnTarget.SUFFIX);
      }
      Path file = Path.of(document.file()).resolveSibling(named.get());
      if (!Files.isRegularFile(file)) {
        throw document.bad(
            path, "there is no target file '%s' beside this file".formatted(named.get()));
      }
      targets.add(
          OwnTarget.read(
              file,
              Offered.byScenario(text.name(), settings.keySet(), declared, false),
              allowed.variables(),
              allowed.hosts()));
    }
    return targets;
  }

  private Databases databases(Dependencies declared, List<OwnTarget> targets) {
    if (targets.isEmpty() || declared.database().isPresent()) {
      return Databases.brought(declared.database(), true);
    }
    try {
      return Databases.of(
          text.variants().stream().map(VariantText::name).toList(),
          targets.get(0).own().database(),
          targets.get(1).own().database());
    } catch (FaceoffException e) {
      throw document.bad("variants", e.getMessage());
    }
  }

  private Dependencies together(
      Dependencies declared, Databases databases, List<OwnTarget> targets) {
    try {
      return Together.of(
          declared,
          databases.common(),
          text.variants().stream().map(VariantText::name).toList(),
          targets.stream().map(OwnTarget::own).toList());
    } catch (FaceoffException e) {
      throw document.bad("variants", e.getMessage());
    }
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

  private List<Endpoint> endpoints(JourneyText journey) {
    List<Endpoint> result = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (EndpointText endpoint : journey.endpoints()) {
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

  /** Refuses a name that a connection cannot have, or that other connections have. */
  static void requireServiceName(Document<?> document, String path, String name) {
    if (!WORDS.matcher(name).matches()
        || name.equals(Dependencies.DATABASE)
        || name.equals(Dependencies.REDIS)
        || name.equals(FaultsReader.EACH)) {
      throw document.bad(
          RecordReader.keyPath(path),
          "a service is named by lower-case words joined by hyphens and not 'database' or 'redis', but this is '%s'"
              .formatted(name));
    }
  }

  private TargetSpec service(String path, String name, ServiceText service) {
    requireServiceName(document, path, name);
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

  private List<Variant> variants(List<OwnTarget> targets, Databases databases) {
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
      int number = result.size();
      Variant read =
          new Variant(
              variant.name(),
              targets.isEmpty() ? Optional.empty() : Optional.of(targets.get(number).spec()),
              properties(path + ".properties", variant.properties()),
              paths(path + ".migrations", variant.migrations(), Files::isDirectory, "folder"),
              paths(path + ".code", variant.code(), Files::isRegularFile, "file"),
              overrides.replicas(variant.name()).orElse(replicas(variant.name())));
      if (read.target().isPresent()
          && !read.target().get().start().isOfThisRun()
          && !read.properties().isEmpty()) {
        throw document.bad(
            path + ".properties",
            "'properties' change nothing for a service that runs already (start.url)");
      }
      result.add(Databases.with(read, number == 0 ? databases.first() : databases.second()));
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

  /** As the pairs have them. */
  private static Map<ProfileName, Profile> usualProfiles(int mostReplicas) {
    return Map.of(
        ProfileName.QUICK, new Profile(1, 8, 4, 1, 5 * mostReplicas, 1),
        ProfileName.STANDARD, new Profile(5, 4, 8, 1, 10 * mostReplicas, 1),
        ProfileName.THOROUGH, new Profile(10, 8, 8, 1, 10 * mostReplicas, 1));
  }

  private Map<ProfileName, Profile> profiles(ProfilesText profiles, int mostReplicas) {
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
    if (timelines.isPresent()
        && text.faults().map(FaultsText::timeline).orElse(Map.of()).isEmpty()) {
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
    for (int i = 0; i < text.expectations().size(); i++) {
      result.addAll(promises.expectations("expectations[" + i + "]", text.expectations().get(i)));
    }
    return result;
  }

  private interface PathTest {
    boolean is(Path path);
  }

  /** Files of rules; relative to the project or beside this file. */
  private List<Path> rules(String key, List<String> names) {
    return paths(key, names, Files::isRegularFile, "file");
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
