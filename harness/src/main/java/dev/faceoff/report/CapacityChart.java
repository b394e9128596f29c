package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.report.CapacityReport.Expected;
import dev.faceoff.report.CapacityReport.Law;
import dev.faceoff.report.CapacityReport.Throughput;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Requests answered against users at a time, both on log axes, with the law through them. */
final class CapacityChart implements Chart {
  private final CapacityWords words;
  private final List<VariantCapacity> variants;
  private final double mostUsers;
  private final Axis x;
  private final Axis y;

  private CapacityChart(CapacityWords words) {
    this.words = words;
    this.variants = words.capacity().variants();
    List<Throughput> points = variants.stream().flatMap(v -> v.throughputs().stream()).toList();
    List<Expected> expected =
        variants.stream().flatMap(v -> v.law().stream()).flatMap(l -> l.curve().stream()).toList();
    this.mostUsers = points.stream().mapToInt(Throughput::users).max().orElseThrow();
    List<Double> users = new ArrayList<>(points.stream().map(p -> (double) p.users()).toList());
    expected.forEach(point -> users.add(point.users()));
    List<Double> rates =
        new ArrayList<>(points.stream().map(Throughput::answeredPerSecond).toList());
    for (Expected point : expected) {
      Estimate rate = point.answeredPerSecond();
      rates.add(Axis.near(rate.low(), rate.value()));
      rates.add(Axis.near(rate.high(), rate.value()));
    }
    this.x = axis(users);
    this.y = axis(rates);
  }

  private static Axis axis(List<Double> values) {
    return Axis.log(
        values.stream().min(Comparator.naturalOrder()).orElseThrow(),
        values.stream().max(Comparator.naturalOrder()).orElseThrow());
  }

  /** The chart, if anything was answered. */
  static Optional<CapacityChart> of(CapacityWords words) {
    return words.capacity().variants().stream().allMatch(v -> v.throughputs().isEmpty())
        ? Optional.empty()
        : Optional.of(new CapacityChart(words));
  }

  @Override
  public String subject() {
    return "Requests answered a second by users at a time";
  }

  @Override
  public String finding() {
    List<String> parts = new ArrayList<>();
    for (VariantCapacity variant : variants) {
      best(variant)
          .ifPresent(
              best ->
                  parts.add(
                      "%s %s for %s"
                          .formatted(
                              parts.isEmpty()
                                  ? Words.capitalised(variant.variant()) + " answers at most"
                                  : variant.variant(),
                              Numbers.plain(best.answeredPerSecond()) + "/s",
                              Words.plural(best.users(), "user"))));
    }
    return String.join(", ", parts);
  }

  private static Optional<Throughput> best(VariantCapacity variant) {
    return variant.throughputs().stream()
        .max(Comparator.comparingDouble(Throughput::answeredPerSecond));
  }

  @Override
  public String reading() {
    return "Each point is what users that call without pause got answered. The line is the Universal"
        + " Scalability Law through the points, dotted and shaded where nothing was measured, and"
        + " the band around it its 95 % interval. The line bends where users queue, and falls where"
        + " they hinder each other.";
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder("Log-log chart. ");
    for (VariantCapacity variant : variants) {
      if (!variant.throughputs().isEmpty()) {
        Throughput first = variant.throughputs().get(0);
        Throughput last = variant.throughputs().get(variant.throughputs().size() - 1);
        text.append(
            "%s: %s requests a second for %s, %s for %s. "
                .formatted(
                    Words.capitalised(variant.variant()),
                    Numbers.plain(first.answeredPerSecond()),
                    Words.plural(first.users(), "user"),
                    Numbers.plain(last.answeredPerSecond()),
                    Words.plural(last.users(), "user")));
      }
    }
    return text.append(ALL_VALUES).toString();
  }

  @Override
  public List<String> variants() {
    return words.variants();
  }

  @Override
  public void draw(Markup out, Size size, String id) {
    Frame frame = new Frame(out, size, x, y, 0);
    frame.open(id, this, "users at a time (log scale)", "answered, requests/s (log scale)");
    if (variants.stream().anyMatch(variant -> variant.law().isPresent())) {
      double from = frame.px(mostUsers);
      frame.rect("margin", from, size.top, size.left + size.plotWidth() - from, size.plotHeight());
    }
    for (int i = 0; i < variants.size(); i++) {
      VariantCapacity variant = variants.get(i);
      if (variant.throughputs().isEmpty()) {
        continue;
      }
      out.open("g", "class", "series v" + i, "data-variant", String.valueOf(i));
      variant.law().ifPresent(law -> law(frame, law));
      for (Throughput point : variant.throughputs()) {
        frame.marker(i, "dot", frame.px(point.users()), frame.py(point.answeredPerSecond()), 5);
      }
      out.close();
      List<Throughput> points = variant.throughputs();
      double end =
          variant
              .law()
              .map(law -> law.curve().get(law.curve().size() - 1).answeredPerSecond().value())
              .orElse(points.get(points.size() - 1).answeredPerSecond());
      frame.label(i, variant.variant(), "", frame.py(end));
    }
    frame.close();
  }

  /** How sure the law is at each number of users, where it has intervals. */
  private static void band(Frame frame, Law law) {
    if (law.curve().stream().allMatch(point -> point.answeredPerSecond().interval().isEmpty())) {
      return;
    }
    List<double[]> upper = new ArrayList<>();
    List<double[]> lower = new ArrayList<>();
    for (Expected point : law.curve()) {
      double at = frame.px(point.users());
      upper.add(new double[] {at, frame.py(point.answeredPerSecond().high())});
      lower.add(new double[] {at, frame.py(point.answeredPerSecond().low())});
    }
    Collections.reverse(lower);
    upper.addAll(lower);
    frame.path("band", upper);
  }

  private void law(Frame frame, Law law) {
    band(frame, law);
    List<double[]> measured = new ArrayList<>();
    List<double[]> beyond = new ArrayList<>();
    for (Expected point : law.curve()) {
      double[] at = {frame.px(point.users()), frame.py(point.answeredPerSecond().value())};
      if (point.users() <= mostUsers) {
        measured.add(at);
      } else {
        if (beyond.isEmpty() && !measured.isEmpty()) {
          beyond.add(measured.get(measured.size() - 1));
        }
        beyond.add(at);
      }
    }
    if (!measured.isEmpty()) {
      frame.path("line strong", measured);
    }
    if (!beyond.isEmpty()) {
      frame.path("line beyond", beyond);
    }
  }

  @Override
  public void rows(Markup out) {
    out.open("thead").open("tr").element("th", "users", "scope", "col");
    for (VariantCapacity variant : variants) {
      out.element(
          "th",
          "%s, requests/s (off the law [interval]), %s within"
              .formatted(
                  variant.variant(), Numbers.exactPercent(words.capacity().objective().quantile())),
          "scope",
          "col");
    }
    out.close().close().open("tbody");
    TreeSet<Integer> all = new TreeSet<>();
    variants.forEach(variant -> variant.throughputs().forEach(p -> all.add(p.users())));
    for (int users : all) {
      out.open("tr", "data-x", Frame.fraction(x.at(users)));
      out.element("th", String.valueOf(users), "scope", "row");
      for (VariantCapacity variant : variants) {
        Optional<Throughput> point =
            variant.throughputs().stream().filter(p -> p.users() == users).findFirst();
        if (point.isPresent()) {
          out.element(
              "td",
              cell(variant, point.get()),
              "data-y",
              Frame.fraction(y.at(point.get().answeredPerSecond())));
        } else {
          out.element("td", "–");
        }
      }
      out.close();
    }
    out.close();
  }

  private static String cell(VariantCapacity variant, Throughput point) {
    return Numbers.significant(point.answeredPerSecond())
        + point
            .residual()
            .map(
                off ->
                    String.format(
                        Locale.ROOT, " (%+.1f %%%s)", 100 * off, expected(variant, point.users())))
            .orElse("")
        + ", "
        + Numbers.duration(point.latencyMillis());
  }

  /** What the law expects of so many users, where its curve has a point for them. */
  private static String expected(VariantCapacity variant, int users) {
    return variant.law().stream()
        .flatMap(law -> law.curve().stream())
        .filter(point -> point.users() == users)
        .findFirst()
        .map(point -> " off " + Numbers.withInterval(point.answeredPerSecond()))
        .orElse("");
  }
}
