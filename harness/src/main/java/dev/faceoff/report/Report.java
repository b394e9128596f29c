package dev.faceoff.report;

import java.util.List;

/**
 * Everything a run found out, in full precision; writers round and lay it out.
 *
 * @param schemaVersion of results.json; a change of meaning raises it
 */
public record Report(int schemaVersion, RunInfo run, List<ScenarioReport> scenarios) {
  /** The version this code writes. */
  public static final int SCHEMA_VERSION = 1;

  public Report {
    scenarios = List.copyOf(scenarios);
  }
}
