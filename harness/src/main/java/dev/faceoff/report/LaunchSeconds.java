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

/** The seconds of all launches on one axis, launch after launch. */
final class LaunchSeconds {
  private static final int BAND = 40;

  private final Map<Integer, Integer> lengths = new TreeMap<>();

  /** A second of one variant. */
  record Entry(int variant, SecondPoint point) {}

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
    entries.sort(
        Comparator.comparingInt((Entry e) -> e.point().launch())
            .thenComparingInt(e -> e.point().second())
            .thenComparingInt(Entry::variant));
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

  /** Opens the row of a second in a chart's table: second and variant. */
  void openRow(Markup out, Entry entry) {
    double middle = start(entry.point().launch(), entry.point().second()) + 0.5;
    out.open(
        "tr",
        "data-x",
        Frame.fraction(middle / length()),
        "data-variant",
        String.valueOf(entry.variant()));
    out.element("th", name(entry.point()), "scope", "row");
    out.element("td", names.get(entry.variant()), "class", "word");
  }

  private String xTitle(Size size) {
    String title = size == Size.WIDE ? "seconds since the load began" : "seconds of load";
    return severalLaunches() ? title + ", launch after launch" : title;
  }

  /** How a second is named in a table. */
  private String name(SecondPoint point) {
    return severalLaunches()
        ? "launch %d, second %d".formatted(point.launch(), point.second())
        : "second " + point.second();
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
