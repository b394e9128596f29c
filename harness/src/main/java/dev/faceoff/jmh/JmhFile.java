package dev.faceoff.jmh;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Results as JMH writes them with {@code -rf json}: those of one run, or of several.
 *
 * @param name what messages call it
 * @param results in the file's order, at least one; no two of the same key
 * @param machine class of the machine, if the forks were told by {@code -Dfaceoff.machine=…}
 * @param jvm version of the JDK, name and version of the VM; empty if the file does not say
 * @param unit what each of a result's means is of
 */
public record JmhFile(
    String name,
    List<JmhResult> results,
    Optional<String> machine,
    Optional<String> jvm,
    JmhUnit unit) {
  /**
   * Far above any real one: a result takes about 2 KB, in mode {@code sample} some 50. What is read
   * takes five times as much memory.
   */
  static final long MAX_BYTES = 16 << 20;

  private static final String MACHINE_ARGUMENT = "-Dfaceoff.machine=";
  private static final String HOW_TO_WRITE = "JMH writes one with -rf json -rff FILE";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  public JmhFile {
    results = List.copyOf(results);
  }

  /**
   * Reads a file, or a folder of files that each are of one run.
   *
   * @throws FaceoffException in one line, if it cannot be read, is not JMH's, holds nothing that
   *     could be judged, or mixes machines, JVMs or benchmarks
   */
  public static JmhFile read(Path path) {
    return read(path, path.toString());
  }

  /** As {@link #read(Path)}, with another name in messages, such as a shorter path. */
  public static JmhFile read(Path path, String name) {
    return Files.isDirectory(path) ? JmhRuns.read(path, name) : new Reading(path, name).file();
  }

  /** Reads one file; every refusal names it. */
  private record Reading(Path path, String name) {
    JmhFile file() {
      JsonNode root = root();
      if (!root.isArray()) {
        throw refused("is not a results file of JMH, which is an array; " + HOW_TO_WRITE);
      }
      if (root.isEmpty()) {
        throw refused("holds no results: no benchmark ran, or none succeeded");
      }
      List<JmhResult> results = new ArrayList<>();
      Set<JmhResult.Key> keys = new HashSet<>();
      for (int i = 0; i < root.size(); i++) {
        JmhResult result = new Entry(this, i + 1, root.get(i)).result();
        if (!keys.add(result.key())) {
          throw refused("holds %s twice; gate one run at a time".formatted(result.fullLabel()));
        }
        results.add(result);
      }
      return new JmhFile(
          name,
          results,
          common(root, "machines", Reading::machine),
          common(root, "JVMs", Reading::jvm),
          JmhUnit.FORK);
    }

    private JsonNode root() {
      try {
        if (!Files.exists(path)) {
          throw refused("does not exist; " + HOW_TO_WRITE);
        }
        long bytes = Files.size(path);
        if (bytes > MAX_BYTES) {
          throw refused(
              "has %,d bytes; a results file of JMH has at most %,d".formatted(bytes, MAX_BYTES));
        }
        JsonNode root = JSON.readTree(Files.readAllBytes(path));
        if (root.isMissingNode()) {
          throw refused("is empty; " + HOW_TO_WRITE);
        }
        return root;
      } catch (JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : ":%d:%d".formatted(at.getLineNr(), at.getColumnNr());
        throw new FaceoffException(
            FaceoffException.Kind.USAGE,
            "%s%s: not JSON; %s".formatted(name, place, HOW_TO_WRITE),
            e);
      } catch (IOException e) {
        throw new FaceoffException(
            FaceoffException.Kind.USAGE, "%s: cannot be read: %s".formatted(name, e), e);
      }
    }

    /** What all results say alike, if they say it. */
    private Optional<String> common(
        JsonNode root, String what, Function<JsonNode, Optional<String>> of) {
      Set<Optional<String>> values =
          StreamSupport.stream(root.spliterator(), false).map(of).collect(Collectors.toSet());
      if (values.size() > 1) {
        throw refused(
            "mixes results of several %s (%s); gate each on its own"
                .formatted(
                    what,
                    values.stream()
                        .map(value -> value.orElse("unknown"))
                        .sorted()
                        .collect(Collectors.joining(", "))));
      }
      return values.iterator().next();
    }

    private static Optional<String> machine(JsonNode entry) {
      return StreamSupport.stream(entry.path("jvmArgs").spliterator(), false)
          .map(JsonNode::asText)
          .filter(argument -> argument.startsWith(MACHINE_ARGUMENT))
          // Of a property set twice, the JVM takes the last.
          .reduce((first, second) -> second)
          .map(argument -> argument.substring(MACHINE_ARGUMENT.length()))
          .filter(machine -> !machine.isBlank());
    }

    private static Optional<String> jvm(JsonNode entry) {
      List<String> parts = new ArrayList<>();
      for (String field : List.of("jdkVersion", "vmName", "vmVersion")) {
        if (entry.path(field).isTextual()) {
          parts.add(entry.path(field).asText());
        }
      }
      return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    FaceoffException refused(String why) {
      return new FaceoffException(FaceoffException.Kind.USAGE, "%s: %s".formatted(name, why));
    }
  }

  /**
   * One element of the file.
   *
   * @param position from 1
   */
  private record Entry(Reading reading, int position, JsonNode node) {
    JmhResult result() {
      String benchmark = text(node, "benchmark");
      JsonNode metric = node.path("primaryMetric");
      if (!metric.isObject()) {
        throw refused("has no primaryMetric; " + HOW_TO_WRITE);
      }
      String modeId = text(node, "mode");
      JmhMode mode =
          JmhMode.byId(modeId)
              .orElseThrow(
                  () ->
                      refused(
                          "has the mode \"%s\"; known are thrpt, avgt, sample and ss"
                              .formatted(modeId)));
      int threads = node.path("threads").isInt() ? node.path("threads").asInt() : 1;
      return new JmhResult(
          benchmark, mode, params(), threads, text(metric, "scoreUnit"), forkMeans(metric));
    }

    private Map<String, String> params() {
      Map<String, String> params = new TreeMap<>();
      node.path("params")
          .properties()
          .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
      return params;
    }

    private List<Double> forkMeans(JsonNode metric) {
      boolean histogram = metric.has("rawDataHistogram");
      String field = histogram ? "rawDataHistogram" : "rawData";
      JsonNode forks = metric.path(field);
      if (!forks.isArray()) {
        throw refused(
            "has no primaryMetric.rawData, so nothing is known of its forks; measure again with"
                + " JMH 1.21 or newer");
      }
      if (forks.isEmpty()) {
        throw refused("has no forks in primaryMetric." + field);
      }
      List<Double> means = new ArrayList<>();
      for (int fork = 0; fork < forks.size(); fork++) {
        String place = "primaryMetric.%s[%d]".formatted(field, fork);
        double mean = mean(forks.get(fork), place, histogram);
        if (!(mean > 0 && mean < Double.POSITIVE_INFINITY)) {
          throw refused(
              "has a mean of %s in %s; only scores above 0 have a ratio".formatted(mean, place));
        }
        means.add(mean);
      }
      return means;
    }

    /**
     * The mean of a fork's iterations, or of all calls that mode {@code sample} has recorded in
     * them as pairs of value and count.
     */
    private double mean(JsonNode fork, String place, boolean histogram) {
      if (!fork.isArray() || fork.isEmpty()) {
        throw refused("has no iterations in " + place);
      }
      double sum = 0;
      double count = 0;
      for (int i = 0; i < fork.size(); i++) {
        String inside = "%s[%d]".formatted(place, i);
        if (!histogram) {
          sum += number(fork.get(i), inside);
          count++;
          continue;
        }
        for (JsonNode bucket : fork.get(i)) {
          double calls = number(bucket.path(1), inside);
          sum += number(bucket.path(0), inside) * calls;
          count += calls;
        }
      }
      return sum / count;
    }

    private double number(JsonNode value, String place) {
      // JMH writes what it could not measure as the text "NaN".
      if (!value.isNumber() || !Double.isFinite(value.asDouble()) || value.asDouble() < 0) {
        throw refused("has %s in %s, where a score should be".formatted(shown(value), place));
      }
      return value.asDouble();
    }

    private static String shown(JsonNode value) {
      String text = value.isMissingNode() ? "nothing" : value.toString();
      return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private String text(JsonNode in, String field) {
      JsonNode value = in.path(field);
      if (!value.isTextual() || value.asText().isBlank()) {
        throw refused("has no %s; %s".formatted(field, HOW_TO_WRITE));
      }
      return value.asText();
    }

    private FaceoffException refused(String why) {
      String name = node.path("benchmark").asText();
      return reading.refused(
          "result %d%s %s"
              .formatted(
                  position,
                  name.isBlank() ? "" : " (" + name.replaceAll("\\p{Cntrl}", "?") + ")",
                  why));
    }
  }
}
