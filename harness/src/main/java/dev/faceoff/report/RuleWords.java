package dev.faceoff.report;

import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What became of the expectations of a scenario that tells no story: they are the rule that was
 * asked for. Those of a story say what its lesson leads one to expect.
 */
record RuleWords(ScenarioReport scenario) {
  /** Those of a scenario that has a rule, if anything was measured. */
  static Optional<RuleWords> of(ScenarioReport scenario) {
    return Optional.of(scenario)
        .filter(each -> !each.story().isTold() && !each.expectations().isEmpty())
        .filter(each -> each.hasNumbers() || !each.scaling().variants().isEmpty())
        .map(RuleWords::new);
  }

  /**
   * "Both expectations hold.", "1 of 4 expectations fails (errorShare of target <= 0.01, observed
   * 0.02): …".
   *
   * @param found what was found, as a clause; empty to say nothing of it
   */
  Headline headline(String found) {
    List<ExpectationResult> all = scenario.expectations();
    String after = found.isEmpty() ? "." : ": " + found;
    List<ExpectationResult> failed = with(Outcome.FAILED);
    if (!failed.isEmpty()) {
      return new Headline(
          Mark.UNEXPECTED,
          "",
          all.size() == 1
              ? "What is expected fails"
              : "%s %s".formatted(share(failed), failed.size() == 1 ? "fails" : "fail"),
          " (%s)%s".formatted(listed(failed), after));
    }
    List<ExpectationResult> open = with(Outcome.UNDECIDED);
    if (!open.isEmpty()) {
      return new Headline(
          Mark.OPEN,
          "",
          "Cannot tell yet",
          "%s (%s)%s"
              .formatted(
                  all.size() == 1 ? " whether what is expected holds" : " about " + share(open),
                  listed(open),
                  after));
    }
    return new Headline(Mark.EXPECTED, "", held(all.size()), after);
  }

  private static String held(int expectations) {
    return switch (expectations) {
      case 1 -> "What is expected holds";
      case 2 -> "Both expectations hold";
      default -> "All %d expectations hold".formatted(expectations);
    };
  }

  private List<ExpectationResult> with(Outcome outcome) {
    return scenario.expectations().stream().filter(result -> result.outcome() == outcome).toList();
  }

  private String share(List<ExpectationResult> some) {
    return "%d of %d expectations".formatted(some.size(), scenario.expectations().size());
  }

  /** The first, and how many more there are. */
  private static String listed(List<ExpectationResult> some) {
    ExpectationResult first = some.get(0);
    return "%s, observed %s%s"
        .formatted(
            first.text(),
            ExpectationTable.observed(first),
            some.size() > 1 ? "; and %d more".formatted(some.size() - 1) : "");
  }
}
