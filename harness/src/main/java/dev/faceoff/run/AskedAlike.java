package dev.faceoff.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.run.PartFolder.Asked;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes sure that parts were asked the same, and names what is not. */
final class AskedAlike {
  private static final int LONGEST_VALUE = 60;

  private AskedAlike() {}

  /**
   * Compares two parts.
   *
   * @throws FaceoffException of kind USAGE if they differ in more than their number
   */
  static void require(PartRun first, PartRun other) {
    Asked a = first.asked();
    Asked b = other.asked();
    differ(first, other, "scenario", a.scenario().name(), b.scenario().name());
    differWithin(
        first, other, "scenario", withoutPlaces(a.scenario()), withoutPlaces(b.scenario()));
    requireSameFiles(first, other);
    differ(first, other, "profile", a.profile().id(), b.profile().id());
    differ(first, other, "seed", a.seed(), b.seed());
    differ(first, other, "start", a.part().startAt(), b.part().startAt());
    differWithin(first, other, "versions", a.versions(), b.versions());
  }

  private static void differ(PartRun first, PartRun other, String what, Object left, Object right) {
    if (!left.equals(right)) {
      throw notAlike(
          first, other, "%s is %s in the one, %s in the other".formatted(what, left, right));
    }
  }

  /** As above, of things with parts: names the first part that differs. */
  private static void differWithin(
      PartRun first, PartRun other, String what, Object left, Object right) {
    if (!left.equals(right)) {
      throw notAlike(
          first,
          other,
          difference(PartFolder.JSON.valueToTree(left), PartFolder.JSON.valueToTree(right), what)
              .orElse("%s differs".formatted(what)));
    }
  }

  private static void requireSameFiles(PartRun first, PartRun other) {
    Map<String, String> left = first.asked().files();
    Map<String, String> right = other.asked().files();
    Set<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      if (!Objects.equals(left.get(name), right.get(name))) {
        throw notAlike(
            first, other, "%s does not hold the same in the one and the other".formatted(name));
      }
    }
  }

  /** Machines may keep the same files in different places. */
  static Scenario withoutPlaces(Scenario scenario) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.question(),
        scenario.story(),
        scenario.journeyClass(),
        textsWithoutPlaces(scenario),
        scenario.journeyJar().map(jar -> Path.of(JourneyFiles.name(scenario.folder(), jar))),
        scenario.endpoints(),
        scenario.load(),
        scenario.target(),
        scenario.dependencies(),
        scenario.faults(),
        scenario.reconciliation(),
        scenario.variants().stream()
            .map(variant -> withoutPlaces(variant, scenario.folder()))
            .toList(),
        scenario.settings(),
        scenario.profiles(),
        scenario.causeMeasure(),
        scenario.highlight(),
        scenario.expectations(),
        scenario.designs(),
        Path.of(""),
        scenario.core());
  }

  private static Map<String, String> textsWithoutPlaces(Scenario scenario) {
    Map<String, String> texts = new HashMap<>(scenario.journeyTexts());
    texts.computeIfPresent(
        DeclaredJourney.SETTING,
        (name, requests) -> JourneyFiles.byName(scenario.folder(), requests));
    return texts;
  }

  private static Variant withoutPlaces(Variant variant, Path folder) {
    return new Variant(
        variant.name(),
        variant.target(),
        variant.properties(),
        variant.migrations(),
        List.of(),
        variant.replicas(),
        variant.own().map(own -> withoutPlaces(own, folder)));
  }

  /** What a reader is told of it names its file as it was typed on each machine. */
  private static OwnService withoutPlaces(OwnService own, Path folder) {
    return new OwnService(
        Path.of(own.file()).getFileName().toString(),
        own.roles(),
        JourneyFiles.byName(folder, own.requests()),
        own.connections(),
        own.own(),
        List.of());
  }

  /** The first value that differs, for example "scenario.load.arrivalsPerSecond is 50 in …". */
  private static Optional<String> difference(JsonNode left, JsonNode right, String path) {
    if (left.isContainerNode() && left.getNodeType() == right.getNodeType()) {
      if (left.isObject()) {
        TreeSet<String> names = new TreeSet<>();
        left.fieldNames().forEachRemaining(names::add);
        right.fieldNames().forEachRemaining(names::add);
        return names.stream()
            .flatMap(
                name -> difference(left.path(name), right.path(name), path + "." + name).stream())
            .findFirst();
      }
      for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
        Optional<String> found = difference(left.path(i), right.path(i), path + "[" + i + "]");
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return left.equals(right)
        ? Optional.empty()
        : Optional.of(
            "%s is %s in the one, %s in the other".formatted(path, text(left), text(right)));
  }

  /** In a line, however long a journey's text is. */
  private static String text(JsonNode value) {
    String all = value.isMissingNode() ? "nothing" : value.asText(value.toString());
    String line = all.replaceAll("\\s+", " ");
    return line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "..." : line;
  }

  private static FaceoffException notAlike(PartRun first, PartRun other, String difference) {
    return new FaceoffException(
        FaceoffException.Kind.USAGE,
        "%s and %s were not asked the same: %s"
            .formatted(first.label(), other.label(), difference));
  }
}
