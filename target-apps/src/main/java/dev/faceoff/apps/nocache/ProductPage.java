package dev.faceoff.apps.nocache;

import java.util.List;

/**
 * What a visitor sees of a product.
 *
 * @param alsoBought what was most often ordered together with it, most often first
 * @param version how often the product has been changed: which of its states this page shows
 */
record ProductPage(
    long id,
    String name,
    long priceCents,
    Rating rating,
    int stock,
    List<Suggestion> alsoBought,
    long version) {

  /**
   * What buyers thought.
   *
   * @param average stars from 1 to 5, rounded to hundredths; 0 where nobody has reviewed
   */
  record Rating(double average, long count) {}

  /** Another product. */
  record Suggestion(long id, String name) {}
}
