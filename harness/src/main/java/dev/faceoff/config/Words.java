package dev.faceoff.config;

import java.util.ArrayList;
import java.util.List;

/** The words of a command. */
record Words(List<String> words) {
  Words {
    words = List.copyOf(words);
  }

  /**
   * Takes a command apart at spaces; single or double quotes keep what they enclose together.
   * Nothing else means anything: there is no shell.
   *
   * @throws IllegalArgumentException if there is no word, or a quote is never closed
   */
  static Words of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        begun = true;
      } else if (Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("the quote %c is never closed".formatted(quote));
    }
    if (begun) {
      words.add(word.toString());
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command needs at least one word");
    }
    return new Words(words);
  }
}
