package dev.faceoff.report;

import dev.faceoff.model.Endpoint;

/** Puts a chart on the page: finding, legend, drawing, and the data behind a disclosure. */
final class Figures {
  private Figures() {}

  static void write(Markup out, String id, Chart chart) {
    out.open("figure", "class", "chart", "id", id);
    out.open("figcaption");
    out.element("p", chart.subject(), "class", "subject");
    out.element("h3", chart.finding());
    out.close();
    legend(out, chart);
    out.open("div", "class", "drawing");
    for (Size size : chart.sizes()) {
      chart.draw(out, size, id);
    }
    out.close();
    out.element("p", chart.reading(), "class", "reading");
    out.open("details", "class", "data").element("summary", "Data of this chart");
    Tables.open(out, "Data: " + chart.finding() + " (" + id + ")");
    chart.rows(out);
    Tables.close(out);
    out.close();
    out.close();
  }

  /** Which line is whose; scripts turn the entries into switches. */
  private static void legend(Markup out, Chart chart) {
    if (chart.variants().isEmpty()) {
      return;
    }
    out.open("ul", "class", "legend", "aria-label", "Legend");
    for (int i = 0; i < chart.variants().size(); i++) {
      out.open("li", "data-variant", String.valueOf(i));
      swatch(out, i);
      out.element("span", chart.variants().get(i)).close();
    }
    out.close();
  }

  /** A variant's line and shape, small. */
  static void swatch(Markup out, int variant) {
    out.open("svg", "class", "swatch v" + variant, "viewBox", "0 0 44 16", "aria-hidden", "true");
    out.empty("path", "class", "line strong", "d", "M2 8L42 8");
    Frame.marker(out, variant, "dot", 22, 8, 6);
    out.close();
  }

  /** " of list-orders" where the scenario has several endpoints. */
  static String of(ScenarioReport scenario, Endpoint endpoint) {
    return scenario.endpoints().size() > 1 ? " of " + endpoint.name() : "";
  }
}
