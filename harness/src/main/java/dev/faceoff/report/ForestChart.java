package dev.faceoff.report;

import static dev.faceoff.report.Frame.n;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row for each gated claim: its interval, the margin, and what that says, in words. */
final class ForestChart implements Chart {
  /** More would be a wall of rows; the worst come first, and the table has them all. */
  private static final int MOST_ROWS = 40;

  private final GateReport gate;
  private final List<GateFinding> all;
  private final List<GateFinding> findings;
  private final boolean difference;
  private final ChangeAxis wide;
  private final ChangeAxis narrow;

  private ForestChart(GateReport gate, List<GateFinding> all) {
    this.gate = gate;
    this.all = all;
    this.findings = all.subList(0, Math.min(all.size(), MOST_ROWS));
    this.difference = ChangeAxis.isDifference(findings.get(0));
    this.wide = ChangeAxis.over(gate, findings, List.of(), 8);
    this.narrow = ChangeAxis.over(gate, findings, List.of(), 4);
  }

  /** Everything that is divided: latencies, cost. */
  static Optional<ForestChart> ofRatios(GateReport gate) {
    return of(gate, gated(gate).filter(f -> !ChangeAxis.isDifference(f)).toList());
  }

  /** Shares of requests that fail or are slow, if there is something to say of them. */
  static Optional<ForestChart> ofDifferences(GateReport gate) {
    List<GateFinding> differences = gated(gate).filter(ChangeAxis::isDifference).toList();
    return of(
        gate, differences.stream().anyMatch(ForestChart::isTelling) ? differences : List.of());
  }

  private static boolean isTelling(GateFinding finding) {
    boolean failures = finding.claim().measure() == Measure.ERROR_SHARE;
    return finding.verdict() != Verdict.EQUIVALENT || (failures && finding.ratio().value() != 0);
  }

  private static Stream<GateFinding> gated(GateReport gate) {
    return GateWords.ranked(gate).stream().filter(GateFinding::gated);
  }

  private static Optional<ForestChart> of(GateReport gate, List<GateFinding> findings) {
    return findings.isEmpty() ? Optional.empty() : Optional.of(new ForestChart(gate, findings));
  }

  @Override
  public String subject() {
    return difference
        ? "Failed and slow requests, candidate less baseline"
        : "Candidate against baseline";
  }

  @Override
  public String finding() {
    String what = difference ? "difference" : "ratio";
    String clauses =
        Arrays.stream(Verdict.values())
            .map(
                verdict -> {
                  long count = all.stream().filter(f -> f.verdict() == verdict).count();
                  return count == 0 ? "" : clause(verdict, count);
                })
            .filter(clause -> !clause.isEmpty())
            .collect(Collectors.joining(", "));
    return "Of %s, %s".formatted(Words.plural(all.size(), "gated " + what), clauses);
  }

  private static String clause(Verdict verdict, long count) {
    boolean one = count == 1;
    return count
        + switch (verdict) {
          case REGRESSION -> one ? " is worse" : " are worse";
          case IMPROVEMENT -> one ? " is better" : " are better";
          case EQUIVALENT -> one ? " shows no difference" : " show no difference";
          case INCONCLUSIVE -> one ? " is open" : " are open";
        };
  }

  @Override
  public String reading() {
    String intervals =
        findings.stream().anyMatch(f -> f.decisive().isPresent())
            ? "Thick line: %s. Thin line: the wider one that decides, because several claims are looked"
                + " at several times. "
            : "Line: %s. ";
    return "Left of the upright line the candidate needs less, right of it more. "
        + intervals.formatted(GateWords.interval(findings))
        + "Shaded: the margin, within which a difference counts as none. A mark without a line was"
        + " counted."
        + (all.size() == findings.size()
            ? ""
            : " The first %d are drawn; the table has them all.".formatted(findings.size()));
  }

  @Override
  public String description() {
    return findings.stream().map(GateWords::sentence).collect(Collectors.joining(". "))
        + ". "
        + ALL_VALUES;
  }

  @Override
  public List<String> variants() {
    return List.of();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    boolean isWide = size == Size.WIDE;
    new Drawing(out, isWide, isWide ? wide : narrow, id + "-" + size.css).draw();
  }

  /** One size of it. Row labels stand beside the plot, or above each row where it is narrow. */
  private final class Drawing extends RowFrame {
    private final ChangeAxis axis;
    private final String key;

    Drawing(Markup out, boolean isWide, ChangeAxis axis, String key) {
      super(
          out, isWide, isWide ? 230 : 22, isWide ? 250 : 22, 14, isWide ? 56 : 78, findings.size());
      this.axis = axis;
      this.key = key;
    }

    void draw() {
      open(key, ForestChart.this, 58);
      for (int i = 0; i < findings.size(); i++) {
        margin(findings.get(i), top + i * rowHeight);
      }
      double taken = Double.NEGATIVE_INFINITY;
      for (Axis.Tick tick : axis.axis().ticks()) {
        double at = px(tick.value());
        upright("grid", at);
        double half = tick.label().length() * 4.5;
        // "same" always has its label; others give way.
        boolean same = tick.value() == axis.same();
        boolean clear = same || Math.abs(at - px(axis.same())) > half + 24;
        if (at - half > taken && clear && at + half <= width && at >= half) {
          text("tick mid", at, floor + 22, tick.label());
          taken = at + half + 6;
        }
      }
      upright("zero", px(axis.same()));
      line("axis", left, floor, left + (double) plotWidth, floor);
      text("title mid", left + plotWidth / 2.0, floor + 48, axis.title());
      for (int i = 0; i < findings.size(); i++) {
        row(findings.get(i), top + i * rowHeight);
      }
      out.close();
    }

    /** Through all rows; where labels stand within the plot, only between them. */
    private void upright(String css, double at) {
      if (isWide) {
        line(css, at, top, at, floor);
        return;
      }
      for (int i = 0; i < findings.size(); i++) {
        double rowTop = top + (double) i * rowHeight;
        line(css, at, rowTop + 24, at, rowTop + 52);
      }
      line(css, at, floor - 5, at, floor);
    }

    private void margin(GateFinding finding, double rowTop) {
      ChangeAxis.margin(gate, finding)
          .ifPresent(
              m -> {
                double from = px(m.low());
                double to = px(m.high());
                out.empty(
                    "rect",
                    "class",
                    "margin",
                    "x",
                    n(from),
                    "y",
                    n(rowTop + (isWide ? 3 : 26)),
                    "width",
                    n(Math.max(to - from, 1)),
                    "height",
                    n(isWide ? rowHeight - 6 : 24));
              });
    }

    private void row(GateFinding finding, double rowTop) {
      String css = GateWords.mark(finding).name().toLowerCase(Locale.ROOT);
      double middle = rowTop + (isWide ? rowHeight / 2.0 : 38);
      out.open("g", "class", "claim " + css);
      finding.decisive().ifPresent(i -> span("thin", i, middle, 6));
      finding.ratio().interval().ifPresent(i -> span("thick", i, middle, 0));
      double at = px(finding.ratio().value());
      out.empty("circle", "class", "behind", "cx", n(at), "cy", n(middle), "r", "9");
      out.empty(
          "path",
          "class",
          "mark",
          "fill-rule",
          "evenodd",
          "transform",
          "translate(%s %s) scale(.8)".formatted(n(at - 8), n(middle - 8)),
          "d",
          GateWords.mark(finding).path());
      out.close();
      String label = Words.capitalised(GateWords.label(finding.claim().measure()));
      String endpoint = finding.claim().endpoint();
      String where = endpoint.isEmpty() ? "whole service" : endpoint;
      List<String> verdict = verdict(finding);
      if (isWide) {
        text("rowname", 0, middle - 4, label);
        text("note", 0, middle + 17, cut(where, 34));
        double x = left + plotWidth + 20.0;
        text("rowname " + css, x, verdict.size() == 1 ? middle + 6 : middle - 4, verdict.get(0));
        if (verdict.size() > 1) {
          text("note", x, middle + 17, verdict.get(1));
        }
      } else {
        text("rowname", 0, rowTop + 18, cut(label + ", " + where, 44));
        text("note " + css, 0, rowTop + 68, cut(String.join(" ", verdict), 50));
      }
    }

    /** The verdict in one or two lines. */
    private List<String> verdict(GateFinding finding) {
      String words = GateWords.verdict(gate, finding);
      Optional<String> interval = new GateChange(finding).interval();
      return switch (finding.verdict()) {
        case REGRESSION, IMPROVEMENT ->
            interval.map(i -> List.of(words, i)).orElseGet(() -> List.of(words));
        case EQUIVALENT, INCONCLUSIVE -> {
          int space = words.indexOf(finding.verdict() == Verdict.EQUIVALENT ? " within" : ": ");
          yield space < 0
              ? List.of(words)
              : List.of(
                  words.substring(0, space), words.substring(space).replaceFirst("^[: ]+", ""));
        }
      };
    }

    private void span(String css, Interval interval, double y, double cap) {
      double from = px(interval.low());
      double to = px(interval.high());
      line(css, from, y, to, y);
      if (cap > 0) {
        line(css, from, y - cap, from, y + cap);
        line(css, to, y - cap, to, y + cap);
      }
    }

    private double px(double value) {
      return across(axis.at(value));
    }

    private String cut(String text, int length) {
      return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "claim", "scope", "col");
    String[] heads = {
      difference ? "difference, points" : "ratio",
      GateWords.interval(findings),
      "deciding interval",
      "margin",
      "verdict"
    };
    for (String head : heads) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
    for (int i = 0; i < findings.size(); i++) {
      GateFinding finding = findings.get(i);
      GateChange change = new GateChange(finding);
      out.open("tr", "data-x", Frame.fraction(wide.at(finding.ratio().value())));
      out.element("th", GateWords.claim(finding.claim()), "scope", "row");
      double middle = 1 - (i + 0.5) / findings.size();
      out.element("td", change.ratio(), "data-y", Frame.fraction(middle));
      out.element("td", change.ratioInterval().orElse("none: " + finding.ratio().note()));
      out.element("td", change.decisive().orElse("–"));
      out.element("td", GateWords.margin(gate, finding.claim().measure()).orElse("–"));
      out.element("td", finding.verdict().name()).close();
    }
    out.close();
  }
}
