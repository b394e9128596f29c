package dev.faceoff.model;

import java.util.Map;

/**
 * How a service under test is started. Values may hold placeholders in braces: {@code {port}},
 * {@code {database.url}}, {@code {database.user}} and the names of settings.
 *
 * @param mainClass its main class, on the class path of {@code module}
 * @param module folder of the Maven module that holds it, relative to the project
 * @param heapMebibytes fixed heap, the same for every variant
 * @param readyPath answers 200 once the service can be loaded
 * @param metricsPath Prometheus text with the connection pool's waits; empty when there is none
 * @param properties system properties
 */
public record TargetSpec(
    String mainClass,
    String module,
    int heapMebibytes,
    String readyPath,
    String metricsPath,
    Map<String, String> properties) {
  public TargetSpec {
    Checks.requireText(mainClass, "mainClass");
    Checks.requireText(module, "module");
    Checks.requireAtLeast(heapMebibytes, 32, "heapMebibytes");
    Checks.requireText(readyPath, "readyPath");
    properties = Map.copyOf(properties);
  }
}
