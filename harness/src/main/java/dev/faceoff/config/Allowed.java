package dev.faceoff.config;

import java.util.function.Predicate;

/**
 * What files may name of the world around them.
 *
 * @param variables whether there is an environment variable of a name
 * @param hosts whether a host other than this one may be loaded
 */
public record Allowed(Predicate<String> variables, Predicate<String> hosts) {
  /** Whatever they name: enough to check a file without a run. */
  public static final Allowed ANYTHING = new Allowed(variable -> true, host -> true);
}
