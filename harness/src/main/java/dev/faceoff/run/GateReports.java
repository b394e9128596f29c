package dev.faceoff.run;

import dev.faceoff.model.GateFinding;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Side;
import dev.faceoff.model.Status;
import dev.faceoff.model.Verdict;
import dev.faceoff.report.GateReport;
import dev.faceoff.report.GateReport.LaunchInfo;
import dev.faceoff.report.ScenarioReport.Trust;
import dev.faceoff.stats.GateJudge;
import dev.faceoff.stats.GateLook;
import dev.faceoff.stats.LaunchEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the report of a gate from what its launches yielded. */
final class GateReports {
  private final GateRequest request;
  private final GateRules rules;
  private final Scenario scenario;
  private final GateJudge judge;
  private final Images images;
  private final List<PairedMeasurement> launches;
  private final List<String> replaced;
  private final List<String> backendNotes;

  /**
   * @param rules of the launches that count
   * @param images of the sides, as far as they were found
   * @param replaced why launches were measured again, a sentence each
   * @param backendNotes what a reader should know about the servers, a sentence each
   */
  GateReports(
      GateRequest request,
      GateRules rules,
      GateJudge judge,
      Images images,
      List<PairedMeasurement> launches,
      List<String> replaced,
      List<String> backendNotes) {
    this.request = request;
    this.rules = rules;
    this.scenario = request.scenario();
    this.judge = judge;
    this.images = images;
    this.launches = List.copyOf(launches);
    this.replaced = List.copyOf(replaced);
    this.backendNotes = List.copyOf(backendNotes);
  }

  /** Of a gate that came to its end; INVALID when a launch was unsound. */
  GateReport complete(boolean settled) {
    List<String> complaints =
        launches.stream()
            .flatMap(
                launch ->
                    Soundness.complaints(launch.samples().generator(), scenario.load()).stream())
            .distinct()
            .toList();
    return complaints.isEmpty()
        ? withNumbers(Status.VALID, List.of(), settled)
        : report(Status.INVALID, complaints, Verdict.INCONCLUSIVE, false, List.of());
  }

  /** Of a gate that was interrupted: the numbers of the complete launches. */
  GateReport partial(String reason) {
    return withNumbers(Status.PARTIAL, List.of(reason), false);
  }

  /** Of a gate in which something broke; what the launches before showed is kept. */
  GateReport failed(String reason, int begun) {
    if (launches.size() < 2) {
      return report(Status.FAILED, List.of(reason), Verdict.INCONCLUSIVE, false, List.of());
    }
    return withNumbers(
        Status.PARTIAL,
        List.of(
            reason,
            "It broke in launch %d; these are the numbers of the %d launches before."
                .formatted(begun, launches.size())),
        false);
  }

  private GateReport withNumbers(Status status, List<String> reasons, boolean settled) {
    if (Answers.of(launches, scenario.endpoints(), rules).stream()
            .anyMatch(GateReport.Answers::differ)
        || launches.size() < 2) {
      return report(status, reasons, Verdict.INCONCLUSIVE, settled, List.of());
    }
    List<LaunchEffects> effects = launches.stream().map(PairedMeasurement::effects).toList();
    // Without a settled verdict there is no further look to keep a share of the error for.
    GateLook look = settled ? judge.look(effects) : judge.lastLook(effects);
    return report(status, reasons, look.verdict(), settled, look.findings());
  }

  private GateReport report(
      Status status,
      List<String> reasons,
      Verdict verdict,
      boolean settled,
      List<GateFinding> findings) {
    return new GateReport(
        scenario.name(),
        request.failing(),
        status,
        reasons,
        images.identified(request.baseline(), Side.BASELINE.id()),
        images.identified(request.candidate(), Side.CANDIDATE.id()),
        rules,
        verdict,
        settled,
        findings,
        Answers.of(launches, scenario.endpoints(), rules),
        launches.stream().map(GateReports::info).toList(),
        replaced,
        request.calibration(),
        launches.isEmpty() ? Optional.empty() : Optional.of(trust()));
  }

  private static LaunchInfo info(PairedMeasurement launch) {
    return new LaunchInfo(
        launch.samples().launch(),
        launch.baselineFirst(),
        launch.pairs(),
        launch.disturbance().droppedShare(),
        launch.steady());
  }

  private Trust trust() {
    return Trusts.of(
        launches.stream().map(launch -> launch.samples().generator()).toList(),
        launches.stream().map(PairedMeasurement::machineBusyShare).toList(),
        scenario.load(),
        notMeasured(),
        notes());
  }

  private List<String> notMeasured() {
    List<String> missing = new ArrayList<>();
    if (launches.stream().anyMatch(launch -> launch.machineBusyShare().isEmpty())) {
      missing.add("Processor time: read from /proc, which only Linux has.");
    } else {
      for (Side side : Side.values()) {
        if (launches.stream().noneMatch(launch -> knowsCpu(launch.effects(), side))) {
          missing.add(
              "Processor time of the %s: it ran before, or in a container whose processes are not seen on this machine."
                  .formatted(side.id()));
        }
      }
    }
    if (scenario.database().isPresent()) {
      missing.add(
          "Processor time of PostgreSQL's parallel workers: they belong to no connection, and both sides use the server at once.");
    }
    if (scenario.dependencies().redis().isPresent()) {
      missing.add("Processor time of Redis: CPU is that of the service and of PostgreSQL.");
    }
    return missing;
  }

  private static boolean knowsCpu(LaunchEffects effects, Side side) {
    return (side == Side.BASELINE ? effects.baseline() : effects.candidate())
        .keySet().stream().anyMatch(claim -> claim.measure() == Measure.SERVICE_CPU);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(request.notes());
    notes.addAll(backendNotes);
    notes.addAll(images.notes(scenario));
    long unsteady = launches.stream().filter(launch -> !launch.steady()).count();
    if (unsteady > 0) {
      notes.add(
          "In %d of %d launches one side still got faster or slower while it was measured; a longer warm-up may settle it."
              .formatted(unsteady, launches.size()));
    }
    long unmatched = launches.stream().mapToLong(launch -> launch.samples().unmatched()).sum();
    if (unmatched > 0) {
      notes.add(
          "%d requests had no partner, because a user had failed on the other side; they are in no comparison."
              .formatted(unmatched));
    }
    return notes;
  }
}
