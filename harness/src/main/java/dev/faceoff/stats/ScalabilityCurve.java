package dev.faceoff.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * One curve of the Universal Scalability Law and how it is laid through points.
 *
 * <p>The fit is Levenberg and Marquardt's on ln X, every point with the same weight: throughputs
 * scatter by a share of themselves, and on the plain scale the few high ones would decide alone.
 *
 * @param logThroughputOfOne natural logarithm of the throughput at load 1, per second
 * @param contention σ
 * @param coherence κ
 */
record ScalabilityCurve(double logThroughputOfOne, double contention, double coherence) {
  private static final int MOST_EVALUATIONS = 1_000;

  /** Where a trial curve has no throughput any more: a cost so high that the fit turns back. */
  private static final double LEAST_SLOWDOWN = 1e-9;

  private static final int PARAMETERS = 3;

  /** What is fitted: points of the same load are as good as their mean with all their weight. */
  static final class Points {
    private final double[] loads;
    private final double[] meanLogs;
    private final double[] weights;

    private Points(double[] loads, double[] meanLogs, double[] weights) {
      this.loads = loads;
      this.meanLogs = meanLogs;
      this.weights = weights;
    }

    int size() {
      return loads.length;
    }

    double load(int point) {
      return loads[point];
    }

    double meanLog(int point) {
      return meanLogs[point];
    }

    int observations(int point) {
      return (int) weights[point];
    }

    /** Gathers points by load. */
    static Points of(double[] loads, double[] logs) {
      TreeMap<Double, double[]> byLoad = new TreeMap<>();
      for (int i = 0; i < loads.length; i++) {
        double[] sum = byLoad.computeIfAbsent(loads[i], load -> new double[2]);
        sum[0] += logs[i];
        sum[1]++;
      }
      return new Points(
          byLoad.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
          byLoad.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray(),
          byLoad.values().stream().mapToDouble(sum -> sum[1]).toArray());
    }
  }

  /** The best curve, whatever the signs of σ and κ; empty if the fit does not converge. */
  static Optional<ScalabilityCurve> free(Points points) {
    return converged(() -> fit(points, true, true));
  }

  /** The best curve among those with σ ≥ 0 and κ ≥ 0; empty if a fit does not converge. */
  static Optional<ScalabilityCurve> bounded(Points points) {
    return converged(() -> withinBounds(points));
  }

  private static Optional<ScalabilityCurve> converged(Supplier<ScalabilityCurve> fit) {
    try {
      return Optional.of(fit.get());
    } catch (MathIllegalStateException notConverged) {
      return Optional.empty();
    }
  }

  private static ScalabilityCurve withinBounds(Points points) {
    ScalabilityCurve free = fit(points, true, true);
    if (free.contention >= 0 && free.coherence >= 0) {
      return free;
    }
    // A bounded optimum that is not the free one lies on a bound.
    List<ScalabilityCurve> onBounds =
        new ArrayList<>(List.of(fit(points, true, false), fit(points, false, true)));
    onBounds.removeIf(curve -> curve.contention < 0 || curve.coherence < 0);
    onBounds.add(fit(points, false, false));
    return onBounds.stream()
        .min(Comparator.comparingDouble(curve -> curve.squares(points)))
        .orElseThrow();
  }

  /**
   * The best curve.
   *
   * @throws MathIllegalStateException if the fit does not converge
   */
  private static ScalabilityCurve fit(Points points, boolean contends, boolean coheres) {
    if (!contends && !coheres) {
      return linear(points);
    }
    int[] free =
        IntStream.range(0, PARAMETERS)
            .filter(p -> p == 0 || (p == 1 && contends) || (p == 2 && coheres))
            .toArray();
    double[] start = start(points, contends);
    RealVector best =
        new LevenbergMarquardtOptimizer()
            .optimize(
                new LeastSquaresBuilder()
                    .start(Arrays.stream(free).mapToDouble(p -> start[p]).toArray())
                    .model(at -> model(points.loads, free, at))
                    .target(points.meanLogs)
                    .weight(new DiagonalMatrix(points.weights))
                    .maxEvaluations(MOST_EVALUATIONS)
                    .maxIterations(MOST_EVALUATIONS)
                    .lazyEvaluation(false)
                    .build())
            .getPoint();
    return of(free, best);
  }

  /** With neither contention nor coherence ln X − ln N is the same everywhere. */
  private static ScalabilityCurve linear(Points points) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < points.loads.length; i++) {
      sum += points.weights[i] * (points.meanLogs[i] - Math.log(points.loads[i]));
      weight += points.weights[i];
    }
    return new ScalabilityCurve(sum / weight, 0, 0);
  }

  /** A curve through the lowest and the highest load, by contention alone or coherence alone. */
  private static double[] start(Points points, boolean contends) {
    int last = points.loads.length - 1;
    double highest = points.loads[last];
    double ofOne = points.meanLogs[0] - Math.log(points.loads[0]);
    double slowdown = Math.exp(ofOne + Math.log(highest) - points.meanLogs[last]);
    double contention = Math.max(0, (slowdown - 1) / (highest - 1));
    return contends
        ? new double[] {ofOne, contention, 0}
        : new double[] {ofOne, 0, contention / highest};
  }

  private static ScalabilityCurve of(int[] free, RealVector values) {
    double[] all = new double[PARAMETERS];
    for (int i = 0; i < free.length; i++) {
      all[free[i]] = values.getEntry(i);
    }
    return new ScalabilityCurve(all[0], all[1], all[2]);
  }

  private static Pair<RealVector, RealMatrix> model(double[] loads, int[] free, RealVector at) {
    ScalabilityCurve curve = of(free, at);
    double[] values = new double[loads.length];
    double[][] jacobian = new double[loads.length][free.length];
    for (int i = 0; i < loads.length; i++) {
      double load = loads[i];
      values[i] = curve.logThroughput(load);
      double slowdown = curve.slowdown(load);
      double[] gradient = {1, -(load - 1) / slowdown, -load * (load - 1) / slowdown};
      for (int p = 0; p < free.length; p++) {
        jacobian[i][p] = gradient[free[p]];
      }
    }
    return new Pair<>(
        new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
  }

  /**
   * How much of its own error each observation takes along when the curve is laid through all of
   * them, from 0 to 1: the diagonal of the hat matrix.
   *
   * @param loads of the observations
   */
  double[] leverages(double[] loads) {
    double[] here = {logThroughputOfOne, contention, coherence};
    RealMatrix jacobian =
        model(loads, new int[] {0, 1, 2}, new ArrayRealVector(here, false)).getSecond();
    RealMatrix orthogonal = new QRDecomposition(jacobian).getQ();
    return IntStream.range(0, loads.length)
        .mapToDouble(
            i -> {
              double[] row = Arrays.copyOf(orthogonal.getRow(i), PARAMETERS);
              return Arrays.stream(row).map(each -> each * each).sum();
            })
        .toArray();
  }

  /** ln X at a load. */
  double logThroughput(double load) {
    return logThroughputOfOne + Math.log(load) - Math.log(slowdown(load));
  }

  /** How many times longer a request takes than alone. */
  private double slowdown(double load) {
    return Math.max(LEAST_SLOWDOWN, 1 + contention * (load - 1) + coherence * load * (load - 1));
  }

  /** With what is below 0 set to it. */
  ScalabilityCurve clamped() {
    return new ScalabilityCurve(
        logThroughputOfOne, Math.max(0, contention), Math.max(0, coherence));
  }

  /**
   * κ/(1−σ), whose root is the reciprocal of the load with the highest throughput; at most 1, as
   * there is no load below one; 0 or less when throughput never falls.
   */
  double inverseSquareOfPeakLoad() {
    return contention >= 1 ? 1 : Math.min(1, coherence / (1 - contention));
  }

  private double squares(Points points) {
    double sum = 0;
    for (int i = 0; i < points.loads.length; i++) {
      double residual = points.meanLogs[i] - logThroughput(points.loads[i]);
      sum += points.weights[i] * residual * residual;
    }
    return sum;
  }
}
