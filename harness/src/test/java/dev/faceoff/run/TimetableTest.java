package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.config.Catalogue;
import dev.faceoff.config.Overrides;
import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Design;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told before a run of how long it takes. */
class TimetableTest {
  private static final Path PROJECT = Path.of("..");
  private static final double FIVE_MINUTES = 5 * 60;

  /** Of 24 blocks of 3 s with a gap of 1 s, after warm-ups of 8 s. */
  private static final Profile PROFILE = new Profile(1, 24, 3, 1, 8, 1);

  private static final Catalogue CATALOGUE = new Catalogue(PROJECT.resolve("scenarios"), PROJECT);

  static List<String> core() {
    return CATALOGUE.core(Overrides.NONE).stream().map(Scenario::name).toList();
  }

  @Test
  void eachVariantRestsBeforeAnythingIsAskedAndAfterEachTurn() {
    double restsOfTwo = 5 * Timetable.REST_SECONDS;

    // Two warm-ups with their gaps and 24 blocks with theirs, in the turns A, B B, A. Each of them
    // begins with a second of lead, and has no gap behind its last block.
    assertThat(
            Timetable.beforeSearchSeconds(
                2, ScenarioFixture.capacityRules(OptionalDouble.empty(), PROFILE), PROFILE))
        .isCloseTo(2 * 9 + 24 * 4 + 3 * Timetable.START_PLAY_SECONDS + restsOfTwo, within(1e-9));
    // One variant has one turn.
    assertThat(
            Timetable.beforeSearchSeconds(
                1, ScenarioFixture.capacityRules(OptionalDouble.empty(), PROFILE), PROFILE))
        .isCloseTo(
            9 + 24 * 4 + Timetable.START_PLAY_SECONDS + 2 * Timetable.REST_SECONDS, within(1e-9));
    // Under a limit there are warm-ups alone, each after a second of lead and an idle one.
    assertThat(
            Timetable.beforeSearchSeconds(
                2, ScenarioFixture.capacityRules(OptionalDouble.of(50), PROFILE), PROFILE))
        .isCloseTo(
            2 * (Timetable.START_PLAY_SECONDS + 10) + 4 * Timetable.REST_SECONDS, within(1e-9));
  }

  /** Of a budget of 160 s, arrivals before and 14 steps of the two variants take less. */
  @Test
  void aStepThatHasBegunIsPlayedToItsEnd() {
    CapacityRules rules = ScenarioFixture.capacityRules(OptionalDouble.empty(), PROFILE);
    double whole = Timetable.capacitySeconds(searching(rules), ProfileName.QUICK);

    assertThat(secondsWithBudget(rules, 35) - whole)
        .isCloseTo((3 - 14) * Timetable.stepSeconds(rules), within(1e-9));
  }

  /** Two times 6 s of arrivals and two steps of 9 s fill 30 s; a second more begins a third. */
  @Test
  void arrivalsBeforeAFirstStepTakeTheirPartOfTheBudget() {
    CapacityRules rules = ScenarioFixture.capacityRules(OptionalDouble.empty(), PROFILE);

    assertThat(Timetable.leadInSeconds()).isCloseTo(6, within(1e-9));
    assertThat(secondsWithBudget(rules, 31) - secondsWithBudget(rules, 30))
        .isCloseTo(Timetable.stepSeconds(rules), within(1e-9));
    // Under a limit there are no such arrivals: a fourth step goes on beyond both.
    CapacityRules limited = ScenarioFixture.capacityRules(OptionalDouble.of(50), PROFILE);
    assertThat(secondsWithBudget(limited, 31)).isEqualTo(secondsWithBudget(limited, 30));
  }

  private static double secondsWithBudget(CapacityRules rules, int budgetSeconds) {
    return Timetable.capacitySeconds(
        searching(withBudget(rules, budgetSeconds)), ProfileName.QUICK);
  }

  private static Scenario searching(CapacityRules rules) {
    return ScenarioFixture.asking(
        new Designs(Optional.empty(), Optional.of(rules), Optional.empty()), Map.of());
  }

  private static CapacityRules withBudget(CapacityRules rules, int budgetSeconds) {
    return new CapacityRules(
        rules.endpoint(),
        rules.quantile(),
        rules.millis(),
        rules.errorShare(),
        rules.users(),
        rules.rounds(),
        rules.stepSeconds(),
        budgetSeconds,
        rules.mostArrivalsPerSecond(),
        rules.profiles());
  }

  /** The profile that the command run takes by default. */
  @ParameterizedTest
  @MethodSource("core")
  void aPairsCapacityIsFoundWithinFiveMinutesInTheProfileQuick(String name) {
    Scenario scenario = CATALOGUE.find(List.of(name), Overrides.NONE).get(0);
    ScenarioRequest asked =
        new ScenarioRequest(scenario, Set.of(Design.CAPACITY), List.of(), Optional.empty());

    assertThat(Timetable.seconds(asked, ProfileName.QUICK)).isLessThanOrEqualTo(FIVE_MINUTES);
    // Three launches of it would not be.
    assertThat(Timetable.seconds(asked, ProfileName.STANDARD)).isGreaterThan(FIVE_MINUTES);
  }
}
