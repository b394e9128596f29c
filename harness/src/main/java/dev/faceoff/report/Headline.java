package dev.faceoff.report;

/**
 * What a scenario found, in one sentence.
 *
 * @param figure the part to stress; empty when the status allows no figure
 */
record Headline(Mark mark, String before, String figure, String after) {
  String sentence() {
    return before + figure + after;
  }
}
