package dev.faceoff.scenarios.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything the generator does in one launch, decided beforehand; a JSON file.
 *
 * @param journeyClass class of the journey all targets get
 * @param settings resolved settings of the scenario, by name
 * @param seed of all draws; the same pair of blocks gets the same payloads
 * @param targets base addresses by variant, for example {@code http://127.0.0.1:4711}, one a
 *     replica; of several each gets its turn
 * @param blocks by start; two may stand side by side, see {@link PlannedBlock#isBeside}, no others
 *     overlap
 * @param requestTimeoutMillis after which a request counts as failed
 * @param samplesFile where the samples go, absolute
 * @param ownRequests what variants are sent in place of the journey's requests, as text, by
 *     variant; a variant that is not here is sent those of the journey
 * @param share what of it this generator plays
 */
public record LoadPlan(
    String journeyClass,
    Map<String, String> settings,
    long seed,
    Map<String, List<String>> targets,
    List<PlannedBlock> blocks,
    int requestTimeoutMillis,
    String samplesFile,
    Map<String, String> ownRequests,
    Share share) {
  /**
   * Seconds at the start of a closed block in which answers are not counted: all users begin at
   * once, which is not how they go on.
   */
  public static final int CLOSED_LEAD_SECONDS = 1;

  /** How many times the rate at which a standing block begins its rate may become. */
  public static final int STANDING_MOST_TIMES = 4;

  public LoadPlan {
    settings = Map.copyOf(settings);
    targets =
        targets.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, target -> List.copyOf(target.getValue())));
    blocks = List.copyOf(blocks);
    ownRequests = Map.copyOf(ownRequests);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("a plan needs at least one block");
    }
    if (requestTimeoutMillis < 1) {
      throw new IllegalArgumentException(
          "requestTimeoutMillis must be at least 1, but is " + requestTimeoutMillis);
    }
    targets.forEach(
        (variant, addresses) -> {
          if (addresses.isEmpty()) {
            throw new IllegalArgumentException("variant \"%s\" has no address".formatted(variant));
          }
        });
    int free = 0;
    for (int i = 0; i < blocks.size(); i++) {
      PlannedBlock block = blocks.get(i);
      if (block.index() != i) {
        throw new IllegalArgumentException(
            "block %d stands at position %d".formatted(block.index(), i));
      }
      boolean beside = i > 0 && block.isBeside(blocks.get(i - 1));
      if (block.startSecond() < free && !beside) {
        throw new IllegalArgumentException(
            "block %d starts in second %d, but the one before ends in second %d"
                .formatted(i, block.startSecond(), free));
      }
      if (!targets.containsKey(block.variant())) {
        throw new IllegalArgumentException(
            "block %d is for variant \"%s\", but there are only targets for %s"
                .formatted(i, block.variant(), targets.keySet()));
      }
      if (block.purpose().matched() && !beside && !standsBesideNext(blocks, i)) {
        throw new IllegalArgumentException(
            "block %d is matched, but no block for another target stands beside it".formatted(i));
      }
      if (beside && i > 1 && blocks.get(i - 1).isBeside(blocks.get(i - 2))) {
        throw new IllegalArgumentException(
            "block %d stands beside two others; there are two sides".formatted(i));
      }
      if (share.divided() && !block.purpose().divisible()) {
        throw new IllegalArgumentException(
            "block %d cannot be divided: %s is for one generator".formatted(i, block.purpose()));
      }
      free = block.endSecond();
    }
  }

  /** A plan that one generator plays. */
  public LoadPlan(
      String journeyClass,
      Map<String, String> settings,
      long seed,
      Map<String, List<String>> targets,
      List<PlannedBlock> blocks,
      int requestTimeoutMillis,
      String samplesFile,
      Map<String, String> ownRequests) {
    this(
        journeyClass,
        settings,
        seed,
        targets,
        blocks,
        requestTimeoutMillis,
        samplesFile,
        ownRequests,
        Share.ALL);
  }

  /** A plan that one generator plays, in which all variants are sent the journey's requests. */
  public LoadPlan(
      String journeyClass,
      Map<String, String> settings,
      long seed,
      Map<String, List<String>> targets,
      List<PlannedBlock> blocks,
      int requestTimeoutMillis,
      String samplesFile) {
    this(
        journeyClass, settings, seed, targets, blocks, requestTimeoutMillis, samplesFile, Map.of());
  }

  private static boolean standsBesideNext(List<PlannedBlock> blocks, int index) {
    return index + 1 < blocks.size() && blocks.get(index + 1).isBeside(blocks.get(index));
  }

  /** Second in which the last block ends; its requests may end later. */
  public int endSecond() {
    return blocks.get(blocks.size() - 1).endSecond();
  }

  /** What a block is for. */
  public enum Purpose {
    /** Users that call without pause; a target at a time, or two side by side. */
    WARM_UP,
    /** Without faults; compared with the other variant's block of the same pair. */
    MEASURE,
    /** Users that call without pause, measured: how much gets done with so many at a time. */
    CLOSED,
    /**
     * Under faults that come and go, or under arrivals whose rate changes; a target at a time, or
     * two side by side.
     */
    TIMELINE,
    /**
     * As {@link #MEASURE}, of one target; besides, each sample tells which request was sent and how
     * much was answered.
     */
    INSPECT,
    /**
     * Matched pairs that are not measured: both targets at the measured rate, side by side, each
     * payload twice, so that it shows whether a target answers the same request alike.
     */
    SETTLE,
    /**
     * Matched pairs: the k-th arrival comes to both targets, with the same payload, and waits at
     * one of them, drawn from the seed, until the other has had time to answer.
     */
    MATCHED,
    /**
     * Both targets, side by side, at a rate that is changed while it is played. Users come {@link
     * LoadPlan#STANDING_MOST_TIMES} times as often as the rate at which it begins needs; those that
     * the rate of the moment does not need leave at once.
     */
    STANDING;

    /** Whether a fixed number of users sets the pace, not a rate of arrivals. */
    public boolean closed() {
      return this == WARM_UP || this == CLOSED;
    }

    /** Whether both targets get the same arrivals, side by side. */
    public boolean matched() {
      return this == SETTLE || this == MATCHED;
    }

    /** Whether samples tell what was answered. */
    public boolean digested() {
      return matched() || this == INSPECT;
    }

    /**
     * Whether it is measured: it does not bring the targets into the state to measure, nor does it
     * only show them.
     */
    public boolean measured() {
      return this != WARM_UP && this != SETTLE && this != STANDING;
    }

    /** Whether several generators may play it together: what its users do hangs on no other's. */
    boolean divisible() {
      return closed() || this == MEASURE || this == TIMELINE;
    }

    /** Whether blocks of it may stand side by side. */
    boolean besides() {
      return this == WARM_UP || this == TIMELINE || this == STANDING || matched();
    }
  }

  /**
   * A rate of arrivals that changes within a block.
   *
   * @param atSecond from the start of the block
   * @param arrivalsPerSecond from then on
   */
  public record RateStep(int atSecond, double arrivalsPerSecond) {}

  /**
   * Whole seconds of a block in which arrivals come at one rate.
   *
   * @param fromSecond from the start of the block
   */
  public record Stretch(int fromSecond, int seconds, double arrivalsPerSecond) {
    /** Users that arrive in it. */
    public long arrivals() {
      return Math.round(arrivalsPerSecond * seconds);
    }
  }

  /**
   * A stretch of load on one target, in whole seconds (Gatling injects in whole seconds), followed
   * by idle time.
   *
   * @param index position in the plan, from 0
   * @param pair matched pair of blocks, from 0, the plays of a timeline after all others; -1 while
   *     warming up
   * @param startSecond from the start of the load
   * @param users that call without pause, in blocks whose purpose is closed; else 0
   * @param arrivalsPerSecond open arrivals, in blocks whose purpose is not closed; in a standing
   *     one those it begins with; else 0
   * @param rateSteps later rates, by second; a timeline only
   */
  public record PlannedBlock(
      int index,
      Purpose purpose,
      String variant,
      int pair,
      int startSecond,
      int seconds,
      int users,
      double arrivalsPerSecond,
      List<RateStep> rateSteps) {
    public PlannedBlock {
      rateSteps = List.copyOf(rateSteps);
      if (startSecond < 0 || seconds < 1) {
        throw new IllegalArgumentException(
            "block %d must start at 0 or later and last at least 1 s, but starts at %d and lasts %d s"
                .formatted(index, startSecond, seconds));
      }
      boolean loads = purpose.closed() ? users >= 1 : arrivalsPerSecond > 0;
      if (!loads) {
        throw new IllegalArgumentException("block %d would load nothing".formatted(index));
      }
      if (purpose == Purpose.CLOSED && seconds <= CLOSED_LEAD_SECONDS) {
        throw new IllegalArgumentException(
            "closed block %d must last longer than %d s, in which nothing is counted"
                .formatted(index, CLOSED_LEAD_SECONDS));
      }
      if (purpose != Purpose.TIMELINE && !rateSteps.isEmpty()) {
        throw new IllegalArgumentException(
            "block %d has one rate throughout: only a timeline has steps".formatted(index));
      }
      int earliest = 1;
      for (RateStep step : rateSteps) {
        if (step.atSecond() < earliest || step.atSecond() >= seconds) {
          throw new IllegalArgumentException(
              "block %d cannot change its rate in second %d: it must be from %d to %d"
                  .formatted(index, step.atSecond(), earliest, seconds - 1));
        }
        if (!(step.arrivalsPerSecond() > 0)) {
          throw new IllegalArgumentException(
              "block %d would load nothing from second %d on".formatted(index, step.atSecond()));
        }
        earliest = step.atSecond() + 1;
      }
    }

    /** A block whose load stays the same. */
    public PlannedBlock(
        int index,
        Purpose purpose,
        String variant,
        int pair,
        int startSecond,
        int seconds,
        int users,
        double arrivalsPerSecond) {
      this(
          index, purpose, variant, pair, startSecond, seconds, users, arrivalsPerSecond, List.of());
    }

    /**
     * Whether both share their seconds: warm-up, a timeline, matched pairs or standing load of two
     * targets, which differ in nothing but the target.
     */
    public boolean isBeside(PlannedBlock other) {
      return purpose.besides()
          && purpose == other.purpose
          && !variant.equals(other.variant)
          && pair == other.pair
          && startSecond == other.startSecond
          && seconds == other.seconds
          && users == other.users
          && arrivalsPerSecond == other.arrivalsPerSecond
          && rateSteps.equals(other.rateSteps);
    }

    /** Second in which the block ends. */
    public int endSecond() {
      return startSecond + seconds;
    }

    /** The block cut where its rate changes; none where users set the pace. */
    public List<Stretch> stretches() {
      if (purpose.closed()) {
        return List.of();
      }
      List<Stretch> stretches = new ArrayList<>();
      int from = 0;
      double rate =
          purpose == Purpose.STANDING ? arrivalsPerSecond * STANDING_MOST_TIMES : arrivalsPerSecond;
      for (RateStep step : rateSteps) {
        stretches.add(new Stretch(from, step.atSecond() - from, rate));
        from = step.atSecond();
        rate = step.arrivalsPerSecond();
      }
      stretches.add(new Stretch(from, seconds - from, rate));
      return stretches;
    }

    /** Planned arrivals, in a standing block the most there can be; 0 where users set the pace. */
    public long arrivals() {
      return stretches().stream().mapToLong(Stretch::arrivals).sum();
    }
  }
}
