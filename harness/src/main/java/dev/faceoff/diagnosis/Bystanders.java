package dev.faceoff.diagnosis;

import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Endpoints that do not use a dependency, and fail with it all the same. */
public final class Bystanders {
  /** Share of its requests within the objective that a healthy bystander has. */
  static final double LEAST_HEALTHY = 0.9;

  /** Share of its requests within the objective at which a bystander is down for its users. */
  static final double MOST_HARMED = 0.5;

  /** Fewer requests say nothing about a share. */
  static final int LEAST_REQUESTS = 20;

  private Bystanders() {}

  /** What the experiments say, one a dependency. */
  public static Judgement judge(List<Hanging> all) {
    List<Finding> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Hanging each : all) {
      List<String> waiting = each.waiting();
      List<String> bystanders =
          each.usual().endpoints().stream().filter(name -> !waiting.contains(name)).toList();
      if (bystanders.isEmpty()) {
        remarks.add("Every request waits for %s: none stands by.".formatted(each.dependency()));
      }
      for (String endpoint : bystanders) {
        if (each.crowded().played().at(endpoint).size() < LEAST_REQUESTS
            || each.usual().at(endpoint).size() < LEAST_REQUESTS
            || each.slight().played().at(endpoint).isEmpty()) {
          remarks.add(
              "Too few requests to %s were sent to see whether it stands by or falls with %s."
                  .formatted(endpoint, each.dependency()));
        } else if (isHarmed(each, endpoint)) {
          if (isLateWithFewToo(each, endpoint)) {
            remarks.add(
                "While %s hangs, %s is late with few users, too: it may need it, though %s more did not show."
                    .formatted(each.dependency(), endpoint, Figure.millis(each.slight().millis())));
          } else {
            findings.add(finding(each, endpoint));
          }
        }
      }
    }
    return Judgement.of(Shortcut.HARMED_BYSTANDER, findings, String.join(" ", remarks));
  }

  private static boolean isHarmed(Hanging each, String endpoint) {
    double objective = each.objectiveMillis().get(endpoint);
    return each.usual().shareWithin(endpoint, objective) >= LEAST_HEALTHY
        && each.crowded().played().shareWithin(endpoint, objective) <= MOST_HARMED;
  }

  /**
   * Whether no crowd is needed to make it late. What it does meanwhile may hide a slight delay of a
   * dependency that it waits for; a long one shows.
   */
  private static boolean isLateWithFewToo(Hanging each, String endpoint) {
    return wellWithFew(each, endpoint).isEmpty()
        && each.hung().stream().anyMatch(late -> !late.played().at(endpoint).isEmpty());
  }

  /** The longest delay under which few users were answered in time, if there is one. */
  private static Optional<Hanging.Delayed> wellWithFew(Hanging each, String endpoint) {
    double objective = each.objectiveMillis().get(endpoint);
    return each.hung().stream()
        .filter(late -> late.played().medianMillis(endpoint) <= objective)
        .reduce((shorter, longer) -> longer);
  }

  private static Finding finding(Hanging each, String endpoint) {
    double objective = each.objectiveMillis().get(endpoint);
    Optional<Hanging.Delayed> withFew = wellWithFew(each, endpoint);
    String alone =
        withFew
            .map(
                late ->
                    " With few users it still takes %s while %s hangs: it is the crowd of waiting requests that takes what it needs."
                        .formatted(
                            Figure.millis(late.played().medianMillis(endpoint)), each.dependency()))
            .orElse(" Not confirmed by variation: it was not asked by few users meanwhile.");
    return new Finding(
        Shortcut.HARMED_BYSTANDER,
        endpoint,
        "It does not use %s: %s later there, and it takes %s instead of %s. Yet at the usual load, with %s answering %s late, %s of its requests are answered within %s, usually %s.%s"
            .formatted(
                each.dependency(),
                Figure.millis(each.slight().millis()),
                Figure.millis(each.slight().played().medianMillis(endpoint)),
                Figure.millis(each.usual().medianMillis(endpoint)),
                each.dependency(),
                Figure.millis(each.crowded().millis()),
                Figure.percent(each.crowded().played().shareWithin(endpoint, objective)),
                Figure.millis(objective),
                Figure.percent(each.usual().shareWithin(endpoint, objective)),
                alone),
        "%s of its requests fail or are late while %s hangs."
            .formatted(
                Figure.percent(1 - each.crowded().played().shareWithin(endpoint, objective)),
                each.dependency()),
        "Do not wait for %s while holding a thread or a connection that others need: limit the wait and how many may wait at a time (bulkhead), or do it in the background."
            .formatted(each.dependency()),
        withFew.isPresent());
  }
}
