package dev.faceoff.config;

import dev.faceoff.model.Setting;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills settings into the texts and numbers of a file. */
final class Resolver {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9._-]*)}");

  private final Document<?> document;
  private final Map<String, Setting> settings;

  Resolver(Document<?> document, Map<String, Setting> settings) {
    this.document = document;
    this.settings = settings;
  }

  /** Settings in braces become their values; nothing else may stand in braces. */
  String text(String path, String value) {
    return text(path, value, Set.of(), Map.of());
  }

  /**
   * Settings in braces become their values.
   *
   * @param later names that stay, to be filled in when a target is started
   * @param refused names that other files may use, each with why this one may not
   */
  String text(String path, String value, Set<String> later, Map<String, String> refused) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(
            match -> {
              String name = match.group(1);
              if (later.contains(name)) {
                return Matcher.quoteReplacement(match.group());
              }
              if (!settings.containsKey(name) && refused.containsKey(name)) {
                throw document.bad(path, refused.get(name));
              }
              return Matcher.quoteReplacement(setting(path, name, later).text());
            });
  }

  /** All values of a map of texts. */
  Map<String, String> texts(
      String path, Map<String, String> values, Set<String> later, Map<String, String> refused) {
    Map<String, String> result = new LinkedHashMap<>();
    values.forEach((key, value) -> result.put(key, text(path + "." + key, value, later, refused)));
    return result;
  }

  private Setting setting(String path, String name, Set<String> later) {
    Setting setting = settings.get(name);
    if (setting == null) {
      List<String> known = new ArrayList<>(settings.keySet());
      later.stream().sorted().forEach(known::add);
      throw document.bad(path, "unknown setting '" + name + "'" + Nearest.hint(name, known));
    }
    return setting;
  }

  /** The number of a key of a record, which its {@link Doc} bounds. */
  double number(String path, Class<? extends Record> declaredIn, String key, Amount amount) {
    return number(path + "." + key, bounds(declaredIn, key), amount);
  }

  /** As above, for a whole number. */
  int whole(String path, Class<? extends Record> declaredIn, String key, Amount amount) {
    return (int) number(path, declaredIn, key, amount);
  }

  /** A number within bounds. */
  double number(String place, Bounds bounds, Amount amount) {
    double value =
        amount instanceof Amount.FromSetting placeholder
            ? setting(place, placeholder.name(), Set.of()).value()
            : ((Amount.Fixed) amount).value();
    bounds
        .complaint(place, value)
        .ifPresent(
            what -> {
              throw document.bad(place, what);
            });
    return value;
  }

  static Bounds bounds(Class<? extends Record> declaredIn, String key) {
    for (RecordComponent component : declaredIn.getRecordComponents()) {
      if (component.getName().equals(key)) {
        return Bounds.of(RecordReader.doc(component));
      }
    }
    throw new IllegalArgumentException(declaredIn + " has no " + key);
  }
}
