package dev.faceoff.apps.blockinggateway;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;

/** Records what is to be paid and answers; a {@link PaymentWorker} asks the gateway afterwards. */
@Service
@ConditionalOnProperty(name = "variant", havingValue = "fixed")
class FixedPayments implements Payments {
  private final PaymentBook book;
  private final PaymentWorker worker;

  FixedPayments(PaymentBook book, PaymentWorker worker) {
    this.book = book;
    this.worker = worker;
  }

  @Override
  public Payment pay(String reference, long amountCents) {
    if (book.add(reference, amountCents)) {
      worker.wake();
    }
    return book.get(reference);
  }
}
