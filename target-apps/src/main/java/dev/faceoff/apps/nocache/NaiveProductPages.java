package dev.faceoff.apps.nocache;

import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;

/** Computes the page for every visit, though next to nothing has changed since the last one. */
@Service
@ConditionalOnProperty(name = "variant", havingValue = "naive")
class NaiveProductPages implements ProductPages {
  private final ProductDatabase database;

  NaiveProductPages(ProductDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<ProductPage> page(long productId) {
    return database.page(productId);
  }

  @Override
  public Optional<Purchase> purchase(long productId) {
    return database.purchase(productId);
  }
}
