package dev.faceoff.config;

import dev.faceoff.config.ScenarioText.DesignsText;
import dev.faceoff.config.ScenarioText.JourneyText;
import dev.faceoff.config.ScenarioText.VariantText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which keys of a scenario go together: those of a comparison, and those of a single service. */
final class ScenarioShape {
  private final Document<ScenarioText> document;
  private final ScenarioText text;

  private ScenarioShape(Document<ScenarioText> document) {
    this.document = document;
    this.text = document.value();
  }

  /** Refuses a file that has too many keys or too few. */
  static void require(Document<ScenarioText> document) {
    ScenarioShape shape = new ScenarioShape(document);
    if (document.value().variants().isEmpty()) {
      shape.requireNothingOfVariants();
    } else {
      shape.requireTargets();
    }
    document.value().journey().ifPresent(shape::requireOneJourney);
  }

  private void requireNothingOfVariants() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("target", text.target().isPresent());
    given.put("database", text.database().isPresent());
    given.put("redis", text.redis().isPresent());
    given.put("services", !text.services().isEmpty());
    given.put("replicas", text.replicas().isPresent());
    given.put("reconciliation", text.reconciliation().isPresent());
    given.put("highlight", text.highlight().isPresent());
    given.put("core", text.core().isPresent());
    given.put("designs.growth", text.designs().flatMap(DesignsText::growth).isPresent());
    given.put("designs.alerts", text.designs().flatMap(DesignsText::alerts).isPresent());
    given.forEach(
        (key, present) -> {
          if (present) {
            throw document.bad(
                RecordReader.keyPath(key),
                "'%s' is for a scenario with 'variants'; without them a target file describes the service"
                    .formatted(key));
          }
        });
  }

  private void requireTargets() {
    if (text.journey().isEmpty()) {
      throw document.bad(
          "", "the key 'journey' is missing; only a scenario without 'variants' may leave it out");
    }
    List<VariantText> variants = text.variants();
    long named = variants.stream().filter(variant -> variant.target().isPresent()).count();
    if (named > 0 && named < variants.size()) {
      int without = variants.get(0).target().isEmpty() ? 0 : 1;
      throw document.bad(
          "variants[" + without + "]",
          "'%s' names no target file, but the other does; give both a 'target', or none"
              .formatted(variants.get(without).name()));
    }
    if (named > 0 && text.target().isPresent()) {
      throw document.bad(
          RecordReader.keyPath("target"),
          "the variants name target files that say how they are started; leave this 'target' out");
    }
    if (named == 0 && text.target().isEmpty()) {
      throw document.bad(
          "", "the key 'target' is missing; or give each variant the 'target' file that starts it");
    }
  }

  private void requireOneJourney(JourneyText journey) {
    if (journey.className().isPresent() == !journey.requests().isEmpty()) {
      throw document.bad(
          "journey",
          "journey needs either 'class' or 'requests', but has "
              + (journey.className().isPresent() ? "both" : "none"));
    }
    if (journey.className().isPresent() && journey.endpoints().isEmpty()) {
      throw document.bad(
          "journey",
          "the key 'endpoints' is missing in journey; list the requests that the class sends");
    }
    if (journey.className().isEmpty() && !journey.endpoints().isEmpty()) {
      throw document.bad(
          RecordReader.keyPath("journey.endpoints"),
          "'endpoints' are for a class; here the requests say it all");
    }
    if (journey.className().isEmpty() && journey.jar().isPresent()) {
      throw document.bad(
          RecordReader.keyPath("journey.jar"), "'jar' is for a class, which is missing");
    }
  }
}
