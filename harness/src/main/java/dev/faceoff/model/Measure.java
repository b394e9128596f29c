package dev.faceoff.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What is measured of a variant. Each constant has one name in files and one unit. */
public enum Measure {
  MEAN_LATENCY("meanLatencyMillis", "mean latency", "ms", Better.LOWER),
  P50_LATENCY("p50LatencyMillis", "p50 latency", "ms", Better.LOWER),
  P90_LATENCY("p90LatencyMillis", "p90 latency", "ms", Better.LOWER),
  P95_LATENCY("p95LatencyMillis", "p95 latency", "ms", Better.LOWER),
  P99_LATENCY("p99LatencyMillis", "p99 latency", "ms", Better.LOWER),
  MAX_LATENCY("maxLatencyMillis", "slowest request", "ms", Better.LOWER),
  TYPICAL_LATENCY("typicalLatencyMillis", "typical latency", "ms", Better.LOWER),
  SLOWEST_TENTH("slowestTenthMillis", "latency of the slowest tenth", "ms", Better.LOWER),
  SLOW_SHARE("slowShare", "slow requests", "share of requests", Better.LOWER),
  THROUGHPUT("throughputPerSecond", "throughput", "requests/s", Better.HIGHER),
  ERROR_SHARE("errorShare", "errors", "share of requests", Better.LOWER),
  CPU("cpuMillisPerRequest", "CPU, service and database", "ms/request", Better.LOWER),
  SERVICE_CPU(
      "serviceCpuMillisPerRequest", "CPU of the service's threads", "ms/request", Better.LOWER),
  DATABASE_CPU("databaseCpuMillisPerRequest", "CPU of the database", "ms/request", Better.LOWER),
  QUERIES("queriesPerRequest", "SQL statements", "per request", Better.LOWER),
  ROWS_READ("rowsReadPerRequest", "rows read", "per request", Better.LOWER),
  BUFFERS_HIT(
      "buffersHitPerRequest", "buffers found in memory", "8 KiB pages/request", Better.LOWER),
  BUFFERS_READ(
      "buffersReadPerRequest", "buffers read from disk", "8 KiB pages/request", Better.LOWER),
  POOL_WAIT("poolWaitMillisPerRequest", "wait for a connection", "ms/request", Better.LOWER),
  CACHE_LOOKUPS("cacheLookupsPerRequest", "cache lookups", "per request", Better.LOWER),
  CACHE_HITS("cacheHitShare", "cache hits", "share of lookups", Better.HIGHER),
  STALENESS("maxStalenessMillis", "stalest answer", "ms", Better.LOWER),
  WITHIN_OBJECTIVE(
      "withinObjectiveShare", "answered within the objective", "share of requests", Better.HIGHER),
  BUSY_THREADS("maxBusyThreads", "busy request threads", "at most", Better.LOWER),
  DETECT_SECONDS("detectSeconds", "time until users notice", "s", Better.HIGHER),
  RECOVER_SECONDS("recoverSeconds", "time to recover", "s", Better.LOWER),
  ALERT_SECONDS("alertSeconds", "time until somebody is told", "s", Better.LOWER),
  FAILED_UNTOLD("failedUntold", "requests failed by then", "requests", Better.LOWER),
  FALSE_ALERTS("falseAlerts", "false alerts", "alerts", Better.LOWER),
  UNRECONCILED("unreconciled", "entries that do not reconcile", "entries", Better.LOWER),
  MAX_THROUGHPUT("maxThroughputPerSecond", "highest rate kept", "arrivals/s", Better.HIGHER),
  PEAK_MEMORY("peakMemoryMebibytes", "peak memory of the service", "MiB", Better.LOWER);

  /** Which direction pleases the user. */
  public enum Better {
    LOWER,
    HIGHER
  }

  /** What the design alerts measures. */
  public static final Set<Measure> OF_ALERTS =
      Collections.unmodifiableSet(EnumSet.of(ALERT_SECONDS, FAILED_UNTOLD, FALSE_ALERTS));

  private final String id;
  private final String label;
  private final String unit;
  private final Better better;

  Measure(String id, String label, String unit, Better better) {
    this.id = id;
    this.label = label;
    this.unit = unit;
    this.better = better;
  }

  /**
   * Name in scenario files, results.json and expectations, for example {@code p95LatencyMillis}.
   */
  public String id() {
    return id;
  }

  /** Name for people, lower case. */
  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  public Better better() {
    return better;
  }

  /**
   * Whether a gate subtracts the sides' values rather than dividing them: shares of the requests
   * that may be 0 on a side.
   */
  public boolean isComparedByDifference() {
    return this == ERROR_SHARE || this == SLOW_SHARE;
  }

  /** Whether it is counted by the request: a whole number where each request does the same. */
  public boolean isCountedByTheRequest() {
    return switch (this) {
      case QUERIES, ROWS_READ, CACHE_LOOKUPS, BUFFERS_HIT, BUFFERS_READ -> true;
      default -> false;
    };
  }

  /** The measure of that name in files, if there is one. */
  public static Optional<Measure> byId(String id) {
    return Arrays.stream(values()).filter(measure -> measure.id.equals(id)).findFirst();
  }
}
