package dev.faceoff.init;

import dev.faceoff.model.SecretNames;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as target files want them, made from those that others gave. */
final class Words {
  /** In a document of a stranger these words anywhere in a name are enough. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(passw|secret|token|credential|authorization|api[-_]?key|private[-_]?key|session).*");

  private Words() {}

  /**
   * Lower-case words joined by hyphens: {@code findOrdersByID} becomes {@code find-orders-by-id}.
   *
   * @param otherwise the name where nothing is left
   */
  static String kebab(String text, String otherwise) {
    String words =
        text.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    if (words.isEmpty()) {
      return otherwise;
    }
    return Character.isDigit(words.charAt(0)) ? otherwise + "-" + words : words;
  }

  /** The name, or with a number after it if it is taken; takes it. */
  static String unused(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  /** Whether what bears this name is likely to be a secret, whatever example is given for it. */
  static boolean isSecret(String name) {
    return SecretNames.isSecret(name) || SECRET.matcher(name).matches();
  }
}
