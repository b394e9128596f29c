package dev.faceoff.apps.blockinggateway;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shop's own record of payments, one an order. */
@Repository
class PaymentBook {
  private final JdbcClient jdbc;

  PaymentBook(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a pending payment. Waits while another transaction is adding one for the same order.
   *
   * @return whether there was none yet
   */
  boolean add(String reference, long amountCents) {
    return jdbc.sql(
                """
                insert into payment (order_reference, amount_cents) values (:reference, :amountCents)
                on conflict (order_reference) do nothing
                """)
            .param("reference", reference)
            .param("amountCents", amountCents)
            .update()
        == 1;
  }

  void markPaid(String reference) {
    jdbc.sql("update payment set status = 'PAID' where order_reference = :reference")
        .param("reference", reference)
        .update();
  }

  /** The payment of an order, if there is one. */
  Optional<Payment> find(String reference) {
    return jdbc.sql(
            """
            select order_reference as reference, amount_cents, status
            from payment
            where order_reference = :reference
            """)
        .param("reference", reference)
        .query(Payment.class)
        .optional();
  }

  /** The payment of an order that has one. */
  Payment get(String reference) {
    return find(reference).orElseThrow();
  }
}
