package dev.faceoff.apps.blockinggateway;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The button "Pay now", and where its customer looks afterwards. */
@RestController
class PaymentController {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final long MAX_AMOUNT_CENTS = 100_000_000;

  private final Payments payments;
  private final PaymentBook book;

  PaymentController(Payments payments, PaymentBook book) {
    this.payments = payments;
    this.book = book;
  }

  /** What the button sends. */
  record Amount(long amountCents) {}

  /** Answers 200 when the order is paid, and 202 when it will be. */
  @PostMapping("/orders/{reference}/payments")
  ResponseEntity<Payment> pay(@PathVariable String reference, @RequestBody Amount amount) {
    require(
        REFERENCE.matcher(reference).matches(),
        HttpStatus.BAD_REQUEST,
        "an order's reference has 1 to 64 letters, digits and hyphens");
    require(
        amount.amountCents() >= 1 && amount.amountCents() <= MAX_AMOUNT_CENTS,
        HttpStatus.BAD_REQUEST,
        "amountCents must be 1 to %d, but is %d".formatted(MAX_AMOUNT_CENTS, amount.amountCents()));

    Payment payment = payments.pay(reference, amount.amountCents());

    require(
        payment.amountCents() == amount.amountCents(),
        HttpStatus.CONFLICT,
        "this order has a payment of another amount");
    return ResponseEntity.status(
            payment.status() == Payment.Status.PAID ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .location(URI.create("/orders/" + reference + "/payments"))
        .body(payment);
  }

  @GetMapping("/orders/{reference}/payments")
  Payment status(@PathVariable String reference) {
    return book.find(reference)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "this order has no payment"));
  }

  private static void require(boolean condition, HttpStatus otherwise, String message) {
    if (!condition) {
      throw new ResponseStatusException(otherwise, message);
    }
  }
}
