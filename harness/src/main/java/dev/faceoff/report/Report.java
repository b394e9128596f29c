package dev.faceoff.report;

import java.util.List;
import java.util.Optional;

/**
 * Everything a run found out, in full precision; writers round and lay it out.
 *
 * @param schemaVersion of results.json; a change of meaning raises it
 * @param gate the comparison of two targets, of {@code compare} and {@code gate}; else empty
 */
public record Report(
    int schemaVersion, RunInfo run, List<ScenarioReport> scenarios, Optional<GateReport> gate) {
  /** The version this code writes. */
  public static final int SCHEMA_VERSION = 1;

  public Report {
    scenarios = List.copyOf(scenarios);
  }

  /** A report of scenarios. */
  public Report(int schemaVersion, RunInfo run, List<ScenarioReport> scenarios) {
    this(schemaVersion, run, scenarios, Optional.empty());
  }
}
