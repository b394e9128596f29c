package dev.faceoff.run;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Party;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Variation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service to diagnose.
 *
 * @param scenario whose only variant is the service
 * @param paging the size of a page, where it can be varied while the service runs
 * @param reached dependencies beside its own database to which the service goes by way of Faceoff
 * @param usesDatabase whether it uses the run's own database: what that counts for one that does
 *     not is nothing of its
 * @param servers that run already
 * @param project top folder of the project, from which built-in targets' class paths are found
 * @param out the run folder; exists and is empty
 * @param command words after {@code faceoff}, for the manifest
 */
public record DiagnosisRequest(
    Scenario scenario,
    Party target,
    Optional<Variation> paging,
    Set<String> reached,
    boolean usesDatabase,
    BackendKind backend,
    Servers servers,
    long seed,
    Path project,
    Path out,
    List<String> command)
    implements Request {
  public DiagnosisRequest {
    reached = Set.copyOf(reached);
    command = List.copyOf(command);
  }

  /** A diagnosis has one length, that of its experiments. */
  @Override
  public ProfileName profile() {
    return ProfileName.QUICK;
  }
}
