package dev.faceoff.apps.blockinggateway;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The payments in the book that are still to be charged: a queue that survives the service. */
@Repository
@ConditionalOnProperty(name = "variant", havingValue = "fixed")
class PendingPayments {
  private final JdbcClient jdbc;

  PendingPayments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A payment to be charged.
   *
   * @param id the same at every attempt: the gateway's idempotency key
   * @param attempts including this one
   */
  record PendingPayment(UUID id, String reference, long amountCents, int attempts) {}

  /**
   * Takes due payments, the longest due first, so that no other worker or instance takes them too.
   *
   * @param lease after which they are due again, should this instance have died meanwhile
   */
  List<PendingPayment> claim(int limit, Duration lease) {
    return jdbc.sql(
            """
            with due as materialized (
              select id from payment
              where status = 'PENDING' and due_at <= now()
              order by due_at
              limit :limit
              for update skip locked)
            update payment
            set attempts = attempts + 1, due_at = now() + :leaseMillis * interval '1 millisecond'
            from due
            where payment.id = due.id
            returning payment.id, order_reference as reference, amount_cents, attempts
            """)
        .param("limit", limit)
        .param("leaseMillis", lease.toMillis())
        .query(PendingPayment.class)
        .list();
  }

  /** Makes a payment due again after a while. */
  void postpone(PendingPayment payment, Duration delay) {
    jdbc.sql(
            """
            update payment set due_at = now() + :delayMillis * interval '1 millisecond'
            where id = :id
            """)
        .param("delayMillis", delay.toMillis())
        .param("id", payment.id())
        .update();
  }
}
