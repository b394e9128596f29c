package dev.faceoff.probe;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text format, version 0.0.4, as far as sums over a metric need it. */
final class PrometheusText {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)" // name
              + "(?:\\{(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*+\")*+})?" // labels; values may hold braces
              + "\\s+(\\S+)" // value
              + "(?:\\s+-?\\d+)?\\s*"); // time stamp

  private PrometheusText() {}

  /**
   * Sum of a metric over all its labels.
   *
   * @return empty when there is no sample of that name
   * @throws ProbeFailedException if a line is no sample, comment or blank
   */
  static OptionalDouble sum(String text, String name) {
    boolean found = false;
    double sum = 0;
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw notASample(line, null);
      }
      if (sample.group(1).equals(name)) {
        found = true;
        sum += value(sample.group(2), line);
      }
    }
    return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  private static double value(String text, String line) {
    try {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw notASample(line, e);
    }
  }

  private static ProbeFailedException notASample(String line, Throwable cause) {
    return new ProbeFailedException("not a line of Prometheus' text format: " + line, cause);
  }
}
