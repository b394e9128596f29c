package dev.faceoff.run;

import dev.faceoff.model.Claim;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.stats.LaunchEffects;
import java.util.List;
import java.util.Set;

/**
 * How long the next launch of a gate is warmed up.
 *
 * <p>A long warm-up is for differences of a few percent, which launches that are still being
 * compiled would hide. Where every launch so far shows a typical latency half as high again, or
 * more, a short one will do: that nobody waits for what is plain. Both sides are warmed up alike
 * in any case.
 */
final class WarmUps {
  private static final int SHORT_SECONDS = 8;
  private static final double PLAIN = Math.log(1.5);

  private WarmUps() {}

  /**
   * The rules of the next launch.
   *
   * @param launches so far
   */
  static GateRules next(GateRules rules, List<LaunchEffects> launches) {
    return !launches.isEmpty() && isPlain(launches)
        ? rules.withWarmUp(Math.min(SHORT_SECONDS, rules.warmUpSeconds()))
        : rules;
  }

  private static boolean isPlain(List<LaunchEffects> launches) {
    Set<Claim> claims = launches.get(0).logRatios().keySet();
    return claims.stream()
        .filter(claim -> claim.measure() == Measure.TYPICAL_LATENCY)
        .anyMatch(
            claim ->
                launches.stream().allMatch(launch -> logRatio(launch, claim) > PLAIN)
                    || launches.stream().allMatch(launch -> logRatio(launch, claim) < -PLAIN));
  }

  private static double logRatio(LaunchEffects launch, Claim claim) {
    return launch.logRatios().getOrDefault(claim, 0.0);
  }
}
