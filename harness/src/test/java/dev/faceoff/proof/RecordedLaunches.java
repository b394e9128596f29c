package dev.faceoff.proof;

import dev.faceoff.config.GateFile;
import dev.faceoff.model.Claim;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.stats.GateJudge;
import dev.faceoff.stats.GateLook;
import dev.faceoff.stats.LaunchEffects;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the log keeps of launches, as the judge takes it; failures are not kept. */
final class RecordedLaunches {
  /** Those of a gate without a gate.yaml. */
  static final GateRules RULES = GateFile.none().rules(Optional.empty());

  private static final GateJudge JUDGE = new GateJudge(RULES, Optional.empty());

  private RecordedLaunches() {}

  /** The launches of one gate or of several, in the order of the log. */
  static List<LaunchEffects> effects(Collection<ProofLog.Launch> recorded) {
    Map<String, Map<Claim, Double>> byLaunch = new LinkedHashMap<>();
    for (ProofLog.Launch each : recorded) {
      byLaunch
          .computeIfAbsent(each.gate() + "/" + each.launch(), launch -> new HashMap<>())
          .put(
              new Claim(each.endpoint(), Measure.byId(each.measure()).orElseThrow()),
              each.contrast());
    }
    return byLaunch.values().stream().map(RecordedLaunches::effects).toList();
  }

  static LaunchEffects effects(Map<Claim, Double> contrasts) {
    Map<Claim, Double> baseline = new HashMap<>();
    Map<Claim, Double> candidate = new HashMap<>();
    contrasts.forEach(
        (claim, contrast) -> {
          baseline.put(claim, 1.0);
          candidate.put(claim, Math.exp(contrast));
        });
    return new LaunchEffects(0, baseline, candidate, contrasts, Map.of());
  }

  /** The look at which the present rules end a gate of these launches. */
  static GateLook judged(List<LaunchEffects> launches) {
    for (int look : RULES.looks()) {
      if (look <= launches.size()) {
        GateLook state = JUDGE.look(launches.subList(0, look));
        if (state.settled()) {
          return state;
        }
      }
    }
    return JUDGE.lastLook(launches);
  }
}
