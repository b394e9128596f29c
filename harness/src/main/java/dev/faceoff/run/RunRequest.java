package dev.faceoff.run;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Price;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to run.
 *
 * @param asked of each scenario, in the order in which they are run
 * @param servers that run already
 * @param price of what a million requests take; empty where it is not known
 * @param project top folder of the project, from which the targets' class paths are found
 * @param out the run folder; exists and is empty
 * @param command words after {@code faceoff}, for the manifest
 * @param part of a run that several generators share; empty for all of it
 */
public record RunRequest(
    List<ScenarioRequest> asked,
    ProfileName profile,
    BackendKind backend,
    Servers servers,
    Optional<Price> price,
    long seed,
    Path project,
    Path out,
    List<String> command,
    Optional<GeneratorPart> part)
    implements Request {
  public RunRequest {
    asked = List.copyOf(asked);
    command = List.copyOf(command);
    if (part.isPresent()) {
      asked.forEach(GeneratorPart::requireDivisible);
    }
  }

  /** The scenarios in the order in which they are run. */
  public List<Scenario> scenarios() {
    return asked.stream().map(ScenarioRequest::scenario).toList();
  }
}
