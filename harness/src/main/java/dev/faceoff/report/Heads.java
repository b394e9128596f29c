package dev.faceoff.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How variants are called at the head of a terminal's narrow columns: by name where it fits, else
 * by a short word that a line above the table explains. Two names that are cut may look the same.
 */
final class Heads {
  /** What the narrowest column of any table holds. */
  private static final int WIDTH = 7;

  private final Map<String, String> words = new LinkedHashMap<>();

  /**
   * @param variants that are no service of the user's own beside a pair
   * @param own those that are
   */
  Heads(List<String> variants, List<String> own) {
    char letter = 'A';
    for (String variant : variants) {
      if (isLong(variant) && !words.containsKey(variant)) {
        while (isName(letter, variants)) {
          letter++;
        }
        words.put(variant, String.valueOf(letter++));
      }
    }
    for (int i = 0; i < own.size(); i++) {
      if (isLong(own.get(i))) {
        words.put(own.get(i), own.size() == 1 ? "yours" : "yours " + (i + 1));
      }
    }
  }

  /** Those of a scenario, the same in all its tables. */
  static Heads of(ScenarioReport scenario) {
    List<String> own = scenario.scales().stream().map(ScaleReport::variant).toList();
    List<String> variants = new ArrayList<>(scenario.scaling().variants());
    scenario.variants().forEach(variant -> variants.add(variant.name()));
    scenario
        .scaling()
        .growth()
        .ifPresent(growth -> growth.curves().forEach(curve -> variants.add(curve.variant())));
    variants.removeAll(own);
    return new Heads(variants, own);
  }

  private static boolean isLong(String variant) {
    return Terminal.clean(variant).length() > WIDTH;
  }

  private static boolean isName(char letter, List<String> variants) {
    return variants.stream().anyMatch(String.valueOf(letter)::equalsIgnoreCase);
  }

  String head(String variant) {
    return words.getOrDefault(variant, Terminal.cut(variant, WIDTH));
  }

  /** Says which word stands for whom, a line each; nothing where all names fit. */
  void legend(Appendable out, List<String> variants) throws IOException {
    for (String variant : variants) {
      if (words.containsKey(variant)) {
        String line = " %s: ".formatted(words.get(variant));
        out.append(line).append(Terminal.shortened(variant, 80 - line.length())).append('\n');
      }
    }
  }
}
