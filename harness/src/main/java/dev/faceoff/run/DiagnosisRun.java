package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.diagnosis.Bystanders;
import dev.faceoff.diagnosis.Hanging;
import dev.faceoff.diagnosis.Judgement;
import dev.faceoff.diagnosis.Played;
import dev.faceoff.diagnosis.PoolWaits;
import dev.faceoff.diagnosis.RepeatedReads;
import dev.faceoff.diagnosis.RepeatedStatements;
import dev.faceoff.diagnosis.RepeatedStatements.Page;
import dev.faceoff.diagnosis.SequentialScans;
import dev.faceoff.diagnosis.SequentialScans.Suspect;
import dev.faceoff.diagnosis.SequentialScans.Tried;
import dev.faceoff.diagnosis.Timeouts;
import dev.faceoff.diagnosis.UnboundedResults;
import dev.faceoff.model.Examined;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Finding;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Shortcut;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variation;
import dev.faceoff.report.DiagnosisReport;
import dev.faceoff.report.DiagnosisReport.Experiment;
import dev.faceoff.report.ScenarioReport.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Diagnoses a service: one experiment after the other, each varying one thing, and the rules'
 * judgement of what was seen.
 */
final class DiagnosisRun {
  /** Above this share of failed requests it is failures that would be diagnosed. */
  private static final double MOST_ERRORS = 0.5;

  /** Indexes that are tried, the ones for the costliest statements. */
  private static final int MOST_INDEXES = 3;

  private final DiagnosisRequest request;
  private final Scenario scenario;
  private final Session session;
  private final Map<Shortcut, Judgement> judgements = new EnumMap<>(Shortcut.class);
  private final List<Experiment> experiments = new ArrayList<>();
  private final List<String> unanswered = new ArrayList<>();
  private final List<String> backendNotes = new ArrayList<>();
  private Images images = Images.NONE;
  private Optional<DiagnosisLaunch> launch = Optional.empty();
  private boolean complete;

  DiagnosisRun(DiagnosisRequest request, Session session) {
    this.request = request;
    this.scenario = request.scenario();
    this.session = session;
  }

  /** Never throws: whatever goes wrong stands in the report. */
  DiagnosisReport run() {
    Optional<FaceoffException> failure = Failures.of(this::measure);
    session.clock().enter(Phase.REPORT, "");
    if (session.interruption().requested() && !complete) {
      List<String> reasons = new ArrayList<>();
      reasons.add(
          "Interrupted; experiments before: %d; what they showed is kept."
              .formatted(experiments.size()));
      reasons.addAll(unanswered);
      return report(Status.PARTIAL, reasons);
    }
    if (failure.isPresent()) {
      if (failure.get() instanceof UnsoundException unsound) {
        return report(Status.INVALID, unsound.complaints());
      }
      session.listener().failed(scenario.name(), failure.get());
      return report(Status.FAILED, List.of(failure.get().getMessage()));
    }
    return report(Status.VALID, unanswered);
  }

  private void measure() throws InterruptedException, IOException {
    Path logs = request.out().resolve("logs");
    if (Images.areNeeded(scenario)) {
      session.clock().step(scenario.name(), Phase.DATA, 0);
      images = Images.of(scenario, session);
    }
    session.withBackend(
        request,
        scenario.name(),
        BackendNeeds.of(scenario),
        logs,
        backendNotes,
        backend -> measure(backend, logs));
  }

  private void measure(Optional<Backend> backend, Path logs)
      throws InterruptedException, IOException {
    try (DiagnosisLaunch running =
        new DiagnosisLaunch(request, images, backend, session, logs.resolve("launch"))) {
      launch = Optional.of(running);
      running.begin();
      session.clock().step(scenario.name(), Phase.LOAD, DiagnosisTimes.seconds(request));
      Played usual = usual(running);
      page(running, usual);
      scans(running, usual);
      hang(running, usual);
      complete = true;
    }
  }

  private Played usual(DiagnosisLaunch running) throws InterruptedException, IOException {
    String load =
        "%s users a second for %d s"
            .formatted(said(scenario.load().arrivalsPerSecond()), DiagnosisTimes.USUAL_SECONDS);
    Played usual = running.usual();
    saw("The usual load, " + load, usual);
    if (usual.samples().isEmpty() || usual.errorShare() > MOST_ERRORS) {
      List<String> complaints = new ArrayList<>();
      complaints.add(
          "%.0f %% of the requests at the usual load failed (%s); what is slow or costly about answers cannot be told from errors."
              .formatted(
                  100 * usual.errorShare(), String.join(", ", running.errorsByKind().keySet())));
      running.refusal().ifPresent(complaints::add);
      throw new UnsoundException(complaints);
    }
    running
        .refusal()
        .ifPresent(
            refusal ->
                unanswered.add(
                    refusal
                        + " Nothing is told about that endpoint, nor about what users would have sent after it."));
    Played again = running.again("the-same-requests");
    saw("The same requests once more", again);
    judge(RepeatedReads.judge(usual, again));
    return usual;
  }

  private void page(DiagnosisLaunch running, Played usual)
      throws InterruptedException, IOException {
    if (usual.database().isEmpty() || request.paging().isEmpty()) {
      judge(RepeatedStatements.watched(usual));
      return;
    }
    Variation paging = request.paging().get();
    List<Page> pages = new ArrayList<>();
    for (Variation.Step step : paging.steps()) {
      Page page = running.page(paging.over(), step);
      saw("%s = %s".formatted(paging.over(), said(step.size())), page.played());
      pages.add(page);
    }
    judge(RepeatedStatements.varied(paging.over(), pages));
  }

  private void scans(DiagnosisLaunch running, Played usual)
      throws InterruptedException, IOException {
    if (usual.database().isEmpty()) {
      judge(Judgement.notLookedFor(Shortcut.SEQUENTIAL_SCAN, Judgement.NO_DATABASE));
      judge(UnboundedResults.judge(usual, Map.of()));
      return;
    }
    Map<String, String> plans = running.plans(usual);
    if (plans.isEmpty()) {
      String why = "PostgreSQL tells no plan of these statements; before version 16 it cannot.";
      judge(Judgement.notLookedFor(Shortcut.SEQUENTIAL_SCAN, why));
      judge(Judgement.notLookedFor(Shortcut.UNBOUNDED_RESULT, why));
      return;
    }
    judge(UnboundedResults.judge(usual, plans));
    List<Tried> tried = new ArrayList<>();
    List<Suspect> suspects = SequentialScans.suspects(usual, plans);
    for (Suspect suspect : suspects.subList(0, Math.min(MOST_INDEXES, suspects.size()))) {
      Optional<Played> with = running.withIndex(suspect);
      with.ifPresent(played -> saw("With " + suspect.index().sql(), played));
      tried.add(new Tried(suspect, with));
    }
    judge(SequentialScans.judge(usual, tried));
  }

  private void hang(DiagnosisLaunch running, Played usual)
      throws InterruptedException, IOException {
    List<Hanging> hanging = new ArrayList<>();
    for (String dependency : request.reached().stream().sorted().toList()) {
      Hanging each = running.hang(dependency, usual);
      saw(
          "%s answers %.0f ms late, few users".formatted(dependency, each.slight().millis()),
          each.slight().played());
      each.hung()
          .forEach(
              late ->
                  saw(
                      "%s answers %.0f s late, few users"
                          .formatted(dependency, late.millis() / 1000),
                      late.played()));
      saw(
          "%s answers %.0f s late, the usual load"
              .formatted(dependency, each.crowded().millis() / 1000),
          each.crowded().played());
      hanging.add(each);
    }
    judge(PoolWaits.judge(usual, hanging));
    if (hanging.isEmpty()) {
      String why =
          "Faceoff stands before no dependency of the service that it could make late; a database is left alone, as every request needs it.";
      judge(Judgement.notLookedFor(Shortcut.NO_TIMEOUT, why));
      judge(Judgement.notLookedFor(Shortcut.HARMED_BYSTANDER, why));
      return;
    }
    judge(Timeouts.judge(hanging));
    judge(Bystanders.judge(hanging));
  }

  private void judge(Judgement judgement) {
    judgements.put(judgement.examined().shortcut(), judgement);
  }

  private void saw(String varied, Played played) {
    StringBuilder observed = new StringBuilder();
    observed.append(
        String.format(
            Locale.ROOT,
            "%d requests, median %s ms",
            played.samples().size(),
            said(played.medianMillis())));
    if (played.errorShare() > 0) {
      observed.append(", %s %% failed".formatted(said(100 * played.errorShare())));
    }
    played
        .database()
        .ifPresent(
            use ->
                observed.append(
                    "; for each, %s statements and %s ms in the database"
                        .formatted(said(use.callsPerRequest()), said(use.millisPerRequest()))));
    played
        .poolWaitMillisPerRequest()
        .ifPresent(
            wait -> observed.append("; %s ms of waiting for connections".formatted(said(wait))));
    experiments.add(new Experiment(varied, observed + "."));
  }

  /** Three significant digits. */
  private static String said(double value) {
    return Double.isNaN(value)
        ? "no"
        : new java.math.BigDecimal(value)
            .round(new java.math.MathContext(3))
            .stripTrailingZeros()
            .toPlainString();
  }

  private DiagnosisReport report(Status status, List<String> reasons) {
    List<Finding> findings =
        judgements.values().stream().flatMap(each -> each.findings().stream()).toList();
    List<Examined> examined = judgements.values().stream().map(Judgement::examined).toList();
    boolean shown = status.allowsNumbers();
    return new DiagnosisReport(
        scenario.name(),
        images.identified(request.target(), scenario.baseline().name()),
        status,
        reasons,
        shown ? findings : List.of(),
        shown ? examined : List.of(),
        shown ? experiments : List.of(),
        trust());
  }

  private Optional<Trust> trust() {
    return launch
        .filter(each -> !each.generators().isEmpty())
        .map(
            each ->
                Trusts.of(
                    each.generators(),
                    List.of(),
                    DiagnosisLaunch.load(scenario),
                    List.of(
                        "Intervals: there is one launch, and each experiment is played once. Findings rest on changes many times their noise, not on small differences."),
                    backendNotes));
  }
}
