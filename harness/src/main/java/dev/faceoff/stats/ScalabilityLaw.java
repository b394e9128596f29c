package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How the throughput X of a service follows its load N, by the Universal Scalability Law
 *
 * <pre>X(N) = λN / (1 + σ(N−1) + κN(N−1))</pre>
 *
 * (Gunther, "Guerrilla Capacity Planning", 2007): λ is the throughput of one user, σ the share of
 * the work for which users queue, κ what each pair of users costs beyond that.
 *
 * <p><b>Fit.</b> Levenberg and Marquardt's least squares on ln X. σ and κ are at least 0: when the
 * free optimum breaks that, the bounded one lies on a bound, so the law is fitted again with σ = 0,
 * with κ = 0 and with both, and the best of those that keep the bounds is taken.
 *
 * <p><b>Intervals.</b> Resampling gives standard errors, Student's t the 95 % intervals around the
 * fit. From three launches on, whole launches are drawn with replacement, and the standard error is
 * corrected by √(n/(n−1)) for the few there are, so that for a mean it is the usual one; degrees of
 * freedom are launches less one. With fewer launches, the residuals of the fit are drawn with
 * random signs instead, each at its own load, since few users give few answers, which scatter more
 * (the wild bootstrap; Davidson and Flachaire, "The wild bootstrap, tamed at last", 2008). Each is
 * divided by one less its leverage, by which it has drawn the fit to itself (HC3; MacKinnon and
 * White 1985). That tells nothing about how launches differ; degrees of freedom are observations
 * less three. Drawn samples are fitted without bounds: a parameter that the bound holds at 0 would
 * else seem certain. Intervals of σ and κ are cut at 0. λ's and those of throughputs are symmetric
 * in their logarithm.
 *
 * <p><b>Fits that do not converge.</b> If that of the observations does not, there is no law. A
 * drawn sample whose fit does not is left out, and the note counts it. Such samples are likely
 * among those that differ most, and intervals without them too narrow: of more than 1 in 100 there
 * is no law either.
 */
public final class ScalabilityLaw {
  /** Distinct loads below which nothing is fitted. */
  public static final int LEAST_LOADS = 6;

  /** Launches from which on they are what is resampled. */
  public static final int LEAST_LAUNCHES = 3;

  private static final double CONFIDENCE = 0.95;
  private static final double REACH = 2;
  private static final int RESAMPLES = 400;
  private static final int MOST_LEFT_OUT = RESAMPLES / 100;
  private static final int PARAMETERS = 3;

  private final ScalabilityCurve fit;
  private final List<ScalabilityCurve> resamples;
  private final double correction;
  private final int degrees;
  private final Resampling resampling;
  private final String note;
  private final double highestLoad;
  private final List<LoadResidual> residuals;

  /** What the intervals are over. */
  public enum Resampling {
    /** Launches. */
    LAUNCHES,
    /** What observations miss the fit by, for want of launches. */
    RESIDUALS
  }

  /**
   * How far the fit is from what was measured at one load.
   *
   * @param throughputPerSecond geometric mean of the observations
   * @param fittedPerSecond by the law
   * @param residual what the mean exceeds the fit by, as a share of the fit
   */
  public record LoadResidual(
      double load,
      int observations,
      double throughputPerSecond,
      double fittedPerSecond,
      double residual) {}

  /**
   * A throughput that the law expects.
   *
   * @param extrapolation whether the load is more than twice the highest measured one
   */
  public record Prediction(double load, Estimate throughputPerSecond, boolean extrapolation) {}

  /**
   * The load beyond which more users get less done.
   *
   * @param atPeak the throughput there, and whether the peak is an extrapolation
   */
  public record Peak(Estimate load, Prediction atPeak) {}

  private ScalabilityLaw(
      List<Observation> observations,
      int launches,
      ScalabilityCurve fit,
      List<ScalabilityCurve> resamples) {
    this.fit = fit;
    this.resamples = resamples;
    this.highestLoad = observations.stream().mapToDouble(Observation::load).max().orElseThrow();
    this.residuals = residuals(points(observations), fit);
    if (launches >= LEAST_LAUNCHES) {
      this.resampling = Resampling.LAUNCHES;
      this.correction = Math.sqrt(launches / (launches - 1.0));
      this.degrees = launches - 1;
      this.note = "by resampling %d launches".formatted(launches) + leftOut(resamples.size());
    } else {
      this.resampling = Resampling.RESIDUALS;
      this.correction = 1;
      this.degrees = observations.size() - PARAMETERS;
      this.note =
          "by resampling %d residuals of %s: what launches differ by is not in it"
                  .formatted(
                      observations.size(), launches == 1 ? "one launch" : launches + " launches")
              + leftOut(resamples.size());
    }
  }

  /**
   * Fits the law.
   *
   * @param observations at six or more loads, two or more at each
   * @param random for drawing samples; one of the same state gives the same intervals
   * @return empty if the fit does not converge, or that of too many drawn samples does not
   * @throws IllegalArgumentException if there are fewer
   */
  public static Optional<ScalabilityLaw> fit(
      List<Observation> observations, RandomGenerator random) {
    TreeMap<Double, Integer> counts = new TreeMap<>();
    observations.forEach(o -> counts.merge(o.load(), 1, Integer::sum));
    if (counts.size() < LEAST_LOADS) {
      throw new IllegalArgumentException(
          "the law needs %d loads, but there are %d: %s"
              .formatted(LEAST_LOADS, counts.size(), counts.keySet()));
    }
    counts.forEach(
        (load, count) -> {
          if (count < 2) {
            throw new IllegalArgumentException(
                "the law needs two observations at each load, but there is one at " + load);
          }
        });
    List<List<Observation>> launches = byLaunch(observations);
    for (List<Observation> launch : launches) {
      long loads = launch.stream().mapToDouble(Observation::load).distinct().count();
      if (launches.size() >= LEAST_LAUNCHES && loads < LEAST_LOADS) {
        throw new IllegalArgumentException(
            "each of %d launches needs %d loads, but launch %d has %d"
                .formatted(launches.size(), LEAST_LOADS, launch.get(0).launch(), loads));
      }
    }
    ScalabilityCurve.Points points = points(observations);
    Optional<ScalabilityCurve> free = ScalabilityCurve.free(points);
    Optional<ScalabilityCurve> best = ScalabilityCurve.bounded(points);
    if (free.isEmpty() || best.isEmpty()) {
      return Optional.empty();
    }
    List<ScalabilityCurve> resamples =
        launches.size() >= LEAST_LAUNCHES
            ? ofLaunches(launches, random)
            : ofResiduals(observations, free.get(), random);
    return areEnough(resamples.size())
        ? Optional.of(new ScalabilityLaw(observations, launches.size(), best.get(), resamples))
        : Optional.empty();
  }

  /** Whether so many drawn samples that could be fitted stand for all. */
  static boolean areEnough(int fitted) {
    return fitted >= RESAMPLES - MOST_LEFT_OUT;
  }

  /** What a note says of drawn samples that could not be fitted; nothing where all could. */
  static String leftOut(int fitted) {
    return fitted == RESAMPLES
        ? ""
        : "; %d of %d samples could not be fitted and are left out"
            .formatted(RESAMPLES - fitted, RESAMPLES);
  }

  private static ScalabilityCurve.Points points(List<Observation> observations) {
    return ScalabilityCurve.Points.of(
        observations.stream().mapToDouble(Observation::load).toArray(), logs(observations));
  }

  private static double[] logs(List<Observation> observations) {
    return observations.stream().mapToDouble(o -> Math.log(o.throughputPerSecond())).toArray();
  }

  private static List<List<Observation>> byLaunch(List<Observation> observations) {
    TreeMap<Integer, List<Observation>> byLaunch = new TreeMap<>();
    observations.forEach(
        o -> byLaunch.computeIfAbsent(o.launch(), launch -> new ArrayList<>()).add(o));
    return List.copyOf(byLaunch.values());
  }

  private static List<LoadResidual> residuals(
      ScalabilityCurve.Points points, ScalabilityCurve fit) {
    return IntStream.range(0, points.size())
        .mapToObj(
            i -> {
              double load = points.load(i);
              double fitted = fit.logThroughput(load);
              double measured = points.meanLog(i);
              return new LoadResidual(
                  load,
                  points.observations(i),
                  Math.exp(measured),
                  Math.exp(fitted),
                  Math.expm1(measured - fitted));
            })
        .toList();
  }

  private static List<ScalabilityCurve> ofLaunches(
      List<List<Observation>> launches, RandomGenerator random) {
    List<ScalabilityCurve> curves = new ArrayList<>();
    for (int i = 0; i < RESAMPLES; i++) {
      List<Observation> drawn = new ArrayList<>();
      for (int launch = 0; launch < launches.size(); launch++) {
        drawn.addAll(launches.get(random.nextInt(launches.size())));
      }
      ScalabilityCurve.free(points(drawn)).ifPresent(curves::add);
    }
    return curves;
  }

  private static List<ScalabilityCurve> ofResiduals(
      List<Observation> observations, ScalabilityCurve free, RandomGenerator random) {
    double[] loads = observations.stream().mapToDouble(Observation::load).toArray();
    double[] logs = logs(observations);
    double[] leverages = free.leverages(loads);
    double[] residuals =
        IntStream.range(0, loads.length)
            .mapToDouble(i -> (logs[i] - free.logThroughput(loads[i])) / (1 - leverages[i]))
            .toArray();
    List<ScalabilityCurve> curves = new ArrayList<>();
    for (int i = 0; i < RESAMPLES; i++) {
      double[] drawn =
          IntStream.range(0, loads.length)
              .mapToDouble(
                  j ->
                      free.logThroughput(loads[j])
                          + (random.nextBoolean() ? residuals[j] : -residuals[j]))
              .toArray();
      ScalabilityCurve.free(ScalabilityCurve.Points.of(loads, drawn)).ifPresent(curves::add);
    }
    return curves;
  }

  /** λ: requests a second of one user alone. */
  public Estimate throughputOfOnePerSecond() {
    return ofLog(fit.logThroughputOfOne(), ScalabilityCurve::logThroughputOfOne);
  }

  /** σ: share of the work for which users queue, 0 or more. */
  public Estimate contention() {
    return notNegative(fit.contention(), ScalabilityCurve::contention);
  }

  /** κ: what each pair of users costs beyond queueing, as a share of the work, 0 or more. */
  public Estimate coherence() {
    return notNegative(fit.coherence(), ScalabilityCurve::coherence);
  }

  /**
   * Where throughput is highest: at √((1−σ)/κ), or at 1 where that is less. Empty when the data do
   * not show one: when the interval of κ, or of κ/(1−σ), reaches 0.
   */
  public Optional<Peak> peak() {
    Interval inverse =
        around(fit.inverseSquareOfPeakLoad(), half(ScalabilityCurve::inverseSquareOfPeakLoad));
    if (low(coherence()) <= 0 || inverse.low() <= 0) {
      return Optional.empty();
    }
    double load = 1 / Math.sqrt(fit.inverseSquareOfPeakLoad());
    return Optional.of(
        new Peak(
            new Estimate(
                load,
                Optional.of(
                    new Interval(
                        Math.max(1, 1 / Math.sqrt(inverse.high())),
                        1 / Math.sqrt(inverse.low()),
                        CONFIDENCE)),
                note),
            // The curve is flat there: an error of the load hardly moves the throughput.
            extrapolate(load)));
  }

  private static double low(Estimate estimate) {
    return estimate.interval().orElseThrow().low();
  }

  /** By load, rising. */
  public List<LoadResidual> residuals() {
    return residuals;
  }

  /** What the intervals are over. */
  public Resampling resampling() {
    return resampling;
  }

  /**
   * What the law expects at a load near those that were measured.
   *
   * @param load at least 1
   * @throws IllegalArgumentException if it is more than twice the highest measured one, for which
   *     {@link #extrapolate} has to be asked
   */
  public Prediction predict(double load) {
    Prediction prediction = extrapolate(load);
    if (prediction.extrapolation()) {
      throw new IllegalArgumentException(
          "load %s is more than twice the highest measured one, %s".formatted(load, highestLoad));
    }
    return prediction;
  }

  /**
   * What the law would expect at any load; the result tells whether it goes too far.
   *
   * @param load at least 1
   */
  public Prediction extrapolate(double load) {
    if (!(load >= 1)) {
      throw new IllegalArgumentException("load must be at least 1, but is " + load);
    }
    // Curves that bend upwards are no prediction: drawn samples keep the bounds here.
    return new Prediction(
        load,
        ofLog(fit.logThroughput(load), curve -> curve.clamped().logThroughput(load)),
        load > REACH * highestLoad);
  }

  private Estimate ofLog(double log, ToDoubleFunction<ScalabilityCurve> statistic) {
    Interval interval = around(log, half(statistic));
    return new Estimate(
        Math.exp(log),
        Optional.of(new Interval(Math.exp(interval.low()), Math.exp(interval.high()), CONFIDENCE)),
        note);
  }

  private Estimate notNegative(double value, ToDoubleFunction<ScalabilityCurve> statistic) {
    Interval interval = around(value, half(statistic));
    return new Estimate(
        value,
        Optional.of(new Interval(Math.max(0, interval.low()), interval.high(), CONFIDENCE)),
        note);
  }

  private static Interval around(double value, double half) {
    return new Interval(value - half, value + half, CONFIDENCE);
  }

  private double half(ToDoubleFunction<ScalabilityCurve> statistic) {
    double[] values = resamples.stream().mapToDouble(statistic).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    double standardError = correction * Math.sqrt(squares / (values.length - 1));
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - CONFIDENCE) / 2)
        * standardError;
  }
}
