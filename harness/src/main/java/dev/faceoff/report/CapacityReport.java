package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.List;
import java.util.Optional;

/**
 * The highest rate of arrivals that each variant kept, and how its throughput follows its users.
 *
 * @param reasons why the status is not VALID, a sentence each
 * @param users numbers of users at a time that called without pause, ascending; none where the
 *     arrivals were limited
 * @param rounds planned blocks of each number of users for each variant and launch
 * @param profile launches and blocks, planned
 * @param variants baseline first; empty when the status allows no number
 * @param ratio of the candidate's rate over the baseline's; empty where there is none
 * @param generator what the load generator itself keeps; empty where that was not looked for
 * @param cost of a million requests at the highest rates that were kept; empty where not measured
 * @param trust empty where nothing was measured
 */
public record CapacityReport(
    Status status,
    List<String> reasons,
    Goal objective,
    List<Integer> users,
    int rounds,
    int stepSeconds,
    Load load,
    Profile profile,
    List<VariantCapacity> variants,
    Optional<Rate> ratio,
    Optional<GeneratorLimit> generator,
    Optional<CostReport> cost,
    Optional<Trust> trust) {
  public CapacityReport {
    reasons = List.copyOf(reasons);
    users = List.copyOf(users);
    variants = List.copyOf(variants);
  }

  /**
   * What had to be kept for a whole step.
   *
   * @param quantile share of the endpoint's requests that had to be quick enough
   * @param errorShare share of the requests of all endpoints that might fail
   */
  public record Goal(String endpoint, double quantile, double millis, double errorShare) {}

  /**
   * Arrivals a second, or a ratio of them.
   *
   * @param atLeast whether it is only a lower bound, and there is no interval
   */
  public record Rate(Estimate estimate, boolean atLeast) {}

  /**
   * One variant.
   *
   * @param rate that it keeps; empty where there is none
   * @param rateNote why there is none; empty where there is one
   * @param searches one a launch
   * @param limits what kept it from more, or from any rate at all, each resource once
   * @param throughputs by users, ascending
   * @param law through them; empty where there is none
   * @param lawNote why there is none; empty where there is one
   */
  public record VariantCapacity(
      String variant,
      Optional<Rate> rate,
      String rateNote,
      List<Search> searches,
      List<Limit> limits,
      List<Throughput> throughputs,
      Optional<Law> law,
      String lawNote) {
    public VariantCapacity {
      searches = List.copyOf(searches);
      limits = List.copyOf(limits);
      throughputs = List.copyOf(throughputs);
    }

    /** Whether any step told something of the variant, and not of the load generator. */
    public boolean hasSoundStep() {
      return searches.stream()
          .flatMap(search -> search.steps().stream())
          .anyMatch(step -> step.outcome() != Outcome.GENERATOR_UNSOUND);
    }
  }

  /**
   * What the load generator itself keeps on this machine, the journey's checks included, of a
   * stand-in that answers from memory.
   *
   * @param kept highest rate of arrivals that it kept; empty where it kept none that was tried
   * @param notKept lowest rate that it did not keep; empty where it kept all that were tried
   * @param note what went wrong at that rate, or why nothing is known; empty where nothing did
   */
  public record GeneratorLimit(Optional<Double> kept, Optional<Double> notKept, String note) {
    /** From this share of the generator's own limit on it may be what limits a service. */
    public static final double NEAR = 0.8;

    /** Whether a rate is so near that the generator may be the limit. */
    public boolean isNear(double arrivalsPerSecond) {
      return kept.isPresent() && arrivalsPerSecond >= NEAR * kept.get();
    }
  }

  /** Why a search ended. */
  public enum Ending {
    FOUND("found"),
    GENERATOR_LIMIT("what the generator can offer"),
    ASKED_LIMIT("the limit that was asked for"),
    BUDGET("time or steps used up");

    private final String label;

    Ending(String label) {
      this.label = label;
    }

    /** Name for people. */
    public String label() {
      return label;
    }
  }

  /**
   * One launch's search.
   *
   * @param kept highest rate that was kept; empty when none was
   * @param notKept lowest rate that was not; empty when none was found
   * @param steps in order
   */
  public record Search(
      int launch,
      Optional<Double> kept,
      Optional<Double> notKept,
      Ending ending,
      List<Step> steps) {
    public Search {
      steps = List.copyOf(steps);
    }

    /** Arrivals a second of its fastest step; 0 before any. */
    public double highestTried() {
      return steps.stream().mapToDouble(Step::arrivalsPerSecond).max().orElse(0);
    }
  }

  /** What a step told of its rate. */
  public enum Outcome {
    KEPT("kept"),
    NOT_KEPT("not kept"),
    UNDECIDED("undecided"),
    GENERATOR_UNSOUND("generator unsound");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** Name for people. */
    public String label() {
      return label;
    }
  }

  /**
   * A step of a search.
   *
   * @param requests of the objective's endpoint
   * @param latencyMillis of those, at the objective's quantile
   * @param errorShare share of the requests of all endpoints that failed
   * @param afterSeconds how long the service worked on when its last request was answered
   */
  public record Step(
      double arrivalsPerSecond,
      Outcome outcome,
      long requests,
      double latencyMillis,
      double errorShare,
      double afterSeconds) {}

  /** What ran out, and the sentence that shows it. */
  public record Limit(String resource, String evidence) {}

  /**
   * What got done for a number of users at a time.
   *
   * @param blocks over which it is the geometric mean
   * @param latencyMillis of the requests of these blocks, at the objective's quantile
   * @param fittedPerSecond by the law; empty where there is none
   */
  public record Throughput(
      int users,
      int blocks,
      double answeredPerSecond,
      double latencyMillis,
      Optional<Double> fittedPerSecond) {
    /** What was measured beyond the fit, as a share of the fit. */
    public Optional<Double> residual() {
      return fittedPerSecond.map(fitted -> answeredPerSecond / fitted - 1);
    }
  }

  /**
   * The Universal Scalability Law through the throughputs.
   *
   * @param ofOne throughput of one user
   * @param contention share of the work for which users queue
   * @param coherence what each pair of users costs beyond that
   * @param peak where throughput is highest; empty where the data show none
   * @param curve what the law expects, by users, those measured among them, up to twice the highest
   */
  public record Law(
      Estimate ofOne,
      Estimate contention,
      Estimate coherence,
      Optional<Peak> peak,
      List<Expected> curve) {
    public Law {
      curve = List.copyOf(curve);
    }
  }

  /**
   * The number of users beyond which more get less done.
   *
   * @param extrapolated whether it is more than twice the highest number measured
   */
  public record Peak(Estimate users, Estimate answeredPerSecond, boolean extrapolated) {}

  /** What the law expects at a number of users. */
  public record Expected(double users, Estimate answeredPerSecond) {}
}
