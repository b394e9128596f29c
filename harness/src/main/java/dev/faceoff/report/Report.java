package dev.faceoff.report;

import java.util.List;
import java.util.Optional;

/**
 * Everything a run found out, in full precision; writers round and lay it out.
 *
 * @param schemaVersion of results.json; a change of meaning raises it
 * @param gate the comparison of two targets, of {@code compare} and {@code gate}; else empty
 * @param diagnosis of one target; empty where there was none
 */
public record Report(
    int schemaVersion,
    RunInfo run,
    List<ScenarioReport> scenarios,
    Optional<GateReport> gate,
    Optional<DiagnosisReport> diagnosis) {
  /** The version this code writes. */
  public static final int SCHEMA_VERSION = 1;

  public Report {
    scenarios = List.copyOf(scenarios);
  }

  /** A report of scenarios. */
  public Report(int schemaVersion, RunInfo run, List<ScenarioReport> scenarios) {
    this(schemaVersion, run, scenarios, Optional.empty());
  }

  /** A report of scenarios or of a gate. */
  public Report(
      int schemaVersion, RunInfo run, List<ScenarioReport> scenarios, Optional<GateReport> gate) {
    this(schemaVersion, run, scenarios, gate, Optional.empty());
  }

  /** A report of a diagnosis. */
  public Report(int schemaVersion, RunInfo run, DiagnosisReport diagnosis) {
    this(schemaVersion, run, List.of(), Optional.empty(), Optional.of(diagnosis));
  }
}
