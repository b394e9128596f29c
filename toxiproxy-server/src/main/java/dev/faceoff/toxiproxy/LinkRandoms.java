package dev.faceoff.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The sources of chance of one connection: one for each toxic on each link, so that neither other
 * connections nor other toxics change what it draws.
 *
 * <p>The same seed, proxy, connection number, direction and toxic give the same draws.
 */
final class LinkRandoms {
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final long seed;

  /**
   * @param seed of the server
   * @param proxy its name
   * @param connection its number among the proxy's connections, in order of arrival
   */
  LinkRandoms(long seed, String proxy, long connection) {
    this.seed = mix(mix(mix(0, seed), proxy), connection);
  }

  /** A generator that begins anew; each stage keeps its own. */
  RandomGenerator of(Direction direction, String toxic) {
    return GENERATORS.create(mix(mix(seed, direction.label()), toxic));
  }

  private static long mix(long state, String text) {
    long mixed = state;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      mixed = mix(mixed, b);
    }
    return mixed;
  }

  /** Takes a value in, so that neighbouring ones end far apart: the finalizer of MurmurHash3. */
  private static long mix(long state, long value) {
    long mixed = state * 31 + value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
