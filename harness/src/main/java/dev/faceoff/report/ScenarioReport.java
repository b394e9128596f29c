package dev.faceoff.report;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.model.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One scenario's result.
 *
 * @param reasons why the status is not VALID, a sentence each
 * @param replicas how many of each variant shared its load, baseline first; empty where it was one
 *     of each
 * @param endpoints those of the journey, with their objectives
 * @param variants baseline first; empty when the status allows no number
 * @param comparisons candidate over baseline
 * @param blocks measured blocks in the order they ran
 * @param faults what was done to connections; {@link FaultReport#NONE} when nothing was
 * @param scaling what was asked beside comparing the pair; {@link ScalingReport#NONE} when nothing
 * @param cost of a million requests while the pair was compared; empty where it is not known
 * @param scales one for each service of the user's own, which stand in {@code variants} behind the
 *     pair
 */
public record ScenarioReport(
    String name,
    String title,
    String question,
    Story story,
    Status status,
    List<String> reasons,
    Measure causeMeasure,
    List<Endpoint> endpoints,
    Load load,
    Profile profile,
    Map<String, Integer> replicas,
    List<Setting> settings,
    List<VariantReport> variants,
    List<Comparison> comparisons,
    List<ExpectationResult> expectations,
    List<BlockInfo> blocks,
    List<CodeDiff> diffs,
    FaultReport faults,
    ScalingReport scaling,
    Optional<CostReport> cost,
    List<ScaleReport> scales,
    Optional<Trust> trust) {
  public ScenarioReport {
    replicas = Collections.unmodifiableMap(new LinkedHashMap<>(replicas));
    reasons = List.copyOf(reasons);
    endpoints = List.copyOf(endpoints);
    settings = List.copyOf(settings);
    variants = List.copyOf(variants);
    comparisons = List.copyOf(comparisons);
    expectations = List.copyOf(expectations);
    blocks = List.copyOf(blocks);
    diffs = List.copyOf(diffs);
    scales = List.copyOf(scales);
  }

  /** A result of a pair alone. */
  public ScenarioReport(
      String name,
      String title,
      String question,
      Story story,
      Status status,
      List<String> reasons,
      Measure causeMeasure,
      List<Endpoint> endpoints,
      Load load,
      Profile profile,
      Map<String, Integer> replicas,
      List<Setting> settings,
      List<VariantReport> variants,
      List<Comparison> comparisons,
      List<ExpectationResult> expectations,
      List<BlockInfo> blocks,
      List<CodeDiff> diffs,
      FaultReport faults,
      ScalingReport scaling,
      Optional<CostReport> cost,
      Optional<Trust> trust) {
    this(
        name,
        title,
        question,
        story,
        status,
        reasons,
        causeMeasure,
        endpoints,
        load,
        profile,
        replicas,
        settings,
        variants,
        comparisons,
        expectations,
        blocks,
        diffs,
        faults,
        scaling,
        cost,
        List.of(),
        trust);
  }

  /** A result of one replica a variant, without the cost of a million requests. */
  public ScenarioReport(
      String name,
      String title,
      String question,
      Story story,
      Status status,
      List<String> reasons,
      Measure causeMeasure,
      List<Endpoint> endpoints,
      Load load,
      Profile profile,
      List<Setting> settings,
      List<VariantReport> variants,
      List<Comparison> comparisons,
      List<ExpectationResult> expectations,
      List<BlockInfo> blocks,
      List<CodeDiff> diffs,
      FaultReport faults,
      ScalingReport scaling,
      Optional<Trust> trust) {
    this(
        name,
        title,
        question,
        story,
        status,
        reasons,
        causeMeasure,
        endpoints,
        load,
        profile,
        Map.of(),
        settings,
        variants,
        comparisons,
        expectations,
        blocks,
        diffs,
        faults,
        scaling,
        Optional.empty(),
        trust);
  }

  /** The same with the cost of a million requests. */
  public ScenarioReport with(Optional<CostReport> known) {
    return with(expectations, scaling, known, scales);
  }

  /** The same with another account of what else was asked. */
  public ScenarioReport with(ScalingReport other) {
    return with(expectations, other, cost, scales);
  }

  /** The same with services of the user's own on the scale between the pair. */
  public ScenarioReport with(List<ScaleReport> placed) {
    return with(expectations, scaling, cost, placed);
  }

  /** The same with what became of further promises, which follow those that it has. */
  public ScenarioReport alsoExpecting(List<ExpectationResult> more) {
    List<ExpectationResult> all = new ArrayList<>(expectations);
    all.addAll(more);
    return with(all, scaling, cost, scales);
  }

  private ScenarioReport with(
      List<ExpectationResult> otherExpectations,
      ScalingReport otherScaling,
      Optional<CostReport> otherCost,
      List<ScaleReport> otherScales) {
    return new ScenarioReport(
        name,
        title,
        question,
        story,
        status,
        reasons,
        causeMeasure,
        endpoints,
        load,
        profile,
        replicas,
        settings,
        variants,
        comparisons,
        otherExpectations,
        blocks,
        diffs,
        faults,
        otherScaling,
        otherCost,
        otherScales,
        trust);
  }

  /** How everything ended that was asked, the pair first. */
  public List<Status> statuses() {
    List<Status> statuses = new ArrayList<>(List.of(status));
    statuses.addAll(scaling.statuses());
    return statuses;
  }

  /** The only variant there are numbers of, where nothing is compared. */
  public Optional<String> alone() {
    List<String> names =
        hasNumbers() ? variants.stream().map(VariantReport::name).toList() : scaling.variants();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  /** The numbers of the variant of that name, if it has any. */
  public Optional<VariantReport> variant(String variantName) {
    return variants.stream().filter(variant -> variant.name().equals(variantName)).findFirst();
  }

  /** How {@code candidate} compares, if it was compared; {@code endpoint} as in Comparison. */
  public Optional<Comparison> comparison(String endpoint, Measure measure, String candidate) {
    return comparisons.stream()
        .filter(c -> c.measure() == measure)
        .filter(c -> c.endpoint().equals(endpoint) && c.candidate().equals(candidate))
        .findFirst();
  }

  /** Whether the status allows numbers to be shown. */
  public boolean hasNumbers() {
    return status.allowsNumbers() && !variants.isEmpty();
  }

  /**
   * One variant's numbers. {@code cost} holds what is measured per variant; absent measures were
   * not measured.
   */
  public record VariantReport(
      String name,
      List<EndpointReport> endpoints,
      Map<Measure, Estimate> cost,
      Optional<QueryPlan> queryPlan) {

    /** The numbers of the endpoint of that name, if it was called. */
    public Optional<EndpointReport> endpoint(String endpointName) {
      return endpoints.stream().filter(e -> e.name().equals(endpointName)).findFirst();
    }
  }

  /**
   * One endpoint's numbers of one variant.
   *
   * @param estimates latencies, throughput and error share; a quantile the sample does not support
   *     is absent
   * @param curve latency by share of requests, rising, as many nines as the sample supports
   * @param seconds one point a second in which requests started, in order
   * @param errorsByKind number of errors by kind, for example "timeout" or "status 503"
   */
  public record EndpointReport(
      String name,
      long requests,
      long errors,
      Map<Measure, Estimate> estimates,
      List<CurvePoint> curve,
      List<SecondPoint> seconds,
      Map<String, Long> errorsByKind) {}

  /**
   * A point of the percentile curve: a {@code share} in (0, 1) of requests took at most {@code
   * millis}.
   */
  public record CurvePoint(double share, double millis) {}

  /** A second of the measured time; {@code second} counts from the start of the launch's load. */
  public record SecondPoint(
      int launch, int second, long requests, long errors, double p50Millis, double p99Millis) {}

  /** A measured block; {@code startSecond} counts from the start of the launch's load. */
  public record BlockInfo(int launch, int index, String variant, int startSecond, int seconds) {}

  /**
   * The statement that cost a variant's database most, and the first lines of how PostgreSQL runs
   * it.
   */
  public record QueryPlan(String statement, List<String> lines) {}

  /**
   * What became of a promise.
   *
   * @param observed empty when nothing was measured
   */
  public record ExpectationResult(String text, Optional<Double> observed, Outcome outcome) {
    /** UNDECIDED: the interval reaches to both sides of the bound, or nothing was measured. */
    public enum Outcome {
      HELD,
      FAILED,
      UNDECIDED
    }
  }

  /**
   * How far to trust the numbers.
   *
   * @param startLagP99Millis lag from planned to actual start of measured requests
   * @param missedArrivals planned arrivals that never started
   * @param generatorCpuShare CPU time of the generator over wall-clock time and cores, 0 to 1
   * @param generatorGcShare share of the measured time in which the generator collected garbage, 0
   *     to 1
   * @param machineBusyShare CPU time of everything over wall-clock time and cores, 0 to 1; empty
   *     where unknown
   * @param notMeasured what could not be measured here and why, a sentence each
   * @param notes anything else a doubting reader should know, a sentence each
   */
  public record Trust(
      int launches,
      long plannedArrivals,
      long missedArrivals,
      double startLagP50Millis,
      double startLagP99Millis,
      double startLagMaxMillis,
      double startLagLimitMillis,
      double generatorCpuShare,
      double generatorGcShare,
      Optional<Double> machineBusyShare,
      List<String> notMeasured,
      List<String> notes) {}
}
