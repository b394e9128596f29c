package dev.faceoff.scenarios.driver;

import dev.faceoff.scenarios.plan.ArrivalGrid;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.LoadPlan.Stretch;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.scenarios.plan.Share;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A block while it is played: who has arrived and who has left. */
final class BlockRun {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PlannedBlock block;
  private final Share share;
  private final List<Stretch> stretches;
  private final Optional<PairedBlocks> paired;
  private final Optional<Admission> admission;
  private final AtomicLong arrived = new AtomicLong();
  private final LongAdder left = new LongAdder();

  /**
   * A block that has not begun.
   *
   * @param share what of it this generator plays
   * @param paired shared with the block beside it when it is matched
   * @param admission shared with the block beside it when it stands
   */
  BlockRun(
      PlannedBlock block,
      Share share,
      Optional<PairedBlocks> paired,
      Optional<Admission> admission) {
    this.block = block;
    this.share = share;
    this.paired = paired;
    this.admission = admission;
    this.stretches = block.stretches();
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

  Optional<PairedBlocks> paired() {
    return paired;
  }

  /** Users that call without pause, of those that the block has, which this generator sends. */
  int users() {
    return Math.toIntExact(share.of(block.users()));
  }

  /** The next user. */
  Arrival arrive() {
    long before = arrived.getAndIncrement();
    if (block.purpose().closed()) {
      // Numbered among those of all generators: what users bring along hangs on it.
      return new Arrival(this, Math.toIntExact(share.user(before)), SampleFile.UNPLANNED);
    }
    int number = Math.toIntExact(before);
    long delay = paired.map(both -> both.delayNanos(number, block.variant())).orElse(0L);
    return new Arrival(this, number, startNanos() + dueNanos(number) + delay);
  }

  /** Whether every user that arrives begins its journey. */
  boolean admitsAll() {
    return admission.isEmpty() && (block.purpose().closed() || !share.divided());
  }

  /** Whether users may come before their time, and have to wait for it. */
  boolean isTimed() {
    return share.timed();
  }

  /** Whether a user that has arrived may begin its journey; one that may not has left. */
  boolean admits(Arrival arrival) {
    boolean ours = block.purpose().closed() || share.takes(arrival.number());
    return ours
        && (admission.isEmpty() || admission.get().admits(arrival.number(), arrival.dueNanos()));
  }

  /** When an arrival is due, from the start of the block; each stretch has a grid of its own. */
  private long dueNanos(long arrival) {
    long earlier = 0;
    for (Stretch stretch : stretches) {
      if (arrival < earlier + stretch.arrivals()) {
        ArrivalGrid grid = new ArrivalGrid(stretch.arrivals(), stretch.seconds());
        return stretch.fromSecond() * NANOS_PER_SECOND + grid.dueNanos(arrival - earlier);
      }
      earlier += stretch.arrivals();
    }
    throw new IllegalArgumentException(
        "block %d plans %d arrivals, but got number %d".formatted(block.index(), earlier, arrival));
  }

  /** Which payload a user gets: while settling each comes twice in a row, else a new one each. */
  int payload(int arrival) {
    return block.purpose() == Purpose.SETTLE ? arrival / 2 : arrival;
  }

  void leave() {
    left.increment();
  }

  /** Users that have arrived but not left. */
  long inFlight() {
    return arrived.get() - left.sum();
  }

  /** Whether all arrivals of the plan have come; where users set the pace it plans none. */
  boolean isComplete() {
    return block.purpose().closed() || arrived.get() == block.arrivals();
  }

  /** Whether its time is over, all arrivals have come and all have left. */
  boolean isDrained(long nowNanos) {
    return nowNanos >= endNanos() && isComplete() && inFlight() == 0;
  }
}
