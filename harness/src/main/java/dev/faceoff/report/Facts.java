package dev.faceoff.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Tables of facts in words, with a column a variant: the same in every format. */
final class Facts {
  /** Where there is nothing to tell. */
  static final String NOTHING = "–";

  private Facts() {}

  /** A line of the table; one cell a variant. */
  record Row(String name, List<String> cells) {}

  /** Those of which something is told of any variant. */
  static List<Row> told(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.cells().stream().anyMatch(cell -> !cell.equals(NOTHING)))
        .toList();
  }

  /**
   * Writes a table.
   *
   * @param corner what the rows are about
   * @param variants in the order of their colours
   */
  static void write(
      Markup out, String caption, String corner, List<String> variants, List<Row> rows) {
    Tables.open(out, caption);
    out.open("thead").open("tr").element("th", corner, "scope", "col");
    for (int i = 0; i < variants.size(); i++) {
      out.open("th", "scope", "col");
      out.element("span", variants.get(i), "class", "ink v" + i).close();
    }
    out.close().close().open("tbody");
    for (Row row : rows) {
      out.open("tr").element("th", row.name(), "scope", "row");
      row.cells().forEach(cell -> out.element("td", cell, "class", "fact"));
      out.close();
    }
    out.close();
    Tables.close(out);
  }

  /** Writes a line for a terminal, its name and cells in so many columns. */
  static void line(Appendable out, int ofName, int ofCell, String name, List<String> cells)
      throws IOException {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, " %-" + ofName + "s", name));
    for (String cell : cells) {
      text.append(String.format(Locale.ROOT, " %-" + ofCell + "s", Terminal.cut(cell, ofCell)));
    }
    out.append(text.toString().stripTrailing()).append('\n');
  }
}
