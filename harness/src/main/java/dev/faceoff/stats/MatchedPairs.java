package dev.faceoff.stats;

import dev.faceoff.model.Side;
import java.util.Arrays;

/**
 * The matched pairs of one endpoint in one launch, in the order in which they began: the same
 * request sent to both sides within milliseconds, in random order.
 *
 * <p>In columns: a launch has thousands. Filled once, then only read.
 */
public final class MatchedPairs {
  private static final int BASELINE_FAILED = 1;
  private static final int CANDIDATE_FAILED = 2;
  private static final int CANDIDATE_FIRST = 4;
  private static final int ANSWERS_DIFFER = 8;

  private final int launch;
  private final String endpoint;
  private int size;
  private long[] startNanos = new long[256];
  private long[] baselineNanos = new long[256];
  private long[] candidateNanos = new long[256];
  private byte[] flags = new byte[256];

  public MatchedPairs(int launch, String endpoint) {
    this.launch = launch;
    this.endpoint = endpoint;
  }

  /** From 0. */
  public int launch() {
    return launch;
  }

  public String endpoint() {
    return endpoint;
  }

  public int size() {
    return size;
  }

  /**
   * Adds a pair.
   *
   * @param first the side that was asked first
   * @param pairStartNanos when it was asked, from the start of the load
   * @param baselineLatencyNanos from actual start to end, failed or not
   * @param answersDiffer both answered without error, but not the same
   */
  public void add(
      Side first,
      long pairStartNanos,
      long baselineLatencyNanos,
      boolean baselineFailed,
      long candidateLatencyNanos,
      boolean candidateFailed,
      boolean answersDiffer) {
    if (size == startNanos.length) {
      startNanos = Arrays.copyOf(startNanos, 2 * size);
      baselineNanos = Arrays.copyOf(baselineNanos, 2 * size);
      candidateNanos = Arrays.copyOf(candidateNanos, 2 * size);
      flags = Arrays.copyOf(flags, 2 * size);
    }
    startNanos[size] = pairStartNanos;
    baselineNanos[size] = baselineLatencyNanos;
    candidateNanos[size] = candidateLatencyNanos;
    flags[size] =
        (byte)
            ((baselineFailed ? BASELINE_FAILED : 0)
                | (candidateFailed ? CANDIDATE_FAILED : 0)
                | (first == Side.CANDIDATE ? CANDIDATE_FIRST : 0)
                | (answersDiffer ? ANSWERS_DIFFER : 0));
    size++;
  }

  /** When the first of the two was asked, from the start of the load. */
  public long startNanos(int pair) {
    return startNanos[checked(pair)];
  }

  /** Latency from actual start to end, failed or not. */
  public long latencyNanos(int pair, Side side) {
    return (side == Side.BASELINE ? baselineNanos : candidateNanos)[checked(pair)];
  }

  public boolean failed(int pair, Side side) {
    return has(pair, side == Side.BASELINE ? BASELINE_FAILED : CANDIDATE_FAILED);
  }

  /** The side that was asked first. */
  public Side first(int pair) {
    return has(pair, CANDIDATE_FIRST) ? Side.CANDIDATE : Side.BASELINE;
  }

  /** Whether both answered without error, but not the same. */
  public boolean answersDiffer(int pair) {
    return has(pair, ANSWERS_DIFFER);
  }

  /** Whether both answered without error: only then their latencies are compared. */
  public boolean bothAnswered(int pair) {
    return (flags[checked(pair)] & (BASELINE_FAILED | CANDIDATE_FAILED)) == 0;
  }

  private boolean has(int pair, int flag) {
    return (flags[checked(pair)] & flag) != 0;
  }

  private int checked(int pair) {
    if (pair < 0 || pair >= size) {
      throw new IndexOutOfBoundsException("pair %d of %d".formatted(pair, size));
    }
    return pair;
  }
}
