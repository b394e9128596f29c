package dev.faceoff.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * CPU time and memory of a process by Linux's {@code /proc}; elsewhere everything is empty, never
 * zero.
 *
 * <p>CPU time is a total that only grows: subtract two readings. Threads that start and end between
 * two readings are missed; those that end keep what was last seen of them.
 */
public final class ProcessProbe {
  /**
   * Names of the threads a HotSpot JVM keeps for itself, as the system cuts them (15 characters):
   * compilers, collectors (Serial has none, then Parallel and G1, ZGC, Shenandoah), then the rest.
   */
  private static final List<String> JVM_SERVICE_THREADS =
      List.of(
          "C1 CompilerThre",
          "C2 CompilerThre",
          "JVMCI Compiler",
          "JVMCI-native",
          "Sweeper thread",
          "GC Thread#",
          "G1 Main Marker",
          "G1 Conc#",
          "G1 Refine#",
          "G1 Service",
          "G1 Young RemSet",
          "ZDirector",
          "ZDriver",
          "ZStat",
          "ZWorker",
          "ZUncommitter",
          "ZUnmapper",
          "ZGC",
          "XDirector",
          "XDriver",
          "XStat",
          "XWorker",
          "XUncommitter",
          "XUnmapper",
          "Shenandoah",
          "RuntimeWorker",
          "StringDedup",
          "VM Thread",
          "VM Periodic Tas",
          "VM Operation",
          "Service Thread",
          "Monitor Deflati",
          "Signal Dispatch",
          "Reference Handl",
          "Finalizer",
          "Common-Cleaner",
          "Cleaner-",
          "Notification Th",
          "Attach Listener",
          "JFR ",
          "JDWP ",
          "DestroyJavaVM");

  private static final String JVM = "java";

  private final ProcFiles proc;
  private final long pid;
  private final boolean jvm;
  private final boolean tree;
  private final Map<Long, Seen> threads = new HashMap<>();
  private long ofEndedNanos;

  /** What was last seen of a thread. */
  private record Seen(long nanos, boolean counts) {}

  private ProcessProbe(ProcFiles proc, long pid, boolean jvm, boolean tree) {
    this.proc = proc;
    this.pid = pid;
    this.jvm = jvm;
    this.tree = tree;
  }

  /**
   * Of a JVM: counts the threads that serve requests, that is all but those the JVM keeps for
   * itself. In runs of minutes the compilers' share is as large as it is irrelevant.
   */
  public static ProcessProbe ofJvm(long pid) {
    return ofJvm(ProcFiles.SYSTEM, pid);
  }

  static ProcessProbe ofJvm(ProcFiles proc, long pid) {
    return new ProcessProbe(proc, pid, true, false);
  }

  /** Of any process: counts all threads. */
  public static ProcessProbe of(long pid) {
    return of(ProcFiles.SYSTEM, pid);
  }

  static ProcessProbe of(ProcFiles proc, long pid) {
    return new ProcessProbe(proc, pid, false, false);
  }

  /**
   * Of a process and its descendants: counts all threads, but of the JVMs among them those that
   * serve requests. A descendant that starts and ends between two readings is missed.
   */
  public static ProcessProbe ofTree(long pid) {
    return ofTree(ProcFiles.SYSTEM, pid);
  }

  static ProcessProbe ofTree(ProcFiles proc, long pid) {
    return new ProcessProbe(proc, pid, false, true);
  }

  /**
   * CPU time so far, in nanoseconds; once the process ended, what was last seen.
   *
   * @return empty where it cannot be measured
   */
  public synchronized OptionalLong cpuNanos() {
    if (!proc.exists()) {
      return OptionalLong.empty();
    }
    Map<Long, Long> alive = new LinkedHashMap<>();
    for (long process : processes()) {
      proc.threads(process).forEach(thread -> alive.put(thread, process));
    }
    for (Map.Entry<Long, Long> each : alive.entrySet()) {
      long thread = each.getKey();
      OptionalLong nanos = proc.threadNanos(each.getValue(), thread);
      boolean counts = counts(each.getValue(), thread);
      if (nanos.isPresent()) {
        Seen before = threads.put(thread, new Seen(nanos.getAsLong(), counts));
        if (before != null && before.nanos() > nanos.getAsLong()) {
          // The id now belongs to another thread.
          keep(before);
        }
      }
    }
    Set<Long> ended = new HashSet<>(threads.keySet());
    ended.removeAll(alive.keySet());
    ended.forEach(thread -> keep(threads.remove(thread)));
    if (threads.isEmpty() && ofEndedNanos == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        ofEndedNanos + threads.values().stream().filter(Seen::counts).mapToLong(Seen::nanos).sum());
  }

  /**
   * CPU time so far of each thread that counts, in nanoseconds by its number, as {@link #cpuNanos}
   * saw it last; without those that had ended.
   */
  public synchronized Map<Long, Long> nanosByThread() {
    Map<Long, Long> nanos = new HashMap<>();
    threads.forEach(
        (thread, seen) -> {
          if (seen.counts()) {
            nanos.put(thread, seen.nanos());
          }
        });
    return nanos;
  }

  /**
   * The most memory it had resident so far, in bytes; with descendants the sum of what each of
   * those alive had. Empty where it cannot be measured.
   */
  public OptionalLong peakMemoryBytes() {
    List<OptionalLong> peaks =
        processes().stream().map(proc::peakMemoryBytes).filter(OptionalLong::isPresent).toList();
    return peaks.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(peaks.stream().mapToLong(OptionalLong::getAsLong).sum());
  }

  /** The process, followed by its descendants where they count. */
  private List<Long> processes() {
    List<Long> found = new ArrayList<>(List.of(pid));
    // Grows while it is walked: children follow their parents.
    for (int i = 0; tree && i < found.size(); i++) {
      found.addAll(proc.children(found.get(i)));
    }
    return found;
  }

  private void keep(Seen ended) {
    if (ended.counts()) {
      ofEndedNanos += ended.nanos();
    }
  }

  private boolean counts(long process, long thread) {
    return !isJvm(process)
        || proc.threadName(process, thread).filter(ProcessProbe::isJvmService).isEmpty();
  }

  /** A JVM's first thread bears the name of its launcher. */
  private boolean isJvm(long process) {
    return jvm || (tree && proc.threadName(process, process).filter(JVM::equals).isPresent());
  }

  static boolean isJvmService(String name) {
    return JVM_SERVICE_THREADS.stream().anyMatch(name::startsWith);
  }
}
