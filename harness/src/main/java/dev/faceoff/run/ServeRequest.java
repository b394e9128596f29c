package dev.faceoff.run;

import dev.faceoff.model.BackendKind;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.serve.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A pair to keep under load.
 *
 * @param length of the load, in whole seconds
 * @param servers that run already
 * @param project top folder of the project, from which the targets' class paths are found
 * @param out folder for logs; exists and is empty
 * @param command words after {@code faceoff}
 * @param ready told once, when the pair is warm and under its load
 */
public record ServeRequest(
    Scenario scenario,
    Duration length,
    BackendKind backend,
    Servers servers,
    long seed,
    Path project,
    Path out,
    List<String> command,
    Consumer<Stage> ready)
    implements Request {
  /** The longest: samples take 48 bytes a request of the disk until the end. */
  public static final Duration MOST = Duration.ofHours(8);

  /** The rate may become so many times what the scenario has. */
  public static final int MOST_TIMES = LoadPlan.STANDING_MOST_TIMES;

  public ServeRequest {
    command = List.copyOf(command);
    if (length.toSeconds() < 1 || length.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "a pair is served for 1 s to %d h, but not for %s".formatted(MOST.toHours(), length));
    }
  }

  /** It has the length that is asked for, and nothing else of a profile. */
  @Override
  public ProfileName profile() {
    return ProfileName.QUICK;
  }
}
