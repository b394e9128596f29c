package dev.faceoff.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.serve.RecentLoad.Column;
import dev.faceoff.serve.RecentLoad.Figures;
import dev.faceoff.serve.RecentLoad.Struck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentLoadTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1000 * MILLI;
  private static final long ORIGIN = Long.MAX_VALUE - 1000 * SECOND;

  private final AtomicLong nanoTime = new AtomicLong(ORIGIN);
  private final RecentLoad recent = new RecentLoad(List.of("naive", "fixed"), nanoTime::get);

  @BeforeEach
  void begin() {
    recent.phase("shop", RecentLoad.PHASE);
  }

  @Test
  void tellsWhatBecameOfTheRequestsOfTheLastTenSeconds() {
    ended("naive", "list", 4, 1000, true);
    for (int i = 0; i < 9; i++) {
      ended("naive", "list", 5, 10, false);
    }
    ended("naive", "buy", 14, 3000, true);
    ended("naive", "buy", 15, 77, false);
    upTo(15, Map.of("naive", 12L));

    Column naive = recent.now().columns().get(0);
    assertThat(naive.variant()).isEqualTo("naive");
    assertThat(naive.recent().requests()).isEqualTo(10);
    assertThat(naive.recent().p50Millis().orElseThrow()).isCloseTo(10, within(0.2));
    assertThat(naive.recent().p95Millis().orElseThrow()).isCloseTo(3000, within(40.0));
    assertThat(naive.recent().failedShare()).hasValue(0.1);
    assertThat(naive.endpoints()).containsOnlyKeys("list", "buy");
    assertThat(naive.endpoints().get("list").failedShare()).hasValue(0.0);
    assertThat(naive.endpoints().get("buy").failedShare()).hasValue(1.0);
    assertThat(naive.inFlight()).isEqualTo(12);
  }

  @Test
  void withoutRequestsThereIsNothingToTell() {
    upTo(15, Map.of());

    Column fixed = recent.now().columns().get(1);
    assertThat(fixed.recent())
        .isEqualTo(new Figures(0, Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(fixed.inFlight()).isZero();
    assertThat(fixed.p95MillisBySecond()).hasSize(120).containsOnly(Optional.empty());
  }

  @Test
  void theLineHasTheSecondsOfTwoMinutesAndForgetsThoseBefore() {
    ended("fixed", "list", 10, 20, false);
    ended("fixed", "list", 100, 50, false);
    upTo(130, Map.of());
    assertThat(line().get(0)).hasValueSatisfying(p95 -> assertThat(p95).isCloseTo(20, within(0.4)));
    assertThat(line().get(90)).isPresent();
    assertThat(line().stream().filter(Optional::isPresent)).hasSize(2);

    upTo(131, Map.of());

    assertThat(line().get(89)).isPresent();
    assertThat(line().stream().filter(Optional::isPresent)).hasSize(1);
  }

  @Test
  void theSecondUnderWayDoesNotCountYet() {
    ended("fixed", "list", 20, 50, false);
    upTo(20, Map.of());
    assertThat(recent.now().columns().get(1).recent().requests()).isZero();

    upTo(21, Map.of());

    assertThat(recent.now().columns().get(1).recent().requests()).isEqualTo(1);
  }

  @Test
  void warmUpAndOtherVariantsDoNotCount() {
    recent.phase("shop", "warm-up");
    ended("naive", "list", 5, 10, false);
    recent.phase("shop", RecentLoad.PHASE);
    ended("mine", "list", 5, 10, false);
    upTo(10, Map.of());

    assertThat(recent.now().columns())
        .hasSize(2)
        .allMatch(column -> column.recent().requests() == 0);
  }

  @Test
  void whatARequestUsesIsThatOfAboutTheLastTenSeconds() {
    upTo(1, Map.of());
    recent.used("shop", "naive", 1000);
    assertThat(recent.now().columns().get(0).usedPerRequest()).isEmpty();
    ended("naive", "list", 2, 10, false);
    ended("naive", "list", 2, 10, false);
    upTo(6, Map.of());
    recent.used("shop", "naive", 1100);
    assertThat(recent.now().columns().get(0).usedPerRequest()).hasValue(50.0);

    ended("naive", "list", 7, 10, false);
    upTo(12, Map.of());
    recent.used("shop", "naive", 1120);

    assertThat(recent.now().columns().get(0).usedPerRequest()).hasValue(20.0);
    assertThat(recent.now().columns().get(1).usedPerRequest()).isEmpty();
  }

  @Test
  void faultsStandOnTheClockOfTheLoad() {
    upTo(10, Map.of());
    // A message that took two tenths of a second says nothing new about the load's clock.
    nanoTime.set(ORIGIN + 11 * SECOND + 200 * MILLI);
    recent.upTo("shop", 11 * SECOND, Map.of());
    nanoTime.set(ORIGIN + 12 * SECOND);
    recent.fault("shop", "naive", "outage", true);
    recent.fault("shop", "fixed", "outage", true);
    assertThat(recent.now().struck())
        .containsExactly(new Struck("outage", 12, Double.POSITIVE_INFINITY));

    nanoTime.set(ORIGIN + 15 * SECOND);
    recent.fault("shop", "naive", "outage", false);
    recent.fault("shop", "fixed", "outage", false);
    upTo(135, Map.of());
    assertThat(recent.now().struck()).containsExactly(new Struck("outage", 12, 15));

    upTo(136, Map.of());
    assertThat(recent.now().struck()).isEmpty();
  }

  private List<Optional<Double>> line() {
    return recent.now().columns().get(1).p95MillisBySecond();
  }

  private void ended(String variant, String endpoint, int second, long millis, boolean failed) {
    recent.ended("shop", variant, endpoint, failed, second * SECOND + SECOND / 2, millis * MILLI);
  }

  private void upTo(int second, Map<String, Long> inFlight) {
    nanoTime.set(ORIGIN + second * SECOND);
    recent.upTo("shop", second * SECOND, inFlight);
  }
}
