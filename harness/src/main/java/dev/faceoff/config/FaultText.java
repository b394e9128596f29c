package dev.faceoff.config;

import dev.faceoff.model.Cut;
import dev.faceoff.model.Fault;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Toxic;
import dev.faceoff.model.ToxicType;
import dev.faceoff.model.ToxicType.Attribute;
import dev.faceoff.model.ToxicType.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a fault as scenario files write it: {@code at 4s: latency 30s jitter 1s on gateway, for
 * 8s}.
 */
final class FaultText {
  private static final Pattern WINDOW =
      Pattern.compile("at\\s+(\\S+?)\\s*:\\s*(\\S.*?)\\s+on\\s+(\\S+?)\\s*,\\s*for\\s+(\\S+)");
  private static final Pattern UNPLACED =
      Pattern.compile("(\\S.*?)\\s+on\\s+(\\S+?)\\s*,\\s*for\\s+(\\S+)");
  private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)(\\D*)");

  private static final String CUT = "cut";
  private static final String SLOW = "slow";
  private static final String UPSTREAM = "upstream";
  private static final String TOXICITY = "toxicity";

  /** Units of time, in nanoseconds. */
  private static final Map<String, BigDecimal> TIMES =
      ordered("us", 1_000, "µs", 1_000, "ms", 1_000_000, "s", 1_000_000_000);

  /** Toxiproxy's kilobyte has 1,000 bytes. */
  private static final Map<String, BigDecimal> SIZES =
      ordered("B", 1, "KB", 1_000, "MB", 1_000_000);

  private static final Map<String, BigDecimal> RATES = ordered("KB/s", 1, "MB/s", 1_000);

  private FaultText() {}

  /**
   * Reads a fault.
   *
   * @param name of the phase it makes
   * @param connections there are
   * @throws IllegalArgumentException if it is not as it must be; the message says what to write
   */
  static FaultWindow parse(String name, String text, Collection<String> connections) {
    Matcher parts = WINDOW.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no fault; write 'at OFFSET: FAULT on CONNECTION, for LENGTH', for example 'at 4s: latency 30s on gateway, for 8s'"
              .formatted(text.strip()));
    }
    return window(
        name,
        parts.group(2),
        parts.group(3),
        duration("the offset of a fault", parts.group(1)),
        parts.group(4),
        connections);
  }

  /**
   * Reads a fault that does not say when it comes, for example {@code latency 30s on gateway, for
   * 8s}; it is placed at 0.
   *
   * @throws IllegalArgumentException as above
   */
  static FaultWindow parseUnplaced(String name, String text, Collection<String> connections) {
    Matcher parts = UNPLACED.matcher(text.strip());
    if (!parts.matches() || text.strip().startsWith("at ")) {
      throw new IllegalArgumentException(
          "'%s' is no fault; write 'FAULT on CONNECTION, for LENGTH', for example 'latency 30s on gateway, for 8s'"
              .formatted(text.strip()));
    }
    return window(name, parts.group(1), parts.group(2), Duration.ZERO, parts.group(3), connections);
  }

  private static FaultWindow window(
      String name,
      String fault,
      String connection,
      Duration at,
      String lasting,
      Collection<String> connections) {
    if (!connections.contains(connection)) {
      throw new IllegalArgumentException(unknownConnection(connection, connections));
    }
    Duration length = duration("the length of a fault", lasting);
    if (length.isZero()) {
      throw new IllegalArgumentException("a fault must last longer than " + lasting);
    }
    return new FaultWindow(name, fault(fault), connection, at, length);
  }

  /** The connection that a text names, if it has the shape of a fault. */
  static List<String> connection(String text) {
    Matcher parts = WINDOW.matcher(text.strip());
    return parts.matches() ? List.of(parts.group(3)) : List.of();
  }

  static String unknownConnection(String connection, Collection<String> connections) {
    return "unknown connection '%s'%s"
        .formatted(
            connection,
            connections.isEmpty()
                ? "; the scenario declares no database, redis or services"
                : Nearest.hint(connection, connections));
  }

  private static Fault fault(String text) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(text.split("\\s+")));
    String kind = words.remove();
    if (kind.equals(CUT)) {
      if (!words.isEmpty()) {
        throw new IllegalArgumentException(
            "a cut is the same for all connections: '%s' means nothing to it"
                .formatted(words.element()));
      }
      return new Cut();
    }
    ToxicType type =
        kind.equals(SLOW)
            ? ToxicType.LATENCY
            : ToxicType.byId(kind)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "unknown fault '%s'%s".formatted(kind, Nearest.hint(kind, kinds()))));
    return toxic(kind, type, words);
  }

  private static Toxic toxic(String kind, ToxicType type, Deque<String> words) {
    Attribute main = type.attributes().get(0);
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "%s lacks its value, for example '%s %s'".formatted(kind, kind, example(main.unit())));
    }
    Map<String, Long> attributes = new LinkedHashMap<>();
    attributes.put(main.name(), value(kind, main.unit(), words.remove()));
    Toxic.Direction direction = Toxic.Direction.DOWNSTREAM;
    double toxicity = 1;
    List<String> left = new ArrayList<>(List.of(UPSTREAM, TOXICITY));
    type.attributes().stream().skip(1).map(Attribute::name).forEach(left::add);
    while (!words.isEmpty()) {
      String word = words.remove();
      if (!left.remove(word)) {
        throw new IllegalArgumentException(
            attributes.containsKey(word) || word.equals(UPSTREAM) || word.equals(TOXICITY)
                ? "%s is given '%s' a second time".formatted(kind, word)
                : "%s has no '%s'%s".formatted(kind, word, Nearest.hint(word, left)));
      }
      if (word.equals(UPSTREAM)) {
        direction = Toxic.Direction.UPSTREAM;
      } else if (words.isEmpty()) {
        throw new IllegalArgumentException("%s lacks the value of '%s'".formatted(kind, word));
      } else if (word.equals(TOXICITY)) {
        toxicity = toxicity(words.remove());
      } else {
        Unit unit = type.attribute(word).orElseThrow().unit();
        attributes.put(word, value(word, unit, words.remove()));
      }
    }
    requireSlices(type, attributes);
    return new Toxic(type, direction, attributes, toxicity);
  }

  /** Toxiproxy itself dies of slices without a size. */
  private static void requireSlices(ToxicType type, Map<String, Long> attributes) {
    if (type != ToxicType.SLICER) {
      return;
    }
    long size = attributes.get("average_size");
    long variation = attributes.getOrDefault("size_variation", 0L);
    if (size < 1 || variation >= size) {
      throw new IllegalArgumentException(
          "slices are at least 1B and vary by less than their size, but are %dB and vary by %dB"
              .formatted(size, variation));
    }
  }

  private static double toxicity(String text) {
    try {
      double share = Double.parseDouble(text);
      if (share > 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Told below, as for numbers that are no share.
    }
    throw new IllegalArgumentException(
        "toxicity is a share of connections, above 0 and at most 1, but is '%s'".formatted(text));
  }

  /** In the attribute's own unit, of which it is a whole number. */
  private static long value(String what, Unit unit, String text) {
    Map<String, BigDecimal> units =
        switch (unit) {
          case MILLIS, MICROS -> TIMES;
          case BYTES -> SIZES;
          case KILOBYTES_PER_SECOND -> RATES;
        };
    BigDecimal inSmallest = quantity(what, text, units, example(unit));
    BigDecimal own =
        switch (unit) {
          case MILLIS -> inSmallest.movePointLeft(6);
          case MICROS -> inSmallest.movePointLeft(3);
          case BYTES, KILOBYTES_PER_SECOND -> inSmallest;
        };
    try {
      return own.longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s must be a whole number of %s, but is %s".formatted(what, unit.symbol(), text), e);
    }
  }

  private static Duration duration(String what, String text) {
    BigDecimal nanos = quantity(what, text, TIMES, "4s");
    try {
      return Duration.ofNanos(nanos.longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("%s cannot be %s".formatted(what, text), e);
    }
  }

  private static BigDecimal quantity(
      String what, String text, Map<String, BigDecimal> units, String example) {
    Matcher quantity = QUANTITY.matcher(text);
    if (!quantity.matches()) {
      throw new IllegalArgumentException(
          "%s is a number with its unit, such as %s, but is '%s'".formatted(what, example, text));
    }
    BigDecimal unit = units.get(quantity.group(2));
    if (unit == null) {
      throw new IllegalArgumentException(
          "%s is given in %s, such as %s, but is '%s'"
              .formatted(what, String.join(", ", units.keySet()), example, text));
    }
    return new BigDecimal(quantity.group(1)).multiply(unit);
  }

  private static String example(Unit unit) {
    return switch (unit) {
      case MILLIS -> "30s";
      case MICROS -> "500us";
      case BYTES -> "2000B";
      case KILOBYTES_PER_SECOND -> "64KB/s";
    };
  }

  private static List<String> kinds() {
    List<String> kinds = new ArrayList<>(List.of(CUT, SLOW));
    Arrays.stream(ToxicType.values()).map(ToxicType::id).forEach(kinds::add);
    return kinds;
  }

  private static Map<String, BigDecimal> ordered(Object... unitsAndSizes) {
    Map<String, BigDecimal> units = new LinkedHashMap<>();
    for (int i = 0; i < unitsAndSizes.length; i += 2) {
      units.put((String) unitsAndSizes[i], BigDecimal.valueOf((int) unitsAndSizes[i + 1]));
    }
    return units;
  }
}
