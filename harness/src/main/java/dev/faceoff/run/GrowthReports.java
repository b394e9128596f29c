package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Growth;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.GrowthReport;
import dev.faceoff.report.GrowthReport.Curve;
import dev.faceoff.report.GrowthReport.Law;
import dev.faceoff.report.GrowthReport.Point;
import dev.faceoff.report.GrowthReport.Prediction;
import dev.faceoff.report.Numbers;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.PowerLaw;
import dev.faceoff.stats.PowerLaw.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the report of a growth from what the launches at each size yielded. */
final class GrowthReports {
  /** What is followed of a whole variant, as far as it was measured. */
  private static final List<Measure> OF_VARIANT =
      List.of(Measure.ROWS_READ, Measure.QUERIES, Measure.CPU);

  /** Share of the requests; a service that fails more has more to do than it bears. */
  private static final double MOST_FAILED = 0.01;

  /** What a request takes of these, it takes however long it waits. */
  private static final Set<Measure> WAITING_DOES_NOT_CHANGE =
      Set.of(Measure.ROWS_READ, Measure.QUERIES);

  private final Scenario scenario;
  private final Growth growth;
  private final ProfileName profile;
  private final List<Scenario> planned;
  private final List<Sized> sound = new ArrayList<>();
  private final List<Sized> measured = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** What was measured at a size, and how each variant bore it, by its name. */
  private record Sized(
      double size, Scenario scenario, List<MeasuredLaunch> launches, Map<String, Burden> burdens) {}

  /**
   * How a variant bore what it was sent at a size. What is overloaded grows by another law than its
   * cost does.
   */
  private enum Burden {
    BORNE(""),
    FAILED(
        "With %s more than 1 %% of the requests failed at %s: it was sent more than it bears. What it took there is left out of its laws, counts too: a request that fails does not do the work of one that succeeds."),
    /** Its queue reached into the next block, so that its counts of a block lack what came then. */
    UNDRAINED(
        "With %s a queue had grown that was not done when the next block began at %s: it was sent more than it bears. What it took there is left out of its laws, counts too: they end with the block."),
    QUEUED(
        "With %s a queue was still growing when blocks ended at %s: answers took longer the longer a block lasted, and went on after its end. Its latencies and its CPU time there are those of an overloaded service and left out of their laws; rows and statements per request stay."),
    /** It bore it, but nobody knows how it would have alone. */
    DISTURBED(
        "Beside %s another variant was still at work at %s, which had not done what it was sent. Its latencies and its CPU time there are left out; rows and statements per request stay.");

    private final String sentence;

    /**
     * @param sentence about a variant and sizes
     */
    Burden(String sentence) {
      this.sentence = sentence;
    }

    boolean isOverload() {
      return this != BORNE && this != DISTURBED;
    }

    /** Whether this measure is then not that of the variant's work. */
    boolean spoils(Measure measure) {
      return switch (this) {
        case BORNE -> false;
        case FAILED, UNDRAINED -> true;
        case QUEUED, DISTURBED -> !WAITING_DOES_NOT_CHANGE.contains(measure);
      };
    }
  }

  /** A number of one variant, or a ratio of both, from what some launches at a size yielded. */
  private interface Reading extends Function<Analysis, Optional<Estimate>> {}

  GrowthReports(ScenarioRequest asked, ProfileName profile) {
    this.scenario = asked.scenario();
    this.growth = scenario.designs().growth().orElseThrow();
    this.profile = profile;
    this.planned = asked.sizes();
  }

  /** Name of the setting that grows. */
  String over() {
    return growth.over();
  }

  /** How the size is called: "62,500 orders". */
  String what(Scenario at) {
    return Numbers.sized(size(at), over());
  }

  /** The value of that setting, as people write it in a file. */
  String sizeText(Scenario size) {
    return size.settings().get(growth.over()).text();
  }

  private double size(Scenario of) {
    return of.settings().get(growth.over()).value();
  }

  /**
   * Adds a size at which every launch came to its end; one that was unsound is left out, unless
   * users who still waited are all that is against it and it is known in whose queue.
   */
  void add(
      Scenario at,
      List<MeasuredLaunch> launches,
      List<ReplacedLaunch> replaced,
      List<String> backendNotes) {
    List<String> complaints =
        launches.stream()
            .flatMap(l -> Soundness.complaints(l.samples().generator(), at.load()).stream())
            .distinct()
            .toList();
    boolean onlyUndrained =
        !complaints.isEmpty()
            && launches.stream()
                .map(l -> Soundness.besidesUndrained(l.samples().generator(), at.load()))
                .allMatch(List::isEmpty);
    Map<String, Burden> burdens =
        scenario.variants().stream()
            .collect(
                Collectors.toMap(
                    Variant::name, variant -> burden(launches, variant, onlyUndrained)));
    Sized sized = new Sized(size(at), at, launches, burdens);
    measured.add(sized);
    if (complaints.isEmpty()
        || (onlyUndrained && burdens.values().stream().anyMatch(Burden::isOverload))) {
      sound.add(sized);
    } else {
      leftOut.add("Not usable at %s: %s".formatted(what(at), String.join(" ", complaints)));
    }
    Stream.concat(
            backendNotes.stream(),
            replaced.stream()
                .map(
                    each ->
                        "A launch at %s was measured again: %s"
                            .formatted(what(at), each.complaint())))
        .filter(note -> !notes.contains(note))
        .forEach(notes::add);
  }

  /** Of a growth in which something broke. */
  GrowthReport failed(String reason) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    if (!measured.isEmpty()) {
      reasons.add(
          "%d of %d sizes were complete; their histograms are kept."
              .formatted(measured.size(), planned.size()));
    }
    return report(Status.FAILED, reasons);
  }

  /** Of what was added: PARTIAL where sizes are missing, INVALID where too few were sound. */
  GrowthReport report() {
    if (measured.size() < planned.size()) {
      List<String> reasons = new ArrayList<>();
      reasons.add(
          measured.isEmpty()
              ? "Interrupted before the first size was measured."
              : "Interrupted: %d of %d sizes were measured, up to %s."
                  .formatted(
                      measured.size(),
                      planned.size(),
                      what(measured.get(measured.size() - 1).scenario())));
      reasons.addAll(leftOut);
      return report(Status.PARTIAL, reasons);
    }
    if (sound.size() < PowerLaw.LEAST_SIZES) {
      List<String> reasons = new ArrayList<>();
      reasons.add(
          "%d of %d sizes were sound, and a law needs %d."
              .formatted(sound.size(), planned.size(), PowerLaw.LEAST_SIZES));
      reasons.addAll(leftOut);
      return report(Status.INVALID, reasons);
    }
    return report(Status.VALID, List.of());
  }

  private GrowthReport report(Status status, List<String> reasons) {
    Scenario largest = planned.get(planned.size() - 1);
    return new GrowthReport(
        status,
        reasons,
        largest.settings().get(over()),
        largest.settings().values().stream()
            .filter(setting -> !setting.name().equals(over()))
            .sorted(Comparator.comparing(Setting::name))
            .toList(),
        growth.values(),
        largest.load(),
        largest.profiles().get(profile),
        status.allowsNumbers() ? curves() : List.of(),
        status.allowsNumbers() ? ratios() : List.of(),
        measured.isEmpty() ? Optional.empty() : Optional.of(trust()));
  }

  private Trust trust() {
    List<MeasuredLaunch> launches =
        measured.stream().flatMap(sized -> sized.launches().stream()).toList();
    List<String> told = new ArrayList<>(leftOut);
    told.addAll(notes);
    told.addAll(overloaded());
    if (planned.get(0).profiles().get(profile).launches() == 1) {
      told.add(
          "One launch at each size: what differs from start to start of a JVM is part of what the sizes differ from the law by.");
    }
    return Trusts.of(
        launches.stream().map(launch -> launch.samples().generator()).toList(),
        launches.stream().map(MeasuredLaunch::machineBusyShare).toList(),
        planned.get(0).load(),
        List.of(),
        told);
  }

  /** Where which variant did not bear what it was sent, and what follows from that. */
  private List<String> overloaded() {
    List<String> sentences = new ArrayList<>();
    for (Variant variant : scenario.variants()) {
      for (Burden burden : Burden.values()) {
        String where =
            sound.stream()
                .filter(sized -> sized.burdens().get(variant.name()) == burden)
                .map(sized -> what(sized.scenario()))
                .collect(Collectors.joining(", "));
        if (burden != Burden.BORNE && !where.isEmpty()) {
          sentences.add(burden.sentence.formatted(variant.name(), where));
        }
      }
    }
    return sentences;
  }

  /**
   * How a variant bore what it was sent.
   *
   * @param undrained whether users of a block still waited when the next one began
   */
  private Burden burden(List<MeasuredLaunch> launches, Variant variant, boolean undrained) {
    if (failedShare(launches, variant) > MOST_FAILED) {
      return Burden.FAILED;
    }
    if (Backlog.grew(launches, variant, scenario.endpoints())) {
      return undrained ? Burden.UNDRAINED : Burden.QUEUED;
    }
    return undrained ? Burden.DISTURBED : Burden.BORNE;
  }

  private static double failedShare(List<MeasuredLaunch> launches, Variant variant) {
    List<BlockSamples> blocks =
        launches.stream()
            .flatMap(launch -> launch.samples().blocks().stream())
            .filter(block -> block.variant().equals(variant.name()))
            .toList();
    long requests = blocks.stream().mapToLong(BlockSamples::requests).sum();
    long errors = blocks.stream().mapToLong(BlockSamples::errors).sum();
    return requests == 0 ? 0 : (double) errors / requests;
  }

  private List<Curve> curves() {
    List<Curve> curves = new ArrayList<>();
    for (Endpoint endpoint : scenario.endpoints()) {
      for (Variant variant : scenario.variants()) {
        curve(
                List.of(variant),
                endpoint.name(),
                Measure.P50_LATENCY,
                analysis ->
                    Optional.ofNullable(
                        analysis.endpoint(variant, endpoint).estimates().get(Measure.P50_LATENCY)))
            .ifPresent(curves::add);
      }
    }
    for (Measure measure : OF_VARIANT) {
      for (Variant variant : scenario.variants()) {
        curve(
                List.of(variant),
                "",
                measure,
                analysis -> Optional.ofNullable(analysis.cost(variant).get(measure)))
            .ifPresent(curves::add);
      }
    }
    return curves;
  }

  /**
   * Baseline over candidate in each launch, of what takes time: what makes a start of a JVM faster
   * than the next is in both and cancels. What is counted has no such noise.
   */
  private List<Curve> ratios() {
    List<Curve> ratios = new ArrayList<>();
    if (!scenario.isAlone()) {
      for (Endpoint endpoint : scenario.endpoints()) {
        curve(
                scenario.pair(),
                endpoint.name(),
                Measure.P50_LATENCY,
                analysis -> analysis.medianOverCandidate(endpoint))
            .ifPresent(ratios::add);
      }
      curve(scenario.pair(), "", Measure.CPU, analysis -> analysis.costOverCandidate(Measure.CPU))
          .ifPresent(ratios::add);
    }
    return ratios;
  }

  /**
   * The curve, if the number was measured at any size. What an overloaded variant took is a point
   * beside the law; what only another's queue disturbed is none.
   *
   * @param of the variant, or both where the number is their ratio
   */
  private Optional<Curve> curve(
      List<Variant> of, String endpoint, Measure measure, Reading number) {
    List<Point> points = new ArrayList<>();
    List<Observation> observations = new ArrayList<>();
    for (Sized sized : sound) {
      List<Burden> burdens =
          of.stream().map(variant -> sized.burdens().get(variant.name())).toList();
      boolean spoilt = burdens.stream().anyMatch(burden -> burden.spoils(measure));
      Optional<Estimate> all = number.apply(new Analysis(sized.scenario(), sized.launches()));
      if (all.isPresent() && (!spoilt || burdens.stream().anyMatch(Burden::isOverload))) {
        points.add(new Point(sized.size(), all.get(), spoilt));
        if (!spoilt) {
          observations.add(new Observation(sized.size(), byLaunch(sized, number)));
        }
      }
    }
    if (points.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> obstacle = obstacle(observations, points);
    return Optional.of(
        new Curve(
            of.stream().map(Variant::name).collect(Collectors.joining("/")),
            endpoint,
            measure,
            points,
            obstacle.isPresent() ? Optional.empty() : Optional.of(law(observations, points)),
            obstacle.map(why -> "no exponent: " + why).orElse("")));
  }

  private static Optional<String> obstacle(List<Observation> observations, List<Point> points) {
    int overloaded = points.size() - observations.size();
    return overloaded > 0 && observations.size() < PowerLaw.LEAST_SIZES
        ? Optional.of(
            "overloaded at %d of %d sizes, and a law needs %d others"
                .formatted(overloaded, points.size(), PowerLaw.LEAST_SIZES))
        : PowerLaw.obstacle(observations);
  }

  /** The number of each launch by itself; where a launch is too short for it, that of all. */
  private static List<Double> byLaunch(Sized sized, Reading number) {
    List<Double> values =
        sized.launches().stream()
            .map(launch -> number.apply(new Analysis(sized.scenario(), List.of(launch))))
            .flatMap(Optional::stream)
            .map(Estimate::value)
            .toList();
    return values.size() == sized.launches().size()
        ? values
        : List.of(
            number.apply(new Analysis(sized.scenario(), sized.launches())).orElseThrow().value());
  }

  /**
   * A law.
   *
   * @param observations those it is laid through
   * @param points those that are drawn, overloaded ones too
   */
  private static Law law(List<Observation> observations, List<Point> points) {
    PowerLaw law = PowerLaw.through(observations);
    double smallest = points.get(0).size();
    Point last = points.get(points.size() - 1);
    double largest = last.size();
    double beyond = largest * PowerLaw.REACH;
    Optional<GrowthReport.Bend> bend =
        law.bend().map(each -> new GrowthReport.Bend(each.at(), each.below(), each.above()));
    return new Law(
        law.exponent(),
        law.at(smallest),
        law.at(largest),
        law.farthest(),
        bend,
        // A constant part beside a growing one bends on: even the power of the larger sizes
        // would promise too little. What is overloaded already is more so beyond.
        bend.isPresent() || last.overloaded()
            ? Optional.empty()
            : Optional.of(new Prediction(beyond, law.predict(beyond))));
  }
}
