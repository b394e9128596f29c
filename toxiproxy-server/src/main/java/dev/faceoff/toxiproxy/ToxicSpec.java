package dev.faceoff.toxiproxy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A toxic as the API shows it.
 *
 * @param name unique within its proxy, over both directions
 * @param type what it does
 * @param stream its direction as its creator wrote it
 * @param direction whose links it is on
 * @param toxicity share of the links it acts on; what is outside 0 to 1 counts as the nearer of
 *     them
 * @param attributes all that its type has, in the order in which the API shows them
 */
record ToxicSpec(
    String name,
    ToxicType type,
    String stream,
    Direction direction,
    float toxicity,
    Map<String, Long> attributes) {

  ToxicSpec {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The hidden first stage of each link. */
  static ToxicSpec passThrough(Direction direction) {
    return new ToxicSpec("", ToxicType.NOOP, direction.label(), direction, 1, Map.of());
  }

  /** The same toxic with other numbers. */
  ToxicSpec with(float newToxicity, Map<String, Long> newAttributes) {
    return new ToxicSpec(name, type, stream, direction, newToxicity, newAttributes);
  }
}
