package dev.faceoff.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.load.GeneratorListener;
import dev.faceoff.process.Eventually;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.GeneratorEvent.Kind;
import dev.faceoff.scenarios.plan.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveLoadTest {
  @TempDir private Path folder;

  private final Told told = new Told();
  private final LiveLoad live = new LiveLoad(List.of(told));
  private Samples samples;
  private GeneratorListener generator;

  @BeforeEach
  void follow() throws Exception {
    samples = new Samples(folder);
    generator = live.follow(samples.plan());
    live.phase("shop", "start-up");
  }

  @Test
  void tellsEachSecondWhatHasEndedSince() throws Exception {
    samples.append(Samples.sample(1, 0, Outcome.OK, 2001, 30));
    progress(3000, Map.of("naive", 2L));
    samples.append(Samples.sample(1, 1, Outcome.TIMEOUT, 2501, 1000));
    progress(4000, Map.of());
    live.close();

    assertThat(told.take())
        .containsExactly(
            "shop: start-up",
            "late by 1",
            "naive list ok at 2031 after 30",
            "up to 3000, in flight {naive=2}",
            "late by 1",
            "naive buy failed at 3501 after 1000",
            "up to 4000, in flight {}");
  }

  @Test
  void aSampleThatIsNotWholeYetIsTheNextSeconds() throws Exception {
    byte[] whole = Samples.sample(2, 0, Outcome.OK, 5001, 7);
    samples.append(Arrays.copyOfRange(whole, 0, 20));
    progress(5500, Map.of());
    samples.append(Arrays.copyOfRange(whole, 20, whole.length));
    progress(6500, Map.of());
    live.close();

    assertThat(told.take())
        .containsExactly(
            "shop: start-up",
            "up to 5500, in flight {}",
            "late by 1",
            "fixed list ok at 5008 after 7",
            "up to 6500, in flight {}");
  }

  @Test
  void whoWasNotSentAnythingIsNoRequest() throws Exception {
    samples.append(Samples.sample(2, 0, Outcome.UNSENT, 5001, 0));
    progress(6000, Map.of());
    live.close();

    assertThat(told.take())
        .containsExactly("shop: start-up", "late by 1", "up to 6000, in flight {}");
  }

  @Test
  void phasesAndRatesFollowTheBlocks() {
    generator.blockBegins(0, 0);
    generator.blockDrained(0, 0);
    generator.blockBegins(1, 0);
    live.phase("outage");
    live.fault("naive", "outage", true);
    live.fault("naive", "outage", false);
    live.phase("after");
    generator.blockDrained(1, 0);
    live.close();

    assertThat(told.take())
        .containsExactly(
            "shop: start-up",
            "shop: warm-up",
            "naive offered 0.0",
            "shop: gaps",
            "shop: measure",
            "naive offered 20.0",
            "shop: outage",
            "outage at naive on",
            "outage at naive off",
            "shop: after",
            "shop: gaps",
            "naive offered 0.0");
  }

  @Test
  void nothingIsToldAfterTheEnd() {
    live.close();
    told.take();

    live.phase("shop", "report");
    generator.blockBegins(0, 0);

    assertThat(told.take()).isEmpty();
  }

  @Test
  void whoListensForAWhileHearsWhatIsToldMeanwhile() {
    Told other = new Told();
    generator.blockBegins(0, 0);
    try (LiveLoad.Told meanwhile = live.also(other)) {
      assertThat(meanwhile).isNotNull();
      live.fault("naive", "outage", true);
    }
    live.fault("naive", "outage", false);
    live.close();

    assertThat(other.take()).containsExactly("outage at naive on");
    assertThat(told.take()).endsWith("outage at naive on", "outage at naive off");
  }

  @Test
  void aListenerThatComesLaterHearsOfThePlansFromThenOn() throws Exception {
    try (LiveLoad nobody = new LiveLoad(List.of())) {
      Told late = new Told();
      nobody.phase("shop", "start-up");
      LiveLoad.Told added = nobody.also(late);
      GeneratorListener followed = nobody.follow(samples.plan());
      followed.blockBegins(0, 0);
      added.close();

      assertThat(late.take()).containsExactly("shop: warm-up", "naive offered 0.0");
    }
  }

  @Test
  void withoutListenersNothingIsRead() {
    try (LiveLoad nobody = new LiveLoad(List.of())) {
      assertThat(nobody.follow(samples.plan())).isSameAs(GeneratorListener.NONE);
    }
  }

  private void progress(long millis, Map<String, Long> inFlight) throws InterruptedException {
    generator.progress(
        new GeneratorEvent(Kind.PROGRESS, -1, millis * Samples.MILLI, 0, 0, 0, 0, 0, 2, inFlight));
    // The next samples are written once these have been read.
    Eventually.holds("told up to " + millis, () -> told.hasHeard("up to " + millis));
  }
}
