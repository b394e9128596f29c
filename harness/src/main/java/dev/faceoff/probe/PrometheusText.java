package dev.faceoff.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text format, version 0.0.4, as far as the samples of a metric need it. */
final class PrometheusText implements ToldMetrics {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)" // name
              + "(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*+\")*+)})?" // labels; values may hold
              // braces
              + "\\s+(\\S+)" // value
              + "(?:\\s+-?\\d+)?\\s*"); // time stamp

  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private final String text;

  /**
   * @param text read when a metric is asked for
   */
  PrometheusText(String text) {
    this.text = text;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ProbeFailedException if a line is no sample, comment or blank
   */
  @Override
  public List<Sample> samples(String name) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw notASample(line, null);
      }
      if (sample.group(1).equals(name)) {
        samples.add(new Sample(labels(sample.group(2)), value(sample.group(3), line)));
      }
    }
    return samples;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    if (text != null) {
      LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
    }
    return labels;
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
