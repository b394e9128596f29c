package dev.faceoff.backend;

import dev.faceoff.model.RedisSpec;
import dev.faceoff.model.Servers;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts a container and waits to be killed.
 *
 * <p>Arguments: a folder for migrations and logs.
 */
public final class KilledContainers {
  private KilledContainers() {}

  /** Called in a JVM of its own. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    // Not closed: the point is what happens without.
    @SuppressWarnings({"resource", "try", "unused"})
    Backend backend =
        TestcontainersBackend.start(
            new BackendNeeds(
                Optional.empty(),
                Optional.of(new RedisSpec(8)),
                false,
                TestDatabases.variants(folder)),
            Servers.NONE,
            folder,
            note -> {});
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }
}
