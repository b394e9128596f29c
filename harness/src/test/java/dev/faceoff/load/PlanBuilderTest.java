package dev.faceoff.load;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Load;
import dev.faceoff.model.Profile;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanBuilderTest {
  private static final List<String> VARIANTS = List.of("naive", "fixed");
  private static final Load LOAD = new Load(20, 4, Duration.ofSeconds(5), Duration.ofMillis(20));
  private static final List<Profile> PROFILES =
      List.of(
          new Profile(1, 8, 5, 1, 10, 1),
          new Profile(1, 6, 1, 1, 1, 1),
          new Profile(1, 10, 12, 2, 3, 1),
          new Profile(4, 4, 5, 12, 20, 1));

  @Test
  void tellsHowLongAPlanTakesWithoutBuildingIt() {
    for (Profile profile : PROFILES) {
      List<PlannedBlock> blocks = plan(1, 0, profile);

      assertThat(PlanBuilder.seconds(profile))
          .isEqualTo(blocks.get(blocks.size() - 1).endSecond() + profile.gapSeconds());
    }
  }

  @Test
  void sameArgumentsGiveTheSamePlan() {
    assertThat(plan(42, 3, PROFILES.get(0))).isEqualTo(plan(42, 3, PROFILES.get(0)));
  }

  @Test
  void bothOrdersAreDrawnAboutEquallyOftenOverSeedsAndOverLaunches() {
    long bySeed = LongStream.range(0, 1000).filter(seed -> startsNaive(seed, 0)).count();
    long byLaunch = LongStream.range(0, 1000).filter(l -> startsNaive(7, (int) l)).count();

    // Five standard deviations of a fair coin either side; the seeds are fixed.
    assertThat(bySeed).isBetween(420L, 580L);
    assertThat(byLaunch).isBetween(420L, 580L);
  }

  @Test
  void eachPairHasBothVariantsAndEachQuadrupleIsMirrored() {
    for (List<PlannedBlock> plan : manyPlans()) {
      List<PlannedBlock> measured = measured(plan);
      measured.stream()
          .collect(groupingBy(PlannedBlock::pair))
          .values()
          .forEach(
              pair ->
                  assertThat(pair)
                      .extracting(PlannedBlock::variant)
                      .containsExactlyInAnyOrderElementsOf(VARIANTS));
      for (int i = 0; i + 4 <= measured.size(); i += 4) {
        assertThat(measured.get(i).variant()).isEqualTo(measured.get(i + 3).variant());
        assertThat(measured.get(i + 1).variant()).isEqualTo(measured.get(i + 2).variant());
      }
    }
  }

  @Test
  void eachVariantHasABlockFromWhichItsRowsCanBeCounted() {
    for (List<PlannedBlock> plan : manyPlans()) {
      for (String variant : VARIANTS) {
        PlannedBlock countable = PlanBuilder.firstCountable(plan, variant);

        assertThat(countable.purpose()).isEqualTo(Purpose.MEASURE);
        int idleSince =
            plan.stream()
                .filter(b -> b.variant().equals(variant) && b.index() < countable.index())
                .mapToInt(PlannedBlock::endSecond)
                .max()
                .orElseThrow();
        assertThat(countable.startSecond() - idleSince)
            .isGreaterThanOrEqualTo(PlanBuilder.COUNTABLE_AFTER_IDLE_SECONDS);
      }
    }
  }

  @Test
  void theGapAfterWarmUpIsNoLongerThanNeeded() {
    List<PlannedBlock> quick = plan(1, 0, new Profile(1, 8, 5, 1, 10, 1));
    List<PlannedBlock> short4 = plan(1, 0, new Profile(1, 4, 5, 1, 10, 1));
    List<PlannedBlock> longGaps = plan(1, 0, new Profile(1, 4, 5, 12, 20, 1));

    // Both variants have a break of two blocks and three gaps later on.
    assertThat(quick.get(2).startSecond() - quick.get(1).endSecond()).isEqualTo(1);
    // The second variant idles for this gap, a block of 5 s and the gap of 1 s after it.
    assertThat(short4.get(2).startSecond() - short4.get(1).endSecond()).isEqualTo(5);
    assertThat(longGaps.get(2).startSecond() - longGaps.get(1).endSecond()).isEqualTo(12);
  }

  @Test
  void blocksKeepTheirGap() {
    for (List<PlannedBlock> plan : manyPlans()) {
      for (int i = 1; i < plan.size(); i++) {
        assertThat(plan.get(i).startSecond()).isGreaterThan(plan.get(i - 1).endSecond());
        assertThat(plan.get(i).index()).isEqualTo(i);
      }
    }
  }

  private static List<List<PlannedBlock>> manyPlans() {
    return PROFILES.stream()
        .flatMap(p -> LongStream.range(0, 50).mapToObj(seed -> plan(seed, 0, p)))
        .toList();
  }

  private static boolean startsNaive(long seed, int launch) {
    return plan(seed, launch, PROFILES.get(0)).get(2).variant().equals("naive");
  }

  private static List<PlannedBlock> measured(List<PlannedBlock> plan) {
    return plan.stream().filter(b -> b.purpose() == Purpose.MEASURE).toList();
  }

  private static List<PlannedBlock> plan(long seed, int launch, Profile profile) {
    return PlanBuilder.build(seed, launch, VARIANTS, profile, LOAD);
  }
}
