package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.GateFinding;
import dev.faceoff.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each launch said of one claim, and how the interval narrowed. */
final class LaunchesChart implements Chart {
  private final GateReport gate;
  private final GateFinding finding;
  private final List<Interval> running;
  private final List<Size> sizes;
  private final Axis x;

  private LaunchesChart(
      GateReport gate, GateFinding finding, List<Interval> running, boolean half) {
    this.gate = gate;
    this.finding = finding;
    this.running = running;
    this.sizes = half ? List.of(Size.HALF, Size.NARROW) : List.of(Size.WIDE, Size.NARROW);
    int launches = finding.byLaunch().size();
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int i = 1; i <= launches; i++) {
      ticks.add(new Axis.Tick(i, String.valueOf(i)));
    }
    this.x = new Axis(launch -> (launch - 0.5) / launches, ticks, 0.5, launches + 0.5);
  }

  /** The chart, if launches have values that vary. */
  static Optional<LaunchesChart> of(GateReport gate, GateFinding finding, boolean half) {
    List<Interval> running = RunningIntervals.of(gate, finding);
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of(new LaunchesChart(gate, finding, running, half));
  }

  private ChangeAxis axis(Size size) {
    // The interval of two launches is often wider than the picture needs: it may leave it.
    double low = finding.byLaunch().stream().mapToDouble(v -> v).min().orElseThrow();
    double high = finding.byLaunch().stream().mapToDouble(v -> v).max().orElseThrow();
    Estimate estimate = finding.ratio();
    GateFinding bounded =
        new GateFinding(
            finding.claim(),
            finding.gated(),
            finding.baseline(),
            finding.candidate(),
            estimate,
            Optional.empty(),
            finding.byLaunch(),
            finding.verdict(),
            finding.moreLaunches(),
            finding.resolvable());
    double room = Math.max((high - low) * 0.6, 0.005);
    return ChangeAxis.over(
        gate,
        List.of(bounded),
        List.of(low > 0 ? Math.max(low - room, low / 2) : low - room, high + room),
        size == Size.WIDE ? 7 : 5);
  }

  @Override
  public String subject() {
    return Words.capitalised(GateWords.claim(finding.claim())) + ", launch by launch";
  }

  @Override
  public String finding() {
    return "After %s: %s"
        .formatted(Words.plural(finding.byLaunch().size(), "launch"), GateWords.change(finding));
  }

  @Override
  public String reading() {
    return "A dot is the %s that one launch of both sides measured; the band is the %s of"
            .formatted(number(), interval())
        + " all launches so far, from the second on. Shaded: the margin."
        + (looks().isEmpty()
            ? ""
            : " Dashed: the planned looks, at which a verdict may be spoken.");
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Change by launch: ");
    GateChange change = new GateChange(finding);
    List<String> values = finding.byLaunch().stream().map(change::ofLaunch).toList();
    text.append(String.join(", ", values)).append(". ");
    return text.append(finding()).append(". ").append(ALL_VALUES).toString();
  }

  private String number() {
    return ChangeAxis.isDifference(finding) ? "difference" : "ratio";
  }

  private String interval() {
    return GateWords.interval(List.of(finding));
  }

  /** Planned looks that were reached. */
  private List<Integer> looks() {
    return gate.rules().looks().stream().filter(look -> look <= finding.byLaunch().size()).toList();
  }

  @Override
  public List<Size> sizes() {
    return sizes;
  }

  @Override
  public List<String> variants() {
    return List.of();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    ChangeAxis change = axis(size);
    Frame frame = new Frame(out, size, x, change.axis(), 0);
    frame.open(id, this, "launch", change.title());
    double right = size.left + size.plotWidth();
    ChangeAxis.margin(gate, finding)
        .ifPresent(
            m -> {
              double upper = frame.py(m.high());
              double lower = frame.py(m.low());
              frame.rect("margin", size.left, upper, size.plotWidth(), Math.max(lower - upper, 1));
            });
    frame.line("zero", size.left, frame.py(change.same()), right, frame.py(change.same()));
    out.open("g", "class", "claim " + GateWords.mark(finding).name().toLowerCase(Locale.ROOT));
    List<double[]> band = new ArrayList<>();
    for (int i = 0; i < running.size(); i++) {
      band.add(new double[] {frame.px(i + 2), frame.py(running.get(i).high())});
    }
    for (int i = running.size() - 1; i >= 0; i--) {
      band.add(new double[] {frame.px(i + 2), frame.py(running.get(i).low())});
    }
    frame.path("band", band);
    Interval last = running.get(running.size() - 1);
    double end = frame.px(finding.byLaunch().size());
    frame.line("thick", end, frame.py(last.low()), end, frame.py(last.high()));
    for (int i = 0; i < finding.byLaunch().size(); i++) {
      frame.marker(0, "launchdot", frame.px(i + 1), frame.py(finding.byLaunch().get(i)), 6);
    }
    out.close();
    for (int look : looks()) {
      frame.line("look", frame.px(look), size.top, frame.px(look), size.top + size.plotHeight());
    }
    if (!looks().isEmpty()) {
      // Above the plot, where no dot can lie.
      frame.text("note mid", frame.px(looks().get(0)), size.top - 6.0, "look");
    }
    frame.label(9, interval(), frame.py(finding.ratio().value()));
    frame.label(9, "no change", frame.py(change.same()));
    frame.close();
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "launch", "scope", "col");
    out.element("th", number(), "scope", "col");
    out.element("th", interval() + " so far", "scope", "col");
    out.element("th", "look", "scope", "col").close().close().open("tbody");
    ChangeAxis change = axis(sizes.get(0));
    GateChange words = new GateChange(finding);
    for (int i = 0; i < finding.byLaunch().size(); i++) {
      double ratio = finding.byLaunch().get(i);
      out.open("tr", "data-x", Frame.fraction(x.at(i + 1.0)));
      out.element("th", String.valueOf(i + 1), "scope", "row");
      out.element("td", words.ofLaunch(ratio), "data-y", Frame.fraction(change.at(ratio)));
      out.element(
          "td",
          i == 0
              ? "–"
              : "[%s, %s]"
                  .formatted(
                      words.ofLaunch(running.get(i - 1).low()),
                      words.ofLaunch(running.get(i - 1).high())));
      out.element("td", looks().contains(i + 1) ? "planned" : "").close();
    }
    out.close();
  }
}
