package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.ArrivalGrid;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.SampleFile;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A block while it is played: who has arrived and who has left. */
final class BlockRun {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PlannedBlock block;
  private final ArrivalGrid grid;
  private final AtomicLong arrived = new AtomicLong();
  private final LongAdder left = new LongAdder();

  BlockRun(PlannedBlock block) {
    this.block = block;
    this.grid = new ArrivalGrid(block.arrivals(), block.seconds());
  }

  PlannedBlock block() {
    return block;
  }

  long startNanos() {
    return block.startSecond() * NANOS_PER_SECOND;
  }

  long endNanos() {
    return block.endSecond() * NANOS_PER_SECOND;
  }

  /** The next user. */
  Arrival arrive() {
    long number = arrived.getAndIncrement();
    long due =
        block.purpose() != Purpose.WARM_UP
            ? startNanos() + grid.dueNanos(number)
            : SampleFile.UNPLANNED;
    return new Arrival(this, number, due);
  }

  void leave() {
    left.increment();
  }

  /** Users that have arrived but not left. */
  long inFlight() {
    return arrived.get() - left.sum();
  }

  /** Whether all arrivals of the plan have come; a warm-up plans none. */
  boolean isComplete() {
    return block.purpose() == Purpose.WARM_UP || arrived.get() == block.arrivals();
  }

  /** Whether its time is over, all arrivals have come and all have left. */
  boolean isDrained(long nowNanos) {
    return nowNanos >= endNanos() && isComplete() && inFlight() == 0;
  }
}
