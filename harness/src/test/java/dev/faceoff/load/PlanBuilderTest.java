package dev.faceoff.load;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Alerting;
import dev.faceoff.model.Cut;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Spike;
import dev.faceoff.model.Tolerance;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.LoadPlan.Stretch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanBuilderTest {
  private static final Profile CLOSED = new Profile(3, 4, 3, 1, 10, 1);
  private static final List<Integer> USERS = List.of(1, 2, 4, 8, 16, 32);
  private static final List<String> VARIANTS = List.of("naive", "fixed");
  private static final List<String> THREE = List.of("naive", "fixed", "mine");
  private static final Load LOAD = new Load(20, 4, Duration.ofSeconds(5), Duration.ofMillis(20));
  private static final FaultTimeline TIMELINE =
      new FaultTimeline(
          Duration.ofSeconds(7),
          List.of(
              new FaultWindow(
                  "down", new Cut(), "database", Duration.ofSeconds(2), Duration.ofSeconds(3))));
  private static final Alerting ALERTING =
      new Alerting(
          List.of(
              new FaultWindow(
                  "slow", new Cut(), "database", Duration.ZERO, Duration.ofMillis(7_500)),
              new FaultWindow("down", new Cut(), "database", Duration.ZERO, Duration.ofSeconds(5))),
          30,
          3,
          8,
          List.of(
              new Alerting.Watch("naive", List.of(Path.of("/health.yaml")), Set.of("Health")),
              new Alerting.Watch("fixed", List.of(Path.of("/health.yaml")), Set.of("Health"))),
          Map.of(ProfileName.QUICK, 1));
  private static final List<Profile> PROFILES =
      List.of(
          new Profile(1, 8, 5, 1, 10, 1),
          new Profile(1, 6, 1, 1, 1, 1),
          new Profile(1, 10, 12, 2, 3, 1),
          new Profile(4, 4, 5, 12, 20, 1));
  private static final Spike SPIKE =
      new Spike(
          "list", 100, 10, 5, 3, 12, Map.of(), Optional.empty(), 4, Map.of(ProfileName.QUICK, 1));

  @Test
  void tellsHowLongAPlanTakesWithoutBuildingIt() {
    for (Profile profile : PROFILES) {
      List<PlannedBlock> blocks = plan(1, 0, profile);

      assertThat(PlanBuilder.seconds(2, 2, profile, LOAD, Optional.empty(), true))
          .isEqualTo(blocks.get(blocks.size() - 1).endSecond() + profile.gapSeconds());
    }
  }

  @Test
  void aPairThatIsShownWarmsUpAndStandsSideBySide() {
    List<PlannedBlock> blocks = PlanBuilder.standing(VARIANTS, LOAD, 600);

    assertThat(blocks)
        .extracting(PlannedBlock::variant)
        .containsExactly("naive", "fixed", "naive", "fixed");
    assertThat(blocks.get(0).purpose()).isEqualTo(Purpose.WARM_UP);
    assertThat(blocks.get(1).isBeside(blocks.get(0))).isTrue();
    assertThat(blocks.get(2).purpose()).isEqualTo(Purpose.STANDING);
    assertThat(blocks.get(3).isBeside(blocks.get(2))).isTrue();
    assertThat(blocks.get(2).startSecond()).isGreaterThan(blocks.get(0).endSecond());
    assertThat(blocks.get(3).seconds()).isEqualTo(600);
    assertThat(blocks.get(3).arrivalsPerSecond()).isEqualTo(20);
  }

  @Test
  void aPairThatIsWatchedWarmsUpAndIsLoadedSideBySide() {
    List<PlannedBlock> blocks = PlanBuilder.watched(VARIANTS, ALERTING, LOAD);

    assertThat(blocks)
        .extracting(PlannedBlock::purpose)
        .containsExactly(Purpose.WARM_UP, Purpose.WARM_UP, Purpose.TIMELINE, Purpose.TIMELINE);
    assertThat(blocks.get(1).isBeside(blocks.get(0))).isTrue();
    assertThat(blocks.get(3).isBeside(blocks.get(2))).isTrue();
    assertThat(blocks.get(3).endSecond()).isEqualTo(PlanBuilder.seconds(ALERTING));
    assertThat(blocks.get(3).arrivalsPerSecond()).isEqualTo(20);
  }

  @Test
  void eachWatchedFaultComesOnceARoundAfterItsHealthySeconds() {
    for (int launch = 0; launch < 50; launch++) {
      FaultTimeline timeline = PlanBuilder.faults(42, launch, ALERTING);

      assertThat(timeline.windows()).hasSize(6);
      Duration free = Duration.ZERO;
      for (int i = 0; i < timeline.windows().size(); i++) {
        FaultWindow window = timeline.windows().get(i);
        assertThat(window.at().minus(free))
            .isBetween(Duration.ofSeconds(30), Duration.ofMillis(31_999));
        free = window.end();
        if (i % 2 == 1) {
          assertThat(List.of(window.name(), timeline.windows().get(i - 1).name()))
              .containsExactlyInAnyOrder("slow", "down");
        }
      }
      assertThat(timeline.length().minus(free)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void watchedFaultsComeInOrdersAndAtMomentsThatAreDrawn() {
    assertThat(PlanBuilder.faults(42, 0, ALERTING)).isEqualTo(PlanBuilder.faults(42, 0, ALERTING));
    assertThat(
            LongStream.range(0, 100)
                .mapToObj(seed -> PlanBuilder.faults(seed, 0, ALERTING).windows().get(0).name())
                .distinct())
        .containsExactlyInAnyOrder("slow", "down");
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(launch -> PlanBuilder.faults(7, launch, ALERTING).windows().get(0).at())
                .distinct()
                .count())
        .isGreaterThan(50);
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

  @Test
  void playsTheTimelineAfterAllMeasuredBlocksOnceForEachVariantAndPlay() {
    Profile profile = new Profile(2, 4, 5, 1, 10, 3);

    List<PlannedBlock> plan = withTimeline(1, 0, profile);

    List<PlannedBlock> plays = plan.subList(2 + 4, plan.size());
    assertThat(plays)
        .hasSize(6)
        .allSatisfy(
            play -> {
              assertThat(play.purpose()).isEqualTo(Purpose.TIMELINE);
              assertThat(play.seconds()).isEqualTo(7);
              assertThat(play.arrivalsPerSecond()).isEqualTo(20);
            });
    assertThat(plays).extracting(PlannedBlock::pair).containsExactly(2, 2, 3, 3, 4, 4);
    for (int play = 0; play < 3; play++) {
      assertThat(plays.subList(2 * play, 2 * play + 2))
          .extracting(PlannedBlock::variant)
          .containsExactlyInAnyOrderElementsOf(VARIANTS);
    }
  }

  @Test
  void aRequestThatIsStuckInAPlayIsGivenUpBeforeTheNext() {
    List<PlannedBlock> plan = withTimeline(1, 0, new Profile(1, 4, 5, 1, 10, 1));
    List<PlannedBlock> longGaps = withTimeline(1, 0, new Profile(1, 4, 5, 12, 10, 1));

    // The timeout is 5 s.
    assertThat(plan.get(7).startSecond() - plan.get(6).endSecond()).isEqualTo(6);
    assertThat(longGaps.get(7).startSecond() - longGaps.get(6).endSecond()).isEqualTo(12);
  }

  @Test
  void aTimelineLeavesTheOrderOfTheMeasuredBlocksAsItWas() {
    Profile profile = new Profile(2, 8, 5, 1, 10, 1);

    List<PlannedBlock> plan = withTimeline(5, 1, profile);

    assertThat(plan.subList(0, 10)).isEqualTo(plan(5, 1, profile));
  }

  @Test
  void eachVariantGoesFirstInHalfOfThePlaysOverLaunches() {
    for (int timelines = 1; timelines <= 3; timelines++) {
      Profile profile = new Profile(4, 4, 5, 1, 10, timelines);
      long naiveFirst = 0;
      for (int launch = 0; launch < 4; launch++) {
        List<PlannedBlock> plan = withTimeline(9, launch, profile);
        for (int play = 0; play < timelines; play++) {
          naiveFirst += plan.get(6 + 2 * play).variant().equals("naive") ? 1 : 0;
        }
      }

      assertThat(naiveFirst).isEqualTo(2L * timelines);
    }
  }

  @Test
  void theSeedDrawsWhoPlaysTheTimelineFirst() {
    Profile profile = new Profile(1, 4, 5, 1, 10, 1);

    long naiveFirst =
        LongStream.range(0, 1000)
            .filter(seed -> withTimeline(seed, 0, profile).get(6).variant().equals("naive"))
            .count();

    // Five standard deviations of a fair coin either side; the seeds are fixed.
    assertThat(naiveFirst).isBetween(420L, 580L);
  }

  @Test
  void tellsHowLongATimelineTakesToo() {
    for (Profile profile : PROFILES) {
      List<PlannedBlock> plan = withTimeline(3, 0, profile);
      int gapAfterPlay =
          plan.get(plan.size() - 1).startSecond() - plan.get(plan.size() - 2).endSecond();

      assertThat(PlanBuilder.seconds(2, 2, profile, LOAD, Optional.of(TIMELINE), false))
          .isEqualTo(plan.get(plan.size() - 1).endSecond() + gapAfterPlay);
    }
  }

  @Test
  void aThirdVariantHasTheSameMeanPlaceInEveryTwoRounds() {
    for (long seed = 0; seed < 50; seed++) {
      List<PlannedBlock> measured = measured(planOfThree(seed, 0, new Profile(1, 8, 5, 1, 10, 1)));

      assertThat(measured).hasSize(12);
      for (int half = 0; half < 2; half++) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < 6; place++) {
          places.merge(measured.get(6 * half + place).variant(), place, Integer::sum);
        }
        // ABCCBA: the first and the last place, the second and the last but one, and so on.
        assertThat(places).isEqualTo(Map.of("naive", 5, "fixed", 5, "mine", 5));
      }
      for (int i = 0; i < 12; i++) {
        assertThat(measured.get(i).pair()).isEqualTo(i / 3);
      }
    }
  }

  @Test
  void allOrdersOfThreeVariantsAreDrawn() {
    Map<String, Long> orders =
        LongStream.range(0, 600)
            .mapToObj(seed -> measured(planOfThree(seed, 0, PROFILES.get(0))).subList(0, 3))
            .map(round -> round.stream().map(PlannedBlock::variant).collect(joining(" ")))
            .collect(groupingBy(order -> order, counting()));

    // One in six each; five standard deviations either side, and the seeds are fixed.
    assertThat(orders).hasSize(6);
    assertThat(orders.values()).allSatisfy(often -> assertThat(often).isBetween(55L, 145L));
  }

  @Test
  void aThirdVariantsRowsCanBeCountedToo() {
    for (Profile profile : PROFILES) {
      for (long seed = 0; seed < 50; seed++) {
        List<PlannedBlock> plan = planOfThree(seed, 0, profile);

        for (String variant : THREE) {
          assertThat(PlanBuilder.firstCountable(plan, variant).variant()).isEqualTo(variant);
        }
        assertThat(PlanBuilder.seconds(3, 3, profile, LOAD, Optional.empty(), true))
            .isEqualTo(plan.get(plan.size() - 1).endSecond() + profile.gapSeconds());
      }
    }
  }

  @Test
  void aVariantThatCannotSufferTheFaultsIsNotInTheirPlays() {
    Profile profile = new Profile(1, 4, 5, 1, 10, 2);

    List<PlannedBlock> plan =
        PlanBuilder.build(3, 0, THREE, VARIANTS, profile, LOAD, Optional.of(TIMELINE), false);

    List<PlannedBlock> plays = plan.subList(3 + 6, plan.size());
    assertThat(plays).extracting(PlannedBlock::purpose).containsOnly(Purpose.TIMELINE);
    assertThat(plays).extracting(PlannedBlock::pair).containsExactly(2, 2, 3, 3);
    assertThat(plays).extracting(PlannedBlock::variant).doesNotContain("mine");
    int gapAfterPlay = plays.get(3).startSecond() - plays.get(2).endSecond();
    assertThat(PlanBuilder.seconds(3, 2, profile, LOAD, Optional.of(TIMELINE), false))
        .isEqualTo(plays.get(3).endSecond() + gapAfterPlay);
  }

  private static List<PlannedBlock> planOfThree(long seed, int launch, Profile profile) {
    return PlanBuilder.build(seed, launch, THREE, THREE, profile, LOAD, Optional.empty(), true);
  }

  @Test
  void doesNotIdleForRowsThatAreNotCounted() {
    Profile profile = new Profile(1, 4, 5, 1, 10, 1);

    List<PlannedBlock> plan = withTimeline(1, 0, profile);

    assertThat(plan.get(2).startSecond() - plan.get(1).endSecond()).isEqualTo(1);
    assertThat(plan(1, 0, profile).get(2).startSecond()).isGreaterThan(plan.get(2).startSecond());
  }

  @Test
  void bothSidesOfAGateStandSideBySideInEveryPart() {
    List<PlannedBlock> blocks = PlanBuilder.matched(rules(OptionalDouble.empty()), LOAD);

    assertThat(blocks)
        .containsExactly(
            new PlannedBlock(0, Purpose.WARM_UP, "baseline", -1, 0, 9, 4, 0),
            new PlannedBlock(1, Purpose.WARM_UP, "candidate", -1, 0, 9, 4, 0),
            new PlannedBlock(2, Purpose.SETTLE, "baseline", 0, 10, 3, 0, 20),
            new PlannedBlock(3, Purpose.SETTLE, "candidate", 0, 10, 3, 0, 20),
            new PlannedBlock(4, Purpose.MATCHED, "baseline", 1, 14, 8, 0, 20),
            new PlannedBlock(5, Purpose.MATCHED, "candidate", 1, 14, 8, 0, 20));
    for (int i = 0; i < blocks.size(); i += 2) {
      assertThat(blocks.get(i + 1).isBeside(blocks.get(i))).isTrue();
    }
  }

  @Test
  void theRulesOfAGateMaySetItsRate() {
    assertThat(PlanBuilder.matched(rules(OptionalDouble.of(7.5)), LOAD))
        .extracting(PlannedBlock::arrivalsPerSecond)
        .containsExactly(0.0, 0.0, 7.5, 7.5, 7.5, 7.5);
  }

  @Test
  void aStepOfACapacitySearchFollowsAnIdleSecond() {
    assertThat(PlanBuilder.step("fixed", 8, 150.5))
        .containsExactly(new PlannedBlock(0, Purpose.MEASURE, "fixed", 0, 1, 8, 0, 150.5));
  }

  @Test
  void closedBlocksComeInTurnsOfOneVariant() {
    List<List<PlannedBlock>> turns =
        PlanBuilder.concurrency(7, 1, VARIANTS, CLOSED, LOAD, USERS, 2);

    // A, then B twice, then A: drift favours neither.
    assertThat(turns).hasSize(3);
    String first = turns.get(0).get(0).variant();
    String second = turns.get(1).get(0).variant();
    assertThat(List.of(first, second)).containsExactlyInAnyOrderElementsOf(VARIANTS);
    assertThat(turns.get(2)).extracting(PlannedBlock::variant).containsOnly(first);
    assertThat(turns).extracting(List::size).containsExactly(7, 13, 6);
    for (List<PlannedBlock> turn : turns) {
      assertThat(turn).extracting(PlannedBlock::variant).containsOnly(turn.get(0).variant());
      assertThat(turn.get(0).startSecond()).isZero();
      for (int i = 0; i < turn.size(); i++) {
        assertThat(turn.get(i).index()).isEqualTo(i);
        assertThat(i == 0 || turn.get(i).startSecond() == turn.get(i - 1).endSecond() + 1).isTrue();
      }
    }
  }

  @Test
  void theFirstTurnOfAVariantBeginsWithItsWarmUp() {
    List<List<PlannedBlock>> turns =
        PlanBuilder.concurrency(7, 1, VARIANTS, CLOSED, LOAD, USERS, 2);

    assertThat(turns)
        .extracting(turn -> turn.get(0).purpose())
        .containsExactly(Purpose.WARM_UP, Purpose.WARM_UP, Purpose.CLOSED);
    assertThat(turns.stream().flatMap(List::stream).filter(b -> b.purpose() == Purpose.WARM_UP))
        .hasSize(2)
        .extracting(PlannedBlock::users)
        .containsOnly(8);
  }

  @Test
  void everyRoundOfClosedBlocksHasEveryLoadOnceForEachVariantInTheSameOrder() {
    List<PlannedBlock> closed =
        PlanBuilder.concurrency(7, 1, VARIANTS, CLOSED, LOAD, USERS, 2).stream()
            .flatMap(List::stream)
            .filter(block -> block.purpose() == Purpose.CLOSED)
            .toList();

    assertThat(closed).hasSize(24);
    for (int pair = 0; pair < 12; pair++) {
      int number = pair;
      List<PlannedBlock> both = closed.stream().filter(b -> b.pair() == number).toList();
      assertThat(both)
          .extracting(PlannedBlock::variant)
          .containsExactlyInAnyOrderElementsOf(VARIANTS);
      assertThat(both.get(0).users()).isEqualTo(both.get(1).users());
    }
    for (String variant : VARIANTS) {
      List<PlannedBlock> own = closed.stream().filter(b -> b.variant().equals(variant)).toList();
      assertThat(own.subList(0, 6))
          .extracting(PlannedBlock::users)
          .containsExactlyInAnyOrderElementsOf(USERS);
      assertThat(own.subList(6, 12))
          .extracting(PlannedBlock::users)
          .containsExactlyInAnyOrderElementsOf(USERS);
    }
  }

  @Test
  void theSeedDrawsTheOrderOfTheLoads() {
    long rising =
        LongStream.range(0, 600)
            .filter(
                seed ->
                    PlanBuilder.concurrency(seed, 0, VARIANTS, CLOSED, LOAD, USERS, 1)
                            .get(0)
                            .get(1)
                            .users()
                        == 1)
            .count();

    // One in six; five standard deviations either side, and the seeds are fixed.
    assertThat(rising).isBetween(55L, 145L);
    assertThat(PlanBuilder.concurrency(3, 2, VARIANTS, CLOSED, LOAD, USERS, 2))
        .isEqualTo(PlanBuilder.concurrency(3, 2, VARIANTS, CLOSED, LOAD, USERS, 2));
  }

  @Test
  void aSpikeRaisesTheRateAndBringsItBackInEachPlay() {
    List<PlannedBlock> plan = PlanBuilder.spike(1, 0, VARIANTS, SPIKE, LOAD);

    List<PlannedBlock> plays = plan.subList(2, plan.size());
    assertThat(plays).extracting(PlannedBlock::pair).containsExactly(0, 0);
    assertThat(plays)
        .allSatisfy(
            play -> {
              assertThat(play.purpose()).isEqualTo(Purpose.TIMELINE);
              assertThat(play.seconds()).isEqualTo(20);
              assertThat(play.stretches())
                  .containsExactly(
                      new Stretch(0, 5, 20), new Stretch(5, 3, 200), new Stretch(8, 12, 20));
              assertThat(play.arrivals()).isEqualTo(100 + 600 + 240);
            });
    // A request that is stuck is given up before the next play: the timeout is 5 s.
    assertThat(plays.get(1).startSecond() - plays.get(0).endSecond()).isEqualTo(6);
    assertThat(plays.get(1).endSecond()).isEqualTo(PlanBuilder.seconds(2, SPIKE, LOAD));
  }

  @Test
  void theVariantThatTakesASpikeFirstAlternatesOverLaunches() {
    List<String> first = new ArrayList<>();
    for (int launch = 0; launch < 4; launch++) {
      first.add(PlanBuilder.spike(1, launch, VARIANTS, SPIKE, LOAD).get(2).variant());
    }

    assertThat(first.get(1)).isNotEqualTo(first.get(0));
    assertThat(first.get(3)).isNotEqualTo(first.get(2));
  }

  @Test
  void oneVariantAloneHasBlocksAlone() {
    Profile profile = PROFILES.get(0);
    List<String> alone = List.of("mine");

    List<PlannedBlock> plan =
        PlanBuilder.build(1, 0, alone, alone, profile, LOAD, Optional.of(TIMELINE), true);

    assertThat(plan).extracting(PlannedBlock::variant).containsOnly("mine");
    assertThat(measured(plan)).hasSize(profile.blocks() / 2);
    assertThat(measured(plan))
        .extracting(PlannedBlock::pair)
        .containsExactlyElementsOf(IntStream.range(0, profile.blocks() / 2).boxed().toList());
    assertThat(PlanBuilder.firstCountable(plan, "mine")).isEqualTo(measured(plan).get(0));
    PlannedBlock last = plan.get(plan.size() - 1);
    assertThat(PlanBuilder.seconds(1, 1, profile, LOAD, Optional.of(TIMELINE), true))
        .isGreaterThanOrEqualTo(last.endSecond());
  }

  @Test
  void oneVariantAloneHasItsSpikeAndItsConcurrencyAlone() {
    List<String> alone = List.of("mine");

    List<PlannedBlock> spike = PlanBuilder.spike(1, 0, alone, SPIKE, LOAD);
    assertThat(spike)
        .extracting(PlannedBlock::purpose)
        .containsExactly(Purpose.WARM_UP, Purpose.TIMELINE);
    assertThat(spike.get(1).endSecond()).isEqualTo(PlanBuilder.seconds(1, SPIKE, LOAD));

    List<List<PlannedBlock>> turns =
        PlanBuilder.concurrency(1, 0, alone, CLOSED, LOAD, List.of(1, 2, 4), 2);
    assertThat(turns).hasSize(1);
    assertThat(turns.get(0).subList(1, turns.get(0).size()))
        .extracting(PlannedBlock::users)
        .containsExactlyInAnyOrder(1, 2, 4, 1, 2, 4);
  }

  private static GateRules rules(OptionalDouble pairsPerSecond) {
    return new GateRules(
        Map.of(Measure.TYPICAL_LATENCY, new Tolerance(0.03, 0.02)),
        0.01,
        List.of(4, 6),
        Duration.ofMinutes(9),
        Set.of(),
        pairsPerSecond,
        9,
        3,
        8);
  }

  private static List<PlannedBlock> withTimeline(long seed, int launch, Profile profile) {
    return PlanBuilder.build(
        seed, launch, VARIANTS, VARIANTS, profile, LOAD, Optional.of(TIMELINE), false);
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
    return PlanBuilder.build(
        seed, launch, VARIANTS, VARIANTS, profile, LOAD, Optional.empty(), true);
  }
}
