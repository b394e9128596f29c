package dev.faceoff.stats;

/** What a step at one rate of arrivals told. */
public enum StepOutcome {
  /** The objective held. */
  KEPT,
  /** The objective did not hold. */
  NOT_KEPT,
  /** Luck explains either: the rate is about as high as the service can keep. */
  UNDECIDED,
  /** The generator did not offer the rate as planned: no evidence about the service. */
  GENERATOR_UNSOUND
}
