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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void writesSummaryAndJunitWhereAFolderIsGiven() throws IOException {
    write("old.json", STEADY);
    write("new.json", SLOWER);

    action.run(
        Path.of("old.json"),
        Path.of("new.json"),
        0.03,
        0.02,
        0.01,
        false,
        Optional.of(Path.of("results/here")));

    assertThat(folder.resolve("results/here/summary.md")).content().contains("| REGRESSION |");
    assertThat(folder.resolve("results/here/junit.xml")).content().contains("<failure");
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

  private void write(String name, String forks) throws IOException {
    Files.writeString(
        folder.resolve(name),
        """
        [{"benchmark": "p.A.a", "mode": "avgt",
          "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]}}]
        """
            .formatted(forks));
  }
}
