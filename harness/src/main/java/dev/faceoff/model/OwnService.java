package dev.faceoff.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user brings to a scenario: a service that is measured beside the pair, as far as it plays
 * the scenario's roles.
 *
 * @param file the target file that describes it, as reports name it
 * @param roles endpoints of the journey that it is sent requests for, in the journey's order
 * @param requests those requests, as text for the generator; holds no secret and no row of a feeder
 * @param connections of the scenario that it is told of: only on them can it suffer a fault
 * @param own what it brings along for itself: content of its own in the database, else it starts
 *     from the scenario's if it is told of that, a Redis, and services
 * @param notes what a reader should know of how it takes part, a sentence each
 */
public record OwnService(
    String file,
    List<String> roles,
    String requests,
    Set<String> connections,
    Dependencies own,
    List<String> notes) {
  public OwnService {
    Checks.requireText(file, "file");
    roles = List.copyOf(Checks.requireSome(roles, "roles"));
    Checks.requireText(requests, "requests");
    connections = Set.copyOf(connections);
    notes = List.copyOf(notes);
  }

  /** Content of its own. */
  public Optional<DatabaseSpec> database() {
    return own.database();
  }
}
