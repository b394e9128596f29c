package dev.faceoff.probe;

import java.util.OptionalLong;
import java.util.Set;

/**
 * CPU time of a PostgreSQL server's processes by Linux's {@code /proc}; elsewhere empty, never
 * zero.
 *
 * <p>All children of the postmaster count: the backends, their parallel workers, however short they
 * live, and the few that write in the background. Those alive are read in nanoseconds; those that
 * ended are in the postmaster's own books, to 10 ms in all.
 */
public final class PostgresProcessProbe {
  private final ProcFiles proc;
  private final long postmaster;
  private final Set<Long> excluded;
  private long highest;

  /**
   * @param excluded process ids of the probes' own backends, as the server knows them, see {@link
   *     PostgresProbe#backend}
   */
  public PostgresProcessProbe(long postmaster, Set<Long> excluded) {
    this(ProcFiles.SYSTEM, postmaster, excluded);
  }

  PostgresProcessProbe(ProcFiles proc, long postmaster, Set<Long> excluded) {
    this.proc = proc;
    this.postmaster = postmaster;
    this.excluded = Set.copyOf(excluded);
  }

  /**
   * CPU time so far, in nanoseconds: a total that only grows; subtract two readings.
   *
   * @return empty where it cannot be measured, or when the server ended
   */
  public synchronized OptionalLong cpuNanos() {
    long alive = 0;
    for (long child : proc.children(postmaster)) {
      if (!excluded.contains(proc.ownId(child))) {
        // Each of PostgreSQL's processes has one thread.
        alive += proc.threadNanos(child, child).orElse(0);
      }
    }
    // Read after the living ones: one that ends in between is then counted, at worst twice, and
    // never lost.
    var stat = proc.stat(postmaster);
    if (stat.isEmpty()) {
      return OptionalLong.empty();
    }
    // An ended child's last part of a tick disappears from the books until a later one fills it up.
    highest = Math.max(highest, alive + stat.get().waitedForNanos());
    return OptionalLong.of(highest);
  }
}
