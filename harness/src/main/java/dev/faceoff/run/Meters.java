package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.DatabaseAddress;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Measure;
import dev.faceoff.probe.DatabaseBackendsProbe;
import dev.faceoff.probe.PostgresProbe;
import dev.faceoff.probe.PostgresProcessProbe;
import dev.faceoff.probe.ProbeFailedException;
import dev.faceoff.probe.ProcessProbe;
import dev.faceoff.probe.PrometheusProbe;
import dev.faceoff.target.TargetProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads what the targets and their database have done so far. Everything is a total that only
 * grows: what a block cost is the difference of two readings. Of a variant with replicas it is the
 * total of them all.
 */
final class Meters implements AutoCloseable {
  private static final String STALEST = "answer_staleness_seconds_max";

  private final List<String> variants;
  private final Map<String, List<ProcessProbe>> services = new LinkedHashMap<>();
  private final Map<String, PrometheusProbe> metrics = new LinkedHashMap<>();
  private final Map<String, PostgresProbe> databases = new LinkedHashMap<>();
  private final Map<String, Supplier<OptionalLong>> databaseCpu = new HashMap<>();

  private Meters(
      List<TargetProcess> targets, Optional<Backend> backend, Predicate<String> withDatabase) {
    Map<String, List<URI>> addresses = new LinkedHashMap<>();
    for (TargetProcess target : targets) {
      probe(target).ifPresent(probe -> add(services, target, probe));
      target.metricsUrl().ifPresent(url -> add(addresses, target, url));
    }
    addresses.forEach((variant, urls) -> metrics.put(variant, new PrometheusProbe(urls)));
    variants = targets.stream().map(TargetProcess::variant).distinct().toList();
    for (String variant : variants) {
      if (withDatabase.test(variant)) {
        DatabaseAddress address = backend.orElseThrow().database(variant);
        databases.put(
            variant, PostgresProbe.connect(address.jdbcUrl(), address.user(), address.password()));
      }
    }
  }

  private static <T> void add(Map<String, List<T>> byVariant, TargetProcess target, T each) {
    byVariant.computeIfAbsent(target.variant(), variant -> new ArrayList<>()).add(each);
  }

  /** Of variants that are under load one after the other: all that PostgreSQL does is one's. */
  static Meters ofOneAtATime(
      List<TargetProcess> targets, Optional<Backend> backend, Dependencies dependencies) {
    return ofOneAtATime(targets, backend, variant -> dependencies.database().isPresent());
  }

  /**
   * As above.
   *
   * @param withDatabase variants that have one in the backend
   */
  static Meters ofOneAtATime(
      List<TargetProcess> targets, Optional<Backend> backend, Set<String> withDatabase) {
    return ofOneAtATime(targets, backend, withDatabase::contains);
  }

  private static Meters ofOneAtATime(
      List<TargetProcess> targets, Optional<Backend> backend, Predicate<String> withDatabase) {
    Meters meters = new Meters(targets, backend, withDatabase);
    OptionalLong postmaster = backend.map(Backend::databaseProcess).orElse(OptionalLong.empty());
    if (postmaster.isPresent()) {
      PostgresProcessProbe server =
          new PostgresProcessProbe(
              postmaster.getAsLong(),
              meters.databases.values().stream()
                  .map(PostgresProbe::backend)
                  .collect(Collectors.toSet()));
      Supplier<OptionalLong> ofAll = server::cpuNanos;
      meters.databases.keySet().forEach(each -> meters.databaseCpu.put(each, ofAll));
    }
    return meters;
  }

  /** Of variants that are under load side by side: each has what its own connections cost. */
  static Meters ofSideBySide(
      List<TargetProcess> targets, Optional<Backend> backend, Dependencies dependencies) {
    Meters meters = new Meters(targets, backend, variant -> dependencies.database().isPresent());
    OptionalLong postmaster = backend.map(Backend::databaseProcess).orElse(OptionalLong.empty());
    if (postmaster.isPresent()) {
      meters.databases.forEach(
          (variant, database) ->
              meters.databaseCpu.put(
                  variant, new DatabaseBackendsProbe(postmaster.getAsLong(), database)::cpuNanos));
    }
    return meters;
  }

  /** Of a command its JVM is known by its name only; a service elsewhere cannot be looked at. */
  private static Optional<ProcessProbe> probe(TargetProcess target) {
    OptionalLong pid = target.pid();
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        target.isJvm()
            ? ProcessProbe.ofJvm(pid.getAsLong())
            : ProcessProbe.ofTree(pid.getAsLong()));
  }

  /**
   * The totals at one moment between two blocks.
   *
   * @param closing by variant, before the services were asked for their metrics
   * @param opening by variant, after that: what the asking cost belongs to no block
   * @param threads by variant, CPU time of each of its services' threads in nanoseconds, by number
   */
  record Reading(
      Map<String, Map<Measure, Double>> closing,
      Map<String, Map<Measure, Double>> opening,
      Map<String, Map<Long, Long>> threads,
      boolean withDatabase) {
    /** What a variant's block between two readings cost; what either lacks is absent. */
    Map<Measure, Double> costSince(Reading before, String variant) {
      Map<Measure, Double> from = before.opening.get(variant);
      Map<Measure, Double> cost = new EnumMap<>(Measure.class);
      closing
          .get(variant)
          .forEach(
              (measure, total) -> {
                if (from.containsKey(measure)) {
                  cost.put(measure, total - from.get(measure));
                }
              });
      Double service = cost.get(Measure.SERVICE_CPU);
      Double database = withDatabase ? cost.get(Measure.DATABASE_CPU) : Double.valueOf(0);
      if (service != null && database != null) {
        cost.put(Measure.CPU, service + database);
      }
      return cost;
    }

    /** CPU time in nanoseconds of each thread of a variant's services between two readings. */
    List<Long> threadNanosSince(Reading before, String variant) {
      Map<Long, Long> from = before.threads.get(variant);
      return threads.get(variant).entrySet().stream()
          .map(each -> each.getValue() - from.getOrDefault(each.getKey(), 0L))
          .toList();
    }
  }

  /** Reads everything but rows. Both variants are idle. */
  Reading read() {
    // Statements first and once: the services' metrics may take long, and no statement.
    Map<String, Map<Measure, Double>> statements = new HashMap<>();
    databases.forEach((variant, database) -> statements.put(variant, statements(database)));
    Map<String, Map<Measure, Double>> closing = processors();
    Map<String, Map<Long, Long>> threads = threads();
    Map<String, Map<Measure, Double>> told = new HashMap<>();
    metrics.forEach((variant, probe) -> told.put(variant, told(probe)));
    Map<String, Map<Measure, Double>> opening = processors();
    for (Map<String, Map<Measure, Double>> totals : List.of(closing, opening)) {
      statements.forEach((variant, own) -> totals.get(variant).putAll(own));
      told.forEach((variant, own) -> totals.get(variant).putAll(own));
    }
    return new Reading(closing, opening, threads, !databases.isEmpty());
  }

  /** A service too busy to tell its metrics is a result, not a failure: then they are absent. */
  private static Map<Measure, Double> told(PrometheusProbe probe) {
    Map<Measure, Double> told = new EnumMap<>(Measure.class);
    try {
      probe.poolWait().ifPresent(wait -> told.put(Measure.POOL_WAIT, wait.seconds() * 1e3));
      probe
          .cacheGets()
          .ifPresent(
              gets -> {
                told.put(Measure.CACHE_HITS, (double) gets.hits());
                told.put(Measure.CACHE_LOOKUPS, (double) gets.hits() + gets.misses());
              });
    } catch (ProbeFailedException e) {
      told.clear();
    }
    return told;
  }

  private static Map<Measure, Double> statements(PostgresProbe database) {
    PostgresProbe.Statements statements = database.statements();
    return Map.of(
        Measure.QUERIES, (double) statements.calls(),
        Measure.BUFFERS_HIT, (double) statements.buffersHit(),
        Measure.BUFFERS_READ, (double) statements.buffersRead());
  }

  private Map<String, Map<Measure, Double>> processors() {
    // Variants that share a meter are read at one moment.
    Map<Supplier<OptionalLong>, OptionalLong> read = new HashMap<>();
    Map<String, OptionalLong> ofDatabase = new HashMap<>();
    databaseCpu.forEach(
        (variant, cpu) -> ofDatabase.put(variant, read.computeIfAbsent(cpu, Supplier::get)));
    Map<String, Map<Measure, Double>> totals = new HashMap<>();
    for (String variant : variants) {
      Map<Measure, Double> own = new EnumMap<>(Measure.class);
      together(variant, ProcessProbe::cpuNanos)
          .ifPresent(nanos -> own.put(Measure.SERVICE_CPU, nanos / 1e6));
      ofDatabase
          .getOrDefault(variant, OptionalLong.empty())
          .ifPresent(nanos -> own.put(Measure.DATABASE_CPU, nanos / 1e6));
      totals.put(variant, own);
    }
    return totals;
  }

  /** As the processors were read last. */
  private Map<String, Map<Long, Long>> threads() {
    Map<String, Map<Long, Long>> threads = new HashMap<>();
    for (String variant : variants) {
      Map<Long, Long> own = new HashMap<>();
      services.getOrDefault(variant, List.of()).forEach(each -> own.putAll(each.nanosByThread()));
      threads.put(variant, own);
    }
    return threads;
  }

  /**
   * What service and database took so far; empty unless both are known, or there is no database.
   */
  OptionalDouble cpuMillis(String variant) {
    Map<Measure, Double> own = processors().get(variant);
    boolean known =
        own.containsKey(Measure.SERVICE_CPU)
            && (databases.isEmpty() || own.containsKey(Measure.DATABASE_CPU));
    return known
        ? OptionalDouble.of(own.values().stream().mapToDouble(Double::doubleValue).sum())
        : OptionalDouble.empty();
  }

  /** Rows read so far by the variant's database; empty without one. Lags behind a busy service. */
  Optional<Double> rowsRead(String variant) {
    return Optional.ofNullable(databases.get(variant))
        .map(database -> (double) database.rowsRead());
  }

  /** Rows read by the variant's database once its service has ended; empty without one. */
  Optional<Double> rowsReadAtEnd(String variant) throws InterruptedException {
    return databases.containsKey(variant)
        ? Optional.of((double) databases.get(variant).rowsReadOnceDisconnected())
        : Optional.empty();
  }

  /** How stale an answer of the variant was at most so far; empty when it does not tell. */
  Optional<Double> stalestMillis(String variant) {
    try {
      return Optional.ofNullable(metrics.get(variant))
          .flatMap(probe -> probe.highest(STALEST))
          .map(seconds -> seconds * 1e3);
    } catch (ProbeFailedException e) {
      return Optional.empty();
    }
  }

  /**
   * Most memory the service had resident so far, in MiB, of its replicas the sum of what each had;
   * empty where it cannot be read.
   */
  Optional<Double> peakMemoryMebibytes(String variant) {
    OptionalLong bytes = together(variant, ProcessProbe::peakMemoryBytes);
    return bytes.isPresent() ? Optional.of(bytes.getAsLong() / 1048576.0) : Optional.empty();
  }

  /** Sum over a variant's replicas; empty unless it is known of all of them. */
  private OptionalLong together(String variant, Function<ProcessProbe, OptionalLong> part) {
    List<OptionalLong> parts =
        services.getOrDefault(variant, List.of()).stream().map(part).toList();
    return parts.isEmpty() || parts.stream().anyMatch(OptionalLong::isEmpty)
        ? OptionalLong.empty()
        : OptionalLong.of(parts.stream().mapToLong(OptionalLong::getAsLong).sum());
  }

  /** The reader of a variant's database; empty without one. */
  Optional<PostgresProbe> database(String variant) {
    return Optional.ofNullable(databases.get(variant));
  }

  @Override
  public void close() {
    databases.values().forEach(PostgresProbe::close);
  }
}
