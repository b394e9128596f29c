package dev.faceoff.model;

/**
 * A shortcut that a service shows. Every figure in its sentences was measured in the same run.
 *
 * @param endpoint at which; empty for the whole service
 * @param evidence what was seen, and that it scaled as the shortcut predicts
 * @param price what it costs
 * @param advice what to do
 * @param confirmed whether an experiment varied something and the symptom followed; else it was
 *     only watched
 */
public record Finding(
    Shortcut shortcut,
    String endpoint,
    String evidence,
    String price,
    String advice,
    boolean confirmed) {
  public Finding {
    Checks.requireText(evidence, "evidence");
    Checks.requireText(price, "price");
    Checks.requireText(advice, "advice");
  }
}
