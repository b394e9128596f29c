package dev.faceoff.model;

import java.util.Map;

/**
 * How a service under test is started. Values may hold placeholders in braces: {@code {port}},
 * {@code {managementPort}}, {@code {database.url}}, {@code {database.user}}, {@code
 * {database.password}}, {@code {redis.host}}, {@code {redis.port}}, {@code {redis.database}},
 * {@code {redis.password}}, {@code {NAME.url}} of a service it depends on, and the names of
 * settings.
 *
 * @param mainClass its main class, on the class path of {@code module}
 * @param module folder of the Maven module that holds it, relative to the project
 * @param heapMebibytes fixed heap, the same for every variant
 * @param readyPath answers 200 once the service can be loaded
 * @param metricsPath Prometheus text with the connection pool's waits; empty when there is none
 * @param ownManagementPort whether readiness and metrics are answered on a port of their own,
 *     {@code {managementPort}}, which is answered when all request threads are busy
 * @param properties system properties
 * @param environment variables of its environment, which no list of processes shows: for passwords
 */
public record TargetSpec(
    String mainClass,
    String module,
    int heapMebibytes,
    String readyPath,
    String metricsPath,
    boolean ownManagementPort,
    Map<String, String> properties,
    Map<String, String> environment) {
  public TargetSpec {
    Checks.requireText(mainClass, "mainClass");
    Checks.requireText(module, "module");
    Checks.requireAtLeast(heapMebibytes, 32, "heapMebibytes");
    Checks.requireText(readyPath, "readyPath");
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }
}
