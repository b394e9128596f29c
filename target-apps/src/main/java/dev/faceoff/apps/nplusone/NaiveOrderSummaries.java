package dev.faceoff.apps.nplusone;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Touches customer and lines of each order in turn: N orders, 1 + N statements and more. */
@Service
@ConditionalOnProperty(name = "variant", havingValue = "naive")
class NaiveOrderSummaries implements OrderSummaries {

  interface Orders extends Repository<Order, Long> {
    List<Order> findAllByOrderByPlacedAtDescIdDesc(Limit limit);
  }

  private final Orders orders;

  NaiveOrderSummaries(Orders orders) {
    this.orders = orders;
  }

  @Override
  @Transactional(readOnly = true)
  public List<OrderSummary> newest(int limit) {
    return orders.findAllByOrderByPlacedAtDescIdDesc(Limit.of(limit)).stream()
        .map(
            order ->
                new OrderSummary(
                    order.id(), order.placedAt(), order.customer().name(), order.lines().size()))
        .toList();
  }
}
