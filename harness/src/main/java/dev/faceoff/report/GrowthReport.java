package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.List;
import java.util.Optional;

/**
 * How the cost of each variant grew with a setting of the scenario.
 *
 * @param reasons why the status is not VALID, a sentence each
 * @param over the setting that grew, at its largest planned value
 * @param settings the others as they were meanwhile
 * @param sizes planned, ascending
 * @param curves a measure of a variant each, variants of one measure next to each other, baseline
 *     first; empty when the status allows no number
 * @param ratios baseline over candidate, paired within each launch, of the measures that take time;
 *     each named {@code naive/fixed}; empty where nothing is compared
 * @param trust empty where nothing was measured
 */
public record GrowthReport(
    Status status,
    List<String> reasons,
    Setting over,
    List<Setting> settings,
    List<Double> sizes,
    Load load,
    Profile profile,
    List<Curve> curves,
    List<Curve> ratios,
    Optional<Trust> trust) {
  public GrowthReport {
    reasons = List.copyOf(reasons);
    settings = List.copyOf(settings);
    sizes = List.copyOf(sizes);
    curves = List.copyOf(curves);
    ratios = List.copyOf(ratios);
  }

  /** The curve of a measure of a variant; {@code endpoint} is empty for the whole variant. */
  public Optional<Curve> curve(String variant, String endpoint, Measure measure) {
    return curves.stream()
        .filter(c -> c.variant().equals(variant))
        .filter(c -> c.endpoint().equals(endpoint) && c.measure() == measure)
        .findFirst();
  }

  /**
   * One measure of one variant, or its ratio between both.
   *
   * @param endpoint empty for a measure of the whole variant
   * @param points at the sizes that could be measured, ascending
   * @param law a power law through those that are not overloaded; empty where there is none
   * @param note why there is none; empty where there is one
   */
  public record Curve(
      String variant,
      String endpoint,
      Measure measure,
      List<Point> points,
      Optional<Law> law,
      String note) {
    public Curve {
      points = List.copyOf(points);
    }

    /** What was measured at that size. */
    Optional<Point> at(double size) {
      return points.stream().filter(point -> point.size() == size).findFirst();
    }
  }

  /**
   * What was measured at a size.
   *
   * @param overloaded whether it is what a variant took that was overloaded, rather than what its
   *     work takes, and so no part of the law
   */
  public record Point(double size, Estimate value, boolean overloaded) {
    public Point(double size, Estimate value) {
      this(size, value, false);
    }
  }

  /**
   * A power law: value = factor × size^exponent.
   *
   * @param fittedAtSmallest its value at the smallest size measured
   * @param fittedAtLargest its value at the largest size measured
   * @param farthest the largest distance of a size's value from the law, as a share of the law's: 0
   *     where all lie on it
   * @param bend where the exponent of the larger sizes is another than that of the smaller
   * @param prediction beyond the sizes measured; empty where the law has a bend, as what has bent
   *     may go on bending, or where the largest size was overloaded already
   */
  public record Law(
      Estimate exponent,
      double fittedAtSmallest,
      double fittedAtLargest,
      double farthest,
      Optional<Bend> bend,
      Optional<Prediction> prediction) {}

  /**
   * Two exponents where one does not do.
   *
   * @param at the size where the halves meet
   * @param below exponent of the sizes up to there
   * @param above exponent of the sizes from there on
   */
  public record Bend(double at, double below, double above) {}

  /** What a single further measurement is expected to yield at a size nobody measured. */
  public record Prediction(double size, Estimate value) {}
}
