package dev.faceoff.alert;

import java.util.Map;
import java.util.OptionalLong;

/**
 * An alert that fired, as an Alertmanager would have learnt of it; on this process' {@link
 * System#nanoTime}.
 *
 * @param labels the alert's name as {@code alertname} among them
 * @param fromNanoTime when Prometheus first said so
 * @param toNanoTime when it said that it is over; empty while it is not
 */
public record Firing(Map<String, String> labels, long fromNanoTime, OptionalLong toNanoTime) {
  /** Label that names the alert. */
  public static final String NAME = "alertname";

  public Firing {
    labels = Map.copyOf(labels);
  }

  /** Value of a label; empty text where it has none. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
