package dev.faceoff.report;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.NamedValues;
import dev.faceoff.model.ProfileName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was run, where and for how long: enough to run it again.
 *
 * @param id name of the run folder
 * @param command words after {@code faceoff}, as given but for {@code ${name}} in the place of each
 *     secret
 * @param secondsByPhase wall-clock seconds by phase: build-up ("start-up"), "data", "warm-up",
 *     "load", "report"
 */
public record RunInfo(
    String id,
    Instant startedAt,
    double durationSeconds,
    ProfileName profile,
    BackendKind backend,
    long seed,
    List<String> command,
    Environment environment,
    Map<String, Double> secondsByPhase) {
  public RunInfo {
    command = command.stream().map(NamedValues::masked).toList();
  }

  /**
   * The machine and the versions.
   *
   * @param versions by component, for example "faceoff", "gatling" and "postgresql"
   * @param serverSettings settings in effect by server, for example "postgresql"
   */
  public record Environment(
      int cpus,
      String cpuModel,
      long memoryMebibytes,
      String os,
      String jdk,
      Map<String, String> versions,
      Map<String, Map<String, String>> serverSettings) {}
}
