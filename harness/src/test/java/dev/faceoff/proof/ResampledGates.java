package dev.faceoff.proof;

import dev.faceoff.model.Claim;
import dev.faceoff.model.Verdict;
import dev.faceoff.stats.LaunchEffects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Gates played with launches drawn from those of real gates of the same build, with the sides of
 * each exchanged or not by a coin: neither side is the better one. They are not independent, as all
 * are drawn from the same few launches, so their share has no interval; failures are left out.
 */
final class ResampledGates {
  private static final int GATES = 2000;

  private static final int LAUNCHES = RecordedLaunches.RULES.mostLaunches();

  private final List<LaunchEffects> launches;

  ResampledGates(Collection<ProofLog.Launch> recorded) {
    launches = RecordedLaunches.effects(recorded);
  }

  /** For example "0.3 % of 2000, from 48 launches"; empty where there are too few. */
  String falseAlarms() {
    if (launches.size() < LAUNCHES) {
      return "";
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    int alarms = 0;
    for (int gate = 0; gate < GATES; gate++) {
      alarms += play(random) == Verdict.REGRESSION ? 1 : 0;
    }
    return "%.1f %% of %d, from %d launches"
        .formatted(100.0 * alarms / GATES, GATES, launches.size());
  }

  private Verdict play(RandomGenerator random) {
    List<LaunchEffects> drawn = new ArrayList<>();
    while (drawn.size() < LAUNCHES) {
      LaunchEffects launch = launches.get(random.nextInt(launches.size()));
      drawn.add(random.nextBoolean() ? launch : exchanged(launch));
    }
    return RecordedLaunches.judged(drawn).verdict();
  }

  private static LaunchEffects exchanged(LaunchEffects launch) {
    Map<Claim, Double> contrasts = new HashMap<>();
    launch.contrasts().forEach((claim, value) -> contrasts.put(claim, -value));
    return RecordedLaunches.effects(contrasts);
  }
}
