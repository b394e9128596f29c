package dev.faceoff.model;

import java.util.Optional;

/**
 * Something the scenario promises, for example {@code queriesPerRequest of naive >= 51} or {@code
 * p95LatencyMillis of fixed/naive < 1} or {@code withinObjectiveShare of fixed at catalogue during
 * gateway-slow >= 0.99}. It is judged by the whole interval of the measured value, where there is
 * one.
 *
 * @param variant the variant, or the numerator of the quotient
 * @param over the denominator of the quotient
 * @param endpoint the only endpoint meant; empty for all that have the measure
 * @param phase of the fault timeline, or {@link Spike#PHASE}, or a fault of {@link Alerting}; empty
 *     for the blocks without faults
 */
public record Expectation(
    String text,
    Measure measure,
    String variant,
    Optional<String> over,
    Optional<String> endpoint,
    Optional<String> phase,
    Operator operator,
    double bound) {

  /** How the observed value compares with the bound. */
  public enum Operator {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** Whether {@code observed} satisfies this operator with {@code bound} at its right. */
    public boolean holds(double observed, double bound) {
      return switch (this) {
        case LESS -> observed < bound;
        case AT_MOST -> observed <= bound;
        case MORE -> observed > bound;
        case AT_LEAST -> observed >= bound;
      };
    }
  }

  /** What has to be asked of a scenario for it to be judged. */
  public Design design() {
    if (measure == Measure.MAX_THROUGHPUT) {
      return Design.CAPACITY;
    }
    if (Measure.OF_ALERTS.contains(measure)) {
      return Design.ALERTS;
    }
    return phase.equals(Optional.of(Spike.PHASE)) ? Design.SPIKE : Design.PAIR;
  }

  public Expectation {
    Checks.requireText(text, "text");
    Checks.requireText(variant, "variant");
  }
}
