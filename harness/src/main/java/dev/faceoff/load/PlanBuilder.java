package dev.faceoff.load;

import dev.faceoff.model.Load;
import dev.faceoff.model.Profile;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Lays out the blocks of a launch: the variants warm up one after the other, then measured blocks
 * alternate in quadruples, ABBA or BAAB as drawn from the seed, so that a drift that is linear in
 * time hits both alike. Two blocks in a row, one of each variant, are a matched pair.
 */
public final class PlanBuilder {
  /**
   * Idle seconds before a block from which on the rows that a variant's database read can be
   * counted: PostgreSQL hands over the table statistics of an idle backend only after 10 s.
   */
  public static final int COUNTABLE_AFTER_IDLE_SECONDS = 11;

  private PlanBuilder() {}

  /**
   * The blocks of a launch, in order of time; the same arguments give the same blocks.
   *
   * @param launch from 0; each launch has its own order
   * @param variants baseline, then candidate
   */
  public static List<PlannedBlock> build(
      long seed, int launch, List<String> variants, Profile profile, Load load) {
    if (variants.size() != 2) {
      throw new IllegalArgumentException("a plan needs two variants, but got " + variants);
    }
    List<String> order =
        measuredOrder(SeededRandom.of(seed, "block order", launch), variants, profile.blocks());
    List<PlannedBlock> blocks = new ArrayList<>();
    int second = 0;
    // In the order in which they are measured first: the first has waited longest by then.
    for (String variant : order.subList(0, 2)) {
      blocks.add(
          new PlannedBlock(
              blocks.size(),
              Purpose.WARM_UP,
              variant,
              -1,
              second,
              profile.warmUpSeconds(),
              load.warmUpUsers(),
              0));
      second += profile.warmUpSeconds() + profile.gapSeconds();
    }
    second += furtherIdleSeconds(profile);
    for (int i = 0; i < order.size(); i++) {
      blocks.add(
          new PlannedBlock(
              blocks.size(),
              Purpose.MEASURE,
              order.get(i),
              i / 2,
              second,
              profile.blockSeconds(),
              0,
              load.arrivalsPerSecond()));
      second += profile.blockSeconds() + profile.gapSeconds();
    }
    return List.copyOf(blocks);
  }

  /** Length of a launch's load with all its gaps, in seconds. */
  public static int seconds(Profile profile) {
    return 2 * (profile.warmUpSeconds() + profile.gapSeconds())
        + furtherIdleSeconds(profile)
        + profile.blocks() * (profile.blockSeconds() + profile.gapSeconds());
  }

  /**
   * The first measured block of a variant before which it idled long enough for its rows to be
   * counted from there on. Every plan has one for each variant.
   */
  public static PlannedBlock firstCountable(List<PlannedBlock> blocks, String variant) {
    int idleSince = Integer.MAX_VALUE;
    for (PlannedBlock block : blocks) {
      if (block.variant().equals(variant)) {
        if (block.startSecond() - (long) idleSince >= COUNTABLE_AFTER_IDLE_SECONDS) {
          return block;
        }
        idleSince = block.endSecond();
      }
    }
    throw new IllegalArgumentException("the plan has no break for " + variant);
  }

  /**
   * What the gap after the last warm-up lacks for each variant to have a break that is long enough.
   * From two quadruples on both have one while the other is measured twice; with fewer it must come
   * before their first block.
   */
  private static int furtherIdleSeconds(Profile profile) {
    int gap = profile.gapSeconds();
    int block = profile.blockSeconds();
    if (profile.blocks() >= 8 && 3 * gap + 2 * block >= COUNTABLE_AFTER_IDLE_SECONDS) {
      return 0;
    }
    int idleOfFirst = gap + profile.warmUpSeconds() + gap;
    int idleOfSecond = gap + block + gap;
    return Math.max(0, COUNTABLE_AFTER_IDLE_SECONDS - Math.min(idleOfFirst, idleOfSecond));
  }

  private static List<String> measuredOrder(
      RandomGenerator random, List<String> variants, int blocks) {
    List<String> order = new ArrayList<>();
    while (order.size() < blocks) {
      int first = random.nextInt(2);
      String a = variants.get(first);
      String b = variants.get(1 - first);
      order.addAll(blocks - order.size() >= 4 ? List.of(a, b, b, a) : List.of(a, b));
    }
    return order;
  }
}
