package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small distributions of several scenarios on one scale. */
final class Spread {
  private static final List<Measure> QUANTILES =
      List.of(Measure.P50_LATENCY, Measure.P90_LATENCY, Measure.P95_LATENCY, Measure.P99_LATENCY);
  private static final int WIDTH = 340;
  private static final int ROW = 30;

  /** Width of a letter of a name, and the fewest and the most of them. */
  private static final int LETTER = 9;

  private static final int SHORTEST_NAME = 7;
  private static final int LONGEST_NAME = 14;

  private final Optional<Axis> axis;
  private final int left;

  private Spread(Optional<Axis> axis, int longestName) {
    this.axis = axis;
    this.left = 7 + LETTER * Math.max(SHORTEST_NAME, Math.min(longestName, LONGEST_NAME));
  }

  /** A scale that holds every scenario's latencies. */
  static Spread over(List<ScenarioReport> scenarios) {
    List<Double> all = new ArrayList<>();
    int longestName = 0;
    for (ScenarioReport scenario : scenarios) {
      if (scenario.hasNumbers() && Highlighted.of(scenario).isEmpty()) {
        for (VariantReport variant : scenario.variants()) {
          all.addAll(quantiles(scenario, variant));
          longestName = Math.max(longestName, variant.name().length());
        }
      }
    }
    return new Spread(
        all.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Axis.log(
                    all.stream().mapToDouble(v -> v).min().orElseThrow(),
                    all.stream().mapToDouble(v -> v).max().orElseThrow())),
        longestName);
  }

  boolean hasAny() {
    return axis.isPresent();
  }

  void draw(Markup out, ScenarioReport scenario, String id) {
    if (axis.isEmpty()) {
      return;
    }
    Axis x = axis.get();
    int rows = scenario.variants().size();
    int floor = rows * ROW + 8;
    out.open(
        "svg",
        "class",
        "spread",
        "viewBox",
        "0 0 " + WIDTH + " " + (floor + 42),
        "role",
        "img",
        "aria-labelledby",
        id + "-t");
    out.element("title", description(scenario), "id", id + "-t");
    for (Axis.Tick tick : x.ticks()) {
      if (Math.abs(Math.log10(tick.value()) % 1) < 1e-9) {
        double at = px(x, tick.value());
        line(out, "grid", at, 4, at, floor);
        text(out, "tick mid", at, floor + 18, tick.label());
      }
    }
    text(out, "tick mid", left + (WIDTH - left) / 2.0, floor + 38, "latency in ms (log scale)");
    for (int i = 0; i < rows; i++) {
      VariantReport variant = scenario.variants().get(i);
      List<Double> quantiles = quantiles(scenario, variant);
      double middle = i * ROW + ROW / 2.0 + 4;
      out.open("g", "class", "series v" + i);
      text(out, "label v" + i, 0, middle + 5, Terminal.shortened(variant.name(), LONGEST_NAME));
      if (!quantiles.isEmpty()) {
        double from = px(x, quantiles.get(0));
        double to = px(x, quantiles.get(quantiles.size() - 1));
        line(out, "line strong", from, middle, to, middle);
        line(out, "line end", to, middle - 8, to, middle + 8);
        Frame.marker(out, i, "dot", from, middle, 6);
      }
      out.close();
    }
    out.close();
  }

  private static String description(ScenarioReport scenario) {
    List<String> parts = new ArrayList<>();
    for (VariantReport variant : scenario.variants()) {
      List<Double> quantiles = quantiles(scenario, variant);
      if (!quantiles.isEmpty()) {
        parts.add(
            "%s from %s ms at the median to %s ms at the highest percentile"
                .formatted(
                    variant.name(),
                    Numbers.significant(quantiles.get(0)),
                    Numbers.significant(quantiles.get(quantiles.size() - 1))));
      }
    }
    return "Latency: " + String.join("; ", parts);
  }

  private static List<Double> quantiles(ScenarioReport scenario, VariantReport variant) {
    if (scenario.endpoints().isEmpty()) {
      return List.of();
    }
    Endpoint endpoint = scenario.endpoints().get(0);
    return QUANTILES.stream()
        .flatMap(q -> variant.endpoint(endpoint.name()).map(e -> e.estimates().get(q)).stream())
        .map(Estimate::value)
        .filter(value -> value > 0)
        .toList();
  }

  private double px(Axis x, double millis) {
    return left + x.at(millis) * (WIDTH - left - 34);
  }

  private static void line(Markup out, String css, double x1, double y1, double x2, double y2) {
    out.empty(
        "line",
        "class",
        css,
        "x1",
        Frame.n(x1),
        "y1",
        Frame.n(y1),
        "x2",
        Frame.n(x2),
        "y2",
        Frame.n(y2));
  }

  private static void text(Markup out, String css, double x, double y, String text) {
    out.element("text", text, "class", css, "x", Frame.n(x), "y", Frame.n(y));
  }
}
