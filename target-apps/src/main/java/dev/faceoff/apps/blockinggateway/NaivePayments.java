package dev.faceoff.apps.blockinggateway;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.client.RestClient;

/** Waits for the gateway, as long as that takes, and keeps a thread and a connection meanwhile. */
@Service
@ConditionalOnProperty(name = "variant", havingValue = "naive")
class NaivePayments implements Payments {
  private final PaymentBook book;
  private final RestClient gateway;

  NaivePayments(PaymentBook book, @Value("${gateway.url}") String gatewayUrl) {
    this.book = book;
    this.gateway = RestClient.create(gatewayUrl);
  }

  @Override
  @Transactional
  public Payment pay(String reference, long amountCents) {
    if (book.add(reference, amountCents)) {
      gateway
          .post()
          .uri("/charges")
          .body(new Charge(reference, amountCents))
          .retrieve()
          .toBodilessEntity();
      book.markPaid(reference);
    }
    return book.get(reference);
  }
}
