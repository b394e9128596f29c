package dev.faceoff.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Story;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.ScenarioReport.BlockInfo;
import dev.faceoff.report.ScenarioReport.CurvePoint;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.QueryPlan;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link JsonWriter} wrote; fields it does not know are left alone. */
public final class JsonReader {

  /**
   * The report in {@code json}.
   *
   * @throws FaceoffException of kind USAGE if it is no {@code results.json} this version reads
   */
  public Report read(String json) {
    JsonNode root;
    try {
      root = JsonWriter.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw refused(
          "line %d, column %d: %s"
              .formatted(
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    }
    try {
      int version = (int) whole(root, "schemaVersion");
      if (version != Report.SCHEMA_VERSION) {
        throw new IllegalArgumentException(
            "schemaVersion is %d, this version of Faceoff reads %d"
                .formatted(version, Report.SCHEMA_VERSION));
      }
      return new Report(
          version,
          run(field(root, "run")),
          list(root, "scenarios", JsonReader::scenario),
          optional(root, "gate").map(GateJson::read),
          optional(root, "diagnosis").map(node -> DiagnosisJson.read(root, node)));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private static FaceoffException refused(String what, Exception cause) {
    return new FaceoffException(
        FaceoffException.Kind.USAGE, "results.json cannot be read: " + what, cause);
  }

  private static RunInfo run(JsonNode node) {
    JsonNode env = field(node, "environment");
    return new RunInfo(
        text(node, "id"),
        Instant.parse(text(node, "startedAt")),
        number(node, "durationSeconds"),
        constant(ProfileName.class, node, "profile"),
        constant(BackendKind.class, node, "backend"),
        whole(node, "seed"),
        list(node, "command", JsonNode::asText),
        new RunInfo.Environment(
            (int) whole(env, "cpus"),
            text(env, "cpuModel"),
            whole(env, "memoryMebibytes"),
            text(env, "os"),
            text(env, "jdk"),
            map(env, "versions", JsonNode::asText),
            optional(env, "serverSettings").isEmpty()
                ? Map.of()
                : map(env, "serverSettings", server -> map(server, JsonNode::asText))),
        map(node, "secondsByPhase", JsonNode::asDouble));
  }

  private static Story story(JsonNode story) {
    return new Story(
        text(story, "symptom"), text(story, "cause"), text(story, "fix"), text(story, "hurts"));
  }

  private static ScenarioReport scenario(JsonNode node) {
    return new ScenarioReport(
        text(node, "name"),
        text(node, "title"),
        text(node, "question"),
        optional(node, "story").map(JsonReader::story).orElse(Story.NONE),
        constant(Status.class, node, "status"),
        list(node, "reasons", JsonNode::asText),
        measure(text(node, "causeMeasure")),
        list(node, "endpoints", e -> new Endpoint(text(e, "name"), number(e, "objectiveMillis"))),
        load(field(node, "load")),
        profile(field(node, "profile")),
        optional(node, "replicas").isEmpty() ? Map.of() : map(node, "replicas", JsonNode::asInt),
        list(node, "settings", JsonReader::setting),
        // One without endpoints stands there for its capacity, which is read elsewhere.
        list(node, "variants", JsonReader::variant).stream()
            .filter(variant -> !variant.endpoints().isEmpty())
            .toList(),
        list(node, "comparisons", JsonReader::comparison),
        list(node, "expectations", JsonReader::expectation),
        list(
            node,
            "blocks",
            b ->
                new BlockInfo(
                    (int) whole(b, "launch"),
                    (int) whole(b, "index"),
                    text(b, "variant"),
                    (int) whole(b, "startSecond"),
                    (int) whole(b, "seconds"))),
        list(node, "diffs", JsonReader::diff),
        FaultJson.faults(node),
        GrowthJson.read(node),
        CostJson.read(node),
        ScaleJson.read(node),
        optional(node, "trust").map(JsonReader::trust));
  }

  static Load load(JsonNode node) {
    return new Load(
        number(node, "arrivalsPerSecond"),
        (int) whole(node, "warmUpUsers"),
        Duration.parse(text(node, "requestTimeout")),
        Duration.parse(text(node, "startLagLimit")));
  }

  static Profile profile(JsonNode node) {
    return new Profile(
        (int) whole(node, "launches"),
        (int) whole(node, "blocks"),
        (int) whole(node, "blockSeconds"),
        (int) whole(node, "gapSeconds"),
        (int) whole(node, "warmUpSeconds"),
        optional(node, "timelines").isEmpty() ? 1 : (int) whole(node, "timelines"));
  }

  static Setting setting(JsonNode node) {
    return new Setting(
        text(node, "name"),
        text(node, "description"),
        number(node, "value"),
        number(node, "min"),
        number(node, "max"));
  }

  private static VariantReport variant(JsonNode node) {
    return new VariantReport(
        text(node, "name"),
        list(node, "endpoints", JsonReader::endpoint),
        estimates(node, "costEstimates"),
        optional(node, "queryPlan")
            .map(p -> new QueryPlan(text(p, "statement"), list(p, "lines", JsonNode::asText))));
  }

  private static EndpointReport endpoint(JsonNode node) {
    return new EndpointReport(
        text(node, "name"),
        whole(node, "requests"),
        whole(node, "errors"),
        estimates(node, "estimates"),
        list(node, "curve", p -> new CurvePoint(number(p, "share"), number(p, "millis"))),
        list(
            node,
            "seconds",
            s ->
                new SecondPoint(
                    (int) whole(s, "launch"),
                    (int) whole(s, "second"),
                    whole(s, "requests"),
                    whole(s, "errors"),
                    number(s, "p50Millis"),
                    number(s, "p99Millis"))),
        map(node, "errorsByKind", JsonNode::asLong));
  }

  private static Comparison comparison(JsonNode node) {
    return new Comparison(
        node.path("endpoint").asText(""),
        measure(text(node, "metric")),
        text(node, "baseline"),
        text(node, "candidate"),
        estimate(node, "ratio"),
        constant(Verdict.class, node, "verdict"));
  }

  private static ExpectationResult expectation(JsonNode node) {
    return new ExpectationResult(
        text(node, "text"),
        optional(node, "observed").map(JsonNode::asDouble),
        optional(node, "held")
            .map(held -> held.asBoolean() ? Outcome.HELD : Outcome.FAILED)
            .orElse(Outcome.UNDECIDED));
  }

  private static CodeDiff diff(JsonNode node) {
    return new CodeDiff(
        text(node, "from"),
        text(node, "to"),
        list(
            node,
            "lines",
            l -> new CodeDiff.Line(constant(CodeDiff.Kind.class, l, "kind"), text(l, "text"))));
  }

  static Trust trust(JsonNode node) {
    return new Trust(
        (int) whole(node, "launches"),
        whole(node, "plannedArrivals"),
        whole(node, "missedArrivals"),
        number(node, "startLagP50Millis"),
        number(node, "startLagP99Millis"),
        number(node, "startLagMaxMillis"),
        number(node, "startLagLimitMillis"),
        number(node, "generatorCpuShare"),
        number(node, "generatorGcShare"),
        optional(node, "machineBusyShare").map(JsonNode::asDouble),
        list(node, "notMeasured", JsonNode::asText),
        list(node, "notes", JsonNode::asText));
  }

  static Map<Measure, Estimate> estimates(JsonNode node, String name) {
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    field(node, name)
        .properties()
        .forEach(e -> estimates.put(measure(e.getKey()), estimate(e.getValue(), "value")));
    return estimates;
  }

  static Estimate estimate(JsonNode node, String valueName) {
    Optional<Interval> interval =
        optional(node, "low")
            .map(
                low ->
                    new Interval(low.asDouble(), number(node, "high"), number(node, "confidence")));
    return new Estimate(number(node, valueName), interval, text(node, "note"));
  }

  static Measure measure(String id) {
    return Measure.byId(id)
        .orElseThrow(() -> new IllegalArgumentException("unknown measure " + id));
  }

  static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String name) {
    return constant(type, text(node, name));
  }

  static <E extends Enum<E>> E constant(Class<E> type, String id) {
    return Enum.valueOf(type, id.toUpperCase(Locale.ROOT));
  }

  static JsonNode field(JsonNode node, String name) {
    return optional(node, name)
        .orElseThrow(() -> new IllegalArgumentException("field " + name + " is missing"));
  }

  static Optional<JsonNode> optional(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  static String text(JsonNode node, String name) {
    return field(node, name).asText();
  }

  static long whole(JsonNode node, String name) {
    JsonNode value = field(node, name);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("field " + name + " must be a whole number");
    }
    return value.asLong();
  }

  /** A number; NaN where it was not measured and so is absent. */
  static double number(JsonNode node, String name) {
    return optional(node, name).map(JsonNode::asDouble).orElse(Double.NaN);
  }

  static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> toValue) {
    List<T> values = new ArrayList<>();
    field(node, name).forEach(value -> values.add(toValue.apply(value)));
    return List.copyOf(values);
  }

  static <T> Map<String, T> map(JsonNode node, String name, Function<JsonNode, T> toValue) {
    return map(field(node, name), toValue);
  }

  private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> toValue) {
    Map<String, T> values = new LinkedHashMap<>();
    node.properties().forEach(e -> values.put(e.getKey(), toValue.apply(e.getValue())));
    return values;
  }
}
