package dev.faceoff.run;

import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.stats.LaunchEffects;

/**
 * How long the launches of a gate are warmed up, and measured.
 *
 * <p>A long warm-up is for differences of a few percent, which launches that are still being
 * compiled would hide. The first launch has a short one and fewer pairs, as a trial: where it shows
 * a typical latency half as high again, or more, all others are as short, so that nobody waits for
 * what is plain. Otherwise it is set aside, as launches of different warm-ups differ. Both sides
 * are warmed up alike in any case.
 */
final class WarmUps {
  private static final int SHORT_SECONDS = 8;
  private static final double PLAIN = Math.log(1.5);

  private WarmUps() {}

  /** The rules of the first launch; the same where a short warm-up would save little. */
  static GateRules trial(GateRules rules) {
    return rules.warmUpSeconds() >= 2 * SHORT_SECONDS
        ? rules.lasting(SHORT_SECONDS, Math.min(SHORT_SECONDS, rules.measureSeconds()))
        : rules;
  }

  /** Whether a launch shows what no warm-up would change. */
  static boolean isPlain(LaunchEffects launch) {
    return launch.contrasts().entrySet().stream()
        .filter(ratio -> ratio.getKey().measure() == Measure.TYPICAL_LATENCY)
        .anyMatch(ratio -> Math.abs(ratio.getValue()) > PLAIN);
  }
}
