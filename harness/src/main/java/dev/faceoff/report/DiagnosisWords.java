package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Examined;
import dev.faceoff.model.Examined.Outcome;
import dev.faceoff.model.Finding;
import dev.faceoff.model.Shortcut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the writers say of a diagnosis. */
final class DiagnosisWords {
  private DiagnosisWords() {}

  static Headline headline(DiagnosisReport diagnosis) {
    Mark mark =
        switch (diagnosis.status()) {
          case INVALID -> Mark.INVALID;
          case FAILED -> Mark.FAILED;
          case PARTIAL -> Mark.PARTIAL;
          case VALID -> diagnosis.findings().isEmpty() ? clean(diagnosis) : Mark.FOUND;
        };
    String reasons = diagnosis.reasons().isEmpty() ? "" : Words.reasons(diagnosis.reasons()) + " ";
    if (!diagnosis.status().allowsNumbers()) {
      return new Headline(mark, reasons.strip(), "", "");
    }
    long looked = count(diagnosis, Outcome.FOUND) + count(diagnosis, Outcome.NOT_FOUND);
    if (looked == 0) {
      return new Headline(mark, reasons + "No shortcut could be looked for.", "", "");
    }
    if (diagnosis.findings().isEmpty()) {
      return new Headline(
          mark,
          reasons + "It shows none of the ",
          Words.plural(looked, "shortcut"),
          " that were looked for." + notLookedFor(diagnosis));
    }
    String found =
        diagnosis.findings().stream()
            .map(Finding::shortcut)
            .distinct()
            .map(Shortcut::title)
            .collect(joining("; "));
    return new Headline(
        mark,
        reasons + "It shows ",
        Words.plural(count(diagnosis, Outcome.FOUND), "shortcut"),
        ": " + found + "." + notLookedFor(diagnosis));
  }

  /** What was not looked for at all, or at an endpoint that never answered, is not clean. */
  private static Mark clean(DiagnosisReport diagnosis) {
    boolean looked = count(diagnosis, Outcome.NOT_FOUND) > 0 && diagnosis.reasons().isEmpty();
    return looked ? Mark.CLEAN : Mark.OPEN;
  }

  private static String notLookedFor(DiagnosisReport diagnosis) {
    long others = count(diagnosis, Outcome.NOT_LOOKED_FOR);
    return others == 0 ? "" : " %s could not be looked for.".formatted(Numbers.count(others));
  }

  private static long count(DiagnosisReport diagnosis, Outcome outcome) {
    return diagnosis.examined().stream().filter(each -> each.outcome() == outcome).count();
  }

  static String where(Finding finding) {
    return finding.endpoint().isEmpty() ? "whole service" : finding.endpoint();
  }

  static String outcome(Examined examined) {
    return switch (examined.outcome()) {
      case FOUND -> "found";
      case NOT_FOUND -> "not found";
      case NOT_LOOKED_FOR -> "not looked for";
    };
  }

  /** What is said of a finding, by what it is. */
  static Map<String, String> facts(Finding finding) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("evidence", finding.evidence());
    facts.put("price", finding.price());
    facts.put("advice", finding.advice());
    finding.shortcut().literature().ifPresent(name -> facts.put("in the literature", name));
    facts.put("lesson", finding.shortcut().lesson());
    return facts;
  }

  /** The findings of a shortcut, in order. */
  static List<Finding> of(DiagnosisReport diagnosis, Shortcut shortcut) {
    return diagnosis.findings().stream().filter(each -> each.shortcut() == shortcut).toList();
  }
}
