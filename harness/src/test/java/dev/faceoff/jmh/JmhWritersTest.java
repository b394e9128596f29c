package dev.faceoff.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JmhWritersTest {
  private static final JmhGate GATE = Results.ofEveryVerdict();

  @Test
  void fitsATerminalOfEightyColumnsAndEndsWithTheVerdict() {
    List<String> lines = JmhText.lines(GATE);

    assertThat(lines).allMatch(line -> line.length() <= 80 && line.equals(line.stripTrailing()));
    assertThat(String.join("\n", lines)).isEqualTo(TEXT.stripTrailing());
  }

  private static final String TEXT =
      """
      JMH: new against old
      margin 3 %, floor 2 %, at most 1 % false alarms over 4 benchmarks

      verdict       ratio  95 % interval    benchmark
      REGRESSION    1.100  [1.096, 1.104]   List.sorts
        100.0 -> 110.0 ns/op; beyond doubt also among all benchmarks: [1.093, 1.107]
      INCONCLUSIVE  1.036  [0.821, 1.309]   Map.gets
        22.05 -> 22.86 ns/op; these runs find changes of 76 % or more; more than 100 a
        side would be needed to find 3 %
      IMPROVEMENT   0.810  [0.789, 0.832]   List.finds
        9.999 -> 8.100 ns/op; beyond doubt also among all benchmarks: [0.768, 0.854]
      EQUIVALENT    1.001  [0.997, 1.005]   Map.puts

      note: runs are paired in the order of their files' names: this holds if they
            were made in turns
      note: only in old, not judged: Map.removes
      note: only in new, not judged: Map.sizes
      REGRESSION: 1 of 4 benchmarks; 1 INCONCLUSIVE, 1 IMPROVEMENT, 1 EQUIVALENT
      """;

  @Test
  void breaksNamesThatAreLongerThanALine() {
    JmhResult endless =
        new JmhResult(
            "p.A.a",
            JmhMode.AVERAGE_TIME,
            Map.of("text", "x".repeat(300)),
            1,
            "ns/op",
            List.of(1.0, 1.1));
    JmhFile file = Results.file("f.json", endless);

    List<String> lines = JmhText.lines(JmhComparison.of(file, file, 0.03, 0.02, 0.01));

    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(String.join("", lines).chars().filter(c -> c == 'x').count()).isGreaterThan(300);
  }

  @Test
  void writesMarkdownThatNoNameCanBreak() {
    JmhResult odd =
        new JmhResult(
            "p.A.a",
            JmhMode.AVERAGE_TIME,
            Map.of("text", "a|b <script> `c` *d*\ne"),
            1,
            "ns/op",
            List.of(1.0, 1.0001, 1.0002));
    JmhFile file = Results.file("f.json", odd);

    String markdown = JmhSummary.markdown(JmhComparison.of(file, file, 0.03, 0.02, 0.01));

    assertThat(markdown)
        .startsWith("## JMH: EQUIVALENT: 1 of 1 benchmark\n")
        .contains(
            "| EQUIVALENT | A.a text=a\\|b &lt;script> \\`c\\` \\*d\\*?e | 1.000 | 1.000 | ns/op |"
                + " 1.000 | [1.000, 1.000] |");
  }

  @Test
  void keepsASummaryWithinTheLimitOfStepSummaries() {
    JmhFile file =
        Results.file(
            "f.json",
            IntStream.range(0, 5_000)
                .mapToObj(i -> Results.time("A.b%d%s".formatted(i, "x".repeat(5_000)), 1, 1.1))
                .toArray(JmhResult[]::new));

    String markdown = JmhSummary.markdown(JmhComparison.of(file, file, 0.03, 0.02, 0.01));

    assertThat(markdown.getBytes(UTF_8).length).isLessThan(1 << 20);
    assertThat(markdown).contains("\n4800 further rows are left out.\n");
  }

  @Test
  void listsACaseForEveryBenchmarkOfBothFiles() {
    assertThat(GATE.cases())
        .extracting(JmhGate.Case::verdict)
        .containsExactly(
            Verdict.REGRESSION, Verdict.INCONCLUSIVE, Verdict.IMPROVEMENT, Verdict.EQUIVALENT);
    assertThat(GATE.cases().get(0).message())
        .startsWith("REGRESSION 100.0 -> 110.0 ns/op, ratio 1.100 [1.096, 1.104]: beyond doubt");
  }

  @Test
  void showsScoresOfAnySize() {
    assertThat(JmhWords.score(123456.7)).isEqualTo("123500");
    assertThat(JmhWords.score(0.0123456)).isEqualTo("0.01235");
    assertThat(JmhWords.score(1.5e-7)).isEqualTo("1.500e-07");
    assertThat(JmhWords.score(2.5e12)).isEqualTo("2.500e+12");
    assertThat(JmhWords.percent(0.0456)).isEqualTo("4.6 %");
  }
}
