package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Status;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.GeneratorLimit;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Limit;
import dev.faceoff.report.CapacityReport.Outcome;
import dev.faceoff.report.CapacityReport.Peak;
import dev.faceoff.report.CapacityReport.Search;
import dev.faceoff.report.CapacityReport.Step;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityWordsTest {
  private final ScenarioReport both = CapacityFixtures.two().scenarios().get(0);
  private final ScenarioReport alone = CapacityFixtures.two().scenarios().get(1);

  @Test
  void aSingleLaunchSaysWhatItsStepsAllow() {
    Headline headline = CapacityWords.of(both).orElseThrow().headline();

    assertThat(headline.mark()).isEqualTo(Mark.BETTER);
    assertThat(headline.figure()).isEqualTo("29.6 times as many arrivals");
    assertThat(headline.sentence())
        .isEqualTo(
            "Fixed keeps 29.6 times as many arrivals as naive (one launch, whose steps allow 24.7 to"
                + " 35.6): 812/s against 27.4/s, with 95 % of orders-of-customer within 250 ms, at"
                + " most 1 % of all requests failed.");
  }

  @Test
  void whatTheGeneratorLimitsIsALowerBound() {
    CapacityWords words = CapacityWords.of(alone).orElseThrow();

    assertThat(Words.headline(alone)).isEqualTo(words.headline());
    assertThat(words.headline().mark()).isEqualTo(Mark.BETTER);
    assertThat(words.headline().sentence())
        .isEqualTo(
            "Fixed keeps at least 9.20 times as many arrivals as naive: at least 1,190/s against"
                + " 101/s [88, 135], with 99 % of newest-orders within 1 s, no request failed.");
    VariantCapacity fixed = words.capacity().variants().get(1);
    assertThat(words.sentences(fixed))
        .contains(
            "Fixed keeps at least 1,180/s; more is the load generator's own limit, not the service's.");
    assertThat(row(words, "limited by"))
        .containsExactly("not known", "what the generator can offer");
  }

  @Test
  void aGeneratorThatKeepsMoreAloneIsNotSaidToBeTheLimit() {
    CapacityReport capacity = alone.scaling().capacity().orElseThrow();
    CapacityReport quickAlone =
        new CapacityReport(
            capacity.status(),
            capacity.reasons(),
            capacity.objective(),
            capacity.users(),
            capacity.rounds(),
            capacity.stepSeconds(),
            capacity.load(),
            capacity.profile(),
            capacity.variants(),
            capacity.ratio(),
            Optional.of(new GeneratorLimit(Optional.of(5_000.0), Optional.empty(), "")),
            capacity.cost(),
            capacity.trust());

    assertThat(new CapacityWords(alone, quickAlone).sentences(capacity.variants().get(1)))
        .contains(
            "Fixed keeps at least 1,180/s; more could not be offered beside it, as it shares the"
                + " machine with the load generator: what it bears by itself is not known.")
        .noneMatch(sentence -> sentence.contains("not the service's"));
  }

  @Test
  void aLimitThatWasAskedForIsToldAsSuch() {
    ScenarioReport limited = CapacityFixtures.limited().scenarios().get(0);
    CapacityWords words = CapacityWords.of(limited).orElseThrow();

    assertThat(words.headline().sentence())
        .isEqualTo("Naive keeps at least 120/s, fixed keeps at least 120/s.");
    assertThat(row(words, "limited by")).containsOnly("the limit that was asked for");
    assertThat(words.sentences(words.capacity().variants().get(0)))
        .containsExactly(
            "Naive keeps at least 120/s; more than 120/s was not tried, as that is the limit that was"
                + " asked for.",
            "Naive has no law: users without pause were left out, as no more than 120 users a second"
                + " were allowed.");
  }

  @Test
  void aRateNearTheGeneratorsOwnSaysSo() {
    CapacityWords words = CapacityWords.of(both).orElseThrow();

    assertThat(words.sentences(words.capacity().variants().get(1)))
        .contains(
            "What fixed keeps is near the load generator's own limit of 985/s: the generator may be"
                + " what limits it.");
    assertThat(words.sentences(words.capacity().variants().get(0)))
        .noneMatch(sentence -> sentence.contains("near"));
    assertThat(words.sentences())
        .last()
        .isEqualTo(
            "The load generator itself keeps 985/s on this machine, of a stand-in that answers from"
                + " memory, and not 1,280/s. The load generator took 56 % of the machine's"
                + " processors; the limit is 50 %.");
    // What the generator limited has said so.
    CapacityWords limited = CapacityWords.of(alone).orElseThrow();
    assertThat(limited.sentences()).noneMatch(sentence -> sentence.contains("near"));
    assertThat(limited.sentences())
        .last()
        .isEqualTo(
            "The load generator itself keeps at least 1,210/s on this machine, of a stand-in that"
                + " answers from memory.");
  }

  @Test
  void aVariantOfWhichNothingIsKnownSaysWhyAndTheOtherKeepsItsNumber() {
    ScenarioReport scenario = CapacityFixtures.oneUnknown().scenarios().get(0);
    CapacityWords words = CapacityWords.of(scenario).orElseThrow();

    assertThat(words.headline().sentence())
        .isEqualTo("What naive keeps is not known, fixed keeps 812/s.");
    assertThat(row(words, "highest rate kept")).containsExactly("not known", "812/s");
    assertThat(words.sentences().get(0))
        .isEqualTo(
            "Naive has no rate: no step was sound. The load generator took 61 % of the machine's"
                + " processors; the limit is 50 %.");
    assertThat(words.sentences()).noneMatch(sentence -> sentence.contains("keeps at least"));
  }

  @Test
  void aCostSaysWhatItIsOfAndWhatIsNotInIt() {
    CostWords words = new CostWords(both.scaling().capacity().orElseThrow().cost().orElseThrow());

    assertThat(words.heading())
        .isEqualTo("A million requests cost 0.95 EUR with naive, 0.0189 EUR with fixed");
    assertThat(words.note())
        .contains("at the highest rate that each variant kept.")
        .contains("Prices: 0.048 EUR a core-hour, 0.0053 EUR a GB-hour.")
        .endsWith(
            "Not in it: what a JVM compiles and collects, the database's memory and"
                + " disk, the network.");
    assertThat(new CostWords(both.cost().orElseThrow()).heading())
        .isEqualTo("What a million requests take");
    assertThat(new CostWords(both.cost().orElseThrow()).note())
        .contains("at 20 arrivals a second.")
        .doesNotContain("Prices");
  }

  @Test
  void theHeadlineIsOfThePairWhereThatWasCompared() {
    assertThat(Words.headline(both).sentence()).startsWith("Fixed answers ");
  }

  @Test
  void namesTheLimitWithItsEvidence() {
    CapacityWords words = CapacityWords.of(both).orElseThrow();

    assertThat(words.sentences(words.capacity().variants().get(0)))
        .containsExactly(
            "Just above what naive keeps, its limit is CPU, used by the database. The machine's cores"
                + " were busy for 98 % (91 % at the highest kept rate) of the time, 84 % by the"
                + " database, 6 % by the service, 2 % by the generator.",
            "More than 13 users [10, 21] get less done by naive: its peak is 46.1 requests a second"
                + " [44.4, 47.9].");
    assertThat(row(words, "lowest rate not kept")).containsExactly("32.9/s", "974/s");
    assertThat(row(words, "peak")).containsExactly("13 [10, 21] users", "none seen");
  }

  /** A peak within twice the users measured is told without it: the dotted part of the chart. */
  @Test
  void aPeakFarBeyondTheUsersMeasuredIsSaidToBeExtrapolated() {
    CapacityReport capacity = both.scaling().capacity().orElseThrow();
    List<VariantCapacity> variants =
        capacity.variants().stream().map(CapacityWordsTest::peakingFar).toList();
    CapacityWords words = new CapacityWords(both, CapacityFixtures.of(capacity, variants));

    assertThat(row(words, "peak")).containsExactly("80 [70, 95] users (far)", "none seen");
    assertThat(words.sentences(variants.get(0)))
        .contains(
            "More than 80 users [70, 95] get less done by naive: its peak is 47.0 requests a second"
                + " [45.0, 49.0], extrapolated far beyond the users measured.");
  }

  private static VariantCapacity peakingFar(VariantCapacity variant) {
    return new VariantCapacity(
        variant.variant(),
        variant.rate(),
        variant.rateNote(),
        variant.searches(),
        variant.limits(),
        variant.throughputs(),
        variant
            .law()
            .map(
                law ->
                    new Law(
                        law.ofOne(),
                        law.contention(),
                        law.coherence(),
                        law.peak()
                            .map(
                                near ->
                                    new Peak(
                                        Reports.interval(80, 70, 95, "over 2 launches"),
                                        Reports.interval(47, 45, 49, "over 2 launches"),
                                        true)),
                        law.curve())),
        variant.lawNote());
  }

  @Test
  void namesTheLimitWhereNoRateWasKept() {
    VariantCapacity overrun =
        new VariantCapacity(
            "naive",
            Optional.empty(),
            "no rate: in 1 of 1 launches not even 25.0/s was kept, the lowest that was tried",
            List.of(),
            List.of(new Limit("request threads", "100 % of the request threads were busy.")),
            List.of(),
            Optional.empty(),
            "");

    assertThat(CapacityWords.of(both).orElseThrow().sentences(overrun))
        .last()
        .isEqualTo(
            "At the lowest rate that naive did not keep, its limit is request threads. 100 % of the"
                + " request threads were busy.");
  }

  @Test
  void aSearchThatEndedEarlySaysHowFarItGot() {
    CapacityWords words = CapacityWords.of(alone).orElseThrow();

    assertThat(words.sentences(words.capacity().variants().get(0)))
        .contains(
            "Above what naive keeps, its limit is not known. Nothing that is measured had run out:"
                + " cores busy for 61 %.",
            "The search of naive ended early, after 1 step: it kept 105/s, and 151/s was not kept.",
            "Naive has no law: only one block of 8 users was answered.");
  }

  @Test
  void searchesThatEndedEarlyAlikeAreToldTogether() {
    VariantCapacity naive = both.scaling().capacity().orElseThrow().variants().get(0);
    VariantCapacity early =
        new VariantCapacity(
            "naive",
            naive.rate(),
            "",
            List.of(
                early(0, 434, Optional.of(751.0), 7),
                early(1, 4_620, Optional.empty(), 6),
                early(2, 518, Optional.of(622.0), 6)),
            List.of(),
            List.of(),
            Optional.empty(),
            "");

    assertThat(CapacityWords.of(both).orElseThrow().sentences(early))
        .containsExactly(
            "2 searches of naive ended early, after 6 to 7 steps: they kept 434 to 518/s, and 622 to"
                + " 751/s was not kept.",
            "The search of naive ended early, after 6 steps: it kept 4,620/s, and no rate was found"
                + " that is not kept.");
  }

  private static Search early(int launch, double kept, Optional<Double> notKept, int steps) {
    Step step = new Step(kept, Outcome.KEPT, Math.round(6 * kept), 212, 0, 0.3);
    return new Search(
        launch, Optional.of(kept), notKept, Ending.BUDGET, Collections.nCopies(steps, step));
  }

  @Test
  void anUnsoundSearchHasItsReasonsAndNoNumbers() {
    for (ScenarioReport scenario : CapacityFixtures.broken().scenarios()) {
      CapacityReport capacity = scenario.scaling().capacity().orElseThrow();
      boolean invalid = capacity.status() == Status.INVALID;
      assertThat(CapacityWords.of(scenario).isEmpty()).isEqualTo(invalid);
      assertThat(scenario.statuses()).contains(capacity.status());
    }
    ScenarioReport partial = CapacityFixtures.broken().scenarios().get(0);
    assertThat(Words.headline(partial).mark()).isEqualTo(Mark.PARTIAL);
    assertThat(Words.headline(partial).sentence())
        .isEqualTo("Interrupted: 1 of 2 launches had begun, and 5 steps were played.");
  }

  @Test
  void aSearchThatHadNotBegunSaysSo() {
    ScenarioReport notBegun = CapacityFixtures.broken().scenarios().get(1);

    assertThat(CapacityWords.of(notBegun).orElseThrow().headline().sentence())
        .isEqualTo("The search for the highest rate had not begun.");
  }

  private static List<String> row(CapacityWords words, String name) {
    return words.rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow()
        .cells();
  }
}
