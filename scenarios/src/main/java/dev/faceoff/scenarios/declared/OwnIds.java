package dev.faceoff.scenarios.declared;

import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids that no other user has, in a fixed shape: no user's request is larger than another's. */
final class OwnIds {
  private static final long LEAST_ID = 100_000_000_000_000L;

  private OwnIds() {}

  /** Draws those of one user, by the names that templates have places for. */
  static Map<String, Object> draw(RandomGenerator random) {
    return Map.of(
        Template.OWN_ID,
        String.valueOf(random.nextLong(LEAST_ID, 10 * LEAST_ID)),
        Template.OWN_UUID,
        uuid(random).toString());
  }

  /** Version 4 of RFC 4122, from numbers that can be drawn again. */
  private static UUID uuid(RandomGenerator random) {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L,
        (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }
}
