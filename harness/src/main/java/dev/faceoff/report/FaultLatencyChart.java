package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultSeconds.Column;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Median of each second under faults, and p99 where a second has requests enough for one. */
final class FaultLatencyChart implements Chart {
  /** A p99 of fewer is the slowest request and nothing else. */
  private static final int REQUESTS_FOR_P99 = 100;

  private final Phases phases;
  private final FaultSeconds seconds;
  private final List<Size> sizes;
  private final boolean p99;
  private final Axis y;

  private FaultLatencyChart(Phases phases, FaultSeconds seconds, List<Size> sizes) {
    this.phases = phases;
    this.seconds = seconds;
    this.sizes = sizes;
    p99 =
        FaultSeconds.median(seconds.points().stream().mapToDouble(Point::requests))
            >= REQUESTS_FOR_P99;
    DoubleSummaryStatistics range =
        DoubleStream.concat(
                latencies(seconds, p99), DoubleStream.of(seconds.endpoint().objectiveMillis()))
            .summaryStatistics();
    y = Axis.log(range.getMin(), range.getMax());
  }

  /** The chart, if there are seconds to draw. */
  static Optional<FaultLatencyChart> of(Phases phases, Endpoint endpoint, List<Size> sizes) {
    FaultSeconds seconds = new FaultSeconds(phases.variants(), phases.timeline(), endpoint);
    return latencies(seconds, false).findAny().isEmpty()
        ? Optional.empty()
        : Optional.of(new FaultLatencyChart(phases, seconds, sizes));
  }

  private static DoubleStream latencies(FaultSeconds seconds, boolean p99) {
    return seconds.points().stream()
        .flatMapToDouble(p -> p99 ? DoubleStream.of(median(p), p99(p)) : DoubleStream.of(median(p)))
        .filter(Double::isFinite);
  }

  /** NaN where it cannot be placed on a log axis. */
  private static double median(Point point) {
    return point.p50Millis() > 0 ? point.p50Millis() : Double.NaN;
  }

  private static double p99(Point point) {
    return point.p99Millis() > 0 ? point.p99Millis() : Double.NaN;
  }

  @Override
  public String subject() {
    return "Latency under faults of " + seconds.endpoint().name();
  }

  @Override
  public String finding() {
    Optional<Phase> phase = phases.main();
    List<String> variants = variants();
    if (phase.isPresent() && variants.size() > 1) {
      String when = Words.capitalised(Phases.when(phase.get()));
      DoubleSummaryStatistics before =
          seconds.during(phase.get(), variants.get(0), FaultLatencyChart::median);
      DoubleSummaryStatistics after =
          seconds.during(phase.get(), variants.get(1), FaultLatencyChart::median);
      double objective = seconds.endpoint().objectiveMillis();
      if (before.getCount() > 0 && after.getCount() > 0) {
        if (after.getMax() <= objective && before.getMax() > objective) {
          return "%s, %s's median climbs to %s; %s's stays below %s"
              .formatted(
                  when,
                  variants.get(0),
                  Numbers.duration(before.getMax()),
                  variants.get(1),
                  Numbers.duration(ceil(after.getMax())));
        }
        if (after.getMax() <= objective && before.getMax() <= objective) {
          return "%s, both medians stay below %s"
              .formatted(when, Numbers.duration(ceil(Math.max(before.getMax(), after.getMax()))));
        }
        return "%s, the median climbs to %s for %s and %s for %s"
            .formatted(
                when,
                Numbers.duration(before.getMax()),
                variants.get(0),
                Numbers.duration(after.getMax()),
                variants.get(1));
      }
    }
    return "Median latency of every second under faults";
  }

  /** Rounded so that "below" stays true. */
  private static double ceil(double millis) {
    return millis < 10 ? Math.ceil(millis * 10) / 10 : Math.ceil(millis);
  }

  @Override
  public String reading() {
    String lines =
        p99
            ? "The upper line of a variant is its p99 (filled marks), the lower one its median"
                + " (hollow marks), for every second."
            : "A line is the median of every second; a p99 is not drawn, because a second has fewer"
                + " than %d requests.".formatted(REQUESTS_FOR_P99);
    return "Lower is better. " + lines + " Shaded: a fault is there." + seconds.plays();
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Line chart of latency per second on a log axis. ");
    for (Phase phase : phases.timeline().phases()) {
      List<String> parts = new ArrayList<>();
      for (String variant : variants()) {
        DoubleSummaryStatistics range = seconds.during(phase, variant, FaultLatencyChart::median);
        if (range.getCount() > 0) {
          parts.add(
              "%s between %s and %s"
                  .formatted(
                      variant, Numbers.duration(range.getMin()), Numbers.duration(range.getMax())));
        }
      }
      if (!parts.isEmpty()) {
        text.append("Median %s: %s. ".formatted(Phases.when(phase), String.join(", ", parts)));
      }
    }
    return text.append(seconds.whereValuesAre()).toString();
  }

  @Override
  public List<Size> sizes() {
    return sizes;
  }

  @Override
  public List<String> variants() {
    return seconds.variants();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Frame frame = seconds.open(out, size, y, id, this, "latency in ms (log scale)");
    // At the right all is healthy again, and lines are far from it.
    frame.objective(seconds.endpoint().objectiveMillis(), true);
    for (int i = 0; i < variants().size(); i++) {
      out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
      if (p99) {
        seconds.line(frame, i, FaultLatencyChart::median, "line", "dot hollow");
        seconds.line(frame, i, FaultLatencyChart::p99, "line strong", "dot");
      } else {
        seconds.line(frame, i, FaultLatencyChart::median, "line strong", "dot");
      }
      out.close();
    }
    frame.close();
  }

  @Override
  public void rows(Markup out) {
    seconds.rows(
        out,
        List.of(
            new Column("median, ms", FaultLatencyChart::median, Optional.of(y)),
            new Column("p99, ms", FaultLatencyChart::p99, Optional.empty()),
            new Column("errors", Point::errors, Optional.empty())));
  }
}
