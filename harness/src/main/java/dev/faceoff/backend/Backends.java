package dev.faceoff.backend;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Servers;
import dev.faceoff.process.Supervisor;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Starts the servers that a scenario needs. */
public final class Backends {
  private Backends() {}

  /**
   * Starts what is needed, or connects to it; makes the data where it is not there.
   *
   * @param servers that run already; of another kind than external, only Toxiproxy is used
   * @param logs folder for what the servers say
   * @param notes told in a line when something takes long for the first time
   * @throws BackendUnavailableException if a server cannot be had; the message says what to do
   * @throws DataNotMadeException if a migration fails
   */
  public static Backend start(
      BackendKind kind,
      BackendNeeds needs,
      Servers servers,
      Supervisor supervisor,
      Path logs,
      Consumer<String> notes) {
    CacheFolder cache = CacheFolder.ofUser();
    return switch (kind) {
      case EMBEDDED ->
          EmbeddedBackend.start(
              needs,
              servers,
              new DatabaseCache(cache, supervisor),
              cache,
              System.getenv().getOrDefault("PATH", ""),
              supervisor,
              logs,
              notes);
      case TESTCONTAINERS -> TestcontainersBackend.start(needs, servers, logs, notes);
      case EXTERNAL -> ExternalBackend.start(needs, servers, notes);
    };
  }
}
