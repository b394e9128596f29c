package dev.faceoff.run;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Calibration;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Party;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Two targets to compare in matched pairs.
 *
 * @param scenario whose variants are the two, named as {@link dev.faceoff.model.Side}
 * @param sameData whether both start from the same database content, so that they can change places
 * @param costsOfDatabase whether both use the run's database: else what it did is no cost of theirs
 * @param notes what a reader should know of the rules, a sentence each
 * @param seededDelayMillis for calibrating: by how much the candidate's answers are delayed by a
 *     proxy in front of it, while the baseline has one without delay; empty for no proxies
 * @param failing whether the verdict decides the exit code
 * @param servers that run already
 * @param project top folder of the project, from which built-in targets' class paths are found
 * @param out the run folder; exists and is empty
 * @param command words after {@code faceoff}, for the manifest
 */
public record GateRequest(
    Scenario scenario,
    Party baseline,
    Party candidate,
    boolean sameData,
    boolean costsOfDatabase,
    GateRules rules,
    Optional<Calibration> calibration,
    List<String> notes,
    OptionalLong seededDelayMillis,
    boolean failing,
    ProfileName profile,
    BackendKind backend,
    Servers servers,
    long seed,
    Path project,
    Path out,
    List<String> command)
    implements Request {
  public GateRequest {
    notes = List.copyOf(notes);
    command = List.copyOf(command);
  }
}
