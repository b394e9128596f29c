package dev.faceoff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Shortcut;
import dev.faceoff.model.Standing;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonRoundTripTest {
  private static final Path SCHEMA = Path.of("../docs/results.schema.json");

  static Stream<Report> reports() {
    return Stream.of(
            scenarios(),
            GateReports.all().values().stream(),
            DiagnosisFixtures.all().values().stream(),
            Stream.of(HostileReports.everyStringOfADiagnosisIsMarkup()))
        .flatMap(each -> each);
  }

  private static Stream<Report> scenarios() {
    return Stream.of(
        HostileReports.everyStringOfAGateIsMarkup(),
        Reports.twoScenarios(),
        Reports.fourScenarios(),
        Reports.replicas(),
        Reports.invalid(),
        FaultReports.played(3),
        FaultReports.withoutPoints(),
        Reports.partial(),
        Reports.failed(),
        Reports.inconclusive(),
        Reports.tenMinutes(),
        Reports.twoEndpointsAndLaunches(),
        Reports.bare(),
        GrowthFixtures.two(),
        GrowthFixtures.broken(),
        GrowthFixtures.overloaded(),
        HostileReports.everyStringOfAGrowthIsMarkup(),
        CapacityFixtures.two(),
        CapacityFixtures.broken(),
        CapacityFixtures.oneUnknown(),
        CapacityFixtures.limited(),
        HostileReports.everyStringOfACapacityIsMarkup(),
        SpikeFixtures.two(),
        SpikeFixtures.broken(),
        AlertFixtures.two(),
        AlertFixtures.broken(),
        ScaleFixtures.likeNaive(),
        ScaleFixtures.twoServices(),
        ScaleFixtures.underFaults(),
        HostileReports.everyStringOfAScaleIsMarkup(),
        HostileReports.everyStringOfASpikeIsMarkup(),
        HostileReports.everyStringOfAWatchIsMarkup(),
        HostileReports.everyStringIsMarkup());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void readsBackWhatItWrote(Report report) throws IOException {
    assertThat(new JsonReader().read(json(report))).isEqualTo(report);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void writesWhatThePublishedSchemaAllows(Report report) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA));

    List<Error> errors = schema.validate(json(report), InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  @Test
  void schemaNamesEveryConstantAndMeasureOfTheCode() throws IOException {
    JsonNode schema = new JsonMapper().readTree(Files.readString(SCHEMA));
    JsonNode definitions = schema.path("$defs");

    assertThat(texts(definitions.at("/status/enum"))).containsExactly(names(Status.values()));
    assertThat(texts(definitions.at("/verdict/enum"))).containsExactly(names(Verdict.values()));
    assertThat(texts(definitions.at("/standing/enum"))).containsExactly(names(Standing.values()));
    assertThat(texts(definitions.at("/shortcut/enum")))
        .containsExactly(Arrays.stream(Shortcut.values()).map(Shortcut::id).toArray(String[]::new));
    assertThat(texts(definitions.at("/measure/enum")))
        .containsExactly(Arrays.stream(Measure.values()).map(Measure::id).toArray(String[]::new));
  }

  @Test
  void schemaKnowsEveryFieldThatIsWritten() throws IOException {
    JsonNode schema = new JsonMapper().readTree(Files.readString(SCHEMA));

    assertKnown(schema, schema, JsonWriter.tree(Reports.fourScenarios()), "");
    assertKnown(schema, schema, JsonWriter.tree(Reports.replicas()), "");
    assertKnown(schema, schema, JsonWriter.tree(GrowthFixtures.two()), "");
    assertKnown(schema, schema, JsonWriter.tree(GrowthFixtures.broken()), "");
    assertKnown(schema, schema, JsonWriter.tree(CapacityFixtures.two()), "");
    assertKnown(schema, schema, JsonWriter.tree(CapacityFixtures.broken()), "");
    assertKnown(schema, schema, JsonWriter.tree(CapacityFixtures.oneUnknown()), "");
    assertKnown(schema, schema, JsonWriter.tree(CapacityFixtures.limited()), "");
    assertKnown(schema, schema, JsonWriter.tree(SpikeFixtures.two()), "");
    assertKnown(schema, schema, JsonWriter.tree(SpikeFixtures.broken()), "");
    assertKnown(schema, schema, JsonWriter.tree(AlertFixtures.two()), "");
    assertKnown(schema, schema, JsonWriter.tree(AlertFixtures.broken()), "");
    assertKnown(schema, schema, JsonWriter.tree(ScaleFixtures.likeNaive()), "");
  }

  @Test
  void resultsOfBeforeThereWereDesignsAreOfThePair() {
    ObjectNode tree = JsonWriter.tree(Reports.oneScenario());
    ((ObjectNode) tree.at("/scenarios/0")).remove("designs");

    assertThat(new JsonReader().read(tree.toString())).isEqualTo(Reports.oneScenario());
  }

  @Test
  void replicasAreToldWhereThereAreSome() {
    JsonNode one = JsonWriter.tree(Reports.oneScenario()).at("/scenarios/0");
    JsonNode several = JsonWriter.tree(Reports.replicas()).at("/scenarios/0");

    assertThat(one.has("replicas")).isFalse();
    assertThat(several.at("/replicas/naive").asInt()).isEqualTo(1);
    assertThat(several.at("/replicas/fixed").asInt()).isEqualTo(3);
  }

  @Test
  void capacitiesStandWhereScriptsLookForThem() {
    JsonNode scenarios = JsonWriter.tree(CapacityFixtures.two()).path("scenarios");
    JsonNode unknown = JsonWriter.tree(CapacityFixtures.oneUnknown()).at("/scenarios/0");

    JsonNode withPair = scenarios.at("/0/variants/0");
    assertThat(withPair.path("endpoints")).isNotEmpty();
    assertThat(withPair.at("/capacity/maxThroughputPerSecond"))
        .isEqualTo(scenarios.at("/0/capacity/variants/0/rate/value"));
    assertThat(withPair.at("/capacity/limitedBy"))
        .isEqualTo(scenarios.at("/0/capacity/variants/0/limits/0/resource"));
    assertThat(scenarios.at("/1/variants/1/capacity/maxThroughputPerSecond"))
        .isEqualTo(scenarios.at("/1/capacity/variants/1/rate/value"));
    assertThat(withPair.at("/capacity/atLeast")).isEqualTo(BooleanNode.FALSE);
    assertThat(scenarios.at("/1/variants/1/capacity/atLeast")).isEqualTo(BooleanNode.TRUE);
    assertThat(scenarios.at("/1/variants/1/capacity/limitedBy").asText())
        .isEqualTo("what the generator can offer");
    assertThat(unknown.at("/variants/0/capacity").has("maxThroughputPerSecond")).isFalse();
    assertThat(
            JsonWriter.tree(CapacityFixtures.limited())
                .at("/scenarios/0/variants/0/capacity/limitedBy")
                .asText())
        .isEqualTo("the limit that was asked for");
  }

  @Test
  void exponentsStandWhereScriptsLookForThem() {
    JsonNode scaling = JsonWriter.tree(GrowthFixtures.two()).at("/scenarios/0/scaling");

    assertThat(scaling.at("/0/variant").asText()).isEqualTo("naive");
    assertThat(scaling.at("/0/over").asText()).isEqualTo("orders");
    assertThat(scaling.at("/0/measure").asText()).isEqualTo("p50LatencyMillis");
    assertThat(scaling.at("/0/exponent").asDouble()).isEqualTo(0.908);
    assertThat(scaling.at("/0/low").asDouble()).isEqualTo(0.81);
    assertThat(scaling.at("/0/high").asDouble()).isEqualTo(1.006);
    assertThat(scaling.at("/2/exponent").asDouble()).isEqualTo(1);
    assertThat(scaling.path(2).has("low")).isFalse();
  }

  @Test
  void ratiosStandBesideTheExponentsOfVariantsAndOlderResultsHaveNone() {
    ObjectNode tree = JsonWriter.tree(GrowthFixtures.two());
    ObjectNode growth = (ObjectNode) tree.at("/scenarios/0/growth");
    JsonNode ratio = growth.at("/ratios/0");

    assertThat(ratio.path("variant").asText()).isEqualTo("naive/fixed");
    assertThat(ratio.path("measure").asText()).isEqualTo("p50LatencyMillis");
    assertThat(ratio.path("exponent").asDouble()).isEqualTo(0.897);
    assertThat(ratio.path("low").asDouble()).isEqualTo(0.812);

    growth.remove("ratios");
    GrowthReport older =
        new JsonReader().read(tree.toString()).scenarios().get(0).scaling().growth().orElseThrow();

    assertThat(older.ratios()).isEmpty();
    assertThat(older.curves()).hasSize(4);
  }

  @Test
  void whatOlderResultsExtrapolateBeyondABendIsNotRead() {
    ObjectNode tree = JsonWriter.tree(GrowthFixtures.two());
    JsonNode scaling = tree.at("/scenarios/0/scaling");
    assertThat(scaling.path(0).has("bend")).isTrue();
    assertThat(scaling.path(0).has("extrapolated")).isFalse();

    ((ObjectNode) scaling.path(0)).set("extrapolated", scaling.at("/1/extrapolated"));

    assertThat(new JsonReader().read(tree.toString())).isEqualTo(GrowthFixtures.two());
  }

  @ParameterizedTest
  @MethodSource("gates")
  void schemaKnowsEveryFieldOfAGate(Report report) throws IOException {
    JsonNode schema = new JsonMapper().readTree(Files.readString(SCHEMA));

    assertKnown(schema, schema, JsonWriter.tree(report), "");
  }

  static Stream<Report> gates() {
    return GateReports.all().values().stream();
  }

  @Test
  void errorsAreComparedByTheirDifferenceAndAllElseByItsRatio() {
    JsonNode gate = JsonWriter.tree(GateReports.regression()).path("gate");

    for (JsonNode finding : gate.path("findings")) {
      boolean errors = finding.path("metric").asText().equals("errorShare");
      assertThat(finding.has("difference")).isEqualTo(errors);
      assertThat(finding.has("ratio")).isEqualTo(!errors);
    }
    assertThat(gate.at("/findings/0/endpoint").asText()).isEqualTo("list-orders");
    assertThat(gate.at("/findings/0/decisive/low").asDouble()).isEqualTo(1.02045);
    assertThat(gate.at("/findings/6").has("endpoint")).isFalse();
    assertThat(gate.at("/findings/7").has("low")).isFalse();
    assertThat(gate.at("/rules/gated/typicalLatencyMillis/margin").asDouble()).isEqualTo(0.03);
  }

  @Test
  void aCalibrationTellsItsConditionsWhereTheyAreKnown() throws IOException {
    JsonNode known = JsonWriter.tree(GateReports.regression()).at("/gate/calibration");
    assertThat(known.path("conditions").asText())
        .isEqualTo("embedded backend, pageSize=50, rate=25");

    Report unknown = GateReports.calibrated(0.009);
    assertThat(JsonWriter.tree(unknown).at("/gate/calibration").has("conditions")).isFalse();
    assertThat(new JsonReader().read(json(unknown))).isEqualTo(unknown);
  }

  @Test
  void gateWithoutCalibrationOrTrustHasNeither() {
    assertThat(JsonWriter.tree(GateReports.inconclusive()).path("gate").has("calibration"))
        .isFalse();
    assertThat(JsonWriter.tree(GateReports.failed()).path("gate").has("trust")).isFalse();
    assertThat(JsonWriter.tree(Reports.fourScenarios()).has("gate")).isFalse();
  }

  @Test
  void leavesOutWhatWasNotMeasured() throws IOException {
    String json = json(Reports.invalid());

    assertThat(json).doesNotContain("null").doesNotContain("NaN").doesNotContain("\"observed\"");
    assertThat(json(Reports.failed())).doesNotContain("\"trust\"");
  }

  @Test
  void scenarioWithoutFaultsHasNeitherPhasesNorFaults() {
    JsonNode scenarios = JsonWriter.tree(Reports.fourScenarios()).path("scenarios");

    assertThat(scenarios.path(1).has("phases")).isFalse();
    assertThat(scenarios.path(1).has("faults")).isFalse();
    assertThat(scenarios.path(0).at("/faults/distanceMillis/database").asDouble()).isEqualTo(1);
    assertThat(scenarios.path(0).has("phases")).isFalse();
  }

  @Test
  void phasesStandWhereScriptsLookForThem() {
    JsonNode phases = JsonWriter.tree(Reports.fourScenarios()).at("/scenarios/3/phases");

    assertThat(phases).hasSize(5);
    assertThat(phases.path(0).has("fault")).isFalse();
    JsonNode slow = phases.path(1);
    assertThat(slow.path("name").asText()).isEqualTo("gateway-slow");
    assertThat(slow.path("fault").asText()).isEqualTo("latency 30 s on gateway");
    JsonNode catalogue = slow.at("/variants/0/endpoints/1");
    assertThat(catalogue.path("name").asText()).isEqualTo("browse-catalogue");
    assertThat(catalogue.at("/latencyMillis/p50").asDouble()).isEqualTo(8_120);
    assertThat(catalogue.at("/estimates/withinObjectiveShare/value").asDouble()).isEqualTo(0.1396);
  }

  @Test
  void resultsOfAnEarlierVersionAreStillRead() {
    ObjectNode older = JsonWriter.tree(Reports.fourScenarios());
    ((ObjectNode) older.at("/run/environment")).remove("serverSettings");
    for (JsonNode scenario : older.path("scenarios")) {
      ((ObjectNode) scenario).remove(List.of("phases", "faults"));
      ((ObjectNode) scenario.path("profile")).remove("timelines");
    }

    Report read = new JsonReader().read(older.toString());

    assertThat(read.run().environment().serverSettings()).isEmpty();
    assertThat(read.scenarios())
        .allSatisfy(s -> assertThat(s.faults()).isEqualTo(FaultReport.NONE))
        .allSatisfy(s -> assertThat(s.profile().timelines()).isEqualTo(1));
  }

  @Test
  void everyFileIsMadeAgainFromResultsAlone(@TempDir Path folder) throws IOException {
    ReportFolder.write(Reports.fourScenarios(), folder.resolve("first"));

    ReportFolder.write(ReportFolder.read(folder.resolve("first")), folder.resolve("second"));

    for (String file :
        List.of(ReportFolder.HTML, ReportFolder.JSON, ReportFolder.MARKDOWN, ReportFolder.JUNIT)) {
      assertThat(folder.resolve("second").resolve(file))
          .hasSameTextualContentAs(folder.resolve("first").resolve(file));
    }
  }

  @Test
  void refusesWhatItCannotReadInOneLine(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> ReportFolder.read(folder))
        .isInstanceOf(FaceoffException.class)
        .hasMessageContaining("results.json: no such file");
    for (String bad :
        List.of("", "[", "{}", "{\"schemaVersion\":99}", "{\"schemaVersion\":1,\"run\":3}", "7")) {
      assertThatThrownBy(() -> new JsonReader().read(bad))
          .isInstanceOf(FaceoffException.class)
          .hasMessageStartingWith("results.json cannot be read: ")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
    Files.write(folder.resolve(ReportFolder.JSON), new byte[] {(byte) 0xC3, 0x28, 0});
    assertThatThrownBy(() -> ReportFolder.read(folder)).hasMessageContaining("not UTF-8 text");
  }

  /** Follows the schema along what was written: a field it does not list is a gap in the schema. */
  private static void assertKnown(JsonNode root, JsonNode schema, JsonNode value, String path) {
    JsonNode resolved = schema;
    while (resolved.has("$ref")) {
      resolved = root.at(resolved.get("$ref").asText().substring(1));
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        assertKnown(root, resolved.path("items"), item, path + "[]");
      }
    } else if (value.isObject()) {
      for (var field : value.properties()) {
        JsonNode known = resolved.path("properties").path(field.getKey());
        JsonNode other = resolved.path("additionalProperties");
        boolean named = !known.isMissingNode();
        assertThat(named || other.isObject()).as(path + "/" + field.getKey()).isTrue();
        assertKnown(root, named ? known : other, field.getValue(), path + "/" + field.getKey());
      }
    }
  }

  private static String json(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    new JsonWriter().write(report, out);
    return out.toString();
  }

  private static List<String> texts(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
        .map(i -> array.get(i).asText())
        .toList();
  }

  private static String[] names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
  }
}
