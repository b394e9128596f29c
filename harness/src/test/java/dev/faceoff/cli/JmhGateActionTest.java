package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class JmhGateActionTest {
  /** A run each. */
  private static final List<String> STEADY = List.of("100, 101", "100.2, 100.6", "100.3, 100.9");

  private static final List<String> ALIKE = List.of("100.1, 100.8", "100, 101", "100.4, 100.9");
  private static final List<String> SLOWER = List.of("110, 111", "110.5, 110.9", "110.3, 110.9");
  private static final List<String> NOISY = List.of("100", "80", "130");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private JmhGateAction action;

  @BeforeEach
  void open() {
    action = actionWith(Map.of());
  }

  private JmhGateAction actionWith(Map<String, String> variables) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new JmhGateAction(
        new Context(stream, stream, Shell.surroundings(folder, folder, variables), null));
  }

  @Test
  void tellsGitHubOfEachBenchmarkThatIsWorseAndNobodyElse() throws IOException {
    run(STEADY, SLOWER, false);
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("::");
    action = actionWith(Map.of("GITHUB_ACTIONS", "true"));

    assertThat(annotations(SLOWER))
        .singleElement()
        .asString()
        .startsWith("::error title=Faceoff gate of JMH%3A REGRESSION::A.a0: ");
    assertThat(annotations(NOISY))
        .singleElement()
        .asString()
        .startsWith("::warning title=Faceoff gate of JMH%3A INCONCLUSIVE::A.a0: ");
    assertThat(annotations(ALIKE))
        .containsExactly(
            "::notice title=Faceoff gate of JMH%3A EQUIVALENT::EQUIVALENT: 1 of 1 benchmark");
  }

  @Test
  void tellsGitHubOfBothWhatIsWorseAndWhatNothingCanBeSaidOf() throws IOException {
    action = actionWith(Map.of("GITHUB_ACTIONS", "true"));
    write("old", STEADY, STEADY);
    write("new", SLOWER, NOISY);

    run(Path.of("old"), Path.of("new"), false);

    assertThat(annotations())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("::error ").contains("::A.a0: "),
            line -> assertThat(line).startsWith("::warning ").contains("::A.a1: "));
  }

  private List<String> annotations(List<String> now) throws IOException {
    out.reset();
    run(STEADY, now, false);
    return annotations();
  }

  private List<String> annotations() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("::"))
        .toList();
  }

  @Test
  void endsWithTheVerdictAndItsCode() throws IOException {
    assertThat(run(STEADY, ALIKE, true)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("JMH: new against old\n")
        .endsWith("EQUIVALENT: 1 of 1 benchmark\n");
    assertThat(run(SLOWER, STEADY, true)).isZero();
    assertThat(run(STEADY, SLOWER, false)).isEqualTo(3);
    assertThat(run(STEADY, NOISY, false)).isZero();
    assertThat(run(STEADY, NOISY, true)).isEqualTo(4);
  }

  @Test
  void writesSummaryAndJunitWhereAFolderIsGiven() throws Exception {
    write("old", STEADY, STEADY, SLOWER, STEADY);
    write("new", SLOWER, NOISY, STEADY, ALIKE);

    action.run(
        Path.of("old"),
        Path.of("new"),
        0.03,
        0.02,
        0.01,
        false,
        Optional.of(Path.of("results/here")));

    assertThat(folder.resolve("results/here/summary.md")).content().contains("| REGRESSION |");
    Element suites = document(folder.resolve("results/here/junit.xml"));
    Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suites.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    Element failure = (Element) suites.getElementsByTagName("failure").item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("A.a0");
    assertThat(failure.getAttribute("type")).isEqualTo("REGRESSION");
    assertThat(failure.getTextContent())
        .contains(failure.getAttribute("message"))
        .contains("100.5 -> 110.6 ns/op");
  }

  private static Element document(Path junit) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(JmhGateActionTest.class.getResource("/junit/accepted-everywhere.xsd"))
        .newValidator()
        .validate(new StreamSource(junit.toFile()));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(junit.toFile())
        .getDocumentElement();
  }

  @Test
  void namesABadFileAsTheUserDid() throws IOException {
    write("old", STEADY);
    Files.writeString(folder.resolve("new.json"), "nonsense");

    assertThatThrownBy(() -> run(Path.of("old/0.json"), Path.of("new.json"), false))
        .isInstanceOf(FaceoffException.class)
        .hasMessageStartingWith("new.json:1:");
  }

  @Test
  void nothingFailsByOneRunASide() throws IOException {
    write("old", STEADY);
    write("new", SLOWER);

    assertThat(run(Path.of("old/0.json"), Path.of("new/0.json"), false)).isZero();
    assertThat(run(Path.of("old/0.json"), Path.of("new/0.json"), true)).isEqualTo(4);
  }

  private int run(List<String> old, List<String> now, boolean strict) throws IOException {
    write("old", old);
    write("new", now);
    return run(Path.of("old"), Path.of("new"), strict);
  }

  private int run(Path old, Path now, boolean strict) {
    return action.run(old, now, 0.03, 0.02, 0.01, strict, Optional.empty());
  }

  /** A file a run, each with all benchmarks. */
  @SafeVarargs
  private void write(String name, List<String>... runsOfBenchmarks) throws IOException {
    Files.createDirectories(folder.resolve(name));
    for (int run = 0; run < runsOfBenchmarks[0].size(); run++) {
      int number = run;
      Files.writeString(
          folder.resolve(name).resolve(run + ".json"),
          IntStream.range(0, runsOfBenchmarks.length)
              .mapToObj(
                  index ->
                      """
                      {"benchmark": "p.A.a%d", "mode": "avgt",
                       "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[%s]]}}
                      """
                          .formatted(index, runsOfBenchmarks[index].get(number)))
              .collect(Collectors.joining(",", "[", "]")));
    }
  }
}
