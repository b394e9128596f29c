package dev.faceoff.scenarios.plan;

/**
 * What one of several generators that play a plan together does of it. The users of each block are
 * dealt out in turn: user {@code k}, counted from 0, is sent by generator {@code k mod generators +
 * 1}. So together they send what one alone would, each arrival once, at its own time and with its
 * own payload, whatever numbers of generators and arrivals are.
 *
 * @param generator from 1
 * @param generators how many there are
 * @param beginEpochMillis when second 0 of the load is, by this machine's clock; 0 for soon after
 *     the generator is ready
 */
public record Share(int generator, int generators, long beginEpochMillis) {
  /** All of a plan, as soon as can be. */
  public static final Share ALL = new Share(1, 1, 0);

  public Share {
    if (generator < 1 || generator > generators) {
      throw new IllegalArgumentException(
          "generator must be from 1 to %d, but is %d".formatted(generators, generator));
    }
  }

  /** Whether there are other generators. */
  public boolean divided() {
    return generators > 1;
  }

  /** Whether second 0 of the load is at a time of day. */
  public boolean timed() {
    return beginEpochMillis > 0;
  }

  /** Whether this generator sends that user, counted from 0. */
  public boolean takes(long user) {
    return user % generators == generator - 1;
  }

  /** How many of so many users this generator sends. */
  public long of(long users) {
    return (users + generators - generator) / generators;
  }

  /** How much of a rate of all generators comes from this one. */
  public double perSecond(double ofAll) {
    return ofAll / generators;
  }

  /** Which of all users the {@code own}th of this generator is, both counted from 0. */
  public long user(long own) {
    return own * generators + generator - 1;
  }
}
