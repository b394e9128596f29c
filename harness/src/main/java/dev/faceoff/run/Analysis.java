package dev.faceoff.run;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Price;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.report.CostReport;
import dev.faceoff.report.ScaleReport.Row;
import dev.faceoff.report.ScenarioReport.CurvePoint;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.Jackknife;
import dev.faceoff.stats.Judge;
import dev.faceoff.stats.Latencies;
import dev.faceoff.stats.MillionRequests;
import dev.faceoff.stats.Quantile;
import dev.faceoff.stats.Scale;
import dev.faceoff.stats.Shares;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Turns the samples and costs of a scenario's launches into estimates and comparisons.
 *
 * <p>The unit of proof is the launch; with one launch it is the matched pair of blocks, and every
 * note says "this launch" because what differs between process starts is then unseen (Kalibera and
 * Jones, "Rigorous benchmarking in reasonable time", ISMM 2013).
 */
final class Analysis {
  private static final double CONFIDENCE = 0.95;
  private static final String COUNTED = "no interval: counted, not sampled";

  /** A measure of the whole service has no endpoint. */
  private static final String WHOLE = "";

  private static final Map<Measure, Double> QUANTILES = quantiles();
  private static final List<Measure> PER_REQUEST =
      List.of(
          Measure.CPU,
          Measure.SERVICE_CPU,
          Measure.DATABASE_CPU,
          Measure.QUERIES,
          Measure.BUFFERS_HIT,
          Measure.BUFFERS_READ,
          Measure.POOL_WAIT,
          Measure.CACHE_LOOKUPS);

  private final Scenario scenario;
  private final List<MeasuredLaunch> launches;
  private final List<Unit> units;
  private final String unitName;
  private final Jackknife jackknife = new Jackknife(CONFIDENCE);
  private final Scale scale = new Scale(CONFIDENCE);

  Analysis(Scenario scenario, List<MeasuredLaunch> launches) {
    this.scenario = scenario;
    this.launches = List.copyOf(launches);
    this.unitName =
        launches.size() > 1
            ? "launches"
            : switch (scenario.variants().size()) {
              case 1 -> "blocks of this launch only";
              case 2 -> "pairs of blocks of this launch only";
              default -> "rounds of blocks of this launch only";
            };
    this.units =
        launches.size() > 1
            ? launches.stream().map(Unit::of).toList()
            : Unit.pairs(launches.get(0));
  }

  private static Map<Measure, Double> quantiles() {
    Map<Measure, Double> quantiles = new EnumMap<>(Measure.class);
    quantiles.put(Measure.P50_LATENCY, 0.5);
    quantiles.put(Measure.P90_LATENCY, 0.9);
    quantiles.put(Measure.P95_LATENCY, 0.95);
    quantiles.put(Measure.P99_LATENCY, 0.99);
    return quantiles;
  }

  /** What the endpoint's requests of one variant showed. */
  EndpointReport endpoint(Variant variant, Endpoint endpoint) {
    Side side = new Side(variant.name(), endpoint.name());
    Histogram all = side.latency(units);
    Map<String, Long> errors = new TreeMap<>();
    side.blocks(units)
        .forEach(
            block -> block.errorsByKind().forEach((kind, n) -> errors.merge(kind, n, Long::sum)));
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    if (all.getTotalCount() > 0) {
      latencyStatistics(all.getTotalCount())
          .forEach(
              (measure, statistic) ->
                  estimates.put(
                      measure, positive(us -> statistic.applyAsDouble(side.latency(us)))));
      estimates.put(
          Measure.MAX_LATENCY,
          Estimate.exact(
              millis(all.getMaxValue()), "the slowest of " + all.getTotalCount() + " requests"));
      estimates.put(Measure.ERROR_SHARE, errorShare(side));
    }
    estimates.put(Measure.THROUGHPUT, positive(side::throughput));
    return new EndpointReport(
        endpoint.name(),
        all.getTotalCount(),
        side.errors(units),
        estimates,
        curve(all),
        seconds(side),
        errors);
  }

  /** What the variant cost its servers; measures that were not read in every launch are absent. */
  Map<Measure, Estimate> cost(Variant variant) {
    Map<Measure, Estimate> cost = new EnumMap<>(Measure.class);
    for (Measure measure : PER_REQUEST) {
      if (units.stream().allMatch(unit -> unit.has(variant.name(), measure))) {
        cost.put(measure, positive(us -> perRequest(us, variant.name(), measure)));
      }
    }
    if (units.stream()
        .allMatch(
            unit ->
                unit.has(variant.name(), Measure.CACHE_HITS)
                    && unit.has(variant.name(), Measure.CACHE_LOOKUPS))) {
      cost.put(
          Measure.CACHE_HITS, jackknife.share(units, us -> hitShare(us, variant.name()), unitName));
    }
    for (Measure measure : List.of(Measure.ROWS_READ, Measure.STALENESS, Measure.PEAK_MEMORY)) {
      launchEstimate(variant.name(), measure).ifPresent(estimate -> cost.put(measure, estimate));
    }
    return cost;
  }

  /**
   * What a million requests take of the pair, or of the only variant; empty where the CPU or the
   * memory of a service was not read in every launch.
   */
  Optional<CostReport> perMillion(Optional<Price> price) {
    List<String> names = scenario.pair().stream().map(Variant::name).toList();
    for (String name : names) {
      if (!units.stream().allMatch(unit -> unit.has(name, Measure.SERVICE_CPU))
          || launchEstimate(name, Measure.PEAK_MEMORY).isEmpty()
          || units.stream().anyMatch(unit -> requestsPerSecond(List.of(unit), name) == 0)) {
        return Optional.empty();
      }
    }
    boolean databaseCpu =
        names.stream()
            .allMatch(
                name -> units.stream().allMatch(unit -> unit.has(name, Measure.DATABASE_CPU)));
    List<Costs.Side> sides =
        names.stream()
            .map(
                name ->
                    new Costs.Side(name, units.size(), some -> million(some, name, databaseCpu)))
            .toList();
    return Optional.of(
        new Costs(unitName, sides, launches.size() == 1, price)
            .report(scenario, Optional.of(scenario.load().arrivalsPerSecond()), databaseCpu));
  }

  private MillionRequests million(List<Integer> indexes, String variant, boolean databaseCpu) {
    List<Unit> some = indexes.stream().map(units::get).toList();
    double mebibytes =
        indexes.stream()
            .map(index -> launches.get(launches.size() > 1 ? index : 0))
            .mapToDouble(launch -> launchValue(launch, variant, Measure.PEAK_MEMORY).orElseThrow())
            .average()
            .orElseThrow();
    return MillionRequests.of(
        perRequest(some, variant, Measure.SERVICE_CPU),
        databaseCpu ? perRequest(some, variant, Measure.DATABASE_CPU) : 0,
        mebibytes,
        requestsPerSecond(some, variant));
  }

  /** Of all endpoints, failed requests too. */
  private static double requestsPerSecond(List<Unit> units, String variant) {
    double seconds = 0;
    long requests = 0;
    for (Unit unit : units) {
      Map<Integer, Double> secondsByBlock = new TreeMap<>();
      for (BlockSamples block : unit.blocks()) {
        if (block.variant().equals(variant)) {
          secondsByBlock.put(block.block(), block.seconds());
          requests += block.requests();
        }
      }
      seconds += secondsByBlock.values().stream().mapToDouble(Double::doubleValue).sum();
    }
    return seconds == 0 ? 0 : requests / seconds;
  }

  /**
   * Candidate over baseline for everything both sides have; a ratio to 0 is left out. None where
   * nothing is compared.
   */
  List<Comparison> comparisons() {
    if (scenario.isAlone()) {
      return List.of();
    }
    String baseline = scenario.baseline().name();
    String candidate = scenario.candidate().name();
    List<Comparison> comparisons = new ArrayList<>();
    for (Endpoint endpoint : scenario.endpoints()) {
      Side from = new Side(baseline, endpoint.name());
      Side to = new Side(candidate, endpoint.name());
      long smaller =
          Math.min(from.latency(units).getTotalCount(), to.latency(units).getTotalCount());
      if (smaller == 0) {
        continue;
      }
      latencyStatistics(smaller)
          .forEach(
              (measure, statistic) ->
                  ratio(
                          us -> statistic.applyAsDouble(to.latency(us)),
                          us -> statistic.applyAsDouble(from.latency(us)))
                      .ifPresent(
                          ratio ->
                              comparisons.add(compare(endpoint.name(), measure, ratio, false))));
      ratio(to::throughput, from::throughput)
          .ifPresent(
              ratio -> comparisons.add(compare(endpoint.name(), Measure.THROUGHPUT, ratio, false)));
      Shares.ratio(errorShare(to), errorShare(from))
          .ifPresent(
              ratio ->
                  comparisons.add(compare(endpoint.name(), Measure.ERROR_SHARE, ratio, false)));
    }
    for (Measure measure : PER_REQUEST) {
      costRatio(candidate, baseline, measure)
          .ifPresent(ratio -> comparisons.add(compare("", measure, ratio, false)));
    }
    launchRatio(Measure.ROWS_READ)
        .ifPresent(ratio -> comparisons.add(compare("", Measure.ROWS_READ, ratio, true)));
    launchRatio(Measure.PEAK_MEMORY)
        .ifPresent(ratio -> comparisons.add(compare("", Measure.PEAK_MEMORY, ratio, false)));
    return comparisons;
  }

  /** Baseline over candidate: how many times as long the median of an endpoint's requests is. */
  Optional<Estimate> medianOverCandidate(Endpoint endpoint) {
    Side baseline = new Side(scenario.baseline().name(), endpoint.name());
    Side candidate = new Side(scenario.candidate().name(), endpoint.name());
    long smaller =
        Math.min(baseline.latency(units).getTotalCount(), candidate.latency(units).getTotalCount());
    return Optional.ofNullable(latencyStatistics(smaller).get(Measure.P50_LATENCY))
        .flatMap(
            median ->
                ratio(
                    us -> median.applyAsDouble(baseline.latency(us)),
                    us -> median.applyAsDouble(candidate.latency(us))));
  }

  /** Baseline over candidate: how many times as much a request takes of something. */
  Optional<Estimate> costOverCandidate(Measure measure) {
    return costRatio(scenario.baseline().name(), scenario.candidate().name(), measure);
  }

  /**
   * Where a service of the user's own stands between candidate, 0, and baseline, 1, in everything
   * that was measured of all three.
   */
  List<Row> scale(Variant own) {
    List<Row> rows = new ArrayList<>();
    for (Endpoint endpoint : scenario.endpoints()) {
      if (own.plays(endpoint.name())) {
        rows.addAll(scale(own, endpoint.name()));
      }
    }
    for (Measure measure : PER_REQUEST) {
      if (measure != Measure.CACHE_LOOKUPS && allHave(own, measure)) {
        Scale.Measured<Unit> measured = three(own, name -> us -> perRequest(us, name, measure));
        rows.add(
            new Row(
                WHOLE,
                measure,
                measure == Measure.POOL_WAIT
                    ? scale.ofAmounts(units, measured, unitName)
                    : scale.ofRatios(units, measured, unitName)));
      }
    }
    if (allHave(own, Measure.CACHE_HITS) && allHave(own, Measure.CACHE_LOOKUPS)) {
      rows.add(
          new Row(
              WHOLE,
              Measure.CACHE_HITS,
              scale.ofShares(
                  units,
                  three(own, name -> us -> hitShare(us, name)),
                  trials(own, name -> Math.round(lookups(name))),
                  unitName)));
    }
    for (Measure measure : List.of(Measure.ROWS_READ, Measure.PEAK_MEMORY)) {
      scaleOfLaunches(own, measure).ifPresent(rows::add);
    }
    return rows;
  }

  private List<Row> scale(Variant own, String endpoint) {
    long fewest =
        Stream.of(own, scenario.candidate(), scenario.baseline())
            .mapToLong(each -> requests(each.name(), endpoint))
            .min()
            .orElseThrow();
    if (fewest == 0) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    latencyStatistics(fewest)
        .forEach(
            (measure, statistic) ->
                rows.add(
                    new Row(
                        endpoint,
                        measure,
                        scale.ofRatios(
                            units,
                            three(
                                own,
                                name ->
                                    us ->
                                        statistic.applyAsDouble(
                                            new Side(name, endpoint).latency(us))),
                            unitName))));
    rows.add(
        new Row(
            endpoint,
            Measure.THROUGHPUT,
            scale.ofRatios(
                units,
                three(own, name -> us -> new Side(name, endpoint).throughput(us)),
                unitName)));
    rows.add(
        new Row(
            endpoint,
            Measure.ERROR_SHARE,
            scale.ofShares(
                units,
                three(own, name -> us -> new Side(name, endpoint).errorShare(us)),
                trials(own, name -> requests(name, endpoint)),
                unitName)));
    return rows;
  }

  private boolean allHave(Variant own, Measure measure) {
    return units.stream()
        .allMatch(
            unit ->
                Stream.of(own, scenario.candidate(), scenario.baseline())
                    .allMatch(each -> unit.has(each.name(), measure)));
  }

  private long requests(String variant, String endpoint) {
    return new Side(variant, endpoint).latency(units).getTotalCount();
  }

  private double lookups(String variant) {
    return units.stream()
        .flatMap(unit -> unit.costs(variant).stream())
        .mapToDouble(cost -> cost.totals().get(Measure.CACHE_LOOKUPS))
        .sum();
  }

  private <U> Scale.Measured<U> three(
      Variant own, Function<String, ToDoubleFunction<List<U>>> statistic) {
    return new Scale.Measured<>(
        statistic.apply(own.name()),
        statistic.apply(scenario.candidate().name()),
        statistic.apply(scenario.baseline().name()));
  }

  private Scale.Trials trials(Variant own, ToLongFunction<String> count) {
    return new Scale.Trials(
        count.applyAsLong(own.name()),
        count.applyAsLong(scenario.candidate().name()),
        count.applyAsLong(scenario.baseline().name()));
  }

  /** Of what is read once a launch; memory that was read once has no interval, rows need none. */
  private Optional<Row> scaleOfLaunches(Variant own, Measure measure) {
    boolean known =
        Stream.of(own, scenario.candidate(), scenario.baseline())
            .allMatch(
                each ->
                    launches.stream()
                        .allMatch(launch -> launchValue(launch, each.name(), measure).isPresent()));
    if (!known) {
      return Optional.empty();
    }
    Scale.Measured<MeasuredLaunch> measured =
        three(
            own,
            name ->
                some ->
                    some.stream()
                        .mapToDouble(launch -> launchValue(launch, name, measure).orElseThrow())
                        .average()
                        .orElse(Double.NaN));
    boolean counted = launches.size() == 1 && measure == Measure.ROWS_READ;
    return Optional.of(
        new Row(
            WHOLE,
            measure,
            counted
                ? Scale.ofCounts(
                    measured.own().applyAsDouble(launches),
                    measured.zero().applyAsDouble(launches),
                    measured.one().applyAsDouble(launches),
                    COUNTED)
                : scale.ofRatios(launches, measured, "launches")));
  }

  private Comparison compare(String endpoint, Measure measure, Estimate ratio, boolean counted) {
    return new Comparison(
        endpoint,
        measure,
        scenario.baseline().name(),
        scenario.candidate().name(),
        ratio,
        Judge.DEFAULT.judge(measure, ratio, counted));
  }

  private Estimate errorShare(Side side) {
    return Shares.widened(
        jackknife.share(units, side::errorShare, unitName),
        Shares.clopperPearson(side.errors(units), side.latency(units).getTotalCount(), CONFIDENCE));
  }

  private static Map<Measure, ToDoubleFunction<Histogram>> latencyStatistics(long requests) {
    Map<Measure, ToDoubleFunction<Histogram>> statistics = new LinkedHashMap<>();
    QUANTILES.forEach(
        (measure, p) -> {
          if (Quantile.supportedBy(requests, p)) {
            statistics.put(
                measure,
                histogram ->
                    histogram.getTotalCount() == 0
                        ? Double.NaN
                        : Quantile.harrellDavis(histogram, p) / 1e6);
          }
        });
    statistics.put(
        Measure.MEAN_LATENCY,
        histogram -> histogram.getTotalCount() == 0 ? Double.NaN : histogram.getMean() / 1e6);
    return statistics;
  }

  private Estimate positive(ToDoubleFunction<List<Unit>> statistic) {
    return jackknife.positive(units, statistic, unitName);
  }

  /** Of what a request takes; empty where it was not read of both in every unit. */
  private Optional<Estimate> costRatio(String of, String over, Measure measure) {
    return units.stream().allMatch(unit -> unit.has(of, measure) && unit.has(over, measure))
        ? ratio(us -> perRequest(us, of, measure), us -> perRequest(us, over, measure))
        : Optional.empty();
  }

  private Optional<Estimate> ratio(
      ToDoubleFunction<List<Unit>> of, ToDoubleFunction<List<Unit>> over) {
    boolean zero = over.applyAsDouble(units) == 0;
    for (int left = 0; left < units.size() && units.size() > 1; left++) {
      List<Unit> others = new ArrayList<>(units);
      others.remove(left);
      zero |= over.applyAsDouble(others) == 0;
    }
    return zero
        ? Optional.empty()
        : Optional.of(positive(us -> of.applyAsDouble(us) / over.applyAsDouble(us)));
  }

  private static double perRequest(List<Unit> units, String variant, Measure measure) {
    double total = 0;
    long requests = 0;
    for (Unit unit : units) {
      for (BlockCost cost : unit.costs(variant)) {
        total += cost.totals().get(measure);
        requests += cost.requests();
      }
    }
    return requests == 0 ? 0 : total / requests;
  }

  private static double hitShare(List<Unit> units, String variant) {
    double hits = 0;
    double lookups = 0;
    for (Unit unit : units) {
      for (BlockCost cost : unit.costs(variant)) {
        hits += cost.totals().get(Measure.CACHE_HITS);
        lookups += cost.totals().get(Measure.CACHE_LOOKUPS);
      }
    }
    return lookups == 0 ? 0 : hits / lookups;
  }

  /** Of what is read once a launch: exact for one launch, over launches for several. */
  private Optional<Estimate> launchEstimate(String variant, Measure measure) {
    return launchEstimate(measure, launch -> launchValue(launch, variant, measure));
  }

  private Optional<Estimate> launchRatio(Measure measure) {
    return launchEstimate(
        measure,
        launch ->
            launchValue(launch, scenario.candidate().name(), measure)
                .flatMap(
                    candidate ->
                        launchValue(launch, scenario.baseline().name(), measure)
                            .filter(baseline -> baseline > 0)
                            .map(baseline -> candidate / baseline)));
  }

  private Optional<Estimate> launchEstimate(
      Measure measure, Function<MeasuredLaunch, Optional<Double>> valueOf) {
    List<Double> values = launches.stream().map(valueOf).flatMap(Optional::stream).toList();
    if (values.size() < launches.size()) {
      return Optional.empty();
    }
    if (values.size() == 1) {
      String note =
          switch (measure) {
            case PEAK_MEMORY ->
                "no interval: read once, at the end of this launch; start and warm-up included";
            case STALENESS -> "no interval: the stalest answer of this launch, faults included";
            default -> COUNTED;
          };
      return Optional.of(Estimate.exact(values.get(0), note));
    }
    if (measure == Measure.STALENESS) {
      return Optional.of(
          Estimate.exact(
              values.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
              "no interval: the stalest answer of all launches, faults included"));
    }
    return Optional.of(
        jackknife.positive(
            values,
            some -> some.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
            "launches"));
  }

  private static Optional<Double> launchValue(
      MeasuredLaunch launch, String variant, Measure measure) {
    return launch.launchCosts().stream()
        .filter(cost -> cost.variant().equals(variant) && cost.totals().containsKey(measure))
        .findFirst()
        .flatMap(
            cost -> {
              double total = cost.totals().get(measure);
              if (measure == Measure.PEAK_MEMORY || measure == Measure.STALENESS) {
                return Optional.of(total);
              }
              return cost.requests() == 0 ? Optional.empty() : Optional.of(total / cost.requests());
            });
  }

  private static List<CurvePoint> curve(Histogram latency) {
    List<CurvePoint> points = new ArrayList<>();
    double share = curveShare(1);
    for (int step = 2; Quantile.supportedBy(latency.getTotalCount(), share); step++) {
      points.add(new CurvePoint(share, Quantile.harrellDavis(latency, share) / 1e6));
      share = curveShare(step);
    }
    return points;
  }

  /** Forty points between a nine and the next. */
  private static double curveShare(int step) {
    return 1 - Math.pow(10, -step / 40.0);
  }

  private List<SecondPoint> seconds(Side side) {
    return launches.stream()
        .flatMap(
            launch ->
                launch.samples().seconds().stream()
                    .filter(
                        second ->
                            second.variant().equals(side.variant())
                                && second.endpoint().equals(side.endpoint()))
                    .map(
                        second ->
                            new SecondPoint(
                                launch.samples().launch(),
                                second.second(),
                                second.requests(),
                                second.errors(),
                                millis(second.p50Nanos()),
                                millis(second.p99Nanos()))))
        .toList();
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /** A launch, or a matched pair of blocks of the only launch. */
  private record Unit(List<BlockSamples> blocks, List<BlockCost> costs) {
    static Unit of(MeasuredLaunch launch) {
      return new Unit(launch.samples().blocks(), launch.blockCosts());
    }

    static List<Unit> pairs(MeasuredLaunch launch) {
      Map<Integer, List<BlockSamples>> blocks =
          launch.samples().blocks().stream()
              .collect(
                  Collectors.groupingBy(BlockSamples::pair, TreeMap::new, Collectors.toList()));
      Map<Integer, List<BlockCost>> costs =
          launch.blockCosts().stream().collect(Collectors.groupingBy(BlockCost::pair));
      return blocks.entrySet().stream()
          .map(entry -> new Unit(entry.getValue(), costs.getOrDefault(entry.getKey(), List.of())))
          .toList();
    }

    List<BlockCost> costs(String variant) {
      return costs.stream().filter(cost -> cost.variant().equals(variant)).toList();
    }

    boolean has(String variant, Measure measure) {
      List<BlockCost> own = costs(variant);
      return !own.isEmpty() && own.stream().allMatch(cost -> cost.totals().containsKey(measure));
    }
  }

  /** One endpoint of one variant. */
  private record Side(String variant, String endpoint) {
    List<BlockSamples> blocks(List<Unit> units) {
      return units.stream()
          .flatMap(unit -> unit.blocks().stream())
          .filter(block -> block.variant().equals(variant) && block.endpoint().equals(endpoint))
          .toList();
    }

    Histogram latency(List<Unit> units) {
      return Latencies.together(blocks(units).stream().map(BlockSamples::latencyNanos));
    }

    long errors(List<Unit> units) {
      return blocks(units).stream().mapToLong(BlockSamples::errors).sum();
    }

    double errorShare(List<Unit> units) {
      long requests = blocks(units).stream().mapToLong(BlockSamples::requests).sum();
      return requests == 0 ? 0 : (double) errors(units) / requests;
    }

    /** Answers without error a second. */
    double throughput(List<Unit> units) {
      double seconds = blocks(units).stream().mapToDouble(BlockSamples::seconds).sum();
      long requests = blocks(units).stream().mapToLong(BlockSamples::requests).sum();
      return seconds == 0 ? 0 : (requests - errors(units)) / seconds;
    }
  }
}
