package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.AlertsText;
import dev.faceoff.config.ScenarioText.WatchText;
import dev.faceoff.model.Alerting;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.ProfileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads how it is measured when somebody is told of a fault. */
final class AlertsReader {
  static final String ALERTS = "designs.alerts";

  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final Document<ScenarioText> document;
  private final Resolver resolver;
  private final Watched watched;

  /**
   * What alerts may be about.
   *
   * @param variants their names, the baseline first
   * @param connections that faults can be done to
   * @param rules finds the files that a key of the document names
   */
  record Watched(
      List<String> variants,
      Set<String> connections,
      BiFunction<String, List<String>, List<Path>> rules) {}

  AlertsReader(Document<ScenarioText> document, Resolver resolver, Watched watched) {
    this.document = document;
    this.resolver = resolver;
    this.watched = watched;
  }

  /**
   * Reads the design.
   *
   * @param mostReplicas of a variant: each needs a warm-up of its own
   */
  Alerting read(AlertsText alerts, Map<ProfileName, Integer> launches, int mostReplicas) {
    return new Alerting(
        faults(alerts),
        whole("healthySeconds", alerts.healthySeconds()),
        whole("rounds", alerts.rounds()),
        mostReplicas * whole("warmUpSeconds", alerts.warmUpSeconds()),
        watches(alerts.watches()),
        launches);
  }

  private int whole(String key, Amount amount) {
    return resolver.whole(ALERTS, AlertsText.class, key, amount);
  }

  private List<FaultWindow> faults(AlertsText alerts) {
    if (alerts.faults().isEmpty()) {
      throw document.bad(ALERTS + ".faults", ALERTS + ".faults must not be empty");
    }
    List<FaultWindow> faults = new ArrayList<>();
    alerts
        .faults()
        .forEach(
            (name, text) -> {
              String path = ALERTS + ".faults." + name;
              if (!WORDS.matcher(name).matches()) {
                throw document.bad(
                    RecordReader.keyPath(path),
                    "a fault is named by lower-case words joined by hyphens, but this is '%s'"
                        .formatted(name));
              }
              try {
                faults.add(
                    FaultText.parseUnplaced(
                        name, resolver.text(path, text), watched.connections()));
              } catch (IllegalArgumentException e) {
                throw document.bad(path, e.getMessage());
              }
            });
    return faults;
  }

  private List<Alerting.Watch> watches(List<WatchText> declared) {
    Map<String, Alerting.Watch> watches = new LinkedHashMap<>();
    Map<String, Path> fileByAlert = new LinkedHashMap<>();
    for (int i = 0; i < declared.size(); i++) {
      String path = "%s.watches[%d]".formatted(ALERTS, i);
      String variant = declared.get(i).variant();
      if (!watched.variants().contains(variant)) {
        throw document.bad(
            path + ".variant",
            "unknown variant '%s'%s".formatted(variant, Nearest.hint(variant, watched.variants())));
      }
      if (watches.containsKey(variant)) {
        throw document.bad(path + ".variant", "a second watch over '%s'".formatted(variant));
      }
      watches.put(variant, watch(path + ".rules", declared.get(i), fileByAlert));
    }
    return watched.variants().stream().map(watches::get).toList();
  }

  /**
   * A watch over a variant. All rules are evaluated for both variants: whose an alert is, is told
   * by its name.
   */
  private Alerting.Watch watch(String path, WatchText declared, Map<String, Path> fileByAlert) {
    List<Path> files = watched.rules().apply(path, declared.rules());
    Set<String> pages = new TreeSet<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      RuleFile rules = RuleFile.read(file);
      for (String alert : rules.alerts()) {
        if (!fileByAlert.computeIfAbsent(alert, absent -> file).equals(file)) {
          throw document.bad(
              "%s[%d]".formatted(path, i),
              "an alert '%s' is in %s too; give one of them another name"
                  .formatted(alert, fileByAlert.get(alert).getFileName()));
        }
      }
      pages.addAll(rules.pages());
    }
    if (pages.isEmpty()) {
      throw document.bad(
          path,
          "none of these files has an alert whose label severity is '%s', so that nobody is ever told"
              .formatted(Alerting.Watch.PAGE));
    }
    return new Alerting.Watch(declared.variant(), files, pages);
  }
}
