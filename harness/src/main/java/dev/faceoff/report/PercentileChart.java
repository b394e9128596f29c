package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.ScenarioReport.CurvePoint;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Latency by share of requests, to as many nines as the sample supports. */
final class PercentileChart implements Chart {
  private final ScenarioReport scenario;
  private final Endpoint endpoint;
  private final List<String> names;
  private final List<List<CurvePoint>> curves;
  private final Axis x;
  private final Axis y;
  private final boolean objectiveFits;

  private PercentileChart(
      ScenarioReport scenario,
      Endpoint endpoint,
      List<String> names,
      List<List<CurvePoint>> curves) {
    this.scenario = scenario;
    this.endpoint = endpoint;
    this.names = names;
    this.curves = curves;
    List<CurvePoint> all = curves.stream().flatMap(List::stream).toList();
    double low = all.stream().mapToDouble(CurvePoint::millis).min().orElseThrow();
    double high = all.stream().mapToDouble(CurvePoint::millis).max().orElseThrow();
    double objective = endpoint.objectiveMillis();
    objectiveFits = objective > low / 5 && objective < high * 5;
    x = Axis.nines(all.stream().mapToDouble(CurvePoint::share).max().orElseThrow());
    y =
        Axis.log(
            objectiveFits ? Math.min(low, objective) : low,
            objectiveFits ? Math.max(high, objective) : high);
  }

  /** The chart, if there are curves to draw. */
  static Optional<PercentileChart> of(ScenarioReport scenario, Endpoint endpoint) {
    List<String> names = scenario.variants().stream().map(VariantReport::name).toList();
    List<List<CurvePoint>> curves =
        scenario.variants().stream()
            .map(v -> v.endpoint(endpoint.name()).map(EndpointReport::curve).orElse(List.of()))
            .map(PercentileChart::drawable)
            .toList();
    return curves.stream().allMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(new PercentileChart(scenario, endpoint, names, curves));
  }

  private static List<CurvePoint> drawable(List<CurvePoint> curve) {
    return curve.stream()
        .filter(p -> p.share() >= 0 && p.share() < 1)
        .filter(p -> p.millis() > 0 && Double.isFinite(p.millis()))
        .toList();
  }

  @Override
  public String subject() {
    return "Latency by percentile" + Figures.of(scenario, endpoint);
  }

  @Override
  public String finding() {
    for (Measure measure : List.of(Measure.P95_LATENCY, Measure.P90_LATENCY, Measure.P50_LATENCY)) {
      PairRows.Row row = new PairRows.Row(scenario, endpoint.name(), measure);
      Optional<String> finding =
          PairRows.candidates(scenario).stream()
              .findFirst()
              .flatMap(row::comparison)
              .filter(c -> row.estimate(c.baseline()).isPresent())
              .filter(c -> row.estimate(c.candidate()).isPresent())
              .map(
                  c -> {
                    String fast = row.estimate(c.candidate()).map(Numbers::value).orElseThrow();
                    String slow = row.estimate(c.baseline()).map(Numbers::value).orElseThrow();
                    String share = share(measure);
                    if (c.verdict() == Verdict.IMPROVEMENT || c.verdict() == Verdict.REGRESSION) {
                      return "%s answers %s of requests within %s ms where %s needs %s ms"
                          .formatted(
                              Words.capitalised(c.candidate()), share, fast, c.baseline(), slow);
                    }
                    return "%s and %s cannot be told apart at %s: %s ms and %s ms"
                        .formatted(
                            Words.capitalised(c.baseline()),
                            c.candidate(),
                            Words.quantile(measure),
                            slow,
                            fast);
                  });
      if (finding.isPresent()) {
        return finding.get();
      }
    }
    return "Latency of " + String.join(" and ", names) + " by share of requests";
  }

  private static String share(Measure measure) {
    return switch (measure) {
      case P95_LATENCY -> "95 %";
      case P90_LATENCY -> "90 %";
      default -> "half";
    };
  }

  @Override
  public String reading() {
    String objective =
        objectiveFits
            ? ""
            : " The objective of %s ms lies outside the chart."
                .formatted(Numbers.plain(endpoint.objectiveMillis()));
    return "Lower is better. Each step to the right is ten times rarer; the curves end where the"
        + " sample supports no further nine."
        + objective;
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Log-log line chart. ");
    for (int i = 0; i < names.size(); i++) {
      List<CurvePoint> curve = curves.get(i);
      if (!curve.isEmpty()) {
        CurvePoint first = curve.get(0);
        CurvePoint last = curve.get(curve.size() - 1);
        text.append(
            "%s rises from %s ms at %s to %s ms at %s of requests. "
                .formatted(
                    Words.capitalised(names.get(i)),
                    Numbers.significant(first.millis()),
                    Numbers.exactPercent(first.share()),
                    Numbers.significant(last.millis()),
                    Numbers.exactPercent(last.share())));
      }
    }
    return text.append(ALL_VALUES).toString();
  }

  @Override
  public List<String> variants() {
    return names;
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Frame frame = new Frame(out, size, x, y, 0);
    frame.open(
        id,
        this,
        size == Size.WIDE
            ? "share of requests answered within this time (log scale of nines)"
            : "share of requests (nines, log scale)",
        "latency in ms (log scale)");
    if (objectiveFits) {
      frame.objective(endpoint.objectiveMillis(), false);
    }
    for (int i = 0; i < curves.size(); i++) {
      List<CurvePoint> curve = curves.get(i);
      if (!curve.isEmpty()) {
        out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
        curve(frame, i, curve);
        out.close();
      }
    }
    frame.close();
  }

  private void curve(Frame frame, int variant, List<CurvePoint> curve) {
    List<double[]> points = new ArrayList<>();
    for (CurvePoint point : curve) {
      points.add(new double[] {frame.px(point.share()), frame.py(point.millis())});
    }
    frame.path("line strong", points);
    for (Axis.Tick tick : x.ticks()) {
      curve.stream()
          .filter(p -> p.share() >= tick.value() - 1e-9)
          .findFirst()
          .filter(p -> Math.abs(x.at(p.share()) - x.at(tick.value())) < 0.03)
          .ifPresent(
              p -> frame.marker(variant, "dot", frame.px(p.share()), frame.py(p.millis()), 6));
    }
    CurvePoint last = curve.get(curve.size() - 1);
    frame.label(
        variant,
        names.get(variant),
        " %s ms".formatted(Numbers.significant(last.millis())),
        frame.py(last.millis()));
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "share of requests", "scope", "col");
    for (String name : names) {
      out.element("th", name + ", ms", "scope", "col");
    }
    out.close().close().open("tbody");
    Map<Double, CurvePoint[]> rows = new TreeMap<>();
    for (int i = 0; i < curves.size(); i++) {
      for (CurvePoint point : curves.get(i)) {
        rows.computeIfAbsent(point.share(), share -> new CurvePoint[names.size()])[i] = point;
      }
    }
    rows.forEach(
        (share, points) -> {
          out.open("tr", "data-x", Frame.fraction(x.at(share)));
          out.element("th", Numbers.exactPercent(share), "scope", "row");
          for (CurvePoint point : points) {
            if (point == null) {
              out.element("td", "–");
            } else {
              out.element(
                  "td",
                  Numbers.significant(point.millis()),
                  "data-y",
                  Frame.fraction(y.at(point.millis())));
            }
          }
          out.close();
        });
    out.close();
  }
}
