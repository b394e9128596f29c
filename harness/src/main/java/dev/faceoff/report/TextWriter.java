package dev.faceoff.report;

import dev.faceoff.model.Comparison;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.report.FaultReport.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the verdict table for a terminal of 80 columns. */
public final class TextWriter implements ReportWriter {
  private static final int WIDTH = 80;

  private final boolean colour;

  /**
   * @param colour whether to mark verdicts with ANSI colours; words and shapes are there either way
   */
  public TextWriter(boolean colour) {
    this.colour = colour;
  }

  @Override
  public void write(Report report, Appendable out) throws IOException {
    String gap = "";
    for (ScenarioReport scenario : report.scenarios()) {
      out.append(gap);
      gap = "\n";
      scenario(scenario, out);
    }
  }

  private void scenario(ScenarioReport scenario, Appendable out) throws IOException {
    Headline headline = Words.headline(scenario);
    out.append(bold(clean(scenario.name()))).append("  ").append(marked(headline.mark()));
    out.append('\n');
    for (String line : wrapped(clean(headline.sentence()))) {
      out.append("  ").append(line).append('\n');
    }
    if (!scenario.hasNumbers()) {
      return;
    }
    for (String candidate : PairRows.candidates(scenario)) {
      table(scenario, candidate, out);
    }
    for (String candidate : PairRows.candidates(scenario)) {
      Optional<Phases> phases = Phases.of(scenario);
      if (phases.isPresent()) {
        phases(phases.get(), candidate, out);
      }
    }
    List<String> sentences = new ArrayList<>(Words.distances(scenario));
    Phases.of(scenario).map(Phases::note).ifPresent(sentences::add);
    Words.books(scenario).map(line -> line + ".").ifPresent(sentences::add);
    for (String sentence : sentences) {
      for (String line : wrapped(clean(sentence))) {
        out.append("  ").append(line).append('\n');
      }
    }
    for (String line :
        wrapped(
            "Intervals: " + Words.confidence(scenario) + clean(Words.intervalsOver(scenario)))) {
      out.append("  ").append(line).append('\n');
    }
  }

  private void table(ScenarioReport scenario, String candidate, Appendable out) throws IOException {
    String baseline = scenario.variants().get(0).name();
    out.append('\n');
    line(out, "", cut(baseline, 8), cut(candidate, 8), "ratio [interval]", "verdict");
    for (Endpoint endpoint : scenario.endpoints()) {
      if (scenario.endpoints().size() > 1) {
        out.append(' ').append(clean(endpoint.name())).append('\n');
      }
      for (PairRows.Row row : PairRows.ofEndpoint(scenario, endpoint.name())) {
        row(row, baseline, candidate, out);
      }
    }
    if (scenario.endpoints().size() > 1) {
      out.append(" whole service\n");
    }
    for (PairRows.Row row : PairRows.ofVariant(scenario)) {
      row(row, baseline, candidate, out);
    }
  }

  /** What users were content with in every phase, and what they waited. */
  private static void phases(Phases phases, String candidate, Appendable out) throws IOException {
    String baseline = phases.variants().get(0);
    out.append('\n');
    phaseLine(out, " under faults", cut(baseline, 8), "p50, ms", cut(candidate, 8), "p50, ms");
    for (Endpoint endpoint : phases.endpoints()) {
      String objective = Numbers.duration(endpoint.objectiveMillis());
      out.append(' ').append(cut(endpoint.name(), 48));
      out.append(" answered within ").append(objective).append('\n');
      for (Phase phase : phases.timeline().phases()) {
        List<String> cells = new ArrayList<>(List.of("  " + cut(phase.name(), 30)));
        for (String variant : List.of(baseline, candidate)) {
          cells.add(
              Phases.estimate(phase, variant, endpoint.name(), Measure.WITHIN_OBJECTIVE)
                  .map(e -> Words.number(Measure.WITHIN_OBJECTIVE, e) + " %")
                  .orElse("-"));
          cells.add(
              Phases.estimate(phase, variant, endpoint.name(), Measure.P50_LATENCY)
                  .map(Numbers::value)
                  .orElse("-"));
        }
        phaseLine(out, cells.toArray());
      }
    }
  }

  private static void phaseLine(Appendable out, Object... cells) throws IOException {
    out.append(String.format(Locale.ROOT, "%-34s %9s %9s %12s %9s", cells).stripTrailing())
        .append('\n');
  }

  private void row(PairRows.Row row, String baseline, String candidate, Appendable out)
      throws IOException {
    line(
        out,
        row.shortLabel(),
        row.estimate(baseline).map(Numbers::value).orElse("-"),
        row.estimate(candidate).map(Numbers::value).orElse("-"),
        row.comparison(candidate).map(TextWriter::ratio).orElse("-"),
        row.comparison(candidate).map(c -> marked(Mark.of(c.verdict()))).orElse(""));
  }

  private static String ratio(Comparison comparison) {
    Estimate ratio = comparison.ratio();
    return Numbers.value(ratio) + Numbers.interval(ratio).map(i -> " " + i).orElse("");
  }

  private static void line(Appendable out, Object... cells) throws IOException {
    out.append(String.format(Locale.ROOT, " %-17s %8s %8s %-26s %s", cells).stripTrailing())
        .append('\n');
  }

  private String marked(Mark mark) {
    String text = mark.character() + " " + (mark == Mark.OPEN ? "cannot tell" : mark.word());
    return switch (mark) {
      case BETTER, EXPECTED -> ansi("32", text);
      case WORSE, UNEXPECTED, INVALID, FAILED -> ansi("31", text);
      case OPEN, PARTIAL -> ansi("33", text);
      case SAME, NONE -> text;
    };
  }

  private String bold(String text) {
    return ansi("1", text);
  }

  private String ansi(String code, String text) {
    return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }

  /** Names come from files: no control character reaches the terminal. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String cut(String text, int width) {
    String clean = clean(text);
    return clean.length() <= width ? clean : clean.substring(0, width - 1) + "…";
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH - 2) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
