package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A law of the form value = factor × size^exponent: least squares of the logarithms.
 *
 * <p>With several launches a size a launch is the unit of proof, with one it is the size, so that
 * what the law does not fit widens the interval. So it is too where the sizes differ from the line
 * by more than their launches explain (F test for lack of fit at 5 %; Draper and Smith, "Applied
 * Regression Analysis", 1998).
 *
 * <p>Small counts scatter more than large ones. Therefore a variance is the larger of the usual one
 * and one that lets every unit scatter differently, with Student's t for the units that are left
 * over: HC2 where the size is the unit, HC3 where launches are (MacKinnon and White, "Some
 * heteroskedasticity-consistent covariance matrix estimators with improved finite sample
 * properties", 1985). With five units HC3 would be half as wide again and cover 98 in 100; with ten
 * and scatter of very different size HC2 would cover 93 (simulated).
 */
public final class PowerLaw {
  /** Fewer leave next to nothing to judge the law by. */
  public static final int LEAST_SIZES = 4;

  /** How far beyond the sizes measured a law is trusted at all: a factor. */
  public static final double REACH = 10;

  private static final double CONFIDENCE = 0.95;
  private static final double SIGNIFICANCE = 0.05;

  /** Logarithms of counts that lie on a law differ from it by rounding only. */
  private static final double ROUNDING = 1e-9;

  /** A difference between two exponents that a reader should know of. */
  private static final double NOTEWORTHY_BEND = 0.1;

  private final List<Observation> observations;
  private final Line line;
  private final boolean exact;
  private final String units;

  private PowerLaw(List<Observation> observations) {
    this.observations = observations;
    Line ofSizes = ofSizes(observations);
    Line ofLaunches = ofLaunches(observations);
    int launches = ofLaunches.x.length;
    exact = ofLaunches.isExact();
    if (launches == observations.size()) {
      line = ofSizes;
      units = "over %d sizes".formatted(observations.size());
    } else if (lacksFit(ofLaunches)) {
      line = ofSizes;
      units =
          "over %d sizes, which differ from the law by more than their launches do"
              .formatted(observations.size());
    } else {
      line = ofLaunches;
      units = "over %d launches at %d sizes".formatted(launches, observations.size());
    }
  }

  /**
   * What was measured at a size.
   *
   * @param size above 0
   * @param byLaunch at least one, none negative
   */
  public record Observation(double size, List<Double> byLaunch) {
    public Observation {
      byLaunch = List.copyOf(byLaunch);
      if (!(size > 0) || byLaunch.isEmpty()) {
        throw new IllegalArgumentException(
            "a size must be above 0 and measured, but is %s with %s".formatted(size, byLaunch));
      }
    }

    private double meanLog() {
      return byLaunch.stream().mapToDouble(Math::log).average().orElseThrow();
    }
  }

  /**
   * Two exponents where one does not do.
   *
   * @param at the size where the halves meet
   */
  public record Bend(double at, double below, double above) {}

  /**
   * Why no law can be found.
   *
   * @param observations in ascending order of size
   * @return a clause, for example "measured at 3 sizes, and a law needs 4"; empty if one can
   */
  public static Optional<String> obstacle(List<Observation> observations) {
    if (observations.size() < LEAST_SIZES) {
      return Optional.of(
          "measured at %d %s, and a law needs %d"
              .formatted(
                  observations.size(), observations.size() == 1 ? "size" : "sizes", LEAST_SIZES));
    }
    return observations.stream()
        .filter(each -> each.byLaunch().stream().anyMatch(value -> !(value > 0)))
        .findFirst()
        .map(
            each -> "nothing was counted at %s, and a power law is never 0".formatted(plain(each)));
  }

  private static String plain(Observation observation) {
    double size = observation.size();
    return size == Math.rint(size)
        ? String.format(Locale.ROOT, "%,d", (long) size)
        : String.valueOf(size);
  }

  /**
   * The law through what was measured.
   *
   * @param observations in ascending order of size
   * @throws IllegalArgumentException if there is an {@link #obstacle}
   */
  public static PowerLaw through(List<Observation> observations) {
    obstacle(observations)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return new PowerLaw(List.copyOf(observations));
  }

  /** The exponent with its 95 % interval; exact where every value lies on the law. */
  public Estimate exponent() {
    if (exact) {
      // Rounding aside: 1 is not 1.0000000000000002.
      return Estimate.exact(
          Math.rint(line.slope * 1e9) / 1e9 + 0.0, "no interval: counted, and exactly on the law");
    }
    double half = line.t() * Math.sqrt(line.variance(line.slopeWeights()));
    return new Estimate(
        line.slope,
        Optional.of(new Interval(line.slope - half, line.slope + half, CONFIDENCE)),
        units);
  }

  /** The law's value at a size. */
  public double at(double size) {
    return Math.exp(line.at(Math.log(size)));
  }

  /** The largest distance of a size's values (their geometric mean) from the law, as a share. */
  public double farthest() {
    return observations.stream()
        .mapToDouble(each -> Math.abs(Math.expm1(each.meanLog() - line.at(Math.log(each.size())))))
        .max()
        .orElseThrow();
  }

  /**
   * Whether the larger half of the sizes has another exponent than the smaller: the difference is
   * at least 0.1 and its 95 % interval, with the scatter around a parabola, is on one side of 0.
   * From five sizes on; the halves share the size in the middle, or two where their number is even.
   */
  public Optional<Bend> bend() {
    int sizes = observations.size();
    if (sizes < LEAST_SIZES + 1) {
      return Optional.empty();
    }
    int half = sizes / 2 + 1;
    Line all = ofSizes(observations);
    Line below = ofSizes(observations.subList(0, half));
    Line above = ofSizes(observations.subList(sizes - half, sizes));
    double[] weights = new double[sizes];
    double[] ofBelow = below.slopeWeights();
    double[] ofAbove = above.slopeWeights();
    for (int i = 0; i < half; i++) {
      weights[i] -= ofBelow[i];
      weights[sizes - half + i] += ofAbove[i];
    }
    double difference = above.slope - below.slope;
    double error = Math.sqrt(all.parabolaVariance() * squares(weights));
    double t = TDistribution.of(sizes - 3).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    return Math.abs(difference) >= NOTEWORTHY_BEND && Math.abs(difference) > t * error
        ? Optional.of(new Bend(observations.get(sizes / 2).size(), below.slope, above.slope))
        : Optional.empty();
  }

  /**
   * What one further unit is expected to yield at a size, with its 95 % prediction interval.
   *
   * @param size at most ten times the largest measured, at least a tenth of the smallest
   * @throws IllegalArgumentException if it is farther away
   */
  public Estimate predict(double size) {
    double least = observations.get(0).size() / REACH;
    double most = observations.get(observations.size() - 1).size() * REACH;
    if (!(size >= least && size <= most)) {
      throw new IllegalArgumentException(
          "a prediction must be within %s and %s, but is at %s".formatted(least, most, size));
    }
    double x = Math.log(size);
    double log = line.at(x);
    if (exact) {
      return Estimate.exact(Math.exp(log), "no interval: counted, and exactly on the law");
    }
    double half = line.t() * Math.sqrt(line.variance(line.weightsAt(x)) + line.residualVariance());
    return new Estimate(
        Math.exp(log),
        Optional.of(new Interval(Math.exp(log - half), Math.exp(log + half), CONFIDENCE)),
        "prediction interval " + units);
  }

  private boolean lacksFit(Line ofLaunches) {
    double withinSizes = 0;
    for (Observation each : observations) {
      double mean = each.meanLog();
      withinSizes +=
          each.byLaunch().stream().mapToDouble(v -> Math.pow(Math.log(v) - mean, 2)).sum();
    }
    int sizes = observations.size();
    int launches = ofLaunches.x.length;
    double between = Math.max(0, squares(ofLaunches.residuals) - withinSizes);
    if (withinSizes < ROUNDING * ROUNDING) {
      return true;
    }
    double f = (between / (sizes - 2)) / (withinSizes / (launches - sizes));
    return FDistribution.of(sizes - 2, launches - sizes).survivalProbability(f) < SIGNIFICANCE;
  }

  private static Line ofSizes(List<Observation> observations) {
    return new Line(
        observations.stream().mapToDouble(each -> Math.log(each.size())).toArray(),
        observations.stream().mapToDouble(Observation::meanLog).toArray(),
        1);
  }

  private static Line ofLaunches(List<Observation> observations) {
    List<double[]> points = new ArrayList<>();
    for (Observation each : observations) {
      each.byLaunch()
          .forEach(value -> points.add(new double[] {Math.log(each.size()), Math.log(value)}));
    }
    return new Line(
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray(),
        2);
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  /** Ordinary least squares; every number of it is a weighted sum of the values. */
  private static final class Line {
    private final double[] x;
    private final double[] y;
    private final double meanX;
    private final double meanY;
    private final double squaresX;
    private final double slope;
    private final double[] residuals;
    private final int leveragePower;

    /**
     * @param leveragePower what a squared residual is divided by its freedom to: 1 is HC2, 2 is HC3
     */
    Line(double[] x, double[] y, int leveragePower) {
      this.x = x;
      this.y = y;
      this.leveragePower = leveragePower;
      meanX = Arrays.stream(x).average().orElseThrow();
      meanY = Arrays.stream(y).average().orElseThrow();
      squaresX = Arrays.stream(x).map(each -> (each - meanX) * (each - meanX)).sum();
      slope = sum(slopeWeights());
      residuals = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        residuals[i] = y[i] - at(x[i]);
      }
    }

    double at(double place) {
      return meanY + slope * (place - meanX);
    }

    boolean isExact() {
      return Arrays.stream(residuals).allMatch(residual -> Math.abs(residual) < ROUNDING);
    }

    double[] slopeWeights() {
      return Arrays.stream(x).map(each -> (each - meanX) / squaresX).toArray();
    }

    double[] weightsAt(double place) {
      return Arrays.stream(x)
          .map(each -> 1.0 / x.length + (place - meanX) * (each - meanX) / squaresX)
          .toArray();
    }

    private double sum(double[] weights) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * y[i];
      }
      return sum;
    }

    double residualVariance() {
      return squares(residuals) / (x.length - 2);
    }

    /** Of a weighted sum of the values. */
    double variance(double[] weights) {
      double alike = residualVariance() * squares(weights);
      double differing = 0;
      for (int i = 0; i < weights.length; i++) {
        double leverage = 1.0 / x.length + (x[i] - meanX) * (x[i] - meanX) / squaresX;
        double own = weights[i] * residuals[i];
        differing += own * own / Math.pow(1 - leverage, leveragePower);
      }
      return Math.max(alike, differing);
    }

    /** Scatter around the parabola that fits best. */
    double parabolaVariance() {
      double[] squared = Arrays.stream(x).map(each -> (each - meanX) * (each - meanX)).toArray();
      double[] curved = new Line(x, squared, leveragePower).residuals;
      double curvature = 0;
      for (int i = 0; i < x.length; i++) {
        curvature += curved[i] * residuals[i];
      }
      double explained = curvature * curvature / squares(curved);
      return Math.max(0, squares(residuals) - explained) / (x.length - 3);
    }

    double t() {
      return TDistribution.of(x.length - 2).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    }
  }
}
