package dev.faceoff.model;

/**
 * The sizes of a run.
 *
 * @param launches fresh starts of all targets; the unit of proof from two on
 * @param blocks isolation blocks in a launch over both variants, even, so that each variant gets
 *     half
 * @param blockSeconds length of a measured block in whole seconds (Gatling injects in whole
 *     seconds)
 * @param gapSeconds idle seconds after a block, in which it drains
 * @param warmUpSeconds seconds in which each variant is driven before measuring
 * @param timelines how often a launch plays the fault timeline for each variant; ignored without
 *     one
 */
public record Profile(
    int launches, int blocks, int blockSeconds, int gapSeconds, int warmUpSeconds, int timelines) {
  public Profile {
    Checks.requireAtLeast(launches, 1, "launches");
    Checks.requireAtLeast(blocks, 4, "blocks");
    Checks.requireAtLeast(blockSeconds, 1, "blockSeconds");
    Checks.requireAtLeast(gapSeconds, 1, "gapSeconds");
    Checks.requireAtLeast(warmUpSeconds, 1, "warmUpSeconds");
    Checks.requireAtLeast(timelines, 1, "timelines");
    if (blocks % 2 != 0) {
      throw new IllegalArgumentException("blocks must be even, but is " + blocks);
    }
  }
}
