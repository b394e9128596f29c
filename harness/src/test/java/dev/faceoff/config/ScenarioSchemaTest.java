package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ties the published JSON Schema to the records that read scenario files. After a change run this
 * test with {@code -Dfaceoff.update=true} to write the schema again.
 */
class ScenarioSchemaTest {
  private static final Path PUBLISHED = Path.of("../docs/scenario.schema.json");

  @Test
  void publishesWhatTheReaderReads() throws IOException {
    RecordSchema.assertPublished(
        PUBLISHED,
        "Faceoff scenario",
        "A declared comparison of a naive and a fixed service under one load: scenarios/NAME/scenario.yaml.",
        ScenarioText.class);
  }

  static Stream<Path> shippedScenarios() throws IOException {
    List<Path> files;
    try (Stream<Path> folders = Files.list(Path.of("../scenarios"))) {
      files = folders.map(folder -> folder.resolve("scenario.yaml")).filter(Files::exists).toList();
    }
    return Stream.concat(
        files.stream(),
        Stream.of("tiny", "troubled")
            .map(name -> Path.of("src/test/resources/scenarios", name, "scenario.yaml")));
  }

  @ParameterizedTest
  @MethodSource("shippedScenarios")
  void acceptsShippedScenarios(Path file) throws IOException {
    assertThat(RecordSchema.accepts(PUBLISHED, Files.readString(file))).isTrue();
  }

  @Test
  void acceptsReplicasOfAllOrOfSome() throws IOException {
    String good = Files.readString(Path.of("src/test/resources/scenarios/tiny/scenario.yaml"));

    for (String replicas : List.of("3", "\"{rows}\"", "{fixed: 3}", "{naive: 1, fixed: 8}")) {
      assertThat(RecordSchema.accepts(PUBLISHED, good + "replicas: " + replicas + "\n"))
          .as(replicas)
          .isTrue();
    }
  }

  @Test
  void refusesWhatTheReaderRefuses() throws IOException {
    String good = Files.readString(Path.of("src/test/resources/scenarios/tiny/scenario.yaml"));
    List<String> bad =
        List.of(
            good.replace("title:", "titel:"),
            good.replace("name: tiny", "name: Tiny"),
            good.replace("value: 5", "value: five"),
            good.replace("\"{rate}\"", "-5"),
            good.replace("warmUpUsers: 2", "warmUpUsers: 1.5"),
            good.replace("- name: fixed", "- name: third\n  - name: fixed"),
            good + "replicas: 0\n",
            good + "replicas: 1.5\n",
            good + "replicas: {}\n",
            good + "replicas: {fixed: 9}\n");

    for (String text : bad) {
      assertThat(RecordSchema.accepts(PUBLISHED, text)).as(text).isFalse();
    }
  }
}
