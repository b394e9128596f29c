package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.Objective;
import dev.faceoff.stats.StepOutcome;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The objective is 95 % of {@code browse} within 100 ms, and at most 1 % failed. */
class JudgedRequestsTest {
  private static final Objective OBJECTIVE = new Objective(0.95, 100, 0.01);

  private static Histogram requests(long count, long millis) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(millis * 1_000_000, count);
    return histogram;
  }

  private static BlockSamples arrivals(String endpoint, long millis, Map<String, Long> errors) {
    return new BlockSamples(0, 0, "naive", endpoint, 6, requests(300, millis), errors);
  }

  private static ClosedSamples users(String endpoint, long millis, Map<String, Long> errors) {
    return new ClosedSamples(
        0, 0, "naive", endpoint, 4, 2, 300, 300, requests(300, millis), errors);
  }

  @Test
  void noRateIsKeptAtWhichAnotherEndpointFails() {
    BlockSamples browse = arrivals("browse", 20, Map.of());
    Map<String, Long> allOfThem = Map.of("status 503", 300L);

    JudgedRequests sound =
        JudgedRequests.ofArrivals(List.of(browse, arrivals("pay", 20, Map.of())), "browse");
    JudgedRequests failing =
        JudgedRequests.ofArrivals(List.of(browse, arrivals("pay", 20, allOfThem)), "browse");

    assertThat(sound.by(OBJECTIVE)).isEqualTo(StepOutcome.KEPT);
    assertThat(sound.errorShare()).isZero();
    assertThat(failing.by(OBJECTIVE)).isEqualTo(StepOutcome.NOT_KEPT);
    assertThat(failing.errorShare()).isEqualTo(0.5);
    assertThat(
            JudgedRequests.ofUsers(
                    List.of(users("browse", 20, Map.of()), users("pay", 20, allOfThem)), "browse")
                .by(OBJECTIVE))
        .isEqualTo(StepOutcome.NOT_KEPT);
  }

  @Test
  void theLatencyIsThatOfTheEndpoint() {
    JudgedRequests slowBesides =
        JudgedRequests.ofArrivals(
            List.of(arrivals("browse", 20, Map.of()), arrivals("pay", 900, Map.of())), "browse");
    JudgedRequests slow =
        JudgedRequests.ofUsers(
            List.of(users("browse", 900, Map.of()), users("pay", 20, Map.of())), "browse");

    assertThat(slowBesides.by(OBJECTIVE)).isEqualTo(StepOutcome.KEPT);
    assertThat(slow.by(OBJECTIVE)).isEqualTo(StepOutcome.NOT_KEPT);
  }

  @Test
  void withoutARequestOfTheEndpointThereIsNothingToJudge() {
    JudgedRequests others =
        JudgedRequests.ofArrivals(List.of(arrivals("pay", 20, Map.of())), "browse");

    assertThat(others.isEmpty()).isTrue();
    assertThat(JudgedRequests.ofArrivals(List.of(), "browse").errorShare()).isZero();
  }
}
