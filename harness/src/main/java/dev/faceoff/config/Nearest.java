package dev.faceoff.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid word somebody probably meant. */
public final class Nearest {
  private static final int CHOICES_WORTH_LISTING = 12;

  private Nearest() {}

  /**
   * Returns the choice with the fewest edits from {@code word}, if at most a third of its letters
   * (or two) differ, or the choice begins with the word; case does not count. The first of several
   * equally near ones.
   */
  public static Optional<String> to(String word, Collection<String> choices) {
    return choices.stream()
        .filter(choice -> isNear(word, choice))
        .min(Comparator.comparingInt(choice -> edits(word, choice)));
  }

  private static boolean isNear(String word, String choice) {
    int most = Math.max(2, Math.max(word.length(), choice.length()) / 3);
    return edits(word, choice) <= most && edits(word, choice) < choice.length();
  }

  private static int edits(String word, String choice) {
    String from = word.toLowerCase(Locale.ROOT);
    String to = choice.toLowerCase(Locale.ROOT);
    return from.length() >= 3 && to.startsWith(from) ? 1 : distance(from, to);
  }

  /**
   * The end of a message about an unknown word: "; did you mean 'x'?", or all choices when none is
   * near and they are few; starts with a semicolon or is empty.
   */
  public static String hint(String word, Collection<String> choices) {
    Optional<String> nearest = to(word, choices);
    if (nearest.isPresent()) {
      return "; did you mean '" + nearest.get() + "'?";
    }
    if (choices.isEmpty() || choices.size() > CHOICES_WORTH_LISTING) {
      return "";
    }
    return "; valid " + (choices.size() == 1 ? "is " : "are ") + String.join(", ", sorted(choices));
  }

  private static List<String> sorted(Collection<String> choices) {
    return choices instanceof List<String> list ? list : choices.stream().sorted().toList();
  }

  /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
  static int distance(String from, String to) {
    int[] beforePrevious = new int[to.length() + 1];
    int[] previous = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      int[] spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return previous[to.length()];
  }
}
