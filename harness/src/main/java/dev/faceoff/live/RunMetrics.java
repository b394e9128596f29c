package dev.faceoff.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A run as Prometheus sees it. Times are in seconds, as is the custom there; warm-up counts among
 * the requests, and the phase tells it apart.
 */
public final class RunMetrics implements LiveListener {
  /** Of the text format's version 0.0.4. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  /**
   * Where Spring Boot's Actuator answers a list in JSON, which Faceoff reads and Prometheus cannot:
   * it would show the service as down.
   */
  private static final String ACTUATOR_JSON = "/actuator/metrics";

  private static final double NANOS_PER_SECOND = 1e9;

  /** From quick answers out of memory to the longest request timeouts; in seconds. */
  private static final double[] BOUNDS = {
    0.001,
    0.002,
    0.005,
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.5,
    1,
    2,
    5,
    10,
    20,
    60,
    Double.POSITIVE_INFINITY
  };

  private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();
  private final String runId;
  private final Set<Labels> runs = new LinkedHashSet<>();
  private final Map<Labels, Boolean> phases = new LinkedHashMap<>();
  private final Map<String, List<Target>> targetsByVariant = new TreeMap<>();
  private final Map<Labels, Boolean> faults = new LinkedHashMap<>();
  private final Map<Labels, Double> offered = new LinkedHashMap<>();
  private final Map<Sent, Tally> requests = new LinkedHashMap<>();
  private final Map<String, Histogram> lagsByScenario = new LinkedHashMap<>();
  private final Map<Labels, Boolean> health = new LinkedHashMap<>();

  /** Services that bear the same labels, by Prometheus' names. */
  private record Target(List<String> targets, Map<String, String> labels) {}

  /** What requests are counted by; cheaper to look up than labels, which each request would do. */
  private record Sent(String scenario, String variant, String endpoint) {}

  /** Of a run that has not begun. */
  public RunMetrics(String runId) {
    this.runId = runId;
  }

  /** A design of a scenario is part of the run. */
  public synchronized void runs(String scenario, String design) {
    runs.add(labels(scenario, "design", design));
  }

  @Override
  public synchronized void phase(String scenario, String phase) {
    phases.replaceAll((each, underWay) -> false);
    phases.put(labels(scenario, "phase", phase), true);
  }

  /** Somebody has checked whether a variant is well; from the first check on it is told. */
  public synchronized void checked(String scenario, String variant, boolean well) {
    health.put(labels(scenario, "variant", variant), well);
  }

  @Override
  public synchronized void offered(String scenario, String variant, double arrivalsPerSecond) {
    offered.put(labels(scenario, "variant", variant), arrivalsPerSecond);
  }

  @Override
  public synchronized void serves(String scenario, String variant, List<URI> metrics) {
    List<Target> targets = new ArrayList<>();
    for (URI each : metrics) {
      if (each.getPath().endsWith(ACTUATOR_JSON)) {
        continue;
      }
      targets.add(
          new Target(
              List.of(each.getAuthority()),
              Map.of(
                  "__metrics_path__", each.getPath(),
                  "run_id", runId,
                  "scenario", scenario,
                  "variant", variant)));
    }
    targetsByVariant.put(scenario + ":" + variant, targets);
  }

  @Override
  public synchronized void fault(String scenario, String variant, String fault, boolean active) {
    faults.put(labels(scenario, "variant", variant, "fault", fault), active);
  }

  @Override
  public synchronized void ended(
      String scenario,
      String variant,
      String endpoint,
      boolean failed,
      long endNanos,
      long latencyNanos) {
    Tally tally =
        requests.computeIfAbsent(new Sent(scenario, variant, endpoint), each -> new Tally());
    tally.failed += failed ? 1 : 0;
    tally.latency.add(latencyNanos);
  }

  @Override
  public synchronized void lagged(String scenario, long nanos) {
    lagsByScenario.computeIfAbsent(scenario, each -> new Histogram()).add(nanos);
  }

  @Override
  public void used(String scenario, String variant, double total) {
    // The services tell Prometheus themselves.
  }

  @Override
  public void upTo(String scenario, long nanos, Map<String, Long> inFlight) {
    // What is scraped is as it was told; when is Prometheus' to note.
  }

  /**
   * Where the run's services tell metrics of their own, now, as Prometheus' HTTP service discovery
   * asks for it: a JSON array.
   */
  public void writeTargets(OutputStream out) throws IOException {
    List<Target> targets = new ArrayList<>();
    synchronized (this) {
      targetsByVariant.values().forEach(targets::addAll);
    }
    new ObjectMapper().writeValue(out, targets);
  }

  /** Everything as it is now, in the text format's version 0.0.4. */
  public void write(OutputStream out) throws IOException {
    format.write(out, now());
  }

  private synchronized MetricSnapshots now() {
    Map<Labels, Histogram> latencies = new LinkedHashMap<>();
    requests.forEach((sent, tally) -> latencies.put(labels(sent), tally.latency));
    Map<Labels, Histogram> lags = new LinkedHashMap<>();
    lagsByScenario.forEach((scenario, lag) -> lags.put(labels(scenario), lag));
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    if (!health.isEmpty()) {
      // The name that the blackbox exporter gives it, so that rules written for that fit.
      all.metricSnapshot(
          states("probe_success", "1 while a variant's health check succeeds.", health));
    }
    return all.metricSnapshot(runsNow())
        .metricSnapshot(states("faceoff_phase", "1 for the phase under way.", phases))
        .metricSnapshot(
            states("faceoff_fault_active", "1 while a variant suffers the fault.", faults))
        .metricSnapshot(offeredNow())
        .metricSnapshot(requestsNow())
        .metricSnapshot(
            histograms(
                "faceoff_latency_seconds", "Latency of requests, failed ones included.", latencies))
        .metricSnapshot(
            histograms(
                "faceoff_start_lag_seconds", "How much later than planned arrivals came.", lags))
        .build();
  }

  private InfoSnapshot runsNow() {
    InfoSnapshot.Builder info =
        InfoSnapshot.builder().name("faceoff_run").help("Designs of scenarios that the run plays.");
    runs.forEach(labels -> info.dataPoint(InfoDataPointSnapshot.builder().labels(labels).build()));
    return info.build();
  }

  private static GaugeSnapshot states(String name, String help, Map<Labels, Boolean> states) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    states.forEach((labels, on) -> gauge.dataPoint(point(labels, on ? 1 : 0)));
    return gauge.build();
  }

  private GaugeSnapshot offeredNow() {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("faceoff_arrivals_offered_per_second")
            .help("Planned arrivals; 0 where users call without pause.");
    offered.forEach((labels, rate) -> gauge.dataPoint(point(labels, rate)));
    return gauge.build();
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private CounterSnapshot requestsNow() {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name("faceoff_requests").help("Requests that have ended.");
    requests.forEach(
        (sent, tally) -> {
          long ok = tally.latency.count() - tally.failed;
          counter.dataPoint(count(labels(sent).add("outcome", "ok"), ok));
          counter.dataPoint(count(labels(sent).add("outcome", "failed"), tally.failed));
        });
    return counter.build();
  }

  private static CounterDataPointSnapshot count(Labels labels, long value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static HistogramSnapshot histograms(
      String name, String help, Map<Labels, Histogram> histograms) {
    HistogramSnapshot.Builder snapshot = HistogramSnapshot.builder().name(name).help(help);
    histograms.forEach(
        (labels, histogram) ->
            snapshot.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(labels)
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(BOUNDS, histogram.counts.clone()))
                    .sum(histogram.sumNanos / NANOS_PER_SECOND)
                    .build()));
    return snapshot.build();
  }

  private Labels labels(Sent sent) {
    return labels(sent.scenario(), "variant", sent.variant(), "endpoint", sent.endpoint());
  }

  /** With those of the run and the scenario, in front of names and values in turn. */
  private Labels labels(String scenario, String... more) {
    String[] all = {"run_id", runId, "scenario", scenario};
    String[] joined = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, joined, all.length, more.length);
    return Labels.of(joined);
  }

  /** Requests of one endpoint of one variant. */
  private static final class Tally {
    private final Histogram latency = new Histogram();
    private long failed;
  }

  /** Durations by the bound that they are not above. */
  private static final class Histogram {
    private final long[] counts = new long[BOUNDS.length];
    private long sumNanos;

    void add(long nanos) {
      int found = Arrays.binarySearch(BOUNDS, nanos / NANOS_PER_SECOND);
      counts[found >= 0 ? found : -found - 1]++;
      sumNanos += nanos;
    }

    long count() {
      return Arrays.stream(counts).sum();
    }
  }
}
