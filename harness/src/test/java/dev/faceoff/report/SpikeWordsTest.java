package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Status;
import dev.faceoff.report.SpikeReport.Recovery;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpikeWordsTest {
  private final ScenarioReport both = SpikeFixtures.two().scenarios().get(0);
  private final ScenarioReport alone = SpikeFixtures.two().scenarios().get(1);

  @Test
  void tellsInOneSentenceWhatBecameOfUsersAndWhenAllWasNormal() {
    Headline headline = SpikeWords.of(both).orElseThrow().headline();

    assertThat(headline.mark()).isEqualTo(Mark.BETTER);
    assertThat(headline.figure()).isEqualTo("99.8 %");
    assertThat(headline.sentence())
        .isEqualTo(
            "In a spike of 10 times the arrivals for 5 s, naive answered 12.2 % [9.2, 15.1] of"
                + " orders-of-customer within 250 ms, fixed 99.8 % [99.1, 100.0];"
                + " naive was back to normal 5.3 s [3.9, 6.8] after its end, fixed"
                + " never left its objective.");
  }

  @Test
  void whatWasNotBackInTimeHasNoNumber() {
    SpikeWords words = SpikeWords.of(alone).orElseThrow();

    assertThat(Words.headline(alone)).isEqualTo(words.headline());
    // One launch has no interval, and proves neither better nor worse.
    assertThat(words.headline().mark()).isEqualTo(Mark.NONE);
    assertThat(words.headline().sentence())
        .endsWith(
            "naive answered 22.4 % of list-orders within 100 ms and refused 61 % quickly, fixed 99.4"
                + " % and 0 %; naive was not back to normal within the 12 s watched, fixed was back"
                + " to normal as soon as it was over.");
    assertThat(row(words, 0, "back to normal")).containsExactly("not within 12 s", "at once");
  }

  @Test
  void theHeadlineIsOfThePairWhereThatWasCompared() {
    assertThat(Words.headline(both).sentence()).startsWith("Fixed answers ");
  }

  @Test
  void everyEndpointHasItsRowsAndTheFirstTellsWhenAllIsNormal() {
    SpikeWords words = SpikeWords.of(alone).orElseThrow();

    assertThat(row(words, 0, "within 100 ms in it")).containsExactly("22.4 %", "99.4 %");
    assertThat(row(words, 0, "waited too long")).containsExactly("16.6 %", "0.6 %");
    assertThat(row(words, 1, "within 1.5 s in it")).containsExactly("75 %", "100 %");
    Endpoint other = words.spike().endpoints().get(1);
    assertThat(words.rows(other))
        .extracting(Facts.Row::name)
        .containsExactly(
            "within 1.5 s in it", "refused quickly", "waited too long", "requests in it");
  }

  @Test
  void saysInHowManyLaunchesAVariantWasNotBack() {
    SpikeWords words = words(new Recovery(3, 3, 1, Optional.empty()));

    assertThat(words.headline().sentence())
        .contains("; naive was not back to normal within the 12 s watched in 2 of 3 launches, ");
  }

  @Test
  void whatNeverWasNormalIsNotBack() {
    SpikeWords words = words(new Recovery(0, 0, 0, Optional.empty()));

    assertThat(words.headline().sentence()).contains("; naive was not normal before it either, ");
    assertThat(row(words, 0, "back to normal").get(0)).isEqualTo("not normal before");
  }

  @Test
  void saysWhichLaunchesATimeIsOf() {
    SpikeWords words =
        words(new Recovery(2, 1, 2, Optional.of(Reports.exact(2.5, "over 2 launches"))));

    assertThat(words.sentences())
        .containsExactly(
            "In 1 of 3 launches naive was not normal before the spike, so that it could not be back.",
            "Naive left its objective in 1 of 2 launches; a launch in which it did not counts as 0 s.");
  }

  @Test
  void aTimeOfWhatWasNotBackCannotBeMade() {
    assertThatThrownBy(
            () -> new Recovery(3, 3, 2, Optional.of(Reports.exact(4, "over 2 launches"))))
        .hasMessage("there is no time until a variant was not back");
    assertThatThrownBy(() -> new Recovery(3, 1, 1, Optional.empty()))
        .hasMessage("1 of 3 launches cannot have left and 1 be back");
  }

  @Test
  void anUnsoundSpikeHasItsReasonsAndNoNumbers() {
    List<ScenarioReport> broken = SpikeFixtures.broken().scenarios();

    assertThat(broken)
        .extracting(s -> SpikeWords.of(s).isPresent())
        .containsExactly(true, false, false, false);
    assertThat(Words.headline(broken.get(0)).mark()).isEqualTo(Mark.PARTIAL);
    assertThat(SpikeWords.of(broken.get(0)).orElseThrow().sentences())
        .containsExactly("These are the numbers of 1 of 3 launches.");
    assertThat(broken.get(2).statuses()).containsExactly(Status.VALID, Status.INVALID);
    assertThat(Words.headline(broken.get(3)).mark()).isEqualTo(Mark.INVALID);
  }

  /** The first scenario, naive with another recovery. */
  private SpikeWords words(Recovery ofNaive) {
    SpikeReport spike = both.scaling().spike().orElseThrow();
    VariantSpike naive = spike.variants().get(0);
    SpikeReport other =
        new SpikeReport(
            spike.status(),
            spike.reasons(),
            spike.times(),
            spike.endpoints(),
            spike.load(),
            spike.settings(),
            spike.launches(),
            List.of(
                new VariantSpike(naive.variant(), naive.served(), ofNaive),
                spike.variants().get(1)),
            spike.points(),
            spike.trust());
    return new SpikeWords(both, other);
  }

  private static List<String> row(SpikeWords words, int endpoint, String name) {
    return words.rows(words.spike().endpoints().get(endpoint)).stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow()
        .cells();
  }
}
