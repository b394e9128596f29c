package dev.faceoff.probe;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * CPU time of the server processes that serve the connections to one database, by Linux's {@code
 * /proc}; elsewhere empty, never zero. Tells two databases of one server apart, which {@link
 * PostgresProcessProbe} does not.
 *
 * <p>Parallel workers are not included: they live for one statement, and when they end only the
 * whole server's books remember them. A backend that ended keeps what was last seen of it.
 */
public final class DatabaseBackendsProbe {
  private final ProcFiles proc;
  private final long postmaster;
  private final Supplier<Set<Long>> serving;
  private final Map<Long, Long> nanosByBackend = new HashMap<>();

  public DatabaseBackendsProbe(long postmaster, PostgresProbe database) {
    this(ProcFiles.SYSTEM, postmaster, database::backends);
  }

  DatabaseBackendsProbe(ProcFiles proc, long postmaster, Supplier<Set<Long>> serving) {
    this.proc = proc;
    this.postmaster = postmaster;
    this.serving = serving;
  }

  /**
   * CPU time so far, in nanoseconds: a total that only grows; subtract two readings.
   *
   * @return empty where it cannot be measured
   * @throws ProbeFailedException if the database does not answer
   */
  public synchronized OptionalLong cpuNanos() {
    if (proc.stat(postmaster).isEmpty()) {
      return OptionalLong.empty();
    }
    Set<Long> now = serving.get();
    for (long child : proc.children(postmaster)) {
      if (now.contains(proc.ownId(child))) {
        proc.threadNanos(child, child)
            .ifPresent(nanos -> nanosByBackend.merge(child, nanos, Math::max));
      }
    }
    return OptionalLong.of(nanosByBackend.values().stream().mapToLong(Long::longValue).sum());
  }
}
