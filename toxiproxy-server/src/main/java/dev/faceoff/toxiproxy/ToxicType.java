package dev.faceoff.toxiproxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The kinds of toxics, by the names the API has for them and their attributes. */
enum ToxicType {
  NOOP("noop", () -> NoopToxic.PASS_THROUGH),
  LATENCY("latency", LatencyToxic::new, LatencyToxic.LATENCY, LatencyToxic.JITTER),
  BANDWIDTH("bandwidth", BandwidthToxic::new, BandwidthToxic.RATE),
  SLOW_CLOSE("slow_close", SlowCloseToxic::new, SlowCloseToxic.DELAY),
  TIMEOUT("timeout", TimeoutToxic::new, TimeoutToxic.TIMEOUT),
  SLICER(
      "slicer",
      SlicerToxic::new,
      SlicerToxic.AVERAGE_SIZE,
      SlicerToxic.SIZE_VARIATION,
      SlicerToxic.DELAY),
  LIMIT_DATA("limit_data", LimitDataToxic::new, LimitDataToxic.BYTES),
  RESET_PEER("reset_peer", ResetPeerToxic::new, ResetPeerToxic.TIMEOUT);

  private final String label;

  /** A reference to a constructor. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Supplier<Toxic> constructor;

  /** Never modified. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> attributes;

  ToxicType(String label, Supplier<Toxic> constructor, String... attributes) {
    this.label = label;
    this.constructor = constructor;
    this.attributes = List.of(attributes);
  }

  String label() {
    return label;
  }

  /** A toxic for one link. */
  Toxic create() {
    return constructor.get();
  }

  /** What attributes are where nothing is said. */
  Map<String, Long> defaults() {
    Map<String, Long> defaults = new LinkedHashMap<>();
    attributes.forEach(name -> defaults.put(name, 0L));
    return defaults;
  }

  /** The type of that name, lower case. */
  static Optional<ToxicType> named(String label) {
    for (ToxicType type : values()) {
      if (type.label.equals(label)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
