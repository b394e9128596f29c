package dev.faceoff.cli;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.DiagnosisReport;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.Report;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process tells the shell. */
enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "Faceoff itself failed"),
  USAGE(2, "wrong usage or a bad file"),
  NOT_HELD(3, "an expectation did not hold, or a gate failed"),
  INCONCLUSIVE(4, "inconclusive (only with --strict)"),
  ENVIRONMENT(5, "a backend or target did not start, or the run is INVALID"),
  INTERRUPTED(130, "interrupted; what was measured is kept, marked PARTIAL");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  static ExitCode of(FaceoffException.Kind kind) {
    return switch (kind) {
      case USAGE -> USAGE;
      case ENVIRONMENT -> ENVIRONMENT;
      case INTERNAL -> FAILED;
    };
  }

  /**
   * The code of a run. A broken promise outranks an invalid scenario beside it: running again does
   * not mend it.
   */
  static ExitCode of(Report report, boolean strict) {
    if (any(report, Status.PARTIAL)) {
      return INTERRUPTED;
    }
    if (any(report, Outcome.FAILED)) {
      return NOT_HELD;
    }
    if (any(report, Status.INVALID) || any(report, Status.FAILED)) {
      return ENVIRONMENT;
    }
    return strict && any(report, Outcome.UNDECIDED) ? INCONCLUSIVE : DONE;
  }

  /** The code of a part of a run, which judges no promise: that is for all of them together. */
  static ExitCode ofPart(Report report) {
    if (any(report, Status.PARTIAL)) {
      return INTERRUPTED;
    }
    return any(report, Status.INVALID) || any(report, Status.FAILED) ? ENVIRONMENT : DONE;
  }

  /**
   * The code of a comparison of two targets; only one that is to fail does so for what it found.
   */
  static ExitCode of(GateReport gate, boolean strict) {
    return switch (gate.status()) {
      case PARTIAL -> INTERRUPTED;
      case INVALID, FAILED -> ENVIRONMENT;
      case VALID -> {
        if (gate.failing() && (gate.answersDiffer() || gate.verdict() == Verdict.REGRESSION)) {
          yield NOT_HELD;
        }
        yield strict && gate.verdict() == Verdict.INCONCLUSIVE ? INCONCLUSIVE : DONE;
      }
    };
  }

  /** The code of a diagnosis, which never fails for what it found. */
  static ExitCode of(DiagnosisReport diagnosis) {
    return switch (diagnosis.status()) {
      case PARTIAL -> INTERRUPTED;
      case INVALID, FAILED -> ENVIRONMENT;
      case VALID -> DONE;
    };
  }

  private static boolean any(Report report, Status status) {
    return report.scenarios().stream().anyMatch(scenario -> scenario.statuses().contains(status));
  }

  private static boolean any(Report report, Outcome outcome) {
    return report.scenarios().stream()
        .filter(scenario -> scenario.status() == Status.VALID)
        .map(ScenarioReport::expectations)
        .anyMatch(results -> results.stream().anyMatch(result -> result.outcome() == outcome));
  }

  /** Codes and meanings, for help texts. */
  static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (ExitCode exitCode : values()) {
      table.put(String.valueOf(exitCode.code), exitCode.meaning);
    }
    return table;
  }
}
