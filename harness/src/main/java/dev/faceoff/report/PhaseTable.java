package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Phases or faults one below the other, variants side by side under each measure; where there are
 * more than two, one below the other in each phase.
 */
final class PhaseTable {
  /** As many variants as the page has room for under each of several measures. */
  private static final int SIDE_BY_SIDE = 2;

  private final String first;
  private final List<String> variants;
  private final List<Row> rows;
  private final List<Measure> measures;
  private final Notes notes = new Notes();
  private final List<String> distinctNotes;

  /**
   * A row.
   *
   * @param detail second line, in quiet ink; may be empty
   * @param number of a variant, in the unit of the measure
   * @param absent what stands where a variant has no number
   */
  record Row(
      String name,
      String detail,
      BiFunction<String, Measure, Optional<Estimate>> number,
      BiFunction<String, Measure, String> absent) {
    /** A row with a dash where there is no number. */
    Row(String name, String detail, BiFunction<String, Measure, Optional<Estimate>> number) {
      this(name, detail, number, (variant, measure) -> Facts.NOTHING);
    }
  }

  /**
   * @param first title of the first column
   * @param measures those that no row has are left out
   */
  PhaseTable(String first, List<String> variants, List<Row> rows, List<Measure> measures) {
    this.first = first;
    this.variants = variants;
    this.rows = rows;
    this.measures = measures.stream().filter(this::measured).toList();
    distinctNotes =
        rows.stream()
            .flatMap(row -> this.measures.stream().flatMap(m -> numbers(row, m).stream()))
            .map(Estimate::note)
            .distinct()
            .toList();
  }

  private boolean measured(Measure measure) {
    return rows.stream().anyMatch(row -> !numbers(row, measure).isEmpty());
  }

  private List<Estimate> numbers(Row row, Measure measure) {
    return variants.stream().flatMap(v -> row.number().apply(v, measure).stream()).toList();
  }

  /** What to say below the table, where all numbers have the same note. */
  Optional<String> note() {
    return distinctNotes.size() == 1
        ? Optional.of(Words.sentence(distinctNotes.get(0)))
        : Optional.empty();
  }

  boolean isEmpty() {
    return measures.isEmpty();
  }

  void write(Markup out, String label) {
    boolean tall = variants.size() > SIDE_BY_SIDE;
    String few = measures.size() > 2 ? "" : " few";
    Tables.open(out, label, "phases" + (tall ? " tall" : "") + few);
    if (tall) {
      below(out);
    } else {
      beside(out);
    }
    Tables.close(out);
    notes.write(out);
  }

  private void beside(Markup out) {
    head(out);
    out.open("tbody");
    for (Row row : rows) {
      out.open("tr").open("th", "scope", "row");
      name(out, row);
      out.close();
      for (Measure measure : measures) {
        for (int i = 0; i < variants.size(); i++) {
          cell(out, i == 0 ? "group" : null, i, row, measure);
        }
      }
      out.close();
    }
    out.close();
  }

  private void below(Markup out) {
    out.open("thead").open("tr");
    out.element("th", first, "scope", "col");
    out.element("th", "variant", "scope", "col", "class", "word");
    for (Measure measure : measures) {
      out.open("th", "scope", "col").text(Words.shortLabel(measure) + " ");
      out.element("span", Words.unit(measure), "class", "unit").close();
    }
    out.close().close();
    List<Integer> told = IntStream.range(0, variants.size()).filter(this::isTold).boxed().toList();
    for (Row row : rows) {
      out.open("tbody");
      for (int i : told) {
        out.open("tr");
        if (i == told.get(0)) {
          out.open("th", "scope", "rowgroup", "rowspan", String.valueOf(told.size()));
          name(out, row);
          out.close();
        }
        out.open("th", "scope", "row", "class", "word");
        out.element("span", variants.get(i), "class", "ink v" + i).close();
        for (Measure measure : measures) {
          cell(out, null, i, row, measure);
        }
        out.close();
      }
      out.close();
    }
  }

  /** Whether the table says anything of a variant. */
  private boolean isTold(int variant) {
    String name = variants.get(variant);
    return rows.stream()
        .anyMatch(
            row ->
                measures.stream()
                    .anyMatch(
                        measure ->
                            row.number().apply(name, measure).isPresent()
                                || !row.absent().apply(name, measure).equals(Facts.NOTHING)));
  }

  private static void name(Markup out, Row row) {
    out.text(row.name());
    if (!row.detail().isEmpty()) {
      out.element("small", row.detail());
    }
  }

  private void head(Markup out) {
    out.open("thead").open("tr");
    out.element("th", first, "scope", "col", "rowspan", "2");
    String columns = String.valueOf(variants.size());
    for (Measure measure : measures) {
      out.open("th", "scope", "colgroup", "colspan", columns, "class", "group");
      out.text(Words.shortLabel(measure) + " ");
      out.element("span", Words.unit(measure), "class", "unit").close();
    }
    out.close().open("tr");
    for (int m = 0; m < measures.size(); m++) {
      for (int i = 0; i < variants.size(); i++) {
        out.open("th", "scope", "col", "class", i == 0 ? "group" : null);
        out.element("span", variants.get(i), "class", "ink v" + i).close();
      }
    }
    out.close().close();
  }

  private void cell(Markup out, String css, int variant, Row row, Measure measure) {
    Optional<Estimate> number = row.number().apply(variants.get(variant), measure);
    out.open("td", "class", css);
    if (number.isPresent()) {
      Estimate shown = Words.shown(measure, number.get());
      out.text(Words.number(measure, number.get()));
      if (distinctNotes.size() > 1) {
        out.element("sup", notes.letter(shown.note()));
      }
      Numbers.interval(shown).ifPresent(i -> out.element("small", i));
    } else {
      out.element("span", row.absent().apply(variants.get(variant), measure), "class", "quiet");
    }
    out.close();
  }
}
