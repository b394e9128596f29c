package dev.faceoff.apps.blockinggateway.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayAppTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private GatewayApp gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = GatewayApp.start(0, Duration.ofMillis(5));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void takesAChargeAsOftenAsItIsAsked() {
    assertThat(charge("A1", 500).body())
        .isEqualTo("{\"id\":1,\"reference\":\"A1\",\"amountCents\":500}");
    assertThat(charge("A1", 500).body())
        .isEqualTo("{\"id\":2,\"reference\":\"A1\",\"amountCents\":500}");

    assertThat(get("/ledger").body()).isEqualTo("[\"A1\",\"A1\"]");
  }

  @Test
  void answersTheFirstChargeAgainForTheSameKey() {
    HttpResponse<String> first = charge("A1", 500, "k1");

    HttpResponse<String> again = charge("A1", 500, "k1");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(gateway.references()).containsExactly("A1");
  }

  @Test
  void takesOneOfManyChargesWithTheSameKeyAtOnce() {
    List<CompletableFuture<HttpResponse<String>>> charges =
        IntStream.range(0, 50)
            .mapToObj(n -> http.sendAsync(request("A1", 500, "k1"), BodyHandlers.ofString()))
            .toList();

    assertThat(charges)
        .allSatisfy(charge -> assertThat(charge.join().body()).contains("\"id\":1,"));
    assertThat(gateway.references()).containsExactly("A1");
  }

  @Test
  void refusesAKeyThatBelongsToAnotherCharge() {
    charge("A1", 500, "k1");

    assertThat(charge("A1", 501, "k1").statusCode()).isEqualTo(422);
    assertThat(charge("A2", 500, "k1").statusCode()).isEqualTo(422);

    assertThat(gateway.references()).containsExactly("A1");
  }

  @Test
  void worksOnHundredsOfChargesAtATime() {
    List<CompletableFuture<HttpResponse<String>>> charges =
        IntStream.range(0, 300)
            .mapToObj(n -> http.sendAsync(request("A" + n, 500, "k" + n), BodyHandlers.ofString()))
            .toList();

    assertThat(charges).allSatisfy(charge -> assertThat(charge.join().statusCode()).isEqualTo(201));
    assertThat(gateway.references()).hasSize(300).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"reference\":\"A1\"}",
        "{\"reference\":\" \",\"amountCents\":1}",
        "{\"reference\":\"A1\",\"amountCents\":0}",
        "{\"reference\":\"A1\",\"amountCents\":\"x\"}"
      })
  void refusesWhatIsNoCharge(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.url().resolve("/charges"))
            .POST(BodyPublishers.ofString(body))
            .build();

    assertThat(send(request).statusCode()).isEqualTo(400);
    assertThat(gateway.references()).isEmpty();
  }

  @Test
  void isHealthyAndHasNothingElseToSay() {
    assertThat(get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/charges").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(gateway.url().resolve(path)).build());
  }

  private HttpResponse<String> charge(String reference, long amountCents) {
    return send(
        HttpRequest.newBuilder(gateway.url().resolve("/charges"))
            .POST(body(reference, amountCents))
            .build());
  }

  private HttpResponse<String> charge(String reference, long amountCents, String key) {
    return send(request(reference, amountCents, key));
  }

  private HttpRequest request(String reference, long amountCents, String key) {
    return HttpRequest.newBuilder(gateway.url().resolve("/charges"))
        .header("Idempotency-Key", key)
        .POST(body(reference, amountCents))
        .build();
  }

  private static HttpRequest.BodyPublisher body(String reference, long amountCents) {
    return BodyPublishers.ofString(
        "{\"reference\":\"%s\",\"amountCents\":%d}".formatted(reference, amountCents));
  }

  private HttpResponse<String> send(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofString()).join();
  }
}
