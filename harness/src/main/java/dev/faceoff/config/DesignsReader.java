package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.DesignsText;
import dev.faceoff.config.ScenarioText.GrowthText;
import dev.faceoff.config.ScenarioText.LaunchesText;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what a scenario can be asked beside comparing its pair. */
final class DesignsReader {
  private static final String GROWTH = "designs.growth";

  private final Document<ScenarioText> document;
  private final Resolver resolver;
  private final Map<String, Setting> settings;

  /**
   * @param settings by name
   */
  DesignsReader(Document<ScenarioText> document, Resolver resolver, Map<String, Setting> settings) {
    this.document = document;
    this.resolver = resolver;
    this.settings = settings;
  }

  Designs read(DesignsText designs) {
    if (designs.growth().isEmpty()) {
      throw document.bad("designs", "designs declares none; write 'growth', or leave it out");
    }
    return new Designs(designs.growth().map(this::growth));
  }

  private Growth growth(GrowthText growth) {
    Setting over = setting(GROWTH + ".over", growth.over());
    requireValues(over, growth.values());
    growth
        .settings()
        .forEach(
            (name, value) -> {
              String path = GROWTH + ".settings." + name;
              if (name.equals(over.name())) {
                throw document.bad(
                    RecordReader.keyPath(path), "'%s' is what grows".formatted(name));
              }
              requireAllowed(path, setting(RecordReader.keyPath(path), name), value);
            });
    return new Growth(over.name(), growth.values(), growth.settings(), profiles(growth));
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
      if (i > 0 && value <= values.get(i - 1)) {
        throw document.bad(
            place,
            "values must ascend, but %s follows %s"
                .formatted(Bounds.plain(value), Bounds.plain(values.get(i - 1))));
      }
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
    LaunchesText launches = growth.launches();
    Map<ProfileName, Amount> byProfile =
        Map.of(
            ProfileName.QUICK, launches.quick(),
            ProfileName.STANDARD, launches.standard(),
            ProfileName.THOROUGH, launches.thorough());
    Map<ProfileName, Profile> profiles = new EnumMap<>(ProfileName.class);
    byProfile.forEach(
        (name, amount) ->
            profiles.put(
                name,
                new Profile(
                    resolver.whole(GROWTH + ".launches", LaunchesText.class, name.id(), amount),
                    blocks,
                    whole("blockSeconds", growth.blockSeconds()),
                    whole("gapSeconds", growth.gapSeconds()),
                    whole("warmUpSeconds", growth.warmUpSeconds()),
                    1)));
    return profiles;
  }

  private int whole(String key, Amount amount) {
    return resolver.whole(GROWTH, GrowthText.class, key, amount);
  }
}
