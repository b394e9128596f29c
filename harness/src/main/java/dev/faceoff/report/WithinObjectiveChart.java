package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.Phase;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultSeconds.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Share of requests that users were content with, for each second under faults. */
final class WithinObjectiveChart implements Chart {
  private final Phases phases;
  private final FaultSeconds seconds;
  private final List<Size> sizes;
  private final Axis y = Axis.fromZero(100, 5);

  private WithinObjectiveChart(Phases phases, FaultSeconds seconds, List<Size> sizes) {
    this.phases = phases;
    this.seconds = seconds;
    this.sizes = sizes;
  }

  /** The chart, if there are seconds to draw. */
  static Optional<WithinObjectiveChart> of(Phases phases, Endpoint endpoint, List<Size> sizes) {
    FaultSeconds seconds = new FaultSeconds(phases.variants(), phases.timeline(), endpoint);
    return seconds.points().stream().noneMatch(p -> Double.isFinite(p.withinObjective()))
        ? Optional.empty()
        : Optional.of(new WithinObjectiveChart(phases, seconds, sizes));
  }

  private static double percent(Point point) {
    return Numbers.percentValue(point.withinObjective());
  }

  @Override
  public String subject() {
    return "Share of %s answered within %s".formatted(seconds.endpoint().name(), objective());
  }

  private String objective() {
    return Numbers.duration(seconds.endpoint().objectiveMillis());
  }

  @Override
  public String finding() {
    Optional<Phase> phase = phases.main();
    List<String> shares = new ArrayList<>();
    for (String variant : variants()) {
      phase
          .flatMap(p -> share(p, variant))
          .map(
              share ->
                  shares.isEmpty()
                      ? "%s answers %s within %s".formatted(variant, share, objective())
                      : variant + " " + share)
          .ifPresent(shares::add);
    }
    return shares.size() < variants().size()
        ? "Share of requests answered within " + objective() + " in every second"
        : Words.capitalised(Phases.when(phase.orElseThrow())) + ", " + String.join(", ", shares);
  }

  private List<String> shares(Phase phase) {
    List<String> parts = new ArrayList<>();
    for (String variant : variants()) {
      share(phase, variant).ifPresent(share -> parts.add(variant + " " + share));
    }
    return parts;
  }

  private Optional<String> share(Phase phase, String variant) {
    return Phases.estimate(phase, variant, seconds.endpoint().name(), Measure.WITHIN_OBJECTIVE)
        .map(Estimate::value)
        .map(Numbers::share);
  }

  @Override
  public String reading() {
    return "Higher is better. Requests that failed count as not answered. Shaded: a fault is"
        + " there."
        + seconds.plays();
  }

  @Override
  public String description() {
    StringBuilder text =
        new StringBuilder(
            "Line chart of the share of requests answered within %s, per second. "
                .formatted(objective()));
    for (Phase phase : phases.timeline().phases()) {
      List<String> parts = shares(phase);
      if (!parts.isEmpty()) {
        text.append(
            Words.capitalised("%s: %s. ".formatted(phase.name(), String.join(", ", parts))));
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
    Frame frame = seconds.open(out, size, y, id, this, "answered within " + objective() + ", %");
    for (int i = 0; i < variants().size(); i++) {
      out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
      seconds.line(frame, i, WithinObjectiveChart::percent, "line strong", "dot");
      out.close();
    }
    frame.close();
  }

  @Override
  public void rows(Markup out) {
    seconds.rows(
        out,
        List.of(
            new Column("within, %", WithinObjectiveChart::percent, Optional.of(y)),
            new Column("requests", Point::requests, Optional.empty())));
  }
}
