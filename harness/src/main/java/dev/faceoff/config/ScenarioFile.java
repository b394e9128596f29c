package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.DatabaseText;
import dev.faceoff.config.ScenarioText.EndpointText;
import dev.faceoff.config.ScenarioText.LoadText;
import dev.faceoff.config.ScenarioText.ProfileText;
import dev.faceoff.config.ScenarioText.SettingText;
import dev.faceoff.config.ScenarioText.StoryText;
import dev.faceoff.config.ScenarioText.TargetText;
import dev.faceoff.config.ScenarioText.VariantText;
import dev.faceoff.model.DatabaseSpec;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Faults;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Story;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scenario as its YAML file declares it, checked and with its settings filled in. */
public final class ScenarioFile {
  /** Filled in when a target is started; everything else in braces is a setting. */
  private static final Set<String> FILLED_IN_LATER =
      Set.of("port", "database.url", "database.user");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9._-]*)}");
  private static final Pattern SETTING_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern EXPECTATION =
      Pattern.compile("(\\w+)\\s+of\\s+([^\\s/]+)(?:/([^\\s/]+))?\\s*(<=|>=|<|>)\\s*(\\S+)");

  private final Document<ScenarioText> document;
  private final ScenarioText text;
  private final Path project;
  private final Path folder;
  private final Map<String, Setting> settings;

  private ScenarioFile(
      Document<ScenarioText> document, Path project, Path folder, Overrides overrides) {
    this.document = document;
    this.text = document.value();
    this.project = project;
    this.folder = folder;
    this.settings = settings(overrides);
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
    List<Variant> variants = variants();
    return new Scenario(
        text.name(),
        text.title(),
        text.question(),
        story(text.story()),
        text.journey().className(),
        endpoints(),
        load(text.load()),
        target(text.target()),
        new Dependencies(text.database().map(this::database), Optional.empty(), Map.of()),
        Faults.NONE,
        Optional.empty(),
        variants,
        settings,
        profiles(),
        measure("headline", text.headline()),
        Optional.empty(),
        expectations(variants.stream().map(Variant::name).toList()),
        folder,
        text.core().orElse(false));
  }

  private Map<String, Setting> settings(Overrides overrides) {
    Map<String, Setting> result = new LinkedHashMap<>();
    text.settings()
        .forEach(
            (name, setting) -> {
              String path = "settings." + name;
              if (!SETTING_NAME.matcher(name).matches() || FILLED_IN_LATER.contains(name)) {
                throw document.bad(
                    RecordReader.keyPath(path),
                    "a setting is named in camelCase and not 'port', but this is '" + name + "'");
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
              number(path, EndpointText.class, "objectiveMillis", endpoint.objectiveMillis())));
    }
    return result;
  }

  private Load load(LoadText load) {
    return new Load(
        number("load", LoadText.class, "arrivalsPerSecond", load.arrivalsPerSecond()),
        (int) number("load", LoadText.class, "warmUpUsers", load.warmUpUsers()),
        millis(
            1000
                * number(
                    "load", LoadText.class, "requestTimeoutSeconds", load.requestTimeoutSeconds())),
        millis(number("load", LoadText.class, "startLagLimitMillis", load.startLagLimitMillis())));
  }

  private TargetSpec target(TargetText target) {
    Map<String, String> properties = properties("target.properties", target.properties());
    if (properties.values().stream().noneMatch(value -> value.contains("{port}"))) {
      throw document.bad(
          "target.properties",
          "no property tells the service its port; add, for example, server.port: \"{port}\"");
    }
    return new TargetSpec(
        target.main(),
        target.module(),
        (int) number("target", TargetText.class, "heapMebibytes", target.heapMebibytes()),
        target.ready(),
        target.metrics().orElse(""),
        false,
        properties,
        Map.of());
  }

  private DatabaseSpec database(DatabaseText database) {
    return new DatabaseSpec(
        paths("database.migrations", database.migrations(), Files::isDirectory, "folder"),
        resolved("database.placeholders", database.placeholders(), Set.of()));
  }

  private List<Variant> variants() {
    List<Variant> result = new ArrayList<>();
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
              properties(path + ".properties", variant.properties()),
              paths(path + ".migrations", variant.migrations(), Files::isDirectory, "folder"),
              paths(path + ".code", variant.code(), Files::isRegularFile, "file")));
    }
    return result;
  }

  private Map<ProfileName, Profile> profiles() {
    Map<ProfileName, Profile> result = new EnumMap<>(ProfileName.class);
    result.put(ProfileName.QUICK, profile("profiles.quick", text.profiles().quick()));
    result.put(ProfileName.STANDARD, profile("profiles.standard", text.profiles().standard()));
    result.put(ProfileName.THOROUGH, profile("profiles.thorough", text.profiles().thorough()));
    return result;
  }

  private Profile profile(String path, ProfileText profile) {
    int blocks = (int) number(path, ProfileText.class, "blocks", profile.blocks());
    if (blocks % 2 != 0) {
      throw document.bad(
          path + ".blocks",
          path + ".blocks must be even, so that each variant gets half, but is " + blocks);
    }
    return new Profile(
        (int) number(path, ProfileText.class, "launches", profile.launches()),
        blocks,
        (int) number(path, ProfileText.class, "blockSeconds", profile.blockSeconds()),
        (int) number(path, ProfileText.class, "gapSeconds", profile.gapSeconds()),
        (int) number(path, ProfileText.class, "warmUpSeconds", profile.warmUpSeconds()),
        1);
  }

  private List<Expectation> expectations(List<String> variants) {
    List<Expectation> result = new ArrayList<>();
    for (String expectation : text.expectations()) {
      result.add(expectation("expectations[" + result.size() + "]", expectation, variants));
    }
    return result;
  }

  private Expectation expectation(String path, String expectation, List<String> variants) {
    Matcher parts = EXPECTATION.matcher(expectation.strip());
    if (!parts.matches()) {
      throw document.bad(
          path,
          "'%s' is no expectation; write 'MEASURE of VARIANT <= NUMBER' or 'MEASURE of VARIANT/VARIANT <= NUMBER', with <, <=, > or >="
              .formatted(expectation.strip()));
    }
    for (String variant : Arrays.asList(parts.group(2), parts.group(3))) {
      if (variant != null && !variants.contains(variant)) {
        throw document.bad(
            path, "unknown variant '" + variant + "'" + Nearest.hint(variant, variants));
      }
    }
    Measure measure = measure(path, parts.group(1));
    String bound = resolve(path, parts.group(5), Set.of());
    try {
      String shown =
          expectation.strip().substring(0, parts.start(5)).replaceAll("\\s+", " ") + bound;
      return new Expectation(
          shown,
          measure,
          parts.group(2),
          Optional.ofNullable(parts.group(3)),
          Optional.empty(),
          Optional.empty(),
          operator(parts.group(4)),
          Double.parseDouble(bound));
    } catch (NumberFormatException e) {
      throw document.bad(path, "'" + bound + "' is not a number");
    }
  }

  private static Expectation.Operator operator(String sign) {
    return Arrays.stream(Expectation.Operator.values())
        .filter(operator -> operator.sign().equals(sign))
        .findFirst()
        .orElseThrow();
  }

  private Measure measure(String path, String id) {
    return Measure.byId(id)
        .orElseThrow(
            () ->
                document.bad(
                    path,
                    "unknown measure '%s'%s"
                        .formatted(
                            id,
                            Nearest.hint(
                                id, Arrays.stream(Measure.values()).map(Measure::id).toList()))));
  }

  private Map<String, String> properties(String path, Map<String, String> properties) {
    Set<String> later = text.database().isPresent() ? FILLED_IN_LATER : Set.of("port");
    return resolved(path, properties, later);
  }

  private Map<String, String> resolved(
      String path, Map<String, String> values, Set<String> filledInLater) {
    Map<String, String> result = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> result.put(key, resolve(path + "." + key, value, filledInLater)));
    return result;
  }

  /** Settings in braces become their values; names in {@code filledInLater} stay. */
  private String resolve(String path, String value, Set<String> filledInLater) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            match -> {
              String name = match.group(1);
              if (filledInLater.contains(name)) {
                return Matcher.quoteReplacement(match.group());
              }
              return Matcher.quoteReplacement(named(path, name, filledInLater).text());
            });
  }

  private Setting named(String path, String name, Set<String> filledInLater) {
    Setting setting = settings.get(name);
    if (setting == null) {
      List<String> known = new ArrayList<>(settings.keySet());
      filledInLater.stream().sorted().forEach(known::add);
      throw document.bad(path, "unknown setting '" + name + "'" + Nearest.hint(name, known));
    }
    return setting;
  }

  private double number(
      String path, Class<? extends Record> declaredIn, String key, Amount amount) {
    String place = path + "." + key;
    double value;
    if (amount instanceof Amount.FromSetting placeholder) {
      value = named(place, placeholder.name(), Set.of()).value();
    } else {
      value = ((Amount.Fixed) amount).value();
    }
    bounds(declaredIn, key)
        .complaint(place, value)
        .ifPresent(
            what -> {
              throw document.bad(place, what);
            });
    return value;
  }

  private static Bounds bounds(Class<? extends Record> declaredIn, String key) {
    for (RecordComponent component : declaredIn.getRecordComponents()) {
      if (component.getName().equals(key)) {
        return Bounds.of(RecordReader.doc(component));
      }
    }
    throw new IllegalArgumentException(declaredIn + " has no " + key);
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
