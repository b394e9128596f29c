package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Requests that wait for a dependency for as long as it pleases. A limit above the longest delay
 * does not show, so that a finding says no more than for how long there was no answer.
 */
public final class Timeouts {
  /**
   * Share of each delay that a request must have waited for nothing to have ended its wait: all of
   * it, but for clocks that run apart. What ended before was ended by a limit.
   */
  static final double LEAST_WAITED = 0.99;

  private Timeouts() {}

  /** What the experiments say, one a dependency. */
  public static Judgement judge(List<Hanging> all) {
    List<Finding> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Hanging each : all) {
      List<String> waiting = each.waiting();
      if (waiting.isEmpty()) {
        remarks.add(
            "The median of no endpoint follows a delay of %s.".formatted(each.dependency()));
      }
      for (String endpoint : waiting) {
        if (waitsForEver(each, endpoint)) {
          findings.add(finding(each, endpoint));
        } else {
          each.longest()
              .filter(longest -> !longest.played().at(endpoint).isEmpty())
              .ifPresent(
                  longest ->
                      remarks.add(
                          "With %s %s late, %s ended after %s."
                              .formatted(
                                  each.dependency(),
                                  Figure.millis(longest.millis()),
                                  endpoint,
                                  Figure.millis(longest.played().medianMillis(endpoint)))));
        }
      }
    }
    return Judgement.of(Shortcut.NO_TIMEOUT, findings, String.join(" ", remarks));
  }

  private static boolean waitsForEver(Hanging each, String endpoint) {
    return !each.hung().isEmpty()
        && each.hung().stream()
            .allMatch(
                delayed ->
                    delayed.played().medianMillis(endpoint) >= LEAST_WAITED * delayed.millis());
  }

  private static Finding finding(Hanging each, String endpoint) {
    String waits =
        each.hung().stream()
            .map(
                delayed ->
                    "%s when %s answers %s late"
                        .formatted(
                            Figure.millis(delayed.played().medianMillis(endpoint)),
                            each.dependency(),
                            Figure.millis(delayed.millis())))
            .collect(Collectors.joining(", "));
    Hanging.Delayed longest = each.longest().orElseThrow();
    return new Finding(
        Shortcut.NO_TIMEOUT,
        endpoint,
        "The median request takes %s usually, %s: it waits as long as the dependency does, and there is no answer within %s. Whether a longer limit ends the wait was not seen."
            .formatted(
                Figure.millis(each.usual().medianMillis(endpoint)),
                waits,
                Figure.millis(LEAST_WAITED * longest.millis())),
        "%s for each such request, and for as long a thread and whatever else it holds."
            .formatted(Figure.millis(longest.played().medianMillis(endpoint))),
        "Limit the wait for %s: connect and read timeouts, a few times its usual time; a circuit breaker spares the wait while it lasts."
            .formatted(each.dependency()),
        true);
  }
}
