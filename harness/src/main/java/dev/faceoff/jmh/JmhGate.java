package dev.faceoff.jmh;

import dev.faceoff.model.Tolerance;
import dev.faceoff.model.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison of two results files of JMH found out.
 *
 * @param baseline name of the old file
 * @param candidate name of the new file
 * @param falseAlarmShare how often a gate fails though nothing changed, over all benchmarks
 * @param rows by verdict, the worst first, at least one
 * @param onlyInBaseline labels of benchmarks that the new file does not have
 * @param onlyInCandidate labels of benchmarks that the old file does not have
 * @param notes what a reader must know to trust the verdicts, as sentences
 */
public record JmhGate(
    String baseline,
    String candidate,
    Tolerance tolerance,
    double falseAlarmShare,
    List<JmhRow> rows,
    List<String> onlyInBaseline,
    List<String> onlyInCandidate,
    List<String> notes) {
  /** From what a reader must see first to what takes no action. */
  static final List<Verdict> WORST_FIRST =
      List.of(Verdict.REGRESSION, Verdict.INCONCLUSIVE, Verdict.IMPROVEMENT, Verdict.EQUIVALENT);

  public JmhGate {
    rows = List.copyOf(rows);
    onlyInBaseline = List.copyOf(onlyInBaseline);
    onlyInCandidate = List.copyOf(onlyInCandidate);
    notes = List.copyOf(notes);
  }

  /**
   * A test case for files such as JUnit's.
   *
   * @param message the figures and the reason, in one line
   */
  public record Case(String name, Verdict verdict, String message) {
    /** All of it in one line, for where nothing else names the benchmark. */
    public String line() {
      return name + ": " + message;
    }
  }

  /** The worst verdict of any benchmark. */
  public Verdict verdict() {
    return WORST_FIRST.stream().filter(verdict -> count(verdict) > 0).findFirst().orElseThrow();
  }

  /** The verdict and of how many benchmarks, in one line. */
  public String headline() {
    return JmhWords.headline(this);
  }

  /** How many benchmarks got a verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** A case for each benchmark of both files. */
  public List<Case> cases() {
    return rows.stream()
        .map(row -> new Case(row.label(), row.verdict(), JmhWords.sentence(row)))
        .toList();
  }

  /** Notes, and which benchmarks could not be compared. */
  List<String> allNotes() {
    return Stream.of(
            notes.stream(),
            missing(onlyInBaseline, baseline).stream(),
            missing(onlyInCandidate, candidate).stream())
        .flatMap(each -> each)
        .toList();
  }

  private static List<String> missing(List<String> labels, String file) {
    return labels.isEmpty()
        ? List.of()
        : List.of("only in %s, not judged: %s".formatted(file, String.join("; ", labels)));
  }
}
