package dev.faceoff.apps.nocache;

import java.util.Optional;

/** Shows products and sells them. */
interface ProductPages {

  /** Returns the page of a product, or nothing where there is no such product. */
  Optional<ProductPage> page(long productId);

  /**
   * Sells one item. Whether there is one left is asked of the database, whatever a page says.
   *
   * @return nothing where there is no such product
   * @throws SoldOutException when none is left
   */
  Optional<Purchase> purchase(long productId);
}
