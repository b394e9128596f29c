package dev.faceoff.load;

import dev.faceoff.scenarios.plan.GeneratorEvent;

/**
 * Told what the generator does, on the thread that reads its events: the next event waits until a
 * call returns, the load does not.
 */
public interface GeneratorListener {
  /** Does not listen. */
  GeneratorListener NONE =
      new GeneratorListener() {
        @Override
        public void blockBegins(int block, long beganNanoTime) {
          // Nobody wants to know.
        }

        @Override
        public void blockDrained(int block, long inFlight) {
          // Nobody wants to know.
        }

        @Override
        public void progress(GeneratorEvent counters) {
          // Nobody wants to know.
        }
      };

  /**
   * A block has begun, up to some 10 ms ago. Counters to compare with are better read when the
   * block before has drained, while nothing is in flight.
   *
   * @param beganNanoTime {@link System#nanoTime} of this process when the block's first second
   *     began. Late, never early, by what the quickest of all events so far took from being stamped
   *     to being read here: some ten microseconds once a dozen events have been read, and less than
   *     a millisecond on a busy machine.
   */
  void blockBegins(int block, long beganNanoTime);

  /**
   * A block is over and its samples are in the file.
   *
   * @param inFlight users of the block that have not left; above 0 only if the gap was too short
   */
  void blockDrained(int block, long inFlight);

  /** Once a second. */
  void progress(GeneratorEvent counters);

  /** Tells this one, and then another. */
  default GeneratorListener and(GeneratorListener other) {
    GeneratorListener first = this;
    return new GeneratorListener() {
      @Override
      public void blockBegins(int block, long beganNanoTime) {
        first.blockBegins(block, beganNanoTime);
        other.blockBegins(block, beganNanoTime);
      }

      @Override
      public void blockDrained(int block, long inFlight) {
        first.blockDrained(block, inFlight);
        other.blockDrained(block, inFlight);
      }

      @Override
      public void progress(GeneratorEvent counters) {
        first.progress(counters);
        other.progress(counters);
      }
    };
  }
}
