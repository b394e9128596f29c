package dev.faceoff.load;

import dev.faceoff.model.Alerting;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Load;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Side;
import dev.faceoff.model.Spike;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.LoadPlan.RateStep;
import dev.faceoff.scenarios.plan.SeededRandom;
import dev.faceoff.stats.SpikeTimes;
import dev.faceoff.stats.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Lays out the blocks of a launch: the variants warm up one after the other, then measured blocks
 * alternate in quadruples, ABBA or BAAB as drawn from the seed, so that a drift that is linear in
 * time hits both alike. Two blocks in a row, one of each variant, are a matched pair. With a third
 * variant it is ABCCBA in one of six orders, and three blocks are matched; one variant alone has
 * blocks alone. A fault timeline is played after all of them, so that no measured block follows a
 * fault; each play is a pair too. A launch of a gate has matched pairs of requests instead.
 */
public final class PlanBuilder {
  /**
   * Idle seconds before a block from which on the rows that a variant's database read can be
   * counted: PostgreSQL hands over the table statistics of an idle backend only after 10 s.
   */
  public static final int COUNTABLE_AFTER_IDLE_SECONDS = 11;

  /** Idle seconds before a step of a search. */
  public static final int STEP_LEAD_SECONDS = 1;

  /** Idle seconds after each part of a launch of matched pairs. */
  private static final int MATCHED_GAP_SECONDS = 1;

  /** A room does not wait longer for services that need not be at their best. */
  private static final int STANDING_WARM_UP_SECONDS = 8;

  /** Idle seconds after each warm-up of a launch with spikes. */
  private static final int SPIKE_GAP_SECONDS = 1;

  /** A watched fault may come so much later than it could. */
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private PlanBuilder() {}

  /**
   * The blocks of a launch, in order of time; the same arguments give the same blocks.
   *
   * @param launch from 0; each launch has its own order
   * @param variants baseline, candidate, then others; each gets half of the profile's blocks
   * @param played those of the variants that play the timeline
   * @param timeline played {@code profile.timelines()} times for each of those; empty for none
   * @param countRows whether each variant gets a break for {@link #firstCountable}; see {@link
   *     #countsRows}
   */
  public static List<PlannedBlock> build(
      long seed,
      int launch,
      List<String> variants,
      List<String> played,
      Profile profile,
      Load load,
      Optional<FaultTimeline> timeline,
      boolean countRows) {
    int rounds = profile.blocks() / 2;
    List<String> order =
        measuredOrder(SeededRandom.of(seed, "block order", launch), variants, rounds);
    List<PlannedBlock> blocks = new ArrayList<>();
    int second =
        addWarmUps(
            blocks,
            order.subList(0, variants.size()),
            profile.warmUpSeconds(),
            profile.gapSeconds(),
            load.warmUpUsers());
    second += countRows ? furtherIdleSeconds(profile, variants.size()) : 0;
    for (int i = 0; i < order.size(); i++) {
      blocks.add(
          new PlannedBlock(
              blocks.size(),
              Purpose.MEASURE,
              order.get(i),
              i / variants.size(),
              second,
              profile.blockSeconds(),
              0,
              load.arrivalsPerSecond()));
      second += profile.blockSeconds() + profile.gapSeconds();
    }
    if (timeline.isPresent()) {
      int length = seconds(timeline.get());
      for (int play = 0; play < profile.timelines(); play++) {
        for (String variant : playOrder(seed, launch, play, played, profile.timelines())) {
          blocks.add(
              new PlannedBlock(
                  blocks.size(),
                  Purpose.TIMELINE,
                  variant,
                  rounds + play,
                  second,
                  length,
                  0,
                  load.arrivalsPerSecond()));
          second += length + gapAfterPlay(profile.gapSeconds(), load);
        }
      }
    }
    return List.copyOf(blocks);
  }

  /**
   * The block of one step of a search for the capacity. Service and generator are warm from what
   * was played before; an idle second goes first, in which the generator's clock is set.
   */
  public static List<PlannedBlock> step(String variant, int stepSeconds, double arrivalsPerSecond) {
    return List.of(
        new PlannedBlock(
            0, Purpose.MEASURE, variant, 0, STEP_LEAD_SECONDS, stepSeconds, 0, arrivalsPerSecond));
  }

  /**
   * The turns in which a search under a limit warms its variants up, each a plan of its own: by
   * arrivals, as users without pause come as fast as they are answered.
   *
   * @param mostArrivalsPerSecond that may come
   */
  public static List<List<PlannedBlock>> arrivingWarmUps(
      List<String> variants, Profile profile, Load load, double mostArrivalsPerSecond) {
    double rate = Math.min(load.arrivalsPerSecond(), mostArrivalsPerSecond);
    return variants.stream().map(variant -> step(variant, profile.warmUpSeconds(), rate)).toList();
  }

  /**
   * The turns of a launch that measures throughput against concurrency, each a plan of its own from
   * second 0, so that a variant can come to rest before the other's turn. Each round gives each
   * variant closed blocks of all numbers of users, in an order drawn anew for the round, so that
   * neither drift nor what came before favours a load; the first turn of a variant begins with its
   * warm-up. Variants alternate as in {@link #build}: rounds of the same variant in a row are one
   * turn.
   *
   * @param users numbers of users, each once
   * @param rounds how many blocks each variant gets of each load
   */
  public static List<List<PlannedBlock>> concurrency(
      long seed,
      int launch,
      List<String> variants,
      Profile profile,
      Load load,
      List<Integer> users,
      int rounds) {
    requireTwoAtMost(variants);
    List<String> order =
        measuredOrder(SeededRandom.of(seed, "closed block order", launch), variants, rounds);
    // Few users would leave a service cold that waits rather than works for each of them.
    int usual = users.stream().sorted().toList().get(users.size() / 2);
    List<List<PlannedBlock>> turns = new ArrayList<>();
    List<PlannedBlock> turn = List.of();
    int second = 0;
    for (int i = 0; i < order.size(); i++) {
      String variant = order.get(i);
      if (i == 0 || !variant.equals(order.get(i - 1))) {
        turn = new ArrayList<>();
        turns.add(turn);
        second = 0;
      }
      if (!order.subList(0, i).contains(variant)) {
        second =
            addWarmUps(
                turn,
                List.of(variant),
                profile.warmUpSeconds(),
                profile.gapSeconds(),
                Math.max(usual, load.warmUpUsers()));
      }
      int round = i / variants.size();
      List<Integer> drawn = shuffled(users, SeededRandom.of(seed, "load order", launch, round));
      for (int k = 0; k < drawn.size(); k++) {
        turn.add(
            new PlannedBlock(
                turn.size(),
                Purpose.CLOSED,
                variant,
                round * drawn.size() + k,
                second,
                profile.blockSeconds(),
                drawn.get(k),
                0));
        second += profile.blockSeconds() + profile.gapSeconds();
      }
    }
    return turns.stream().map(List::copyOf).toList();
  }

  /**
   * The blocks of a launch that plays a spike once for each variant, after the warm-up; each play
   * has the phases of {@link #times}.
   */
  public static List<PlannedBlock> spike(
      long seed, int launch, List<String> variants, Spike spike, Load load) {
    requireTwoAtMost(variants);
    SpikeTimes times = times(spike);
    double usual = load.arrivalsPerSecond();
    List<RateStep> steps =
        List.of(
            new RateStep(times.fromSecond(), spike.factor() * usual),
            new RateStep(times.toSecond(), usual));
    List<PlannedBlock> blocks = new ArrayList<>();
    List<String> order = playOrder(seed, launch, 0, variants, 1);
    int second =
        addWarmUps(blocks, order, spike.warmUpSeconds(), SPIKE_GAP_SECONDS, load.warmUpUsers());
    for (String variant : order) {
      blocks.add(
          new PlannedBlock(
              blocks.size(),
              Purpose.TIMELINE,
              variant,
              0,
              second,
              times.seconds(),
              0,
              usual,
              steps));
      second += times.seconds() + gapAfterPlay(SPIKE_GAP_SECONDS, load);
    }
    return List.copyOf(blocks);
  }

  /**
   * The blocks of a pair that is shown: all variants warm up side by side, and then stand under the
   * same arrivals.
   *
   * @param variants one or two
   * @param seconds how long they stand
   */
  public static List<PlannedBlock> standing(List<String> variants, Load load, int seconds) {
    requireTwoAtMost(variants);
    List<PlannedBlock> blocks = new ArrayList<>();
    for (String variant : variants) {
      blocks.add(
          new PlannedBlock(
              blocks.size(),
              Purpose.WARM_UP,
              variant,
              -1,
              0,
              STANDING_WARM_UP_SECONDS,
              load.warmUpUsers(),
              0));
    }
    for (String variant : variants) {
      blocks.add(
          new PlannedBlock(
              blocks.size(),
              Purpose.STANDING,
              variant,
              0,
              STANDING_WARM_UP_SECONDS + MATCHED_GAP_SECONDS,
              seconds,
              0,
              load.arrivalsPerSecond()));
    }
    return List.copyOf(blocks);
  }

  /**
   * The blocks of a launch that is watched: all variants warm up side by side, and then get the
   * same arrivals and the faults of {@link #faults}.
   *
   * @param variants two of them
   */
  public static List<PlannedBlock> watched(List<String> variants, Alerting alerting, Load load) {
    requireTwoAtMost(variants);
    List<PlannedBlock> blocks = new ArrayList<>();
    int warmUp = alerting.warmUpSeconds();
    for (String variant : variants) {
      blocks.add(
          new PlannedBlock(
              blocks.size(), Purpose.WARM_UP, variant, -1, 0, warmUp, load.warmUpUsers(), 0));
    }
    for (String variant : variants) {
      blocks.add(
          new PlannedBlock(
              blocks.size(),
              Purpose.TIMELINE,
              variant,
              0,
              warmUp + MATCHED_GAP_SECONDS,
              watchedSeconds(alerting),
              0,
              load.arrivalsPerSecond()));
    }
    return List.copyOf(blocks);
  }

  /**
   * When the faults of a watched launch come: in each round each once, in an order drawn anew, so
   * that none always follows the same one; and each at a moment drawn anew within a second, so that
   * they fall anywhere between two scrapes and two evaluations.
   */
  public static FaultTimeline faults(long seed, int launch, Alerting alerting) {
    RandomGenerator random = SeededRandom.of(seed, "watched faults", launch);
    List<FaultWindow> windows = new ArrayList<>();
    Duration from = Duration.ZERO;
    for (int round = 0; round < alerting.rounds(); round++) {
      for (FaultWindow fault : shuffled(alerting.faults(), random)) {
        Duration at =
            from.plusSeconds(alerting.healthySeconds())
                .plusMillis(random.nextInt((int) WITHIN.toMillis()));
        windows.add(
            new FaultWindow(fault.name(), fault.fault(), fault.connection(), at, fault.length()));
        from = from.plusSeconds(alerting.healthySeconds()).plus(WITHIN).plus(fault.length());
      }
    }
    return new FaultTimeline(Duration.ofSeconds(watchedSeconds(alerting)), windows);
  }

  /** Length of a watched launch's load without its warm-up, in seconds. */
  private static int watchedSeconds(Alerting alerting) {
    Duration round = Duration.ZERO;
    for (FaultWindow fault : alerting.faults()) {
      round = round.plusSeconds(alerting.healthySeconds()).plus(WITHIN).plus(fault.length());
    }
    Duration all = round.multipliedBy(alerting.rounds());
    return (int) Math.ceil(all.toMillis() / 1e3) + Watch.AFTER_SECONDS;
  }

  /** Length of a watched launch's load, in seconds. */
  public static int seconds(Alerting alerting) {
    return alerting.warmUpSeconds() + MATCHED_GAP_SECONDS + watchedSeconds(alerting);
  }

  /** When the spike comes and goes in its plays. */
  public static SpikeTimes times(Spike spike) {
    return new SpikeTimes(spike.beforeSeconds(), spike.spikeSeconds(), spike.afterSeconds());
  }

  /**
   * Length of a launch's load with spikes, the gaps between them included, in seconds.
   *
   * @param variants how many
   */
  public static int seconds(int variants, Spike spike, Load load) {
    return variants * (spike.warmUpSeconds() + SPIKE_GAP_SECONDS + times(spike).seconds())
        + (variants - 1) * gapAfterPlay(SPIKE_GAP_SECONDS, load);
  }

  private static void requireTwoAtMost(List<String> variants) {
    if (variants.isEmpty() || variants.size() > 2) {
      throw new IllegalArgumentException("a plan needs one variant or two, but got " + variants);
    }
  }

  /**
   * Adds a warm-up of each variant.
   *
   * @param order of the variants in which they are measured; the first has waited longest by then
   * @return the second after the last gap
   */
  private static int addWarmUps(
      List<PlannedBlock> blocks, List<String> order, int warmUpSeconds, int gapSeconds, int users) {
    int second = 0;
    for (String variant : order) {
      blocks.add(
          new PlannedBlock(
              blocks.size(), Purpose.WARM_UP, variant, -1, second, warmUpSeconds, users, 0));
      second += warmUpSeconds + gapSeconds;
    }
    return second;
  }

  private static <T> List<T> shuffled(List<T> values, RandomGenerator random) {
    List<T> drawn = new ArrayList<>(values);
    for (int i = drawn.size() - 1; i > 0; i--) {
      Collections.swap(drawn, i, random.nextInt(i + 1));
    }
    return drawn;
  }

  /**
   * The blocks of a launch of matched pairs, each for both sides side by side: warm-up without
   * pause, settling at the measured rate, measuring; an idle second between them, in which counters
   * can be read.
   *
   * @param load how many users warm each side up, and the rate where the rules have none
   */
  public static List<PlannedBlock> matched(GateRules rules, Load load) {
    double rate = rules.pairsPerSecond(load);
    int settle = rules.warmUpSeconds() + MATCHED_GAP_SECONDS;
    int measure = settle + rules.settleSeconds() + MATCHED_GAP_SECONDS;
    List<PlannedBlock> blocks = new ArrayList<>();
    addBothSides(blocks, Purpose.WARM_UP, -1, 0, rules.warmUpSeconds(), load.warmUpUsers(), 0);
    addBothSides(blocks, Purpose.SETTLE, 0, settle, rules.settleSeconds(), 0, rate);
    addBothSides(blocks, Purpose.MATCHED, 1, measure, rules.measureSeconds(), 0, rate);
    return List.copyOf(blocks);
  }

  private static void addBothSides(
      List<PlannedBlock> blocks,
      Purpose purpose,
      int pair,
      int second,
      int seconds,
      int warmUpUsers,
      double rate) {
    for (Side side : Side.values()) {
      blocks.add(
          new PlannedBlock(
              blocks.size(), purpose, side.id(), pair, second, seconds, warmUpUsers, rate));
    }
  }

  /**
   * Length of a launch's load with all its gaps, in seconds; for parameters see {@link #build}.
   *
   * @param variants how many
   * @param played how many of them play the timeline
   */
  public static int seconds(
      int variants,
      int played,
      Profile profile,
      Load load,
      Optional<FaultTimeline> timeline,
      boolean countRows) {
    int plays =
        timeline
            .map(
                line ->
                    played
                        * profile.timelines()
                        * (seconds(line) + gapAfterPlay(profile.gapSeconds(), load)))
            .orElse(0);
    return variants * (profile.warmUpSeconds() + profile.gapSeconds())
        + (countRows ? furtherIdleSeconds(profile, variants) : 0)
        + variants * (profile.blocks() / 2) * (profile.blockSeconds() + profile.gapSeconds())
        + plays;
  }

  /**
   * Whether the rows that a scenario's variants read are counted: if there is a database, and no
   * timeline. PostgreSQL hands the last rows in when a service has disconnected, by which time they
   * would include those of the plays.
   */
  public static boolean countsRows(Scenario scenario) {
    return scenario.database().isPresent() && scenario.faults().timeline().isEmpty();
  }

  /**
   * The first measured block of a variant before which it idled long enough for its rows to be
   * counted from there on. Every plan that counts rows has one for each variant.
   */
  public static PlannedBlock firstCountable(List<PlannedBlock> blocks, String variant) {
    int idleSince = Integer.MAX_VALUE;
    for (PlannedBlock block : blocks) {
      if (block.variant().equals(variant)) {
        if (block.startSecond() - (long) idleSince >= COUNTABLE_AFTER_IDLE_SECONDS) {
          return block;
        }
        idleSince = block.endSecond();
      }
    }
    throw new IllegalArgumentException("the plan has no break for " + variant);
  }

  /**
   * What the gap after the last warm-up lacks for each variant to have a break that is long enough.
   * From two quadruples on all have one while others are measured twice or more; with fewer it must
   * come before their first block. Then the one measured first has idled since the warm-ups of the
   * others, the one measured last since their first blocks began, and the rest in between.
   */
  private static int furtherIdleSeconds(Profile profile, int variants) {
    int gap = profile.gapSeconds();
    int block = profile.blockSeconds();
    // One alone has no other's blocks to idle in.
    if (variants > 1
        && profile.blocks() >= 8
        && 3 * gap + 2 * block >= COUNTABLE_AFTER_IDLE_SECONDS) {
      return 0;
    }
    int idle = gap + (variants - 1) * (Math.min(profile.warmUpSeconds(), block) + gap);
    return Math.max(0, COUNTABLE_AFTER_IDLE_SECONDS - idle);
  }

  private static int seconds(FaultTimeline timeline) {
    return Math.toIntExact(timeline.length().toSeconds());
  }

  /**
   * Long enough for a request that is stuck to be given up: the service may not have recovered, and
   * the other variant's play must find the machine quiet.
   */
  private static int gapAfterPlay(int gapSeconds, Load load) {
    int timeoutSeconds = (int) Math.ceil(load.requestTimeout().toMillis() / 1000.0);
    return Math.max(gapSeconds, timeoutSeconds + 1);
  }

  /**
   * Drawn for every other play; the one after it, perhaps of the next launch, is mirrored.
   *
   * @param plays in a launch
   */
  private static List<String> playOrder(
      long seed, int launch, int play, List<String> variants, int plays) {
    long ofAll = (long) launch * plays + play;
    List<String> order = drawn(SeededRandom.of(seed, "timeline order", ofAll / 2), variants);
    return ofAll % 2 == 0 ? order : mirrored(order);
  }

  /**
   * Rounds in which each variant comes once: drawn for every other round, the one after it
   * mirrored, so that over both each variant has the same mean place.
   */
  private static List<String> measuredOrder(
      RandomGenerator random, List<String> variants, int rounds) {
    List<String> order = new ArrayList<>();
    for (int round = 0; round < rounds; round += 2) {
      List<String> first = drawn(random, variants);
      order.addAll(first);
      if (round + 1 < rounds) {
        order.addAll(mirrored(first));
      }
    }
    return order;
  }

  /** All orders are equally likely (Durstenfeld, "Algorithm 235", 1964). */
  private static List<String> drawn(RandomGenerator random, List<String> variants) {
    List<String> order = new ArrayList<>(variants);
    for (int i = 0; i < order.size() - 1; i++) {
      Collections.swap(order, i, i + random.nextInt(order.size() - i));
    }
    return order;
  }

  private static List<String> mirrored(List<String> order) {
    List<String> mirrored = new ArrayList<>(order);
    Collections.reverse(mirrored);
    return mirrored;
  }
}
