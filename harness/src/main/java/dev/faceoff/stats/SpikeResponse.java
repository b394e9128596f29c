package dev.faceoff.stats;

/**
 * How one endpoint took sudden arrivals in one play; a request counts where it started.
 *
 * @param before at the usual rate
 * @param during the spike
 * @param after the spike, at the usual rate again
 * @param reaction when users noticed the spike, and how long after its end all was well again, by
 *     the same windows as for a fault
 */
public record SpikeResponse(Served before, Served during, Served after, Reaction reaction) {

  /**
   * What became of the requests of a phase.
   *
   * @param requests all of them
   * @param withinObjective answered without error within the endpoint's objective
   * @param refusedQuickly failed, but within the objective's time: their users need not wait to
   *     learn that they have to come again
   */
  public record Served(long requests, long withinObjective, long refusedQuickly) {
    public Served {
      if (withinObjective < 0
          || refusedQuickly < 0
          || withinObjective + refusedQuickly > requests) {
        throw new IllegalArgumentException(
            "%d within the objective and %d refused cannot be of %d requests"
                .formatted(withinObjective, refusedQuickly, requests));
      }
    }

    /** Share of the requests, 0 to 1; not a number without a request. */
    public double withinObjectiveShare() {
      return share(withinObjective);
    }

    /** Share of the requests, 0 to 1; not a number without a request. */
    public double refusedQuicklyShare() {
      return share(refusedQuickly);
    }

    /** Share of the requests that were neither: their users waited too long, 0 to 1. */
    public double lateShare() {
      return share(requests - withinObjective - refusedQuickly);
    }

    private double share(long part) {
      return (double) part / requests;
    }
  }

  /**
   * The response in a play that has the phases of {@link SpikeTimes#spans}.
   *
   * @throws IllegalArgumentException if it lacks one of them
   */
  public static SpikeResponse of(TimelineSamples play) {
    PhaseSpan spike = span(play, SpikeTimes.DURING);
    return new SpikeResponse(
        served(play, SpikeTimes.BEFORE),
        served(play, SpikeTimes.DURING),
        served(play, SpikeTimes.AFTER),
        Reaction.of(
            play.windows(),
            spike.fromNanos(),
            spike.toNanos(),
            span(play, SpikeTimes.AFTER).toNanos()));
  }

  private static PhaseSpan span(TimelineSamples play, String phase) {
    return play.spans().stream()
        .filter(span -> span.phase().equals(phase))
        .findFirst()
        .orElseThrow(() -> missing(phase, play));
  }

  private static Served served(TimelineSamples play, String phase) {
    return play.phases().stream()
        .filter(samples -> samples.phase().equals(phase))
        .findFirst()
        .map(
            samples ->
                new Served(
                    samples.requests(),
                    samples.withinObjective(),
                    samples.refusedWithinObjective()))
        .orElseThrow(() -> missing(phase, play));
  }

  private static IllegalArgumentException missing(String phase, TimelineSamples play) {
    return new IllegalArgumentException(
        "there is no phase %s among %s".formatted(phase, play.spans()));
  }
}
