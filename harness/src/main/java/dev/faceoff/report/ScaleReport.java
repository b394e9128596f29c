package dev.faceoff.report;

import dev.faceoff.model.Measure;
import dev.faceoff.model.ScalePosition;
import java.util.List;
import java.util.Optional;

/**
 * Where a service of the user's own stands between the variants of a pair.
 *
 * @param variant the service
 * @param file the target file that describes it
 * @param zero the variant at 0: the fixed one
 * @param one the variant at 1: the naive one
 * @param rows a measure each, endpoints first; what was not measured of all three is absent
 * @param notPlayed endpoints of the journey that it was sent nothing for
 * @param notes what a reader should know of how it took part, a sentence each
 */
public record ScaleReport(
    String variant,
    String file,
    String zero,
    String one,
    List<Row> rows,
    List<String> notPlayed,
    List<String> notes) {
  public ScaleReport {
    rows = List.copyOf(rows);
    notPlayed = List.copyOf(notPlayed);
    notes = List.copyOf(notes);
  }

  /**
   * A measure.
   *
   * @param endpoint empty for a measure of the whole service
   * @param phase of the faults; empty for the measured blocks, without faults
   */
  public record Row(String endpoint, String phase, Measure measure, ScalePosition position) {
    /** A measure of the measured blocks. */
    public Row(String endpoint, Measure measure, ScalePosition position) {
      this(endpoint, "", measure, position);
    }
  }

  /** The row of a measure of the measured blocks, if it was measured of all three. */
  public Optional<Row> row(String endpoint, Measure measure) {
    return row(endpoint, "", measure);
  }

  /** The row of a measure in a phase of the faults, if it was measured of all three. */
  public Optional<Row> row(String endpoint, String phase, Measure measure) {
    return rows.stream()
        .filter(row -> row.endpoint().equals(endpoint) && row.phase().equals(phase))
        .filter(row -> row.measure() == measure)
        .findFirst();
  }
}
