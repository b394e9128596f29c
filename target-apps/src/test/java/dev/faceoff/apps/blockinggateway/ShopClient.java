package dev.faceoff.apps.blockinggateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A browser of the shop's customers; has no limit of its own to what it waits. */
final class ShopClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI shop;

  ShopClient(URI shop) {
    this.shop = shop;
  }

  /** What a customer sees of an answer. */
  record Answer(int status, String contentType, String location, String body) {
    private static Answer of(HttpResponse<String> response) {
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers().firstValue("Location").orElse(""),
          response.body());
    }
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(shop.resolve(path)));
  }

  /** As above, for someone less patient: fails with an {@code HttpTimeoutException} as cause. */
  Answer get(String path, Duration patience) {
    return send(HttpRequest.newBuilder(shop.resolve(path)).timeout(patience));
  }

  Answer pay(String reference, long amountCents) {
    return post(reference, "{\"amountCents\":%d}".formatted(amountCents));
  }

  Answer post(String reference, String body) {
    return send(payment(reference, body));
  }

  /** Clicks "Pay now" and does not wait. */
  CompletableFuture<Answer> payLater(String reference, long amountCents) {
    return http.sendAsync(
            payment(reference, "{\"amountCents\":%d}".formatted(amountCents)).build(),
            BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  Answer status(String reference) {
    return get("/orders/%s/payments".formatted(reference));
  }

  private HttpRequest.Builder payment(String reference, String body) {
    return HttpRequest.newBuilder(shop.resolve("/orders/%s/payments".formatted(reference)))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
