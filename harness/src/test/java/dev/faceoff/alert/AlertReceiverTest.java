package dev.faceoff.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertReceiverTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String NOW = "2026-11-22T10:00:00Z";
  private static final String LATER = "2026-11-22T10:04:00.123456789Z";
  private static final String EARLIER = "2026-11-22T09:59:59.5Z";

  private final AtomicLong nanoTime = new AtomicLong(100);
  private final AlertReceiver receiver =
      AlertReceiver.open(Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC), nanoTime::get);

  @AfterEach
  void close() {
    receiver.close();
  }

  private static String alert(String name, String variant, String endsAt) {
    return """
        {"labels": {"alertname": "%s", "variant": "%s"}, "annotations": {"summary": "none"},
         "startsAt": "2026-11-22T09:59:00Z", "endsAt": "%s", "generatorURL": "http://127.0.0.1:1/"}
        """
        .formatted(name, variant, endsAt);
  }

  private int post(String body) throws IOException, InterruptedException {
    return post("/api/v2/alerts", body);
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    return CLIENT
        .send(
            HttpRequest.newBuilder(URI.create("http://" + receiver.authority() + path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void anAlertFiresFromTheFirstTimeThatPrometheusSaysSo() throws Exception {
    assertThat(post("[" + alert("Errors", "naive", LATER) + "]")).isEqualTo(200);
    nanoTime.set(200);
    post("[" + alert("Errors", "naive", LATER) + "," + alert("Errors", "fixed", LATER) + "]");

    assertThat(receiver.firings())
        .extracting(each -> each.label("variant") + " " + each.fromNanoTime())
        .containsExactly("naive 100", "fixed 200");
    assertThat(receiver.firings().get(0).label(Firing.NAME)).isEqualTo("Errors");
    assertThat(receiver.firings().get(0).label("scenario")).isEmpty();
    assertThat(receiver.firings().get(0).toNanoTime()).isEmpty();
  }

  @Test
  void itIsOverOnceItsEndHasPassedAndMayFireAgain() throws Exception {
    post("[" + alert("Errors", "naive", LATER) + "]");
    nanoTime.set(300);
    post("[" + alert("Errors", "naive", EARLIER) + "]");
    nanoTime.set(350);
    // Prometheus repeats for a while what is over.
    post("[" + alert("Errors", "naive", EARLIER) + "]");
    nanoTime.set(400);
    post("[" + alert("Errors", "naive", LATER) + "]");

    assertThat(receiver.firings())
        .extracting(Firing::fromNanoTime, Firing::toNanoTime)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(100L, OptionalLong.of(300)),
            org.assertj.core.api.Assertions.tuple(400L, OptionalLong.empty()));
  }

  @Test
  void whatIsOverBeforeItWasHeardOfNeverFired() throws Exception {
    post("[" + alert("Errors", "naive", EARLIER) + "]");

    assertThat(receiver.firings()).isEmpty();
  }

  @Test
  void whatIsNoAlertIsRefused() throws Exception {
    assertThat(post("no JSON")).isEqualTo(400);
    assertThat(post("[" + alert("Errors", "naive", "soon") + "]")).isEqualTo(400);
    assertThat(post("/api/v1/alerts", "[]")).isEqualTo(404);
    assertThat(receiver.firings()).isEmpty();
  }
}
