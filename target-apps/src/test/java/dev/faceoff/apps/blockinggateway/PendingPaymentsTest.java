package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.apps.Postgres.Database;
import dev.faceoff.apps.blockinggateway.PendingPayments.PendingPayment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class PendingPaymentsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Database database = BlockingGatewayData.create();
  private final PaymentBook book = new PaymentBook(database.sql());
  private final PendingPayments pending = new PendingPayments(database.sql());

  @BeforeEach
  void recordThree() {
    book.add("A1", 1);
    book.add("A2", 2);
    book.add("A3", 3);
  }

  @Test
  void givesEachPaymentToOneWorkerOnly() {
    assertThat(references(pending.claim(2, LONG))).containsExactlyInAnyOrder("A1", "A2");
    assertThat(references(pending.claim(2, LONG))).containsExactly("A3");
    assertThat(pending.claim(2, LONG)).isEmpty();
  }

  /** Both claims are under way at once: the second neither waits for the first nor shares. */
  @Test
  void letsWorkersClaimWithoutWaitingForEachOther() {
    DriverManagerDataSource source = new DriverManagerDataSource(database.url(), "postgres", "");
    PendingPayments inTransaction = new PendingPayments(JdbcClient.create(source));

    new TransactionTemplate(new JdbcTransactionManager(source))
        .executeWithoutResult(
            open -> {
              assertThat(references(inTransaction.claim(2, LONG)))
                  .containsExactlyInAnyOrder("A1", "A2");
              assertThat(references(pending.claim(2, LONG))).containsExactly("A3");
            });
  }

  @Test
  void givesAPaymentAgainWhenItsLeaseHasRunOut() {
    PendingPayment first = pending.claim(1, Duration.ofMillis(1)).get(0);
    pending.claim(2, LONG);

    PendingPayment again =
        await().until(() -> pending.claim(1, LONG), claimed -> !claimed.isEmpty()).get(0);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void givesAPostponedPaymentOnlyWhenItIsDue() {
    List<PendingPayment> all = pending.claim(3, Duration.ZERO);
    all.forEach(payment -> pending.postpone(payment, LONG));

    assertThat(pending.claim(3, LONG)).isEmpty();

    pending.postpone(all.get(0), Duration.ZERO);
    assertThat(references(pending.claim(3, LONG))).containsExactly(all.get(0).reference());
  }

  @Test
  void givesNoPaymentThatIsPaid() {
    book.markPaid("A2");

    assertThat(references(pending.claim(3, LONG))).containsExactlyInAnyOrder("A1", "A3");
  }

  private static List<String> references(List<PendingPayment> payments) {
    return payments.stream().map(PendingPayment::reference).toList();
  }
}
