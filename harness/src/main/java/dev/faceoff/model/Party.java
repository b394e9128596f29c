package dev.faceoff.model;

import java.util.Map;

/**
 * One of the two that are compared, as a report names it.
 *
 * @param label as the user named it, but for what absolute paths tell of a machine; for example
 *     {@code n-plus-one:fixed}
 * @param kind for example "variant", "jar", "command" or "URL"
 * @param details what identifies it, by name, for example its digest; no secret
 */
public record Party(String label, String kind, Map<String, String> details) {
  public Party {
    details = Map.copyOf(details);
  }
}
