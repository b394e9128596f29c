package dev.faceoff.report;

import dev.faceoff.report.ScenarioReport.BlockInfo;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.SecondPoint;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** The seconds of all launches on one axis, launch after launch. */
final class LaunchSeconds {
  private static final int BAND = 40;

  /** How a row of several seconds tells what they differ in. */
  enum Together {
    RANGES("with their lowest and highest values"),
    SUMS("added up");

    private final String label;

    Together(String label) {
      this.label = label;
    }
  }

  private static final Comparator<Entry> IN_ORDER =
      Comparator.comparingInt((Entry e) -> e.point().launch())
          .thenComparingInt(e -> e.point().second())
          .thenComparingInt(Entry::variant);

  private final Map<Integer, Integer> lengths = new TreeMap<>();

  /** A second of one variant. */
  record Entry(int variant, SecondPoint point) {}

  /**
   * Seconds of one variant, one after the other, that share a row of a table.
   *
   * @param entries at least one
   */
  record Span(List<Entry> entries) {
    private Entry first() {
      return entries.get(0);
    }

    private Entry last() {
      return entries.get(entries.size() - 1);
    }

    LongStream counts(ToLongFunction<SecondPoint> count) {
      return entries.stream().map(Entry::point).mapToLong(count);
    }

    DoubleStream values(ToDoubleFunction<SecondPoint> value) {
      return entries.stream().map(Entry::point).mapToDouble(value);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<BlockInfo> blocks;
  private final List<String> names;

  LaunchSeconds(ScenarioReport scenario, String endpoint) {
    blocks = scenario.blocks();
    names = scenario.variants().stream().map(VariantReport::name).toList();
    for (BlockInfo block : blocks) {
      lengths.merge(block.launch(), block.startSecond() + block.seconds(), Math::max);
    }
    for (int i = 0; i < names.size(); i++) {
      int variant = i;
      scenario.variants().get(i).endpoint(endpoint).map(EndpointReport::seconds).stream()
          .flatMap(List::stream)
          .forEach(
              point -> {
                entries.add(new Entry(variant, point));
                lengths.merge(point.launch(), point.second() + 1, Math::max);
              });
    }
    entries.sort(IN_ORDER);
  }

  List<Entry> entries() {
    return entries;
  }

  List<String> names() {
    return names;
  }

  private boolean severalLaunches() {
    return lengths.size() > 1;
  }

  int length() {
    return lengths.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Where a second of a launch begins on the common axis. */
  int start(int launch, int second) {
    return lengths.entrySet().stream()
            .filter(e -> e.getKey() < launch)
            .mapToInt(Map.Entry::getValue)
            .sum()
        + second;
  }

  /** Opens a chart over these seconds, with the blocks as a band at the bottom. */
  Frame open(Markup out, Size size, Axis y, String id, Chart chart, String yTitle) {
    Frame frame = new Frame(out, size, Axis.seconds(length(), size.wantedTicks), y, BAND);
    frame.open(id, chart, xTitle(size), yTitle);
    band(frame, size.top + size.plotHeight() - BAND + 8.0, BAND - 10.0);
    return frame;
  }

  /** How many of these seconds a row of a table has, or somewhat more. */
  private static int secondsOfRow(List<Entry> shown) {
    return Math.max(1, (int) Math.ceil(shown.size() / (double) Tables.MOST_SECONDS));
  }

  /** The rows of a table of these seconds, in the order of their first ones. */
  static List<Span> rows(List<Entry> shown) {
    int wanted = secondsOfRow(shown);
    List<Span> rows = new ArrayList<>();
    for (List<Entry> run : runs(shown)) {
      int parts = Math.max(1, run.size() / wanted);
      for (int part = 0; part < parts; part++) {
        rows.add(new Span(run.subList(part * run.size() / parts, (part + 1) * run.size() / parts)));
      }
    }
    rows.sort(Comparator.comparing(Span::first, IN_ORDER));
    return rows;
  }

  /** Seconds of one variant that follow each other. */
  private static List<List<Entry>> runs(List<Entry> shown) {
    List<List<Entry>> runs = new ArrayList<>();
    Map<Integer, List<Entry>> lastOfVariant = new TreeMap<>();
    for (Entry entry : shown) {
      List<Entry> run = lastOfVariant.get(entry.variant());
      if (run == null || !follows(run.get(run.size() - 1).point(), entry.point())) {
        run = new ArrayList<>();
        runs.add(run);
        lastOfVariant.put(entry.variant(), run);
      }
      run.add(entry);
    }
    return runs;
  }

  private static boolean follows(SecondPoint before, SecondPoint point) {
    return before.launch() == point.launch() && before.second() + 1 == point.second();
  }

  /** Where all values of a chart are. */
  static String whereValuesAre(List<Entry> shown, Together together) {
    return isThinned(shown) ? thinned(together) : Chart.ALL_VALUES;
  }

  /** The same for sighted readers, with a space before; nothing where it goes without saying. */
  static String thinning(List<Entry> shown, Together together) {
    return isThinned(shown) ? " " + thinned(together) : "";
  }

  /** Of many seconds too each has its row, if none follows another. */
  private static boolean isThinned(List<Entry> shown) {
    return rows(shown).size() < shown.size();
  }

  private static String thinned(Together together) {
    return "The table below the chart has several seconds in a row, %s; results.json has every second."
        .formatted(together.label);
  }

  /** Opens a row of a chart's table: seconds and variant. */
  void openRow(Markup out, Span span) {
    SecondPoint first = span.first().point();
    SecondPoint last = span.last().point();
    double middle =
        (start(first.launch(), first.second()) + start(last.launch(), last.second()) + 1) / 2.0;
    int variant = span.first().variant();
    out.open(
        "tr", "data-x", Frame.fraction(middle / length()), "data-variant", String.valueOf(variant));
    out.element("th", name(first, last), "scope", "row");
    out.element("td", names.get(variant), "class", "word");
  }

  private String xTitle(Size size) {
    String title = size == Size.WIDE ? "seconds since the load began" : "seconds of load";
    return severalLaunches() ? title + ", launch after launch" : title;
  }

  /** How seconds are named in a table. */
  private String name(SecondPoint first, SecondPoint last) {
    String seconds =
        first.second() == last.second()
            ? "second " + first.second()
            : "seconds %d–%d".formatted(first.second(), last.second());
    return severalLaunches() ? "launch %d, %s".formatted(first.launch(), seconds) : seconds;
  }

  /** Whether its first letter stands for no other; its shape does always. */
  private boolean hasItsOwnLetter(String name) {
    String letter = name.substring(0, 1);
    return names.stream().noneMatch(other -> !other.equals(name) && other.startsWith(letter));
  }

  /** Draws which variant ran when, and where launches part. */
  private void band(Frame frame, double top, double height) {
    Size size = frame.size();
    for (BlockInfo block : blocks) {
      int variant = Math.max(0, names.indexOf(block.variant()));
      int start = start(block.launch(), block.startSecond());
      double left = frame.px(start);
      double width = frame.px(start + block.seconds()) - left;
      frame.rect("block v" + variant, left + 0.5, top, width - 1, height);
      String name = block.variant();
      double letters = (width - 6) / (size == Size.WIDE ? 8.5 : 7.5);
      double middle = left + width / 2;
      if (name.length() <= letters || (letters >= 1 && hasItsOwnLetter(name))) {
        String text = name.length() <= letters ? name : name.substring(0, 1);
        frame.text("blockname mid v" + variant, middle, top + height / 2 + 5, text);
      } else if (letters >= 1) {
        frame.out().open("g", "class", "v" + variant);
        frame.marker(variant, "dot", middle, top + height / 2, 4);
        frame.out().close();
      }
    }
    for (int launch : lengths.keySet()) {
      int start = start(launch, 0);
      if (start > 0) {
        double at = frame.px(start);
        frame.line("launch", at, size.top, at, top + height);
      }
    }
  }
}
