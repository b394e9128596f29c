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
  private static final String STEADY = "[100, 101], [100.2, 100.6], [100.3, 100.9]";
  private static final String SLOWER = "[110, 111], [110.2, 110.6], [110.3, 110.9]";
  private static final String NOISY = "[100], [80], [130]";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private JmhGateAction action;

  @BeforeEach
  void open() {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    action =
        new JmhGateAction(
            new Context(stream, stream, Shell.surroundings(folder, folder, Map.of()), null));
  }

  @Test
  void endsWithTheVerdictAndItsCode() throws IOException {
    assertThat(run(STEADY, STEADY, true)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("JMH: new.json against old.json\n")
        .endsWith("EQUIVALENT: 1 of 1 benchmark\n");
    assertThat(run(SLOWER, STEADY, true)).isZero();
    assertThat(run(STEADY, SLOWER, false)).isEqualTo(3);
    assertThat(run(STEADY, NOISY, false)).isZero();
    assertThat(run(STEADY, NOISY, true)).isEqualTo(4);
  }

  @Test
  void writesSummaryAndJunitWhereAFolderIsGiven() throws Exception {
    write("old.json", STEADY, STEADY, SLOWER, STEADY);
    write("new.json", SLOWER, NOISY, STEADY, STEADY);

    action.run(
        Path.of("old.json"),
        Path.of("new.json"),
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
        .contains("100.5 -> 110.5 ns/op");
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
    write("old.json", STEADY);
    Files.writeString(folder.resolve("new.json"), "nonsense");

    assertThatThrownBy(() -> run(Path.of("old.json"), Path.of("new.json"), false))
        .isInstanceOf(FaceoffException.class)
        .hasMessageStartingWith("new.json:1:");
  }

  private int run(String old, String now, boolean strict) throws IOException {
    write("old.json", old);
    write("new.json", now);
    return run(Path.of("old.json"), Path.of("new.json"), strict);
  }

  private int run(Path old, Path now, boolean strict) {
    return action.run(old, now, 0.03, 0.02, 0.01, strict, Optional.empty());
  }

  private void write(String name, String... forksOfBenchmarks) throws IOException {
    Files.writeString(
        folder.resolve(name),
        IntStream.range(0, forksOfBenchmarks.length)
            .mapToObj(
                index ->
                    """
                    {"benchmark": "p.A.a%d", "mode": "avgt",
                     "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]}}
                    """
                        .formatted(index, forksOfBenchmarks[index]))
            .collect(Collectors.joining(",", "[", "]")));
  }
}
