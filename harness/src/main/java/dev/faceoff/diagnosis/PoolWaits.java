package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Requests that wait for a connection while the database has next to nothing to do. */
public final class PoolWaits {
  /** Wait for connections for each request, on average, that users notice. */
  static final double LEAST_WAIT_MILLIS = 100;

  /** By how much the wait must grow when a dependency hangs to be its doing. */
  static final double LEAST_GROWTH = 5;

  /** Connections at work, on average, below which the database is idle: not even one. */
  static final double MOST_BUSY = 1;

  private static final String ADVICE =
      "Take a connection when there is something to ask, and give it back before waiting for"
          + " anything else; a larger pool only lets more requests wait.";

  private PoolWaits() {}

  /**
   * What was seen at the usual load and while dependencies hung.
   *
   * @param hanging one a dependency; empty where none could be made to hang
   */
  public static Judgement judge(Played usual, List<Hanging> hanging) {
    if (usual.poolWaitMillisPerRequest().isEmpty()) {
      return Judgement.notLookedFor(
          Shortcut.POOL_EXHAUSTION,
          "The service does not tell how long it waits for connections (Prometheus metrics of HikariCP).");
    }
    if (usual.database().isEmpty()) {
      return Judgement.notLookedFor(
          Shortcut.POOL_EXHAUSTION,
          Judgement.NO_DATABASE + " So whether it is idle is not known either.");
    }
    List<Finding> findings = new ArrayList<>();
    if (isExhausted(usual)) {
      findings.add(
          finding(
              "At the usual load a request waits %s for connections, while the database works in %s of them on average. Not confirmed by variation."
                  .formatted(wait(usual), busy(usual)),
              usual,
              false));
    } else {
      for (Hanging each : hanging) {
        Played crowded = each.crowded().played();
        OptionalDouble before = usual.poolWaitMillisPerRequest();
        if (isExhausted(crowded)
            && crowded.poolWaitMillisPerRequest().getAsDouble()
                >= LEAST_GROWTH * before.getAsDouble()) {
          findings.add(
              finding(
                  "While %s hangs a request waits %s for connections, usually %s; the database works in %s of them on average, usually in %s."
                      .formatted(
                          each.dependency(),
                          wait(crowded),
                          wait(usual),
                          busy(crowded),
                          busy(usual)),
                  crowded,
                  true));
        }
      }
    }
    return Judgement.of(Shortcut.POOL_EXHAUSTION, findings, "");
  }

  private static boolean isExhausted(Played played) {
    return played.poolWaitMillisPerRequest().orElse(0) >= LEAST_WAIT_MILLIS
        && played.busyConnections().orElse(Double.POSITIVE_INFINITY) < MOST_BUSY;
  }

  private static String wait(Played played) {
    return Figure.millis(played.poolWaitMillisPerRequest().orElseThrow());
  }

  private static String busy(Played played) {
    return Figure.of(played.busyConnections().orElseThrow());
  }

  private static Finding finding(String evidence, Played played, boolean confirmed) {
    return new Finding(
        Shortcut.POOL_EXHAUSTION,
        "",
        evidence,
        "%s for each request, whatever it asks for.".formatted(wait(played)),
        ADVICE,
        confirmed);
  }
}
