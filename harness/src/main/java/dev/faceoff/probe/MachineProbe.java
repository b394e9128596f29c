package dev.faceoff.probe;

import java.util.Arrays;
import java.util.Optional;

/** How busy all processors of the machine are, whoever the reason; Linux only. */
public final class MachineProbe {
  private final ProcFiles proc;

  public MachineProbe() {
    this(ProcFiles.SYSTEM);
  }

  MachineProbe(ProcFiles proc) {
    this.proc = proc;
  }

  /** Ticks of all processors since the machine started. */
  public record Reading(long busyTicks, long totalTicks) {
    /** Share of the processors' time since an earlier reading that was not idle, 0 to 1. */
    public Optional<Double> busyShareSince(Reading earlier) {
      long total = totalTicks - earlier.totalTicks;
      long busy = busyTicks - earlier.busyTicks;
      return total <= 0
          ? Optional.empty()
          : Optional.of(Math.min(1, Math.max(0, (double) busy / total)));
    }
  }

  /** Share of the processors' time since an earlier reading that was not idle; empty if unknown. */
  public Optional<Double> busyShareSince(Optional<Reading> earlier) {
    return earlier.flatMap(from -> read().flatMap(to -> to.busyShareSince(from)));
  }

  /** Reads the machine's books; empty where there are none. */
  public Optional<Reading> read() {
    return proc.processorTicks()
        .filter(ticks -> ticks.length >= 8)
        .map(
            ticks -> {
              // user nice system idle iowait irq softirq steal; what follows is part of user.
              long total = Arrays.stream(ticks, 0, 8).sum();
              return new Reading(total - ticks[3] - ticks[4], total);
            });
  }
}
