package dev.faceoff.config;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Variant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** How many of each variant to start, from {@code --replicas}. */
public final class Replicas {
  /** As many as scenarios declare. */
  public static final Replicas DECLARED = new Replicas(OptionalInt.empty(), Map.of());

  private final OptionalInt ofOthers;
  private final Map<String, Integer> byVariant;

  private Replicas(OptionalInt ofOthers, Map<String, Integer> byVariant) {
    this.ofOthers = ofOthers;
    this.byVariant = byVariant;
  }

  /**
   * Reads words of the form {@code N}, for every variant that is not named, or {@code VARIANT=N}.
   *
   * @throws FaceoffException of kind USAGE if one has another form or comes twice, or a number is
   *     out of range
   */
  public static Replicas parse(List<String> words) {
    OptionalInt ofOthers = OptionalInt.empty();
    Map<String, Integer> byVariant = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      int number = number(word, word.substring(equals + 1));
      if (equals < 0) {
        if (ofOthers.isPresent()) {
          throw wrong(
              "--replicas gives two numbers, %d and %d; name the variants, as in fixed=%d"
                  .formatted(ofOthers.getAsInt(), number, number));
        }
        ofOthers = OptionalInt.of(number);
      } else if (byVariant.put(word.substring(0, equals), number) != null) {
        throw wrong("--replicas gives '%s' twice".formatted(word.substring(0, equals)));
      }
    }
    return new Replicas(ofOthers, byVariant);
  }

  private static int number(String word, String text) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= Variant.MOST_REPLICAS) {
        return number;
      }
    }
    throw wrong(
        "--replicas %s: '%s' is no whole number from 1 to %d"
            .formatted(word, text, Variant.MOST_REPLICAS));
  }

  /** How many of a variant, where that is said. */
  OptionalInt of(String variant) {
    return byVariant.containsKey(variant) ? OptionalInt.of(byVariant.get(variant)) : ofOthers;
  }

  /** Refuses a name that no variant of the scenarios to run has. */
  void requireKnown(Collection<String> variants) {
    for (String name : byVariant.keySet()) {
      if (!variants.contains(name)) {
        throw wrong(
            "--replicas: unknown variant '%s'%s"
                .formatted(name, Nearest.hint(name, variants.stream().distinct().toList())));
      }
    }
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
