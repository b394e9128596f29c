package dev.faceoff.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what it is told, a line each. */
final class Told implements LiveListener {
  private final List<String> lines = new ArrayList<>();

  /** What it has been told since the last time. */
  synchronized List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  synchronized boolean hasHeard(String beginning) {
    return lines.stream().anyMatch(line -> line.startsWith(beginning));
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  @Override
  public void phase(String scenario, String phase) {
    add("%s: %s".formatted(scenario, phase));
  }

  @Override
  public void offered(String scenario, String variant, double arrivalsPerSecond) {
    add("%s offered %s".formatted(variant, arrivalsPerSecond));
  }

  @Override
  public void fault(String scenario, String variant, String fault, boolean active) {
    add("%s at %s %s".formatted(fault, variant, active ? "on" : "off"));
  }

  @Override
  public void ended(
      String scenario,
      String variant,
      String endpoint,
      boolean failed,
      long endNanos,
      long latencyNanos) {
    add(
        "%s %s %s at %d after %d"
            .formatted(
                variant,
                endpoint,
                failed ? "failed" : "ok",
                endNanos / Samples.MILLI,
                latencyNanos / Samples.MILLI));
  }

  @Override
  public void lagged(String scenario, long nanos) {
    add("late by " + nanos / Samples.MILLI);
  }

  @Override
  public void used(String scenario, String variant, double total) {
    add("%s used %s".formatted(variant, total));
  }

  @Override
  public void upTo(String scenario, long nanos, Map<String, Long> inFlight) {
    add("up to %d, in flight %s".formatted(nanos / Samples.MILLI, inFlight));
  }
}
