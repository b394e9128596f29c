package dev.faceoff.stats;

import org.HdrHistogram.AbstractHistogram;

/**
 * What a service has to keep up for its users while a rate of arrivals lasts.
 *
 * <p><b>When a step keeps it.</b> A step sees a sample, and at the 99th percentile a few requests
 * decide. Its slow requests are compared with those of a service that just keeps the objective, by
 * the binomial distribution. The step is not kept when that service would show as many, or more, in
 * fewer than 5 % of such steps. It is kept when that service would show as few, or fewer, in under
 * 20 %, or when none was slow. Between the two it is undecided. Likewise for failed requests; the
 * step is worth the worse of both. At the 99th percentile, of 50 requests none may be slow and with
 * 3 the step fails; of 500 it is 2 and 10, of 5,000 it is 43 and 63. A step of few requests is thus
 * easily kept and hardly failed: how many there were belongs beside the result.
 *
 * <p>Quick enough must be the requests of one endpoint; failed ones count of all endpoints, because
 * a service that refuses some of its users does not keep up for them.
 *
 * <p>Requests that failed have a latency too: how long their users waited to learn it.
 *
 * @param quantile share of the requests that shall be quick enough, for example 0.99
 * @param millis latency that they shall not exceed
 * @param errorShare of the requests of all endpoints that may fail, 0 to below 1
 */
public record Objective(double quantile, double millis, double errorShare) {
  private static final double FALSELY_NOT_KEPT = 0.05;
  private static final double FALSELY_KEPT = 0.2;
  private static final double NANOS_PER_MILLI = 1e6;

  public Objective {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("quantile must be between 0 and 1, but is " + quantile);
    }
    if (!(millis > 0)) {
      throw new IllegalArgumentException("millis must be above 0, but is " + millis);
    }
    if (!(errorShare >= 0 && errorShare < 1)) {
      throw new IllegalArgumentException(
          "errorShare must be from 0 to below 1, but is " + errorShare);
    }
  }

  /**
   * Judges a step.
   *
   * @param latencyNanos of every request of the endpoint, failed ones too
   * @param errors how many requests failed, of any endpoint
   * @param requestsOfAll how many there were, of all endpoints
   * @throws IllegalArgumentException if there was no request of the endpoint
   */
  public StepOutcome judge(AbstractHistogram latencyNanos, long errors, long requestsOfAll) {
    long requests = latencyNanos.getTotalCount();
    if (requests == 0) {
      throw new IllegalArgumentException("a step without a request tells nothing");
    }
    long limit = Math.round(millis * NANOS_PER_MILLI);
    long slow = requests - latencyNanos.getCountBetweenValues(0, limit);
    return worse(judge(slow, requests, 1 - quantile), judge(errors, requestsOfAll, errorShare));
  }

  /** Judges a number of events by the share of them that is allowed. */
  private static StepOutcome judge(long events, long requests, double allowed) {
    if (Shares.clopperPearson(events, requests, 1 - 2 * FALSELY_NOT_KEPT).low() > allowed) {
      return StepOutcome.NOT_KEPT;
    }
    boolean few =
        events == 0
            || Shares.clopperPearson(events, requests, 1 - 2 * FALSELY_KEPT).high() < allowed;
    return few ? StepOutcome.KEPT : StepOutcome.UNDECIDED;
  }

  private static StepOutcome worse(StepOutcome a, StepOutcome b) {
    if (a == StepOutcome.NOT_KEPT || b == StepOutcome.NOT_KEPT) {
      return StepOutcome.NOT_KEPT;
    }
    return a == StepOutcome.KEPT ? b : a;
  }
}
