package dev.faceoff.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a service under test is started. Values and words of a command may hold placeholders in
 * braces: {@code {port}}, {@code {managementPort}}, {@code {temp}}, {@code {database.url}}, {@code
 * {database.host}}, {@code {database.port}}, {@code {database.name}}, {@code {database.user}},
 * {@code {database.password}}, {@code {redis.host}}, {@code {redis.port}}, {@code
 * {redis.database}}, {@code {redis.password}}, {@code {NAME.url}} of a service it depends on, and
 * the names of settings.
 *
 * @param heapMebibytes fixed heap of a JVM; empty for the JVM's own choice
 * @param readyPath answers 200 once the service can be loaded; when empty, any answer below 500 to
 *     {@code /} will do
 * @param metricsPath what it tells of itself, the connection pool's waits among it, as Prometheus'
 *     text or as the list of Actuator's metrics; empty when there is none
 * @param ownManagementPort whether readiness and metrics are answered on a port of their own,
 *     {@code {managementPort}}, which is answered when all request threads are busy
 * @param properties system properties; those of a command reach the JVMs it starts
 * @param environment variables of its environment, which no list of processes shows: for passwords;
 *     {@code ${NAME}} is the harness's own variable of that name, looked up when it is started
 * @param readyLimit after which a start that is not ready has failed
 */
public record TargetSpec(
    Start start,
    OptionalInt heapMebibytes,
    String readyPath,
    String metricsPath,
    boolean ownManagementPort,
    Map<String, String> properties,
    Map<String, String> environment,
    Duration readyLimit) {
  /** Several services starting on a small, loaded machine take 15 s each. */
  private static final Duration USUAL_READY_LIMIT = Duration.ofSeconds(90);

  /** What runs already answers at once; who starts it at the same time gets as much as this. */
  private static final Duration USUAL_READY_LIMIT_OF_RUNNING = Duration.ofSeconds(30);

  public TargetSpec {
    heapMebibytes.ifPresent(heap -> Checks.requireAtLeast(heap, 32, "heapMebibytes"));
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
    Checks.requirePositive(readyLimit.toMillis(), "readyLimit");
  }

  /** A service that gets ready within the usual time. */
  public TargetSpec(
      Start start,
      OptionalInt heapMebibytes,
      String readyPath,
      String metricsPath,
      boolean ownManagementPort,
      Map<String, String> properties,
      Map<String, String> environment) {
    this(
        start,
        heapMebibytes,
        readyPath,
        metricsPath,
        ownManagementPort,
        properties,
        environment,
        usualReadyLimit(start));
  }

  /** The limit of a service of which nothing else is said. */
  public static Duration usualReadyLimit(Start start) {
    return start.isOfThisRun() ? USUAL_READY_LIMIT : USUAL_READY_LIMIT_OF_RUNNING;
  }

  /** The same with more variables; where it has one of that name already, that one stays. */
  public TargetSpec withEnvironment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(environment);
    return new TargetSpec(
        start,
        heapMebibytes,
        readyPath,
        metricsPath,
        ownManagementPort,
        properties,
        all,
        readyLimit);
  }
}
