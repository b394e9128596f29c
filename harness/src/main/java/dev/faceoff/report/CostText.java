package dev.faceoff.report;

import dev.faceoff.report.CostReport.PartCost;
import java.io.IOException;
import java.util.List;

/** What a million requests take, for a terminal of 80 columns. */
final class CostText {
  private static final int LABEL = 17;

  private CostText() {}

  static void write(CostReport cost, Heads heads, Appendable out) throws IOException {
    CostWords words = new CostWords(cost);
    List<String> variants = words.variants();
    String baseline = variants.get(0);
    out.append('\n');
    if (variants.size() == 1) {
      alone(cost, words, baseline, out);
      return;
    }
    String candidate = variants.get(variants.size() - 1);
    heads.legend(out, List.of(baseline, candidate));
    TextWriter.line(
        out,
        "per million",
        heads.head(baseline),
        heads.head(candidate),
        words.ratioName().isPresent() ? "ratio [interval]" : "",
        "");
    for (PartCost part : cost.parts()) {
      TextWriter.line(
          out,
          Terminal.cut(words.shortLabel(part.part()), LABEL),
          CostWords.estimate(part, baseline).map(Numbers::value).orElse("-"),
          CostWords.estimate(part, candidate).map(Numbers::value).orElse("-"),
          part.ratio().map(Numbers::withInterval).orElse("-"),
          "");
    }
    Terminal.paragraph(out, words.note());
  }

  /** As {@link AloneText} lays its numbers out. */
  private static void alone(CostReport cost, CostWords words, String variant, Appendable out)
      throws IOException {
    AloneText.line(out, "per million", Terminal.cut(variant, 50));
    for (PartCost part : cost.parts()) {
      AloneText.line(
          out,
          "  " + words.shortLabel(part.part()),
          CostWords.estimate(part, variant).map(Numbers::withInterval).orElse("-"));
    }
    Terminal.paragraph(out, words.note());
  }
}
