package dev.faceoff.apps.nocache;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;

/**
 * Looks into the cache first, computes what is not there and stores it. A purchase takes the page
 * out of the cache, once it is committed. Visitors who ask for the same page at the same time share
 * one look-up and one computation, be the page cold, expired, or Redis away.
 */
@Service
@ConditionalOnProperty(name = "variant", havingValue = "fixed")
class FixedProductPages implements ProductPages {
  private final ProductDatabase database;
  private final PageCache cache;
  private final InstantSource clock;
  private final SingleFlight<Long, Optional<ProductPage>> flights = new SingleFlight<>();

  FixedProductPages(ProductDatabase database, PageCache cache, InstantSource clock) {
    this.database = database;
    this.cache = cache;
    this.clock = clock;
  }

  @Override
  public Optional<ProductPage> page(long productId) {
    return flights.share(
        productId, () -> cache.find(productId).or(() -> computeAndStore(productId)));
  }

  private Optional<ProductPage> computeAndStore(long productId) {
    // The page's age counts from before it was read: only then is none older than the TTL.
    Instant readAt = clock.instant();
    Optional<ProductPage> page = database.page(productId);
    page.ifPresent(computed -> cache.store(computed, readAt));
    return page;
  }

  @Override
  public Optional<Purchase> purchase(long productId) {
    Optional<Purchase> purchase = database.purchase(productId);
    purchase.ifPresent(
        committed -> {
          cache.invalidate(productId, committed.version());
          flights.forget(productId);
        });
    return purchase;
  }
}
