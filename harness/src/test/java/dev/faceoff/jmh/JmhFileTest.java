package dev.faceoff.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JmhFileTest {
  /** Written by JMH 1.37: two forks of each way of {@code GuardBenchmark}. */
  private static final Path REAL = Path.of("src/test/resources/jmh/guard.json");

  /** The same in mode {@code sample}, which keeps histograms. */
  private static final Path SAMPLED = Path.of("src/test/resources/jmh/guard-sampled.json");

  @TempDir private Path folder;

  @Test
  void readsWhatJmhWrites() {
    JmhFile file = JmhFile.read(REAL);

    assertThat(file.results())
        .extracting(JmhResult::label)
        .containsExactly("GuardBenchmark.direct", "GuardBenchmark.guarded");
    assertThat(file.machine().orElseThrow()).matches("\\d+cpu-[a-z0-9-]+-jdk17");
    assertThat(file.jvm().orElseThrow()).startsWith("17.");
    JmhResult guarded = file.results().get(1);
    assertThat(guarded.benchmark())
        .isEqualTo("dev.faceoff.apps.blockinggateway.GuardBenchmark.guarded");
    assertThat(guarded.mode()).isEqualTo(JmhMode.AVERAGE_TIME);
    assertThat(guarded.unit()).isEqualTo("ns/op");
    assertThat(guarded.threads()).isEqualTo(1);
    assertThat(guarded.means()).hasSize(2).allMatch(mean -> mean > 0);
  }

  @Test
  void takesTheMeanOfEachForksHistogram() throws IOException {
    assertThat(JmhFile.read(SAMPLED).results())
        .extracting(JmhResult::mode)
        .containsOnly(JmhMode.SAMPLE_TIME);
    String histogram = "[[[[10.0, 3], [20.0, 1]], [[30.0, 4]]], [[[5.0, 2]]]]";

    JmhFile file =
        read(
            """
            [{"benchmark": "p.A.a", "mode": "sample",
              "primaryMetric": {"scoreUnit": "us/op", "rawDataHistogram": %s}}]
            """
                .formatted(histogram));

    assertThat(file.results().get(0).means()).containsExactly(170.0 / 8, 5.0);
  }

  @Test
  void takesTheMeanOfEachForksIterations() throws IOException {
    JmhFile file =
        read(
            """
            [{"benchmark": "p.A.a", "mode": "thrpt", "threads": 2, "params": {"b": "2", "a": "1"},
              "jvmArgs": ["-Xmx1g", "-Dfaceoff.machine=2cpu-x"],
              "primaryMetric": {"scoreUnit": "ops/s", "rawData": [[1, 2, 6], [4]]}}]
            """);

    assertThat(file.machine()).hasValue("2cpu-x");
    assertThat(file.jvm()).isEmpty();
    JmhResult result = file.results().get(0);
    assertThat(result.means()).containsExactly(3.0, 4.0);
    assertThat(result.params()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(result.label()).isEqualTo("A.a a=1 b=2 thrpt threads=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                 | f.json: is empty; JMH writes one with -rf json -rff FILE
          Benchmark Mode Cnt | f.json:1:1: not JSON; JMH writes one with -rf json -rff FILE
          [{"benchmark": 1   | f.json:1:17: not JSON; JMH writes one with -rf json -rff FILE
          [] []              | f.json:1:4: not JSON; JMH writes one with -rf json -rff FILE
          {"schemaVersion":1}| f.json: is not a results file of JMH, which is an array; JMH writes one with -rf json -rff FILE
          []                 | f.json: holds no results: no benchmark ran, or none succeeded
          [3]                | f.json: result 1 has no benchmark; JMH writes one with -rf json -rff FILE
          [{"benchmark":" "}]| f.json: result 1 has no benchmark; JMH writes one with -rf json -rff FILE
          [{"benchmark":"A"}]| f.json: result 1 (A) has no primaryMetric; JMH writes one with -rf json -rff FILE
          """)
  void refusesWhatIsNoResultsFile(String content, String message) throws IOException {
    assertRefused(content, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                      | has no scoreUnit; JMH writes one with -rf json -rff FILE
          {"u"}                   | has no primaryMetric.rawData, so nothing is known of its forks; measure again with JMH 1.21 or newer
          {"u","rawData":3}       | has no primaryMetric.rawData, so nothing is known of its forks; measure again with JMH 1.21 or newer
          {"u","rawData":[]}      | has no forks in primaryMetric.rawData
          {"u","rawData":[[]]}    | has no iterations in primaryMetric.rawData[0]
          {"u","rawData":[[1],3]} | has no iterations in primaryMetric.rawData[1]
          {"u","rawData":[["NaN"]]}  | has "NaN" in primaryMetric.rawData[0][0], where a score should be
          {"u","rawData":[[1,-2]]}   | has -2 in primaryMetric.rawData[0][1], where a score should be
          {"u","rawData":[[1e999]]}  | has "Infinity" in primaryMetric.rawData[0][0], where a score should be
          {"u","rawData":[[0,0]]}    | has a mean of 0.0 in primaryMetric.rawData[0]; only scores above 0 have a ratio
          {"u","rawDataHistogram":[[[[3]]]]}  | has nothing in primaryMetric.rawDataHistogram[0][0], where a score should be
          {"u","rawDataHistogram":[[[]]]}     | has a mean of NaN in primaryMetric.rawDataHistogram[0]; only scores above 0 have a ratio
          """)
  void refusesResultsThatCannotBeJudged(String metric, String message) throws IOException {
    String primary = metric.replace("\"u\"", "\"scoreUnit\": \"ns/op\"");

    assertRefused(
        "[{\"benchmark\": \"p.A.a\", \"mode\": \"avgt\", \"primaryMetric\": " + primary + "}]",
        "f.json: result 1 (p.A.a) " + message);
  }

  @Test
  void refusesModesItDoesNotKnow() throws IOException {
    assertRefused(
        "[{\"benchmark\": \"p.A.a\", \"mode\": \"Throughput\", \"primaryMetric\": {}}]",
        "f.json: result 1 (p.A.a) has the mode \"Throughput\"; known are thrpt, avgt, sample and ss");
  }

  @Test
  void refusesTheSameBenchmarkTwice() throws IOException {
    assertRefused(
        "[%s, %s]".formatted(entry("x"), entry("x")),
        "f.json: holds p.A.a twice; gate one run at a time");
  }

  @Test
  void refusesAMixtureOfMachines() throws IOException {
    assertRefused(
        "[%s, %s]".formatted(entry("x"), entry("y").replace("p.A.a", "p.A.b")),
        "f.json: mixes results of several machines (x, y); gate each on its own");
  }

  @Test
  void refusesFilesThatAreNotThereOrNoFiles() {
    assertThatThrownBy(() -> JmhFile.read(folder.resolve("none.json"), "none.json"))
        .hasMessage("none.json: does not exist; JMH writes one with -rf json -rff FILE");
    assertThatThrownBy(() -> JmhFile.read(folder, "folder"))
        .hasMessage(
            "folder: has no file of JSON; a folder holds the results of 2 to 200 runs, a file each");
  }

  @Test
  void readsTheRunsOfAFolderInTheOrderOfTheirNumbers() throws IOException {
    for (int run : List.of(10, 9, 1)) {
      Files.writeString(
          folder.resolve("run-%d.json".formatted(run)),
          "[" + entry("x").replace("[[1]]", "[[%d, %d], [%d]]".formatted(run, run, 4 * run)) + "]");
    }
    Files.writeString(folder.resolve("notes.txt"), "not read");

    JmhFile runs = JmhFile.read(folder, "folder");

    assertThat(runs.unit()).isEqualTo(JmhUnit.RUN);
    assertThat(runs.name()).isEqualTo("folder");
    assertThat(runs.machine()).hasValue("x");
    // The geometric mean of a run's forks.
    assertThat(runs.results().get(0).means())
        .usingComparatorForType(new DoubleComparator(1e-9), Double.class)
        .containsExactly(2.0, 18.0, 20.0);
  }

  @Test
  void refusesRunsThatAreNotOfTheSame() throws IOException {
    Files.writeString(folder.resolve("1.json"), "[" + entry("x") + "]");
    assertFolderRefused(
        "folder: has only one file of JSON; a folder holds the results of 2 to 200 runs, a file each");

    Path second = Files.writeString(folder.resolve("2.json"), "[" + entry("y") + "]");
    assertFolderRefused("folder/2.json: of another machine than folder/1.json");

    Files.writeString(second, "[" + entry("x").replace("p.A.a", "p.A.b") + "]");
    assertFolderRefused(
        "folder/2.json: has no p.A.a, which another run has; all runs of a folder are of the same benchmarks");

    Files.writeString(second, "[" + entry("x").replace("ns/op", "us/op") + "]");
    assertFolderRefused(
        "folder/2.json: A.a is in us/op, in another run in ns/op; measure all with the same -tu");
  }

  private void assertFolderRefused(String message) {
    assertThatThrownBy(() -> JmhFile.read(folder, "folder"))
        .isInstanceOfSatisfying(
            FaceoffException.class,
            e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
        .hasMessage(message);
  }

  @Test
  void refusesHugeFilesUnread() throws IOException {
    Path huge = folder.resolve("huge.json");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    assertThatThrownBy(() -> JmhFile.read(huge, "huge.json"))
        .hasMessage(
            "huge.json: has 1,099,511,627,776 bytes; a results file of JMH has at most 16,777,216");
  }

  @Test
  void keepsControlCharactersOffTheTerminal() {
    JmhResult result =
        new JmhResult(
            "p.A.a", JmhMode.AVERAGE_TIME, Map.of("text", "\u001b[2Jx"), 1, "ns/op", List.of(1.0));

    assertThat(result.label()).isEqualTo("A.a text=?[2Jx");
  }

  private static String entry(String machine) {
    return """
        {"benchmark": "p.A.a", "mode": "avgt", "jvmArgs": ["-Dfaceoff.machine=%s"],
         "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1]]}}
        """
        .formatted(machine);
  }

  private JmhFile read(String content) throws IOException {
    return JmhFile.read(Files.writeString(folder.resolve("f.json"), content), "f.json");
  }

  private void assertRefused(String content, String message) throws IOException {
    Files.writeString(folder.resolve("f.json"), content == null ? "" : content);

    assertThatThrownBy(() -> JmhFile.read(folder.resolve("f.json"), "f.json"))
        .isInstanceOfSatisfying(
            FaceoffException.class,
            e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
        .hasMessage(message);
  }
}
