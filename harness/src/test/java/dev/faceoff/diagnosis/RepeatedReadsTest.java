package dev.faceoff.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Examined.Outcome;
import dev.faceoff.model.Finding;
import dev.faceoff.stats.InspectedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RepeatedReadsTest {
  /** A hundred visits of ten pages each second, for six seconds. */
  private static Played visits(double millisPerRequest, boolean sameAnswers, int keys) {
    List<InspectedSample> samples = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      samples.add(
          new InspectedSample(
              "product-page", 1 + i % keys, sameAnswers ? 7 : i, 400, true, 2 * millisPerRequest));
    }
    StatementUse rating = new StatementUse("select avg(stars)", 1, 1, 900, millisPerRequest);
    return new Played(
        6, samples, Optional.of(new DatabaseUse(List.of(rating), List.of())), OptionalDouble.of(0));
  }

  @Test
  void findsWhatIsComputedAgainAndAgain() {
    Judgement judgement = RepeatedReads.judge(visits(6, true, 10), visits(6.2, true, 10));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(true);
    Finding finding = judgement.findings().get(0);
    assertThat(finding.endpoint()).isEqualTo("product-page");
    assertThat(finding.evidence())
        .startsWith("98.3 % of the requests were GETs that had been sent before")
        .contains("6.2 ms in the database for each, after 6 ms")
        .endsWith("The load had 10 different GETs; real users may ask for more.");
    assertThat(finding.price())
        .startsWith("590 ms of database time a second at 100 requests a second");
  }

  @Test
  void saysItWeakerWhereARequestCanOnlyRepeat() {
    Judgement judgement = RepeatedReads.judge(visits(6, true, 1), visits(6, true, 1));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(false);
    assertThat(judgement.findings().get(0).evidence())
        .contains("Every request to product-page was the same, as it is declared")
        .endsWith("Not confirmed by variation.");
  }

  @Test
  void whatRepeatsThoughItVariesIsConfirmedBesideWhatCannotVary() {
    Played home = Evidence.played("home", 600, 12, Evidence.database());
    Played both = Evidence.together(visits(6, true, 10), sameGet(home));

    Judgement judgement = RepeatedReads.judge(both, both);

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(true);
    assertThat(judgement.findings().get(0).evidence())
        .contains("Every request to home was the same, as it is declared")
        .doesNotContain("product-page was the same")
        .doesNotContain("Not confirmed");
  }

  private static Played sameGet(Played played) {
    return new Played(
        played.seconds(),
        played.samples().stream()
            .map(
                each ->
                    new InspectedSample(
                        each.endpoint(), 1_000, 8, 400, each.good(), each.latencyMillis()))
            .toList(),
        played.database(),
        played.poolWaitMillisPerRequest());
  }

  @Test
  void doesNotMindReadsThatCostLittle() {
    Judgement judgement = RepeatedReads.judge(visits(0.6, true, 1), visits(0.6, true, 1));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().outcome()).isEqualTo(Outcome.NOT_FOUND);
    assertThat(judgement.examined().remark()).contains("too little for a cache to pay");
  }

  @Test
  void doesNotMindReadsThatHardlyRepeat() {
    Judgement judgement = RepeatedReads.judge(visits(6, true, 500), visits(6, true, 500));

    assertThat(judgement.findings()).isEmpty();
  }

  @Test
  void doesNotMindAnswersThatChange() {
    assertThat(RepeatedReads.judge(visits(6, false, 10), visits(6, false, 10)).findings())
        .isEmpty();
  }

  @Test
  void seesThatSomethingCachesAlready() {
    Judgement judgement = RepeatedReads.judge(visits(6, true, 10), visits(1, true, 10));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().remark()).endsWith("something caches.");
  }

  /**
   * A cache of its own answers in a millisecond; a job in the background keeps the database busy.
   */
  @Test
  void doesNotChargeRequestsForWhatABackgroundJobAsks() {
    Played visits = answeredIn(1, visits(25, true, 10));

    Judgement judgement = RepeatedReads.judge(visits, visits);

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().remark())
        .isEqualTo(
            "98.3 % of the requests repeat an earlier one, but only 0 % of all take at least 3 ms: what the database does meanwhile is hardly done for them.");
  }

  private static Played answeredIn(double millis, Played played) {
    return new Played(
        played.seconds(),
        played.samples().stream()
            .map(
                each ->
                    new InspectedSample(
                        each.endpoint(),
                        each.request(),
                        each.answer(),
                        each.answerBytes(),
                        each.good(),
                        millis))
            .toList(),
        played.database(),
        played.poolWaitMillisPerRequest());
  }

  @Test
  void doesNotLookWithoutADatabase() {
    Played visits = Evidence.withoutDatabase(visits(6, true, 10));

    assertThat(RepeatedReads.judge(visits, visits).examined().outcome())
        .isEqualTo(Outcome.NOT_LOOKED_FOR);
  }
}
