package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requests that wait for a connection while the database has next to nothing to do, or nobody knows
 * what it does.
 */
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
          "The service does not tell how long it waits for connections (metrics of HikariCP or Agroal).");
    }
    List<Finding> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (isExhausted(usual)) {
      findings.add(
          finding(
              "At the usual load a request waits %s for connections%s Not confirmed by variation."
                  .formatted(
                      wait(usual),
                      busy(usual)
                          .map(", while the database works in %s of them on average."::formatted)
                          .orElse(
                              ". Whether the database is idle meanwhile is not known to Faceoff: a busy one is another matter.")),
              usual,
              false));
    } else {
      for (Hanging each : hanging) {
        Played crowded = each.crowded().played();
        if (crowded.poolWaitMillisPerRequest().isEmpty()) {
          remarks.add(
              "While %s hung, the service did not tell how long it waited for connections."
                  .formatted(each.dependency()));
        } else if (isExhausted(crowded) && hasGrown(usual, crowded)) {
          findings.add(
              finding(
                  "While %s hangs a request waits %s for connections, usually %s; %s."
                      .formatted(
                          each.dependency(),
                          wait(crowded),
                          wait(usual),
                          busy(crowded)
                              .map("the database works in %s of them on average"::formatted)
                              .orElse("its database is not known to Faceoff, but is left alone")),
                  crowded,
                  true));
        }
      }
    }
    return Judgement.of(Shortcut.POOL_EXHAUSTION, findings, String.join(" ", remarks));
  }

  /**
   * A database that is not known may be idle. Where requests take less than such a wait, somebody
   * in the background waits.
   */
  private static boolean isExhausted(Played played) {
    return played.poolWaitMillisPerRequest().orElse(0) >= LEAST_WAIT_MILLIS
        && played.meanMillis() >= LEAST_WAIT_MILLIS
        && played.busyConnections().orElse(0) < MOST_BUSY;
  }

  private static boolean hasGrown(Played usual, Played crowded) {
    return crowded.poolWaitMillisPerRequest().orElseThrow()
        >= LEAST_GROWTH * usual.poolWaitMillisPerRequest().orElseThrow();
  }

  private static String wait(Played played) {
    return Figure.millis(played.poolWaitMillisPerRequest().orElseThrow());
  }

  /** Connections that have the database at work; empty where it is not known. */
  private static Optional<String> busy(Played played) {
    return played.busyConnections().stream().mapToObj(Figure::of).findFirst();
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
