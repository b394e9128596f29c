package dev.faceoff.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faceoff.model.Side;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps the measured pairs as gzipped CSV, so that every verdict can be computed again, by this
 * program or another.
 *
 * <p>A header line, then a line a pair: the launch, the endpoint, the side asked first, when that
 * was in nanoseconds from the start of the load, both latencies in nanoseconds, how both ended (ok
 * or failed), and whether both answered without error but not the same (true or false).
 */
public final class PairFiles {
  private static final String HEADER =
      "launch,endpoint,first,startNanos,baselineNanos,candidateNanos,baselineOutcome,candidateOutcome,answersDiffer";
  private static final String OK = "ok";
  private static final String FAILED = "failed";

  /** Of all columns the endpoint alone may hold a comma, and is quoted then. */
  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{1,9}),(.*),(baseline|candidate),(-?\\d{1,18}),(\\d{1,18}),(\\d{1,18}),(ok|failed),(ok|failed),(true|false)");

  private PairFiles() {}

  /**
   * Writes the measured pairs of a launch to {@code pairs-LAUNCH.csv.gz} in a folder, which is made
   * when it is missing.
   */
  public static void write(Path folder, MatchedLaunch launch) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("pairs-%d.csv.gz".formatted(launch.launch()));
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8))) {
      out.append(HEADER).append('\n');
      for (MatchedPairs pairs : launch.measured()) {
        String start = launch.launch() + "," + quoted(pairs.endpoint()) + ",";
        for (int i = 0; i < pairs.size(); i++) {
          out.append(start).append(line(pairs, i)).append('\n');
        }
      }
    }
  }

  private static String line(MatchedPairs pairs, int i) {
    return String.join(
        ",",
        pairs.first(i).id(),
        String.valueOf(pairs.startNanos(i)),
        String.valueOf(pairs.latencyNanos(i, Side.BASELINE)),
        String.valueOf(pairs.latencyNanos(i, Side.CANDIDATE)),
        pairs.failed(i, Side.BASELINE) ? FAILED : OK,
        pairs.failed(i, Side.CANDIDATE) ? FAILED : OK,
        String.valueOf(pairs.answersDiffer(i)));
  }

  /**
   * Reads a file back, also several in one.
   *
   * @return one entry a launch and endpoint, as they come; an endpoint without pairs is not known
   *     any more
   * @throws IOException if it cannot be read or does not hold pairs, with the line
   */
  public static List<MatchedPairs> read(Path file) throws IOException {
    Map<String, MatchedPairs> all = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      String line;
      for (int number = 1; (line = in.readLine()) != null; number++) {
        if (line.equals(HEADER)) {
          continue;
        }
        Matcher fields = LINE.matcher(line);
        if (!fields.matches()) {
          throw new IOException(
              "%s:%d: expected the columns %s, but found \"%s\""
                  .formatted(file, number, HEADER, line));
        }
        int launch = Integer.parseInt(fields.group(1));
        String endpoint = unquoted(fields.group(2));
        add(
            all.computeIfAbsent(launch + "," + endpoint, key -> new MatchedPairs(launch, endpoint)),
            fields);
      }
    }
    return new ArrayList<>(all.values());
  }

  private static void add(MatchedPairs pairs, Matcher fields) {
    pairs.add(
        fields.group(3).equals(Side.BASELINE.id()) ? Side.BASELINE : Side.CANDIDATE,
        Long.parseLong(fields.group(4)),
        Long.parseLong(fields.group(5)),
        fields.group(7).equals(FAILED),
        Long.parseLong(fields.group(6)),
        fields.group(8).equals(FAILED),
        Boolean.parseBoolean(fields.group(9)));
  }

  private static String quoted(String endpoint) {
    return endpoint.contains(",") || endpoint.contains("\"")
        ? '"' + endpoint.replace("\"", "\"\"") + '"'
        : endpoint;
  }

  private static String unquoted(String field) {
    return field.startsWith("\"")
        ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
        : field;
  }
}
