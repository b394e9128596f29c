package dev.faceoff.run;

import dev.faceoff.alert.PrometheusServer;
import dev.faceoff.model.Design;
import java.nio.file.Path;
import java.util.Optional;

/** What a machine lacks for what is asked of a scenario, beside the servers of its backend. */
public final class Missing {
  private Missing() {}

  /**
   * What is missing and how to get it, in one line; empty when nothing is.
   *
   * @param path folders with programs, as in the variable PATH
   */
  public static Optional<String> of(ScenarioRequest asked, String path) {
    return asked.asks(Design.ALERTS) && prometheus(path).isEmpty()
        ? Optional.of(asked.scenario().name() + ": " + PrometheusServer.howToGet())
        : Optional.empty();
  }

  /** The program of Prometheus, if there is one; for {@code path} see above. */
  public static Optional<Path> prometheus(String path) {
    return PrometheusServer.program(path);
  }
}
