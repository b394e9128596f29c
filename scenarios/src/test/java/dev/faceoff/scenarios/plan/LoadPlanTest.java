package dev.faceoff.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.LoadPlan.RateStep;
import dev.faceoff.scenarios.plan.LoadPlan.Stretch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
  @Test
  void matchedBlocksOfTwoTargetsStandSideBySide() {
    LoadPlan plan =
        plan(
            warmUp(0, "a", 0),
            warmUp(1, "b", 0),
            block(2, Purpose.SETTLE, "a", 0, 3, 10),
            block(3, Purpose.SETTLE, "b", 0, 3, 10),
            block(4, Purpose.MATCHED, "a", 1, 6, 10),
            block(5, Purpose.MATCHED, "b", 1, 6, 10));

    assertThat(plan.endSecond()).isEqualTo(8);
    assertThat(plan.blocks().get(5).isBeside(plan.blocks().get(4))).isTrue();
    assertThat(plan.blocks().get(4).isBeside(plan.blocks().get(3))).isFalse();
  }

  @Test
  void standingBlocksStandSideBySideAndHaveRoomForMoreArrivalsThanTheyBeginWith() {
    LoadPlan plan =
        plan(block(0, Purpose.STANDING, "a", 0, 0, 10), block(1, Purpose.STANDING, "b", 0, 0, 10));

    assertThat(plan.blocks().get(1).isBeside(plan.blocks().get(0))).isTrue();
    assertThat(plan.blocks().get(0).arrivals()).isEqualTo(4 * 2 * 10);
    assertThat(Purpose.STANDING.measured()).isFalse();
    assertThat(Purpose.STANDING.closed()).isFalse();
  }

  @Test
  void timelinesOfTwoTargetsMayStandSideBySideIfTheirRatesStepAlike() {
    LoadPlan plan =
        plan(block(0, Purpose.TIMELINE, "a", 0, 0, 10), block(1, Purpose.TIMELINE, "b", 0, 0, 10));
    PlannedBlock stepping =
        new PlannedBlock(1, Purpose.TIMELINE, "b", 0, 0, 2, 0, 10, List.of(new RateStep(1, 20)));

    assertThat(plan.blocks().get(1).isBeside(plan.blocks().get(0))).isTrue();
    assertThat(stepping.isBeside(plan.blocks().get(0))).isFalse();
  }

  @Test
  void measuredBlocksOfTheOtherKindMayNotOverlap() {
    assertThatThrownBy(
            () ->
                plan(
                    block(0, Purpose.MEASURE, "a", 0, 0, 10),
                    block(1, Purpose.MEASURE, "b", 0, 0, 10)))
        .hasMessage("block 1 starts in second 0, but the one before ends in second 2");
    assertThatThrownBy(
            () ->
                plan(
                    block(0, Purpose.INSPECT, "a", 0, 0, 10),
                    block(1, Purpose.INSPECT, "b", 0, 0, 10)))
        .hasMessageContaining("block 1 starts in second 0");
  }

  @Test
  void onlyWhatHangsOnNoOtherUserIsDivided() {
    LoadPlan whole =
        plan(
            warmUp(0, "a", 0),
            warmUp(1, "b", 0),
            block(2, Purpose.MATCHED, "a", 1, 6, 10),
            block(3, Purpose.MATCHED, "b", 1, 6, 10));

    assertThat(whole.share()).isEqualTo(Share.ALL);
    assertThat(divided(whole.blocks().subList(0, 2)).share().divided()).isTrue();
    assertThatThrownBy(() -> divided(whole.blocks()))
        .hasMessage("block 2 cannot be divided: MATCHED is for one generator");
  }

  private static LoadPlan divided(List<PlannedBlock> blocks) {
    return new LoadPlan(
        "none",
        Map.of(),
        1,
        Map.of("a", List.of("x"), "b", List.of("y")),
        blocks,
        1000,
        "none",
        Map.of(),
        new Share(1, 2, 0));
  }

  @Test
  void blocksSideBySideDifferInNothingButTheTarget() {
    PlannedBlock first = block(0, Purpose.MATCHED, "a", 1, 0, 10);
    for (PlannedBlock other :
        List.of(
            block(1, Purpose.MATCHED, "a", 1, 0, 10),
            block(1, Purpose.SETTLE, "b", 1, 0, 10),
            block(1, Purpose.MATCHED, "b", 2, 0, 10),
            block(1, Purpose.MATCHED, "b", 1, 1, 10),
            block(1, Purpose.MATCHED, "b", 1, 0, 20))) {
      assertThatThrownBy(() -> plan(first, other)).hasMessageContaining("block 0 is matched, but");
    }
    assertThatThrownBy(
            () ->
                plan(warmUp(0, "a", 0), new PlannedBlock(1, Purpose.WARM_UP, "b", -1, 0, 3, 4, 0)))
        .hasMessage("block 1 starts in second 0, but the one before ends in second 2");
  }

  @Test
  void aMatchedBlockNeedsAPartner() {
    assertThatThrownBy(() -> plan(block(0, Purpose.SETTLE, "a", 0, 0, 10)))
        .hasMessage("block 0 is matched, but no block for another target stands beside it");
    assertThatThrownBy(
            () ->
                plan(
                    block(0, Purpose.MATCHED, "a", 0, 0, 10),
                    block(1, Purpose.MATCHED, "b", 0, 5, 10)))
        .hasMessageContaining("block 0 is matched");
  }

  @Test
  void threeSidesAreRefused() {
    assertThatThrownBy(
            () ->
                plan(
                    block(0, Purpose.MATCHED, "a", 0, 0, 10),
                    block(1, Purpose.MATCHED, "b", 0, 0, 10),
                    block(2, Purpose.MATCHED, "c", 0, 0, 10)))
        .hasMessage("block 2 stands beside two others; there are two sides");
  }

  @Test
  void aTargetMayHaveReplicasButNotNone() {
    PlannedBlock block = block(0, Purpose.MEASURE, "a", 0, 0, 10);

    assertThat(plan(Map.of("a", List.of("x", "y")), block).targets())
        .containsExactly(Map.entry("a", List.of("x", "y")));
    assertThatThrownBy(() -> plan(Map.of("a", List.of()), block))
        .hasMessage("variant \"a\" has no address");
  }

  @Test
  void aTimelineMayChangeItsRate() {
    PlannedBlock spike = spike(Purpose.TIMELINE, new RateStep(3, 200), new RateStep(5, 20.5));

    assertThat(spike.stretches())
        .containsExactly(new Stretch(0, 3, 20), new Stretch(3, 2, 200), new Stretch(5, 4, 20.5));
    // 4 s at 20.5 a second are 82.
    assertThat(spike.arrivals()).isEqualTo(60 + 400 + 82);
  }

  @Test
  void ratesChangeInOrderWithinATimelineOnly() {
    assertThatThrownBy(() -> spike(Purpose.TIMELINE, new RateStep(3, 200), new RateStep(3, 20)))
        .hasMessage("block 0 cannot change its rate in second 3: it must be from 4 to 8");
    assertThatThrownBy(() -> spike(Purpose.TIMELINE, new RateStep(0, 200)))
        .hasMessage("block 0 cannot change its rate in second 0: it must be from 1 to 8");
    assertThatThrownBy(() -> spike(Purpose.TIMELINE, new RateStep(9, 200)))
        .hasMessageContaining("from 1 to 8");
    assertThatThrownBy(() -> spike(Purpose.TIMELINE, new RateStep(3, 0)))
        .hasMessage("block 0 would load nothing from second 3 on");
    assertThatThrownBy(() -> spike(Purpose.MEASURE, new RateStep(3, 200)))
        .hasMessage("block 0 has one rate throughout: only a timeline has steps");
  }

  @Test
  void aClosedBlockPlansUsersInsteadOfArrivals() {
    PlannedBlock closed = new PlannedBlock(0, Purpose.CLOSED, "a", 0, 0, 3, 16, 0);

    assertThat(closed.arrivals()).isZero();
    assertThat(closed.stretches()).isEmpty();
    assertThat(plan(closed).endSecond()).isEqualTo(3);
    assertThatThrownBy(() -> new PlannedBlock(0, Purpose.CLOSED, "a", 0, 0, 3, 0, 10))
        .hasMessage("block 0 would load nothing");
    assertThatThrownBy(() -> new PlannedBlock(0, Purpose.CLOSED, "a", 0, 0, 1, 16, 0))
        .hasMessage("closed block 0 must last longer than 1 s, in which nothing is counted");
  }

  private static PlannedBlock spike(Purpose purpose, RateStep... steps) {
    return new PlannedBlock(0, purpose, "a", 0, 0, 9, 0, 20, List.of(steps));
  }

  private static PlannedBlock warmUp(int index, String target, int second) {
    return new PlannedBlock(index, Purpose.WARM_UP, target, -1, second, 2, 4, 0);
  }

  private static PlannedBlock block(
      int index, Purpose purpose, String target, int pair, int second, double rate) {
    return new PlannedBlock(index, purpose, target, pair, second, 2, 0, rate);
  }

  private static LoadPlan plan(PlannedBlock... blocks) {
    return plan(Map.of("a", List.of("x"), "b", List.of("y"), "c", List.of("z")), blocks);
  }

  private static LoadPlan plan(Map<String, List<String>> targets, PlannedBlock... blocks) {
    return new LoadPlan("none", Map.of(), 1, targets, List.of(blocks), 1000, "none");
  }
}
