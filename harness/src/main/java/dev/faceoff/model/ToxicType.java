package dev.faceoff.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The toxics of Toxiproxy 2.12 with their attributes, the most telling one first. */
public enum ToxicType {
  LATENCY(new Attribute("latency", Unit.MILLIS), new Attribute("jitter", Unit.MILLIS)),
  BANDWIDTH(new Attribute("rate", Unit.KILOBYTES_PER_SECOND)),
  SLOW_CLOSE(new Attribute("delay", Unit.MILLIS)),
  TIMEOUT(new Attribute("timeout", Unit.MILLIS)),
  SLICER(
      new Attribute("average_size", Unit.BYTES),
      new Attribute("size_variation", Unit.BYTES),
      new Attribute("delay", Unit.MICROS)),
  LIMIT_DATA(new Attribute("bytes", Unit.BYTES)),
  RESET_PEER(new Attribute("timeout", Unit.MILLIS));

  /** What an attribute counts. */
  public enum Unit {
    MILLIS("ms"),
    MICROS("µs"),
    BYTES("B"),
    KILOBYTES_PER_SECOND("KB/s");

    private final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    /** The value with its unit, whole seconds as seconds. */
    public String shown(long value) {
      return this == MILLIS && value != 0 && value % 1000 == 0
          ? value / 1000 + " s"
          : value + " " + symbol;
    }
  }

  /** An attribute by Toxiproxy's name. */
  public record Attribute(String name, Unit unit) {
    @Override
    public String toString() {
      return name;
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // it is: List.of
  private final List<Attribute> attributes;

  ToxicType(Attribute... attributes) {
    this.attributes = List.of(attributes);
  }

  /** Toxiproxy's name, also that in scenario files. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public List<Attribute> attributes() {
    return attributes;
  }

  /** The attribute of that name, if it has one. */
  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
  }

  /** The type of that name, if there is one. */
  public static Optional<ToxicType> byId(String id) {
    return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
  }
}
