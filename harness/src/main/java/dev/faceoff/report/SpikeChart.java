package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.FaultReport.Timeline;
import dev.faceoff.report.FaultReport.Window;
import dev.faceoff.report.FaultSeconds.Column;
import dev.faceoff.report.SpikeReport.Phase;
import dev.faceoff.report.SpikeReport.Times;
import dev.faceoff.report.SpikeReport.VariantSpike;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Share of requests that users were content with, for each second before, in and after a spike. */
final class SpikeChart implements Chart {
  private final SpikeWords words;
  private final SpikeReport spike;
  private final FaultSeconds seconds;
  private final Axis y = Axis.fromZero(100, 5);

  private SpikeChart(SpikeWords words) {
    this.words = words;
    this.spike = words.spike();
    this.seconds = new FaultSeconds(words.variants(), timeline(spike), spike.endpoint());
  }

  private static Timeline timeline(SpikeReport spike) {
    Times times = spike.times();
    return new Timeline(
        times.seconds(),
        spike.played(),
        List.of(
            new Window(
                "spike", SpikeWords.what(times), times.beforeSeconds(), times.spikeSeconds())),
        List.of(),
        List.of(),
        List.of(),
        spike.points());
  }

  /** The chart, if there are seconds to draw. */
  static Optional<SpikeChart> of(SpikeWords words) {
    return words.spike().points().stream().noneMatch(p -> Double.isFinite(p.withinObjective()))
        ? Optional.empty()
        : Optional.of(new SpikeChart(words));
  }

  private static double percent(Point point) {
    return Numbers.percentValue(point.withinObjective());
  }

  private String objective() {
    return Numbers.duration(spike.endpoint().objectiveMillis());
  }

  @Override
  public String subject() {
    return "Share of %s answered within %s in a spike"
        .formatted(spike.endpoint().name(), objective());
  }

  @Override
  public String finding() {
    List<String> parts = new ArrayList<>();
    for (VariantSpike variant : spike.variants()) {
      share(variant, Phase.SPIKE)
          .map(
              share ->
                  parts.isEmpty()
                      ? "In the spike, %s answers %s within %s"
                          .formatted(variant.variant(), share, objective())
                      : variant.variant() + " " + share)
          .ifPresent(parts::add);
    }
    return String.join(", ", parts);
  }

  private Optional<String> share(VariantSpike variant, Phase phase) {
    return variant
        .served(spike.endpoint().name(), phase)
        .map(served -> Numbers.share(served.answered().value()));
  }

  @Override
  public String reading() {
    return "Higher is better. Requests that failed count as not answered. Shaded: the spike, %s."
            .formatted(SpikeWords.rates(spike))
        + seconds.plays();
  }

  @Override
  public String description() {
    StringBuilder text =
        new StringBuilder(
            "Line chart of the share of requests answered within %s, per second. "
                .formatted(objective()));
    for (Phase phase : Phase.values()) {
      text.append(
          switch (phase) {
            case BEFORE -> "Before the spike";
            case SPIKE -> "In it";
            case AFTER -> "After it";
          });
      text.append(": ");
      text.append(
          spike.variants().stream()
              .flatMap(v -> share(v, phase).map(share -> v.variant() + " " + share).stream())
              .collect(joining(", ")));
      text.append(". ");
    }
    return text.append(seconds.whereValuesAre()).toString();
  }

  @Override
  public List<String> variants() {
    return words.variants();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Frame frame = seconds.open(out, size, y, id, this, "answered within " + objective() + ", %");
    for (int i = 0; i < variants().size(); i++) {
      out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
      seconds.line(frame, i, SpikeChart::percent, "line strong", "dot");
      out.close();
    }
    frame.close();
  }

  @Override
  public void rows(Markup out) {
    seconds.rows(
        out,
        List.of(
            new Column("within, %", SpikeChart::percent, Optional.of(y)),
            new Column("requests", Point::requests, Optional.empty()),
            new Column("failed", Point::errors, Optional.empty()),
            new Column("p50, ms", Point::p50Millis, Optional.empty())));
  }
}
