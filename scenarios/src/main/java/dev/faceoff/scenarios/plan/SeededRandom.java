package dev.faceoff.scenarios.plan;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers from one seed, split by purpose, so that one purpose's draws never shift
 * another's.
 */
public final class SeededRandom {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private SeededRandom() {}

  /**
   * A generator of its own for each seed, purpose and path.
   *
   * @param purpose what the numbers are for, for example "block order"
   * @param path which of many, for example launch or pair and arrival
   */
  public static RandomGenerator of(long seed, String purpose, long... path) {
    long state = mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      state = mix(state + purpose.charAt(i));
    }
    for (long step : path) {
      state = mix(state + step);
    }
    return FACTORY.create(state);
  }

  /** Adds the golden gamma and mixes: SplitMix64 with Stafford's variant 13. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
