package dev.faceoff.apps.nocache;

import dev.faceoff.apps.nocache.ProductPage.Rating;
import dev.faceoff.apps.nocache.ProductPage.Suggestion;
import java.util.List;

/** Pages for tests that need no database. */
final class Pages {
  private Pages() {}

  static ProductPage page(long id, long version) {
    return new ProductPage(
        id,
        "Lamp \"one\" \u00fc",
        4999,
        new Rating(4.5, 12),
        7,
        List.of(new Suggestion(2, "Chair")),
        version);
  }
}
