package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.report.LaunchSeconds.Entry;
import dev.faceoff.report.LaunchSeconds.Span;
import dev.faceoff.report.LaunchSeconds.Together;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Failed requests of every second; drawn only where there are any. */
final class ErrorsChart implements Chart {
  private final ScenarioReport scenario;
  private final Endpoint endpoint;
  private final LaunchSeconds seconds;
  private final Axis y;

  private ErrorsChart(ScenarioReport scenario, Endpoint endpoint, LaunchSeconds seconds) {
    this.scenario = scenario;
    this.endpoint = endpoint;
    this.seconds = seconds;
    y =
        Axis.fromZero(
            seconds.entries().stream().mapToLong(e -> e.point().errors()).max().orElse(1), 4);
  }

  /** The chart, if a request of a drawn second failed. */
  static Optional<ErrorsChart> of(ScenarioReport scenario, Endpoint endpoint) {
    LaunchSeconds seconds = new LaunchSeconds(scenario, endpoint.name());
    return seconds.entries().stream().anyMatch(e -> e.point().errors() > 0)
        ? Optional.of(new ErrorsChart(scenario, endpoint, seconds))
        : Optional.empty();
  }

  @Override
  public String subject() {
    return "Errors over time" + Figures.of(scenario, endpoint);
  }

  @Override
  public String finding() {
    List<String> parts = new ArrayList<>();
    for (VariantReport variant : scenario.variants()) {
      variant
          .endpoint(endpoint.name())
          .ifPresent(
              e ->
                  parts.add(
                      "%s failed %s of %s requests"
                          .formatted(
                              variant.name(),
                              e.errors() == 0 ? "none" : Numbers.count(e.errors()),
                              Numbers.count(e.requests()))));
    }
    return Words.capitalised(String.join(", ", parts));
  }

  @Override
  public String reading() {
    return "Lower is better. A bar is one second; the band shows which variant was under load."
        + LaunchSeconds.thinning(failed(), Together.SUMS);
  }

  private List<Entry> failed() {
    return seconds.entries().stream().filter(entry -> entry.point().errors() > 0).toList();
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Bar chart of failed requests per second. ");
    for (VariantReport variant : scenario.variants()) {
      String kinds =
          variant
              .endpoint(endpoint.name())
              .map(EndpointReport::errorsByKind)
              .map(ErrorsChart::kinds)
              .orElse("");
      text.append(Words.capitalised(variant.name())).append(": ");
      text.append(kinds.isEmpty() ? "no errors" : kinds).append(". ");
    }
    return text.append(LaunchSeconds.whereValuesAre(failed(), Together.SUMS)).toString();
  }

  private static String kinds(Map<String, Long> errors) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(errors).forEach((kind, count) -> parts.add(Numbers.count(count) + " " + kind));
    return String.join(", ", parts);
  }

  @Override
  public List<String> variants() {
    return seconds.names();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Frame frame = seconds.open(out, size, y, id, this, "failed requests per second");
    for (int i = 0; i < seconds.names().size(); i++) {
      out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
      for (Entry entry : seconds.entries()) {
        SecondPoint point = entry.point();
        if (entry.variant() == i && point.errors() > 0) {
          int start = seconds.start(point.launch(), point.second());
          double left = frame.px(start);
          double top = frame.py(point.errors());
          double width = frame.px(start + 1) - left;
          double gap = width > 5 ? 1 : 0;
          frame.rect("bar", left + gap / 2, top, Math.max(width - gap, 2), frame.py(0) - top);
        }
      }
      out.close();
    }
    frame.close();
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "second with errors", "scope", "col");
    out.element("th", "variant", "scope", "col");
    out.element("th", "failed requests", "scope", "col");
    out.element("th", "requests", "scope", "col").close().close().open("tbody");
    for (Span span : LaunchSeconds.rows(failed())) {
      seconds.openRow(out, span);
      // What is pointed at is the highest of the bars.
      long highest = span.counts(SecondPoint::errors).max().orElseThrow();
      out.element(
          "td",
          Numbers.count(span.counts(SecondPoint::errors).sum()),
          "data-y",
          Frame.fraction(y.at(highest)));
      out.element("td", Numbers.count(span.counts(SecondPoint::requests).sum())).close();
    }
    out.close();
  }
}
