package dev.faceoff.jmh;

import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the results of several runs of the same benchmarks, each a file of one folder. */
final class JmhRuns {
  /** More than anybody waits for. */
  private static final int MOST_RUNS = 200;

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private JmhRuns() {}

  /**
   * Reads a folder.
   *
   * @param name of it in messages
   * @throws FaceoffException in one line, if there are no two runs, or they are not of the same
   *     benchmarks, machine and JVM
   */
  static JmhFile read(Path folder, String name) {
    List<Path> paths = paths(folder, name);
    if (paths.size() < 2 || paths.size() > MOST_RUNS) {
      throw refused(
          "%s: has %s; a folder holds the results of 2 to %d runs, a file each"
              .formatted(
                  name,
                  paths.isEmpty()
                      ? "no file of JSON"
                      : paths.size() == 1
                          ? "only one file of JSON"
                          : paths.size() + " files of JSON",
                  MOST_RUNS));
    }
    List<JmhFile> runs =
        paths.stream().map(path -> JmhFile.read(path, name + "/" + path.getFileName())).toList();
    JmhFile first = runs.get(0);
    Map<JmhResult.Key, List<Double>> means = new LinkedHashMap<>();
    for (JmhFile run : runs) {
      requireSame("machine", JmhFile::machine, first, run);
      requireSame("JVM", JmhFile::jvm, first, run);
      run.results()
          .forEach(
              result ->
                  means
                      .computeIfAbsent(result.key(), key -> new ArrayList<>())
                      .add(result.geometricMean()));
    }
    means.forEach((key, values) -> requireEverywhere(key, values.size(), runs));
    List<JmhResult> results =
        first.results().stream()
            .map(result -> sameUnit(result, runs).withMeans(means.get(result.key())))
            .toList();
    return new JmhFile(name, results, first.machine(), first.jvm(), JmhUnit.RUN);
  }

  /** In the order in which people number them: run-2 before run-10. */
  private static List<Path> paths(Path folder, String name) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .sorted(Comparator.comparing(JmhRuns::sortable))
          .toList();
    } catch (IOException e) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE, "%s: cannot be read: %s".formatted(name, e), e);
    }
  }

  private static String sortable(Path file) {
    return DIGITS
        .matcher(file.getFileName().toString())
        .replaceAll(
            number -> "0".repeat(Math.max(0, 20 - number.group().length())) + number.group());
  }

  private static void requireSame(
      String what, Function<JmhFile, Object> of, JmhFile first, JmhFile run) {
    if (!Objects.equals(of.apply(first), of.apply(run))) {
      throw refused("%s: of another %s than %s".formatted(run.name(), what, first.name()));
    }
  }

  private static void requireEverywhere(JmhResult.Key key, int count, List<JmhFile> runs) {
    if (count < runs.size()) {
      JmhFile lacking =
          runs.stream()
              .filter(run -> run.results().stream().noneMatch(r -> r.key().equals(key)))
              .findFirst()
              .orElseThrow();
      throw refused(
          "%s: has no %s, which another run has; all runs of a folder are of the same benchmarks"
              .formatted(lacking.name(), key.benchmark()));
    }
  }

  private static JmhResult sameUnit(JmhResult result, List<JmhFile> runs) {
    for (JmhFile run : runs) {
      run.results().stream()
          .filter(each -> each.key().equals(result.key()))
          .filter(each -> !each.unit().equals(result.unit()))
          .findFirst()
          .ifPresent(
              other -> {
                throw refused(
                    "%s: %s is in %s, in another run in %s; measure all with the same -tu"
                        .formatted(run.name(), result.label(), other.unit(), result.unit()));
              });
    }
    return result;
  }

  private static FaceoffException refused(String why) {
    return new FaceoffException(FaceoffException.Kind.USAGE, why);
  }
}
