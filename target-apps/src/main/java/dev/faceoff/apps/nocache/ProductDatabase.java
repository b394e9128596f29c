package dev.faceoff.apps.nocache;

import dev.faceoff.apps.nocache.ProductPage.Rating;
import dev.faceoff.apps.nocache.ProductPage.Suggestion;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The shop's database: computes pages, and sells. */
@Repository
class ProductDatabase {
  static final String PRODUCT =
      "select name, price_cents, stock, version from products where id = :id";

  static final String RATING =
      """
      select coalesce(round(avg(stars), 2), 0) as average, count(*) as count
      from reviews
      where product_id = :id
      """;

  /** Of the last 500 orders with the product: those of years ago say little. */
  static final String ALSO_BOUGHT =
      """
      select product.id, product.name
      from (
        select other.product_id, count(*) as orders
        from (
          select order_id from order_lines where product_id = :id order by order_id desc limit 500
        ) latest
        join order_lines other on other.order_id = latest.order_id and other.product_id <> :id
        group by other.product_id
        order by count(*) desc, other.product_id
        limit 5
      ) together
      join products product on product.id = together.product_id
      order by together.orders desc, product.id
      """;

  private static final String SELL_ONE =
      """
      update products set stock = stock - 1, version = version + 1
      where id = :id
      returning stock, version
      """;

  private record Product(String name, long priceCents, int stock, long version) {}

  private record Sold(int stock, long version) {}

  private final JdbcClient jdbc;
  private final Freshness freshness;

  ProductDatabase(JdbcClient jdbc, Freshness freshness) {
    this.jdbc = jdbc;
    this.freshness = freshness;
  }

  /**
   * Computes a page with three statements. The version is read first: whatever commits in between,
   * the page is at least as new as it says.
   */
  @Transactional(readOnly = true)
  public Optional<ProductPage> page(long productId) {
    return jdbc.sql(PRODUCT)
        .param("id", productId)
        .query(Product.class)
        .optional()
        .map(
            product ->
                new ProductPage(
                    productId,
                    product.name(),
                    product.priceCents(),
                    rating(productId),
                    product.stock(),
                    alsoBought(productId),
                    product.version()));
  }

  private Rating rating(long productId) {
    return jdbc.sql(RATING).param("id", productId).query(Rating.class).single();
  }

  private List<Suggestion> alsoBought(long productId) {
    return jdbc.sql(ALSO_BOUGHT).param("id", productId).query(Suggestion.class).list();
  }

  /** Sells one item; committed when this returns. */
  @Transactional
  public Optional<Purchase> purchase(long productId) {
    try {
      Optional<Purchase> purchase =
          jdbc.sql(SELL_ONE)
              .param("id", productId)
              .query(Sold.class)
              .optional()
              .map(sold -> new Purchase(productId, sold.stock(), sold.version()));
      // Nothing but the commit is left to do: waits for a connection and for the row are over.
      purchase.ifPresent(made -> freshness.committing(productId, made.version()));
      return purchase;
    } catch (DataIntegrityViolationException e) {
      // The table's check on its stock is the only rule this statement can break.
      throw new SoldOutException(productId, e);
    }
  }
}
