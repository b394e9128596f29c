package dev.faceoff.apps.missingindex;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The order history of customers. */
@Repository
class CustomerOrders {
  static final String NEWEST =
      """
      select id, placed_at, status, total_cents
      from orders
      where customer_id = :customerId
      order by placed_at desc, id desc
      limit :limit
      """;

  private final JdbcClient jdbc;

  CustomerOrders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Returns a customer's orders, newest first; of two placed at the same instant, the higher id.
   */
  List<CustomerOrder> newest(long customerId, int limit) {
    return jdbc.sql(NEWEST)
        .param("customerId", customerId)
        .param("limit", limit)
        .query(
            (row, number) ->
                new CustomerOrder(
                    row.getLong("id"),
                    row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                    row.getString("status"),
                    row.getLong("total_cents")))
        .list();
  }
}
