package dev.faceoff.report;

import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.util.List;

/** What was expected of scenarios, and what became of it. */
final class ExpectationTable {
  private ExpectationTable() {}

  /**
   * Writes it.
   *
   * @param scenarios with expectations
   * @param named whether to say which expectation is whose
   */
  static void write(Markup out, String caption, List<ScenarioReport> scenarios, boolean named) {
    Tables.open(out, caption);
    out.open("thead").open("tr");
    if (named) {
      out.element("th", "scenario", "scope", "col", "class", "word");
    }
    out.element("th", "expectation", "scope", "col", "class", "word");
    out.element("th", "observed", "scope", "col", "class", "number");
    out.element("th", "outcome", "scope", "col", "class", "word").close().close().open("tbody");
    for (ScenarioReport scenario : scenarios) {
      for (ExpectationResult result : scenario.expectations()) {
        out.open("tr");
        if (named) {
          out.element("td", scenario.name(), "class", "word");
        }
        out.open("th", "scope", "row", "class", "word").element("code", result.text()).close();
        out.element("td", observed(result));
        out.element("td", word(result.outcome()), "class", "word").close();
      }
    }
    out.close();
    Tables.close(out);
  }

  /** What fails without a number never came about: a service that did not recover, a rate kept. */
  static String observed(ExpectationResult result) {
    return result
        .observed()
        .map(Numbers::significant)
        .orElse(result.outcome() == Outcome.FAILED ? "none" : "nothing");
  }

  static String word(Outcome outcome) {
    return switch (outcome) {
      case HELD -> "✓ held";
      case FAILED -> "✗ failed";
      case UNDECIDED -> "? undecided";
    };
  }
}
