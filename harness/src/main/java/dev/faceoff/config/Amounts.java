package dev.faceoff.config;

import java.util.Map;
import java.util.Optional;

/**
 * A number for all of a kind, or one for each that is named.
 *
 * @param ofAll empty where they are named
 */
record Amounts(Optional<Amount> ofAll, Map<String, Amount> byName) {
  Amounts {
    byName = Map.copyOf(byName);
  }
}
