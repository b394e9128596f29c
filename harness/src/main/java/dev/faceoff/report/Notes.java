package dev.faceoff.report;

import java.util.ArrayList;
import java.util.List;

/** Footnotes of one table: each note once, known by a letter. */
final class Notes {
  private final List<String> notes = new ArrayList<>();

  /** The letter of a note, a new one for a note not seen before. */
  String letter(String note) {
    int index = notes.indexOf(note);
    if (index < 0) {
      index = notes.size();
      notes.add(note);
    }
    return letter(index);
  }

  void write(Markup out) {
    if (notes.isEmpty()) {
      return;
    }
    out.open("ul", "class", "notes", "aria-label", "Where the numbers come from");
    for (int i = 0; i < notes.size(); i++) {
      out.open("li").element("sup", letter(i)).text(" " + Words.sentence(notes.get(i))).close();
    }
    out.close();
  }

  private static String letter(int index) {
    String letter = String.valueOf((char) ('a' + index % 26));
    return index < 26 ? letter : letter(index / 26 - 1) + letter;
  }
}
