package dev.faceoff.scenarios.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.GeneratorEvent.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Watches the run from a thread of its own and prints what happens, one JSON object a line. */
final class EventLog {
  private static final long LOOK_EVERY_NANOS = 10_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long LAST_CALL_NANOS = GeneratorEvent.LAST_CALL_MILLIS * 1_000_000L;
  private static final long STOP_GRACE_NANOS = 2 * NANOS_PER_SECOND;

  private final LoadRun run;
  private final PrintStream out;
  private final ObjectMapper json = new ObjectMapper();
  private final OperatingSystemMXBean os =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final Thread watcher = new Thread(this::watch, "events");
  private volatile boolean stopped;

  /** How many blocks have begun, and those of them that have neither drained nor been given up. */
  private int begun;

  private final List<BlockRun> open = new ArrayList<>();
  private long secondsTold;

  EventLog(LoadRun run, PrintStream out) {
    this.run = run;
    this.out = out;
  }

  void start() {
    print(Kind.STARTED, -1, run.inFlight());
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Ends the watching; a last block whose end it has not told yet is told. */
  void stop() throws IOException {
    stopped = true;
    LockSupport.unpark(watcher);
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while finishing", e);
    }
    // Gatling ends with its last user, which may be a moment before the last block's time is over.
    tellDrained(BlockRun::isComplete);
  }

  void finished() {
    print(Kind.FINISHED, -1, run.inFlight());
  }

  /** Returns when no user is left, or after a while. */
  void awaitQuiet() {
    long deadline = System.nanoTime() + STOP_GRACE_NANOS;
    while (run.inFlight() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  /** Ends the process: without samples there is nothing to go on for. */
  void fail(Exception e) {
    System.err.println("generator: " + e.getMessage());
    Runtime.getRuntime().halt(1);
  }

  private void watch() {
    try {
      while (!stopped) {
        tell(run.clock().nanos());
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void tell(long now) throws IOException {
    tellDrained(block -> isOver(block, now));
    List<BlockRun> blocks = run.blocks();
    while (begun < blocks.size() && now >= blocks.get(begun).startNanos()) {
      BlockRun next = blocks.get(begun);
      tellDrained(block -> !next.block().isBeside(block.block()));
      print(Kind.BLOCK_BEGINS, begun, run.inFlight());
      open.add(next);
      begun++;
    }
    if (now / NANOS_PER_SECOND > secondsTold) {
      secondsTold = now / NANOS_PER_SECOND;
      run.flush();
      print(Kind.PROGRESS, -1, run.inFlight());
    }
  }

  private boolean isOver(BlockRun block, long now) {
    if (block.isDrained(now)) {
      return true;
    }
    // Blocks side by side begin in one go, so this one is after both.
    List<BlockRun> blocks = run.blocks();
    return begun < blocks.size() && now >= blocks.get(begun).startNanos() - LAST_CALL_NANOS;
  }

  private void tellDrained(Predicate<BlockRun> which) throws IOException {
    for (BlockRun block : open.stream().filter(which).toList()) {
      long inFlight = block.inFlight();
      run.flush();
      print(Kind.BLOCK_DRAINED, block.block().index(), inFlight);
      open.remove(block);
    }
  }

  private void print(Kind kind, int block, long inFlight) {
    GeneratorEvent event =
        new GeneratorEvent(
            kind,
            block,
            run.clock().nanos(),
            run.requests(),
            run.errors(),
            inFlight,
            os.getProcessCpuTime(),
            collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum(),
            Runtime.getRuntime().availableProcessors(),
            kind == Kind.PROGRESS ? run.inFlightByVariant() : Map.of());
    try {
      out.println(json.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
