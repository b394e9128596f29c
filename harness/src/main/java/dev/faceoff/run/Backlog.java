package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.Drift;
import dev.faceoff.stats.Drift.BlockSeconds;
import dev.faceoff.stats.Drift.Halves;
import java.util.List;
import java.util.Optional;

/**
 * Whether a variant fell behind its arrivals though it failed none of them: then its latency grows
 * with the length of a block and is that of a queue.
 *
 * <p>Two things must hold, over all blocks of a size. Requests of the later halves took longer than
 * those of the earlier ones, by a quarter; and the last answer came later after the last second of
 * arrivals than what one user is usually answered in, so that answers came more slowly than
 * requests. The first alone is luck now and then where a half has some twenty requests, the second
 * where one request is slow.
 */
final class Backlog {
  /** Where the later halves take so much longer, all take about a quarter longer than the work. */
  private static final double LONGER = 1.25;

  private static final double NANOS_PER_SECOND = 1e9;

  private Backlog() {}

  static boolean grew(List<MeasuredLaunch> launches, Variant variant, List<Endpoint> endpoints) {
    boolean longer = false;
    double usualSeconds = 0;
    for (Endpoint endpoint : endpoints) {
      Optional<Halves> halves = Drift.withinBlocks(blocks(launches, variant, endpoint));
      if (halves.isPresent()) {
        longer |= halves.get().ratio() > LONGER;
        // A user who sends requests to several endpoints sends them one after the other.
        usualSeconds += halves.get().earlierNanos() / NANOS_PER_SECOND;
      }
    }
    return longer && secondsBehind(launches, variant) > usualSeconds;
  }

  private static List<BlockSeconds> blocks(
      List<MeasuredLaunch> launches, Variant variant, Endpoint endpoint) {
    return launches.stream()
        .flatMap(
            launch ->
                launch.planned().stream()
                    .filter(block -> block.purpose() == Purpose.MEASURE)
                    .filter(block -> block.variant().equals(variant.name()))
                    .map(
                        block ->
                            new BlockSeconds(
                                block.startSecond(),
                                block.seconds(),
                                launch.samples().seconds().stream()
                                    .filter(each -> each.variant().equals(variant.name()))
                                    .filter(each -> each.endpoint().equals(endpoint.name()))
                                    .toList())))
        .toList();
  }

  /** From the end of a block's arrivals to its last answer; the mean over blocks. */
  private static double secondsBehind(List<MeasuredLaunch> launches, Variant variant) {
    return launches.stream()
        .flatMapToDouble(
            launch ->
                launch.samples().blocks().stream()
                    .filter(block -> block.variant().equals(variant.name()))
                    .mapToDouble(block -> block.seconds() - plannedSeconds(launch, block)))
        .average()
        .orElse(0);
  }

  private static double plannedSeconds(MeasuredLaunch launch, BlockSamples block) {
    return launch.planned().stream()
        .filter(planned -> planned.index() == block.block())
        .mapToDouble(PlannedBlock::seconds)
        .findFirst()
        .orElse(block.seconds());
  }
}
