package dev.faceoff.apps.nplusone;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for just what the answer holds, all at once: one statement, whatever N. */
@Service
@ConditionalOnProperty(name = "variant", havingValue = "fixed")
class FixedOrderSummaries implements OrderSummaries {

  interface Orders extends Repository<Order, Long> {
    @Query(
        """
        select o.id, o.placedAt, o.customer.name, size(o.lines)
        from Order o
        order by o.placedAt desc, o.id desc
        """)
    List<OrderSummary> summarizeNewest(Limit limit);
  }

  private final Orders orders;

  FixedOrderSummaries(Orders orders) {
    this.orders = orders;
  }

  @Override
  @Transactional(readOnly = true)
  public List<OrderSummary> newest(int limit) {
    return orders.summarizeNewest(Limit.of(limit));
  }
}
