package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.Drift;
import dev.faceoff.stats.Drift.BlockSeconds;
import dev.faceoff.stats.Drift.Halves;
import java.util.List;
import java.util.Optional;

/**
 * Whether a variant fell behind its arrivals though it failed none of them: then its latency grows
 * with the length of a block and is that of a queue.
 *
 * <p>A queue that grew shows in more than half of the blocks of a size; what stalls the machine
 * once, in one. In such a block, requests of its later half took longer than those of its earlier
 * one, by a quarter. Those of its last second typically took longer than the slowest (the p99) of
 * the earlier half: where medians differ by luck, or because journeys that pause send more when
 * they go on, slow ones are there from the start. And its last answer came later after the block's
 * end than the typical latencies of the earlier half come to, all endpoints together, so that
 * answers came more slowly than requests; that alone is so wherever many users are under way or
 * pause.
 */
final class Backlog {
  /** Where the later half takes so much longer, all take about a quarter longer than the work. */
  private static final double LONGER = 1.25;

  private static final double NANOS_PER_SECOND = 1e9;

  private Backlog() {}

  static boolean grew(List<MeasuredLaunch> launches, Variant variant, List<Endpoint> endpoints) {
    int blocks = 0;
    int behind = 0;
    for (MeasuredLaunch launch : launches) {
      for (PlannedBlock block : launch.planned()) {
        if (block.purpose() == Purpose.MEASURE && block.variant().equals(variant.name())) {
          blocks++;
          behind += fellBehind(launch, block, endpoints) ? 1 : 0;
        }
      }
    }
    return 2 * behind > blocks;
  }

  private static boolean fellBehind(
      MeasuredLaunch launch, PlannedBlock block, List<Endpoint> endpoints) {
    boolean longer = false;
    double usualSeconds = 0;
    for (Endpoint endpoint : endpoints) {
      Optional<Halves> halves = Drift.withinBlock(seconds(launch, block, endpoint));
      if (halves.isPresent()) {
        longer |= halves.get().ratio() > LONGER && halves.get().latestAreSlowest();
        usualSeconds += halves.get().earlierNanos() / NANOS_PER_SECOND;
      }
    }
    return longer && secondsBehind(launch, block) > usualSeconds;
  }

  private static BlockSeconds seconds(
      MeasuredLaunch launch, PlannedBlock block, Endpoint endpoint) {
    return new BlockSeconds(
        block.startSecond(),
        block.seconds(),
        launch.samples().seconds().stream()
            .filter(each -> each.variant().equals(block.variant()))
            .filter(each -> each.endpoint().equals(endpoint.name()))
            .toList());
  }

  /** From the end of a block to its last answer. */
  private static double secondsBehind(MeasuredLaunch launch, PlannedBlock block) {
    return launch.samples().blocks().stream()
        .filter(each -> each.block() == block.index())
        .mapToDouble(each -> each.seconds() - block.seconds())
        .max()
        .orElse(0);
  }
}
