package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.process.Supervisor;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Starts the servers that a scenario needs. */
public final class Backends {
  private Backends() {}

  /**
   * Starts what is needed, or connects to it; makes the data where it is not there.
   *
   * @param logs folder for what the servers say
   * @param notes told in a line when something takes long for the first time
   * @throws BackendUnavailableException if a server cannot be had; the message says what to do
   * @throws DataNotMadeException if a migration fails
   */
  public static Backend start(
      BackendKind kind,
      BackendNeeds needs,
      Supervisor supervisor,
      Path logs,
      Consumer<String> notes) {
    if (kind != BackendKind.EMBEDDED) {
      throw new BackendUnavailableException(kind, "this kind of backend is not there yet");
    }
    Path log = logs.resolve("postgresql.log");
    PreparedDatabases prepared =
        new DatabaseCache(CacheFolder.ofUser(), supervisor)
            .prepare(needs.database().orElseThrow(), needs.variants(), log, notes);
    return EmbeddedPostgres.start(prepared, supervisor, log);
  }
}
