package dev.faceoff.config;

import dev.faceoff.model.Designs;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Highlight;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Spike;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the measures that a file names, alone or with what is promised of them. */
final class Promises {
  /** Stands for each request that does not need what fails. */
  private static final String BYSTANDERS = "bystanders";

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

  private static final Set<Measure> OF_SPIKES =
      Set.of(Measure.WITHIN_OBJECTIVE, Measure.RECOVER_SECONDS);

  private final Document<ScenarioText> document;
  private final Resolver resolver;
  private final Known known;
  private final List<String> endpoints;
  private final Designs designs;

  /**
   * What promises may speak of.
   *
   * @param variants by the names that the file gives them: one, or two that a name stands for
   * @param endpointsAreKnown whether there are no others
   * @param repeated phases that became several, by their declared names
   * @param needs connections without which a request cannot be answered, by its name
   */
  record Known(
      Map<String, List<String>> variants,
      List<Endpoint> endpoints,
      boolean endpointsAreKnown,
      Optional<FaultTimeline> timeline,
      Map<String, List<String>> repeated,
      Map<String, Set<String>> needs) {}

  Promises(Document<ScenarioText> document, Resolver resolver, Known known, Designs designs) {
    this.document = document;
    this.resolver = resolver;
    this.known = known;
    this.endpoints = known.endpoints().stream().map(Endpoint::name).toList();
    this.designs = designs;
  }

  /** The expectations that a text stands for: one, or one for each variant, phase and bystander. */
  List<Expectation> expectations(String path, String text) {
    Matcher parts = EXPECTATION.matcher(text.strip());
    if (!parts.matches()) {
      throw document.bad(
          path,
          "'%s' is no expectation; write 'MEASURE of VARIANT <= NUMBER' or 'MEASURE of VARIANT/VARIANT <= NUMBER', with <, <=, > or >=, and if need be 'at ENDPOINT' and 'during PHASE' before it"
              .formatted(text.strip()));
    }
    List<String> variants = List.copyOf(known.variants().keySet());
    for (String variant : Arrays.asList(parts.group("variant"), parts.group("over"))) {
      if (variant != null && !variants.contains(variant)) {
        throw document.bad(
            path, "unknown variant '" + variant + "'" + Nearest.hint(variant, variants));
      }
    }
    Measure measure = measure(path, parts.group("measure"));
    Optional<String> endpoint = Optional.ofNullable(parts.group("endpoint"));
    Optional<String> phase = Optional.ofNullable(parts.group("phase"));
    boolean ofBystanders = endpoint.filter(this::meansBystanders).isPresent();
    if (ofBystanders && phase.isEmpty()) {
      throw document.bad(path, "'bystanders' are those of a fault; add 'during' and its name");
    }
    if (!ofBystanders) {
      endpoint.ifPresent(name -> requireEndpoint(path, name));
    }
    if (Measure.OF_ALERTS.contains(measure)) {
      requireAlerts(path, measure, endpoint, phase, parts.group("over") != null);
    } else {
      phase.ifPresent(name -> requirePhase(path, name));
    }
    requireMeasured(path, measure, phase);
    requireDesign(path, measure, endpoint, phase, parts.group("over") != null);
    String bound = resolver.text(path, parts.group("bound"));
    List<String> phases =
        phase.map(name -> known.repeated().getOrDefault(name, List.of(name))).orElse(List.of());
    List<Expectation> all = new ArrayList<>();
    try {
      double number = Double.parseDouble(bound);
      String shown =
          text.strip().substring(0, parts.start("bound")).replaceAll("\\s+", " ") + bound;
      if (phases.isEmpty() || (phases.equals(List.of(phase.get())) && !ofBystanders)) {
        all.add(expectation(parts, shown, measure, endpoint, phase, number));
        return ofEach(parts.group("variant"), all);
      }
      for (String each : phases) {
        List<Optional<String>> at =
            ofBystanders
                ? bystanders(path, each).stream().map(Optional::of).toList()
                : List.of(endpoint);
        for (Optional<String> one : at) {
          all.add(
              expectation(
                  parts, shown(parts, one, each, bound), measure, one, Optional.of(each), number));
        }
      }
      return ofEach(parts.group("variant"), all);
    } catch (NumberFormatException e) {
      throw document.bad(path, "'" + bound + "' is not a number");
    }
  }

  /** The same of each variant that the name stands for; of two, each is then called by its own. */
  private List<Expectation> ofEach(String name, List<Expectation> ofFirst) {
    List<String> variants = known.variants().get(name);
    if (variants.size() == 1) {
      return ofFirst;
    }
    List<Expectation> all = new ArrayList<>();
    for (String variant : variants) {
      for (Expectation each : ofFirst) {
        all.add(
            new Expectation(
                each.text().replaceFirst(" of " + Pattern.quote(name), " of " + variant),
                each.measure(),
                variant,
                each.over().map(over -> variant),
                each.endpoint(),
                each.phase(),
                each.operator(),
                each.bound()));
      }
    }
    return all;
  }

  private Expectation expectation(
      Matcher parts,
      String shown,
      Measure measure,
      Optional<String> endpoint,
      Optional<String> phase,
      double bound) {
    return new Expectation(
        shown,
        measure,
        known.variants().get(parts.group("variant")).get(0),
        Optional.ofNullable(parts.group("over")).map(over -> known.variants().get(over).get(0)),
        endpoint,
        phase,
        operator(parts.group("operator")),
        bound);
  }

  private static String shown(
      Matcher parts, Optional<String> endpoint, String phase, String bound) {
    return "%s of %s%s%s during %s %s %s"
        .formatted(
            parts.group("measure"),
            parts.group("variant"),
            parts.group("over") == null ? "" : "/" + parts.group("over"),
            endpoint.map(name -> " at " + name).orElse(""),
            phase,
            parts.group("operator"),
            bound);
  }

  /** Unless a request has that very name. */
  private boolean meansBystanders(String endpoint) {
    return endpoint.equals(BYSTANDERS) && !endpoints.contains(BYSTANDERS);
  }

  private List<String> bystanders(String path, String phase) {
    FaultWindow failing =
        known.timeline().stream()
            .flatMap(timeline -> timeline.windows().stream())
            .filter(window -> window.name().equals(phase))
            .findFirst()
            .orElseThrow(
                () ->
                    document.bad(
                        path,
                        "'bystanders' are those of a fault, but '%s' is none".formatted(phase)));
    return endpoints.stream()
        .filter(
            endpoint ->
                !known.needs().getOrDefault(endpoint, Set.of()).contains(failing.connection()))
        .toList();
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
    if (known.endpointsAreKnown() && !endpoints.contains(endpoint)) {
      throw document.bad(
          path, "unknown endpoint '" + endpoint + "'" + Nearest.hint(endpoint, endpoints));
    }
  }

  private void requirePhase(String path, String phase) {
    if (isOfSpike(Optional.of(phase)) || known.repeated().containsKey(phase)) {
      return;
    }
    List<String> phases = known.timeline().map(FaultTimeline::phases).orElse(List.of());
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

  private boolean isOfSpike(Optional<String> phase) {
    return designs.spike().isPresent() && phase.equals(Optional.of(Spike.PHASE));
  }

  private void requireMeasured(String path, Measure measure, Optional<String> phase) {
    if (OF_FAULTS.contains(measure) && !isOfSpike(phase)) {
      List<String> faults =
          known.timeline().map(FaultTimeline::windows).orElse(List.of()).stream()
              .map(FaultWindow::name)
              .toList();
      if (phase
          .filter(name -> faults.contains(name) || known.repeated().containsKey(name))
          .isEmpty()) {
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

  /** What the designs beside the pair can tell. */
  private void requireDesign(
      String path,
      Measure measure,
      Optional<String> endpoint,
      Optional<String> phase,
      boolean quotient) {
    if (measure == Measure.MAX_THROUGHPUT) {
      if (designs.capacity().isEmpty()) {
        throw document.bad(
            path,
            "'%s' is what designs.capacity finds, which is not declared".formatted(measure.id()));
      }
      if (endpoint.isPresent() || phase.isPresent() || quotient) {
        throw document.bad(
            path,
            "'%s' is of one variant; leave 'at', 'during' and a second variant out"
                .formatted(measure.id()));
      }
    }
    if (isOfSpike(phase)) {
      if (!OF_SPIKES.contains(measure)) {
        throw document.bad(
            path,
            "'%s' is not measured in a spike; withinObjectiveShare and recoverSeconds are"
                .formatted(measure.id()));
      }
      if (quotient) {
        throw document.bad(path, "a spike is not compared here; leave the second variant out");
      }
      String only = designs.spike().orElseThrow().endpoint();
      if (measure == Measure.RECOVER_SECONDS
          && known.endpointsAreKnown()
          && endpoint.filter(name -> !name.equals(only)).isPresent()) {
        throw document.bad(
            path, "recoverSeconds of a spike is that of %s, its objective's".formatted(only));
      }
    }
  }

  /** What the design alerts can tell. */
  private void requireAlerts(
      String path,
      Measure measure,
      Optional<String> endpoint,
      Optional<String> phase,
      boolean quotient) {
    if (designs.alerting().isEmpty()) {
      throw document.bad(
          path, "'%s' is what designs.alerts finds, which is not declared".formatted(measure.id()));
    }
    if (endpoint.isPresent() || quotient) {
      throw document.bad(
          path,
          "'%s' is of one variant; leave 'at' and a second variant out".formatted(measure.id()));
    }
    List<String> faults =
        designs.alerting().get().faults().stream().map(FaultWindow::name).toList();
    if (measure == Measure.FALSE_ALERTS) {
      if (phase.isPresent()) {
        throw document.bad(path, "false alerts are those without a fault; leave 'during' out");
      }
    } else if (phase.isEmpty()) {
      throw document.bad(
          path,
          "'%s' is measured of a fault; add 'during' and its name, one of %s"
              .formatted(measure.id(), String.join(", ", faults)));
    } else if (!faults.contains(phase.get())) {
      throw document.bad(
          path,
          "unknown fault '%s' of designs.alerts%s"
              .formatted(phase.get(), Nearest.hint(phase.get(), faults)));
    }
  }

  private static Expectation.Operator operator(String sign) {
    return Arrays.stream(Expectation.Operator.values())
        .filter(operator -> operator.sign().equals(sign))
        .findFirst()
        .orElseThrow();
  }
}
