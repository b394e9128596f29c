package dev.faceoff.config;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Highlight;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the measures that a file names, alone or with what is promised of them. */
final class Promises {
  private static final Pattern EXPECTATION =
      Pattern.compile(
          "(?<measure>\\w+)\\s+of\\s+(?<variant>[^\\s/]+)(?:/(?<over>[^\\s/]+))?"
              + "(?:\\s+at\\s+(?<endpoint>\\S.*?))?(?:\\s+during\\s+(?<phase>\\S+?))?"
              + "\\s*(?<operator><=|>=|<|>)\\s*(?<bound>\\S+)");
  private static final Pattern HIGHLIGHT =
      Pattern.compile("(?<measure>\\w+)\\s+at\\s+(?<endpoint>\\S.*?)\\s+during\\s+(?<phase>\\S+)");

  /** Measures of how a fault was taken; the healthy phases have none. */
  private static final Set<Measure> OF_FAULTS =
      Set.of(Measure.DETECT_SECONDS, Measure.RECOVER_SECONDS);

  private final Document<ScenarioText> document;
  private final Resolver resolver;
  private final List<String> variants;
  private final List<String> endpoints;
  private final Optional<FaultTimeline> timeline;

  Promises(
      Document<ScenarioText> document,
      Resolver resolver,
      List<Variant> variants,
      List<Endpoint> endpoints,
      Optional<FaultTimeline> timeline) {
    this.document = document;
    this.resolver = resolver;
    this.variants = variants.stream().map(Variant::name).toList();
    this.endpoints = endpoints.stream().map(Endpoint::name).toList();
    this.timeline = timeline;
  }

  Expectation expectation(String path, String text) {
    Matcher parts = EXPECTATION.matcher(text.strip());
    if (!parts.matches()) {
      throw document.bad(
          path,
          "'%s' is no expectation; write 'MEASURE of VARIANT <= NUMBER' or 'MEASURE of VARIANT/VARIANT <= NUMBER', with <, <=, > or >=, and if need be 'at ENDPOINT' and 'during PHASE' before it"
              .formatted(text.strip()));
    }
    for (String variant : Arrays.asList(parts.group("variant"), parts.group("over"))) {
      if (variant != null && !variants.contains(variant)) {
        throw document.bad(
            path, "unknown variant '" + variant + "'" + Nearest.hint(variant, variants));
      }
    }
    Measure measure = measure(path, parts.group("measure"));
    Optional<String> endpoint = Optional.ofNullable(parts.group("endpoint"));
    endpoint.ifPresent(name -> requireEndpoint(path, name));
    Optional<String> phase = Optional.ofNullable(parts.group("phase"));
    phase.ifPresent(name -> requirePhase(path, name));
    requireMeasured(path, measure, phase);
    String bound = resolver.text(path, parts.group("bound"));
    try {
      String shown =
          text.strip().substring(0, parts.start("bound")).replaceAll("\\s+", " ") + bound;
      return new Expectation(
          shown,
          measure,
          parts.group("variant"),
          Optional.ofNullable(parts.group("over")),
          endpoint,
          phase,
          operator(parts.group("operator")),
          Double.parseDouble(bound));
    } catch (NumberFormatException e) {
      throw document.bad(path, "'" + bound + "' is not a number");
    }
  }

  Highlight highlight(String path, String text) {
    Matcher parts = HIGHLIGHT.matcher(text.strip());
    if (!parts.matches()) {
      throw document.bad(
          path,
          "'%s' is no highlight; write 'MEASURE at ENDPOINT during PHASE'".formatted(text.strip()));
    }
    Measure measure = measure(path, parts.group("measure"));
    requireEndpoint(path, parts.group("endpoint"));
    requirePhase(path, parts.group("phase"));
    requireMeasured(path, measure, Optional.of(parts.group("phase")));
    return new Highlight(measure, parts.group("endpoint"), parts.group("phase"));
  }

  Measure measure(String path, String id) {
    return Measure.byId(id)
        .orElseThrow(
            () ->
                document.bad(
                    path,
                    "unknown measure '%s'%s"
                        .formatted(
                            id,
                            Nearest.hint(
                                id, Arrays.stream(Measure.values()).map(Measure::id).toList()))));
  }

  private void requireEndpoint(String path, String endpoint) {
    if (!endpoints.contains(endpoint)) {
      throw document.bad(
          path, "unknown endpoint '" + endpoint + "'" + Nearest.hint(endpoint, endpoints));
    }
  }

  private void requirePhase(String path, String phase) {
    List<String> phases = timeline.map(FaultTimeline::phases).orElse(List.of());
    if (!phases.contains(phase)) {
      throw document.bad(
          path,
          "unknown phase '%s'%s"
              .formatted(
                  phase,
                  phases.isEmpty()
                      ? "; 'faults' declares no timeline"
                      : Nearest.hint(phase, phases)));
    }
  }

  private void requireMeasured(String path, Measure measure, Optional<String> phase) {
    if (OF_FAULTS.contains(measure)) {
      List<String> faults =
          timeline.map(FaultTimeline::windows).orElse(List.of()).stream()
              .map(FaultWindow::name)
              .toList();
      if (phase.filter(faults::contains).isEmpty()) {
        throw document.bad(
            path,
            "'%s' is measured of a fault; add 'during' and its name%s"
                .formatted(
                    measure.id(), faults.isEmpty() ? "" : ", one of " + String.join(", ", faults)));
      }
    }
    if (measure == Measure.UNRECONCILED && document.value().reconciliation().isEmpty()) {
      throw document.bad(
          path, "'%s' needs 'reconciliation', which is not declared".formatted(measure.id()));
    }
  }

  private static Expectation.Operator operator(String sign) {
    return Arrays.stream(Expectation.Operator.values())
        .filter(operator -> operator.sign().equals(sign))
        .findFirst()
        .orElseThrow();
  }
}
