package dev.faceoff.model;

import java.time.Duration;

/**
 * A fault that comes and goes.
 *
 * @param name of the phase it makes, for example {@code gateway-slow}
 * @param connection the dependency that suffers: {@code database}, {@code redis} or a service's
 *     name
 * @param at from the start of the timeline
 */
public record FaultWindow(
    String name, Fault fault, String connection, Duration at, Duration length) {
  public FaultWindow {
    Checks.requireText(name, "name");
    Checks.requireText(connection, "connection");
    if (at.isNegative() || length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException(
          "a fault starts at 0 s or later and lasts, but %s is at %s for %s"
              .formatted(name, at, length));
    }
  }

  /** From the start of the timeline. */
  public Duration end() {
    return at.plus(length);
  }

  /** For example "latency 30 s on gateway". */
  public String label() {
    return fault.label() + " on " + connection;
  }
}
