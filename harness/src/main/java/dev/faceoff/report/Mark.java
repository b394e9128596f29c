package dev.faceoff.report;

import dev.faceoff.model.Verdict;
import java.util.Locale;

/** A verdict as a word and a shape, so that no reader depends on colour. */
enum Mark {
  BETTER("better", "▲", "M10 3 L18 17 L2 17 Z"),
  WORSE("worse", "▼", "M2 3 L18 3 L10 17 Z"),
  SAME("no difference", "=", "M2 5 H18 V9 H2 Z M2 12 H18 V16 H2 Z"),
  EXPECTED("as expected", "✓", "M2 10 L5 7 L8.5 10.5 L15.5 3 L18.5 6 L8.5 16.5 Z"),
  UNEXPECTED(
      "not as expected",
      "✗",
      "M4 2 L10 8 L16 2 L18 4 L12 10 L18 16 L16 18 L10 12 L4 18 L2 16 L8 10 L2 4 Z"),
  DIFFERENT(
      "answers differ",
      "≠",
      "M2 5 H9 L11 1 H15 L13 5 H18 V9 H11 L9 12 H18 V16 H7 L5 20 H1 L3 16 H2 V12 H5 L7 9 H2 Z"),
  BEYOND_FIXED(
      "beyond fixed",
      "«",
      "M9 3 L11 5 L6.5 10 L11 15 L9 17 L3 10 Z M16 3 L18 5 L13.5 10 L18 15 L16 17 L10 10 Z"),
  LIKE_FIXED("like fixed", "‹", "M13 2 L16 5 L10.5 10 L16 15 L13 18 L5 10 Z"),
  BETWEEN("between", "↔", "M2 10 L7 4 V8 H13 V4 L18 10 L13 16 V12 H7 V16 Z"),
  LIKE_NAIVE("like naive", "›", "M7 2 L4 5 L9.5 10 L4 15 L7 18 L15 10 Z"),
  BEYOND_NAIVE(
      "beyond naive",
      "»",
      "M11 3 L9 5 L13.5 10 L9 15 L11 17 L17 10 Z M4 3 L2 5 L6.5 10 L2 15 L4 17 L10 10 Z"),
  OPEN("cannot tell yet", "?", "M10 2 L18 10 L10 18 L2 10 Z M10 6 L6 10 L10 14 L14 10 Z"),
  INVALID(
      "INVALID",
      "x",
      "M3 6 L6 3 L10 7 L14 3 L17 6 L13 10 L17 14 L14 17 L10 13 L6 17 L3 14 L7 10 Z"),
  PARTIAL("PARTIAL", "~", "M2 3 H18 V17 H2 Z M10 5 V15 H16 V5 Z"),
  FAILED("FAILED", "!", "M8 2 H12 V12 H8 Z M8 14 H12 V18 H8 Z"),
  NONE("not compared", "-", "M3 8 H17 V12 H3 Z"),
  FOUND("shortcuts found", UNEXPECTED.character, UNEXPECTED.path),
  CLEAN("no shortcut found", EXPECTED.character, EXPECTED.path);

  private final String word;
  private final String character;
  private final String path;

  Mark(String word, String character, String path) {
    this.word = word;
    this.character = character;
    this.path = path;
  }

  String word() {
    return word;
  }

  /** The shape where there is only text. */
  String character() {
    return character;
  }

  /** The shape as an SVG path in a box of 20 by 20, filled by the even-odd rule. */
  String path() {
    return path;
  }

  /** The class of its colour in the style sheet: good and bad look alike, whatever they are. */
  String css() {
    Mark likeThat =
        switch (this) {
          case BEYOND_FIXED, LIKE_FIXED -> BETTER;
          case LIKE_NAIVE, BEYOND_NAIVE -> WORSE;
          case BETWEEN -> OPEN;
          case FOUND -> UNEXPECTED;
          case CLEAN -> EXPECTED;
          default -> this;
        };
    return likeThat.name().toLowerCase(Locale.ROOT);
  }

  static Mark of(Verdict verdict) {
    return switch (verdict) {
      case IMPROVEMENT -> BETTER;
      case REGRESSION -> WORSE;
      case EQUIVALENT -> SAME;
      case INCONCLUSIVE -> OPEN;
    };
  }
}
