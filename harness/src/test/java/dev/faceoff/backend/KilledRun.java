package dev.faceoff.backend;

import dev.faceoff.model.RedisSpec;
import dev.faceoff.process.ManagedProcess;
import dev.faceoff.process.ProcessSpec;
import dev.faceoff.process.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Starts what a run starts, prints ids and folders, and waits to be killed.
 *
 * <p>Arguments: a folder for cache, migrations and logs.
 */
public final class KilledRun {
  private KilledRun() {}

  /** Called in a JVM of its own. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    // Not closed: the point is what happens without.
    @SuppressWarnings({"resource", "try"})
    Supervisor supervisor = Supervisor.open();
    @SuppressWarnings({"resource", "try"})
    Backend backend =
        TestDatabases.backend(
            new BackendNeeds(
                Optional.of(TestDatabases.items(folder, 1000)),
                Optional.of(new RedisSpec(16)),
                true,
                TestDatabases.variants(folder)),
            folder,
            supervisor);
    long redis;
    try (RedisConnection connection = RedisConnection.open(backend.redis("naive"))) {
      redis = connection.process();
    }
    ManagedProcess sleeping =
        supervisor.start(
            ProcessSpec.of(
                "deaf",
                List.of("/bin/sh", "-c", "trap '' TERM INT HUP; sleep 1000; true"),
                folder.resolve("deaf.log")));
    Path unfinished = Files.createDirectory(folder.resolve("un finished"));
    Files.writeString(unfinished.resolve("file"), "content");
    supervisor.removeAtEnd(unfinished);
    long postmaster = backend.databaseProcess().orElseThrow();
    ProcessHandle.of(postmaster)
        .orElseThrow()
        .children()
        .forEach(child -> System.out.println("process " + child.pid()));
    System.out.println("process " + postmaster);
    System.out.println("process " + redis);
    System.out.println("process " + sleeping.pid());
    System.out.println("folder " + unfinished);
    System.out.println("folder " + supervisor.temp());
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }
}
