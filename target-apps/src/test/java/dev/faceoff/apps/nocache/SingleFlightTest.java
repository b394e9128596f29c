package dev.faceoff.apps.nocache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SingleFlightTest {
  private final SingleFlight<String, Integer> flights = new SingleFlight<>();
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void doesTheWorkOnceForAllWhoWaitForIt() {
    Crowd crowd = new Crowd(16);

    crowd.all(
        () ->
            flights.share(
                "key",
                () -> {
                  crowd.awaitOthersWaiting();
                  return done.incrementAndGet();
                }));

    assertThat(crowd.results()).hasSize(16).containsOnly(1);
    assertThat(done).hasValue(1);
  }

  @Test
  void doesTheWorkAgainForWhoComesLater() {
    flights.share("key", done::incrementAndGet);

    assertThat(flights.share("key", done::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void nobodyJoinsWorkThatIsForgotten() {
    int outer =
        flights.share(
            "key",
            () -> {
              flights.forget("key");
              return 10 + flights.share("key", done::incrementAndGet);
            });

    assertThat(outer).isEqualTo(11);
  }

  @Test
  void throwsWhatTheWorkThrowsAndTriesAgainNextTime() {
    IllegalStateException failure = new IllegalStateException("no luck");

    assertThatThrownBy(
            () ->
                flights.share(
                    "key",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(flights.share("key", done::incrementAndGet)).isEqualTo(1);
  }
}
