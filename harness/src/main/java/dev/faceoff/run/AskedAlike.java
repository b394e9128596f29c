package dev.faceoff.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.run.PartFolder.Asked;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /** Machines may keep the same files in different places. */
  static Scenario withoutPlaces(Scenario scenario) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.question(),
        scenario.story(),
        scenario.journeyClass(),
        scenario.journeyTexts(),
        scenario.journeyJar().map(Path::getFileName),
        scenario.endpoints(),
        scenario.load(),
        scenario.target(),
        scenario.dependencies(),
        scenario.faults(),
        scenario.reconciliation(),
        scenario.variants().stream().map(AskedAlike::withoutCode).toList(),
        scenario.settings(),
        scenario.profiles(),
        scenario.causeMeasure(),
        scenario.highlight(),
        scenario.expectations(),
        scenario.designs(),
        Path.of(""),
        scenario.core());
  }

  private static Variant withoutCode(Variant variant) {
    return new Variant(
        variant.name(),
        variant.target(),
        variant.properties(),
        variant.migrations(),
        List.of(),
        variant.replicas(),
        variant.own());
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
