package dev.faceoff.stats;

import java.util.List;

/**
 * The requests of one endpoint in one play of a timeline.
 *
 * @param block index in the launch's plan
 * @param play of this launch, from 0; each variant goes through each
 * @param spans the phases as they really were, in order
 * @param phases one a span
 * @param windows one a second of the play, those without a request too
 */
public record TimelineSamples(
    int block,
    int play,
    String variant,
    String endpoint,
    List<PhaseSpan> spans,
    List<PhaseSamples> phases,
    List<WindowSamples> windows) {
  public TimelineSamples {
    spans = List.copyOf(spans);
    phases = List.copyOf(phases);
    windows = List.copyOf(windows);
  }
}
