package dev.faceoff.diagnosis;

import static dev.faceoff.diagnosis.Evidence.database;
import static dev.faceoff.diagnosis.Evidence.played;
import static dev.faceoff.diagnosis.Evidence.samples;
import static dev.faceoff.diagnosis.Evidence.statement;
import static dev.faceoff.diagnosis.Evidence.together;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.diagnosis.Hanging.Delayed;
import dev.faceoff.model.Examined.Outcome;
import dev.faceoff.model.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules make of a dependency that is late. */
class HangingTest {
  private static final Map<String, Double> OBJECTIVES =
      Map.of("pay", 1000.0, "browse-catalogue", 250.0);

  private static Played shop(int each, double payMillis, double browseMillis) {
    return together(
        played("pay", each, payMillis, database(statement("insert", 1))),
        played("browse-catalogue", each, browseMillis, database()));
  }

  /** The naive shop: payments wait for the gateway, and soon everybody for the payments. */
  private static Hanging naive() {
    return hanging(
        shop(150, 30, 3),
        shop(6, 181, 3),
        late(shop(4, 3_030, 3), shop(4, 10_030, 3.2)),
        crowded(12));
  }

  /**
   * A gateway that is 150 ms late and, under the usual load, 10 s.
   *
   * @param late as {@link #late}; empty where nobody waits
   */
  private static Hanging hanging(Played usual, Played slight, List<Delayed> late, Played crowded) {
    return new Hanging(
        "gateway", usual, new Delayed(150, slight), late, new Delayed(10_000, crowded), OBJECTIVES);
  }

  /** What few users see of a gateway that is 3 s late, and 10 s. */
  private static List<Delayed> late(Played threeSeconds, Played tenSeconds) {
    return List.of(new Delayed(3_000, threeSeconds), new Delayed(10_000, tenSeconds));
  }

  private static Played crowded(double waitMillis) {
    Played pay = played("pay", 125, 3_000, database(statement("insert", 0.1)));
    return new Played(
        5,
        together(
                pay,
                new Played(
                    5,
                    samples("browse-catalogue", 125, 3_000, false),
                    Optional.empty(),
                    OptionalDouble.empty()))
            .samples(),
        pay.database(),
        OptionalDouble.of(waitMillis));
  }

  /** The fixed shop: payments are recorded, and charged by somebody who does not make them wait. */
  private static Hanging fixed() {
    return hanging(shop(150, 6, 3), shop(6, 6.4, 3.1), List.of(), shop(125, 7, 3.2));
  }

  @Test
  void findsAWaitThatIsAsLongAsTheDelay() {
    Judgement judgement = Timeouts.judge(List.of(naive()));

    assertThat(judgement.findings()).extracting(Finding::endpoint).containsExactly("pay");
    assertThat(judgement.findings().get(0).evidence())
        .contains("30 ms usually, 3.03 s when gateway answers 3 s late, 10 s when")
        .contains(
            "there is no answer within 9.9 s. Whether a longer limit ends the wait was not seen");
  }

  /** The figures of docs/own-service.md were measured once; its words are those of today. */
  @Test
  void theGuideShowsTheEvidenceInItsWords() throws IOException {
    String evidence = Timeouts.judge(List.of(naive())).findings().get(0).evidence();

    assertThat(withoutFigures(Files.readString(Path.of("../docs/own-service.md"))))
        .contains(withoutFigures("Evidence: " + evidence));
  }

  private static String withoutFigures(String text) {
    return text.replaceAll("\\d+(\\.\\d+)?", "#").replaceAll("\\s+", " ");
  }

  /** A limit above the shorter delay looks like none, until the longer one. */
  @ParameterizedTest
  @CsvSource({
    "2010, 2012, 'With gateway 10 s late, pay ended after 2.01 s.'",
    "3020, 5010, 'With gateway 10 s late, pay ended after 5.01 s.'",
    "3020, 9010, 'With gateway 10 s late, pay ended after 9.01 s.'",
    "3020, 9520, 'With gateway 10 s late, pay ended after 9.52 s.'",
    "3020, 9899, 'With gateway 10 s late, pay ended after 9.9 s.'"
  })
  void seesALimit(double afterThreeMillis, double afterTenMillis, String remark) {
    Judgement judgement = Timeouts.judge(List.of(limited(afterThreeMillis, afterTenMillis)));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().remark()).isEqualTo(remark);
  }

  /** From there on a limit and an answer of the dependency look the same. */
  @ParameterizedTest
  @ValueSource(doubles = {9_900, 10_000, 10_030, 13_000})
  void aLimitAsLongAsTheLongestDelayIsNotTold(double afterTenMillis) {
    assertThat(Timeouts.judge(List.of(limited(3_020, afterTenMillis))).findings())
        .extracting(Finding::endpoint)
        .containsExactly("pay");
  }

  /** The shorter delay must have been waited out as well. */
  @Test
  void seesALimitOfTheFirstDelay() {
    assertThat(Timeouts.judge(List.of(limited(2_969, 10_030))).findings()).isEmpty();
    assertThat(Timeouts.judge(List.of(limited(2_970, 10_030))).findings()).hasSize(1);
  }

  /** Payments that take so long while the gateway is 3 s late, and 10 s. */
  private static Hanging limited(double afterThreeMillis, double afterTenMillis) {
    return hanging(
        shop(150, 30, 3),
        shop(6, 181, 3),
        late(shop(4, afterThreeMillis, 3), shop(4, afterTenMillis, 3)),
        shop(125, 3_000, 4));
  }

  @Test
  void nobodyWaitsInTheBackground() {
    Judgement judgement = Timeouts.judge(List.of(fixed()));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().outcome()).isEqualTo(Outcome.NOT_FOUND);
    assertThat(judgement.examined().remark())
        .isEqualTo("The median of no endpoint follows a delay of gateway.");
  }

  @Test
  void findsABystanderThatFallsToo() {
    Judgement judgement = Bystanders.judge(List.of(naive()));

    assertThat(judgement.findings())
        .extracting(Finding::endpoint)
        .containsExactly("browse-catalogue");
    assertThat(judgement.findings().get(0).evidence())
        .contains("0 % of its requests are answered within 250 ms, usually 100 %")
        .contains("With few users it still takes 3.2 ms");
  }

  /** It asks the gateway and something slower at once, so that a little more does not show. */
  @Test
  void doesNotAccuseWhatIsLateWithFewUsersToo() {
    Hanging hidden =
        hanging(
            shop(150, 30, 200),
            shop(6, 181, 205),
            late(shop(4, 3_030, 3_010), shop(4, 10_030, 10_010)),
            crowded(12));

    Judgement judgement = Bystanders.judge(List.of(hidden));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().remark())
        .isEqualTo(
            "While gateway hangs, browse-catalogue is late with few users, too: it may need it, though 150 ms more did not show.");
  }

  @Test
  void saysItWeakerOfABystanderThatFewUsersDidNotAsk() {
    Hanging unseen = hanging(shop(150, 30, 3), shop(6, 32, 3), List.of(), crowded(12));

    Judgement judgement = Bystanders.judge(List.of(unseen));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsOnly(false);
    assertThat(judgement.findings().get(0).evidence()).contains("Not confirmed by variation");
  }

  @Test
  void seesBystandersThatStand() {
    assertThat(Bystanders.judge(List.of(fixed())).findings()).isEmpty();
  }

  @Test
  void saysThatNoneStandsBy() {
    Hanging alone =
        hanging(
            played("pay", 150, 30, database()),
            played("pay", 6, 181, database()),
            List.of(),
            played("pay", 125, 3_000, database()));

    assertThat(Bystanders.judge(List.of(alone)).examined().remark())
        .isEqualTo("Every request waits for gateway: none stands by.");
  }

  @Test
  void tooFewRequestsAccuseNobody() {
    Hanging rare = hanging(shop(150, 30, 3), shop(6, 181, 3), List.of(), shop(10, 3_000, 3_000));

    Judgement judgement = Bystanders.judge(List.of(rare));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().remark()).startsWith("Too few requests to browse-catalogue");
  }

  @Test
  void findsWaitsForConnectionsThatADependencyMakes() {
    Hanging waiting = withCrowd(crowded(1_200));

    Judgement judgement = PoolWaits.judge(waiting.usual(), List.of(waiting));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(true);
    assertThat(judgement.findings().get(0).evidence())
        .startsWith("While gateway hangs a request waits 1.2 s for connections, usually 0 ms");
  }

  @Test
  void doesNotMindShortWaits() {
    Hanging waiting = withCrowd(crowded(40));

    assertThat(PoolWaits.judge(waiting.usual(), List.of(waiting)).findings()).isEmpty();
  }

  /** Then it is the database that requests wait for. */
  @Test
  void doesNotMindWaitsForABusyDatabase() {
    Played busy = waiting(Optional.of(database(new StatementUse("select", 1, 1, 9, 80))));

    assertThat(PoolWaits.judge(busy, List.of()).findings()).isEmpty();
  }

  @Test
  void findsWaitsAtTheUsualLoad() {
    Played idle = waiting(Optional.of(database(new StatementUse("select", 1, 1, 9, 2))));

    assertThat(PoolWaits.judge(idle, List.of()).findings())
        .extracting(Finding::confirmed)
        .containsExactly(false);
  }

  /** A service with a database of its own tells enough, if it tells its metrics. */
  @Test
  void findsWaitsForConnectionsWithoutKnowingTheDatabase() {
    Hanging waiting = withoutDatabase(crowded(1_200));

    Judgement judgement = PoolWaits.judge(waiting.usual(), List.of(waiting));

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(true);
    assertThat(judgement.findings().get(0).evidence())
        .isEqualTo(
            "While gateway hangs a request waits 1.2 s for connections, usually 0 ms; its database is not known to Faceoff, but is left alone.");
  }

  @Test
  void doesNotMindShortWaitsWithoutKnowingTheDatabase() {
    Hanging waiting = withoutDatabase(crowded(99));

    Judgement judgement = PoolWaits.judge(waiting.usual(), List.of(waiting));

    assertThat(judgement.examined().outcome()).isEqualTo(Outcome.NOT_FOUND);
  }

  /** They might be waits for a busy database. */
  @Test
  void saysItWeakerOfWaitsAtTheUsualLoadWithoutKnowingTheDatabase() {
    Judgement judgement = PoolWaits.judge(waiting(Optional.empty()), List.of());

    assertThat(judgement.findings()).extracting(Finding::confirmed).containsExactly(false);
    assertThat(judgement.findings().get(0).evidence())
        .isEqualTo(
            "At the usual load a request waits 700 ms for connections. Whether the database is idle meanwhile is not known to Faceoff: a busy one is another matter. Not confirmed by variation.");
  }

  @Test
  void saysThatAServiceDidNotTellWhileADependencyHung() {
    Played told = crowded(1_200);
    Hanging silent =
        withCrowd(
            new Played(told.seconds(), told.samples(), told.database(), OptionalDouble.empty()));

    Judgement judgement = PoolWaits.judge(silent.usual(), List.of(silent));

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.examined().remark())
        .isEqualTo(
            "While gateway hung, the service did not tell how long it waited for connections.");
  }

  @Test
  void doesNotLookWhereAServiceDoesNotTell() {
    Played silent =
        new Played(
            1, samples("list", 100, 9, true), Optional.of(database()), OptionalDouble.empty());

    assertThat(PoolWaits.judge(silent, List.of()).examined().outcome())
        .isEqualTo(Outcome.NOT_LOOKED_FOR);
  }

  private static Hanging withoutDatabase(Played crowd) {
    return withCrowd(Evidence.withoutDatabase(naive().usual()), Evidence.withoutDatabase(crowd));
  }

  private static Hanging withCrowd(Played crowd) {
    return withCrowd(naive().usual(), crowd);
  }

  private static Hanging withCrowd(Played usual, Played crowd) {
    return hanging(usual, naive().slight().played(), naive().hung(), crowd);
  }

  /** Each of a hundred requests waits 700 ms for a connection. */
  private static Played waiting(Optional<DatabaseUse> database) {
    return new Played(1, samples("list", 100, 900, true), database, OptionalDouble.of(700));
  }
}
