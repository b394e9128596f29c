package dev.faceoff.cli;

import dev.faceoff.config.ServerSettings;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where servers run already; what the options do not say, variables may. */
final class ServerOptions {
  @Option(
      names = "--servers",
      paramLabel = "FILE",
      description =
          "Addresses of servers for the backend external, NAME=VALUE lines as in the environment;"
              + " default: FACEOFF_SERVERS.")
  private Path file;

  @Option(
      names = "--allow-remote",
      paramLabel = "HOST",
      description = "Allows servers and targets on a host other than this one; repeatable.")
  private List<String> allowed = new ArrayList<>();

  /** Hosts other than this one that the user allows. */
  Set<String> allowed() {
    return Set.copyOf(allowed);
  }

  Servers read(Surroundings surroundings, BackendKind backend) {
    Optional<Path> named =
        Optional.ofNullable(file)
            .or(
                () ->
                    Optional.of(surroundings.variables().getOrDefault(ServerSettings.FILE, ""))
                        .filter(name -> !name.isBlank())
                        .map(Path::of))
            .map(path -> surroundings.folder().resolve(path).normalize());
    return ServerSettings.read(surroundings.variables(), named, allowed(), backend);
  }
}
