package dev.faceoff.stats;

import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * The requests of one endpoint that started in one phase of a play.
 *
 * @param seconds length of the phase
 * @param latencyNanos of every request, failed ones too
 * @param errorsByKind number of failed requests by kind, for example "timeout" or "status 503"
 * @param withinObjective requests without error and no slower than the endpoint's objective
 * @param refusedWithinObjective requests that failed, but no later than an answer within the
 *     objective would have come: their users were told at once
 * @param startLagNanos lag from planned to actual start of the users that arrived in it; what a
 *     user requests next has none
 */
public record PhaseSamples(
    String phase,
    double seconds,
    AbstractHistogram latencyNanos,
    Map<String, Long> errorsByKind,
    long withinObjective,
    long refusedWithinObjective,
    AbstractHistogram startLagNanos) {

  public long requests() {
    return latencyNanos.getTotalCount();
  }

  public long errors() {
    return errorsByKind.values().stream().mapToLong(Long::longValue).sum();
  }
}
