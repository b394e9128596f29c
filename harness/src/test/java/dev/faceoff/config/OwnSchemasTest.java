package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Ties the published JSON Schemas of target files, gate.yaml and prices.yaml to the records that
 * read them. After a change run this test with {@code -Dfaceoff.update=true} to write them again.
 */
class OwnSchemasTest {
  private static final Path TARGET = Path.of("../docs/target.schema.json");
  private static final Path GATE = Path.of("../docs/gate.schema.json");
  private static final Path PRICES = Path.of("../docs/prices.schema.json");

  @Test
  void publishesWhatTargetFilesAreReadBy() throws IOException {
    RecordSchema.assertPublished(
        TARGET,
        "Faceoff target",
        "A service of your own, how it is started and what it is sent: NAME.target.yaml.",
        OwnTargetText.class);
  }

  @Test
  void publishesWhatGateFilesAreReadBy() throws IOException {
    RecordSchema.assertPublished(
        GATE, "Faceoff gate", "How two targets are compared: gate.yaml.", GateText.class);
  }

  @Test
  void publishesWhatPriceFilesAreReadBy() throws IOException {
    RecordSchema.assertPublished(
        PRICES,
        "Faceoff prices",
        "What a core and memory cost, for the cost of a million requests: prices.yaml.",
        PriceText.class);
  }

  @Test
  void acceptsAndRefusesWhatTheReadersDo() throws IOException {
    assertThat(RecordSchema.accepts(TARGET, OwnTargetTest.GOOD)).isTrue();
    assertThat(RecordSchema.accepts(TARGET, "start: {command: serve -p 1}")).isTrue();
    assertThat(RecordSchema.accepts(TARGET, "start: {image: a/b:1, port: 80}")).isTrue();
    assertThat(RecordSchema.accepts(GATE, GateFileTest.GOOD)).isTrue();
    assertThat(RecordSchema.accepts(GATE, "{}")).isTrue();
    assertThat(RecordSchema.accepts(PRICES, PriceFileTest.GOOD)).isTrue();
    for (String bad : PriceFileTest.BAD) {
      assertThat(RecordSchema.accepts(PRICES, bad)).as(bad).isFalse();
    }
    for (String bad :
        List.of(
            "{}",
            "start: {command: []}",
            "start: {comand: x}",
            "start: {image: x, port: 65536}",
            "start: {jar: x.jar}\nready: health",
            "start: {jar: x.jar}\nheapMebibytes: 1.5",
            "start: {jar: x.jar}\nrequests: []",
            "start: {jar: x.jar}\nrequests: [{name: a, path: b}]",
            "start: {jar: x.jar}\nrequests: [{name: a, path: /b, method: get}]")) {
      assertThat(RecordSchema.accepts(TARGET, bad)).as(bad).isFalse();
    }
    for (String bad :
        List.of(
            "margin: 3",
            "marginPercent: 0",
            "marginPercent: some",
            "looks: [4.5]",
            "measures: {errorShare: 1}",
            "measures: {errorShare: {margin: 1}}")) {
      assertThat(RecordSchema.accepts(GATE, bad)).as(bad).isFalse();
    }
  }
}
