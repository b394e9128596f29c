package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.load.PairFiles;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.GateReport;
import dev.faceoff.stats.GateJudge;
import dev.faceoff.stats.GateLook;
import dev.faceoff.stats.LaunchEffects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares two targets: launches one after the other, until the verdict is settled or the time or
 * the launches run out.
 */
final class GateRun {
  /** Launches that may be measured again because they were disturbed or not settled. */
  private static final int REPLACEMENTS = 3;

  /** A launch of which the machine disturbed more is measured again. */
  private static final double MOST_DROPPED = 0.5;

  private final GateRequest request;
  private final Scenario scenario;
  private final Session session;
  private final GateJudge judge;

  private final List<PairedMeasurement> launches = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();
  private int replacements;
  private final List<String> backendNotes = new ArrayList<>();
  private Images images = Images.NONE;

  /** Of the next launch. */
  private GateRules rules;

  private int started;
  private boolean settled;

  GateRun(GateRequest request, Session session) {
    this.request = request;
    this.scenario = request.scenario();
    this.session = session;
    this.rules = WarmUps.trial(request.rules());
    this.judge = new GateJudge(request.rules(), request.calibration());
  }

  /** Never throws: whatever goes wrong stands in the report. */
  GateReport run() {
    Optional<FaceoffException> failure = Failures.of(this::measure);
    session.clock().enter(Phase.REPORT, "");
    GateReports reports =
        new GateReports(request, rules, judge, images, launches, replaced, backendNotes);
    if (session.interruption().requested() && !settled) {
      return reports.partial("Interrupted after %d complete launches.".formatted(launches.size()));
    }
    if (failure.isPresent()) {
      session.listener().failed(scenario.name(), failure.get());
      return reports.failed(failure.get().getMessage(), started);
    }
    return reports.complete(settled);
  }

  private void measure() throws InterruptedException, IOException {
    Path logs = request.out().resolve("logs");
    if (Images.areNeeded(scenario)) {
      session.clock().step(scenario.name(), Phase.DATA, 0);
      images = Images.of(scenario, session);
    }
    session.withBackend(
        request, scenario.name(), needs(), logs, backendNotes, backend -> measure(backend, logs));
  }

  private BackendNeeds needs() {
    BackendNeeds needs = BackendNeeds.of(scenario);
    return request.seededDelayMillis().isEmpty() ? needs : needs.withProxies();
  }

  private void measure(Optional<Backend> backend, Path logs)
      throws InterruptedException, IOException {
    long begin = System.nanoTime();
    while (launches.size() < request.rules().mostLaunches()
        && !settled
        && !session.interruption().requested()
        && hasTimeForAnother(begin)) {
      session.clock().step(scenario.name(), Phase.START_UP, rules.launchSeconds());
      int launch = started++;
      Optional<PairedMeasurement> measured =
          new PairedRun(
                  request,
                  rules,
                  launch,
                  images,
                  backend.map(own -> placed(own, launch)),
                  session,
                  logs.resolve("launch-" + launch))
              .run();
      if (measured.isEmpty()) {
        return;
      }
      take(measured.get());
    }
  }

  /** The sides' databases change places every other launch, if they hold the same. */
  private Backend placed(Backend backend, int launch) {
    return request.sameData() && launch % 2 == 1 ? new SwappedBackend(backend) : backend;
  }

  private boolean hasTimeForAnother(long begin) {
    double spent = (System.nanoTime() - begin) / 1e9;
    double each = started == 0 ? request.rules().launchSeconds() : spent / started;
    // The first look's launches are due in any case: without them nothing can be said.
    return launches.size() < request.rules().looks().get(0)
        || spent + each <= request.rules().budget().toMillis() / 1e3;
  }

  private void take(PairedMeasurement measured) throws IOException {
    PairFiles.write(request.out().resolve("samples"), measured.samples());
    List<PairedMeasurement> together = new ArrayList<>(launches);
    together.add(measured);
    if (Answers.of(together, scenario.endpoints(), request.rules()).stream()
        .anyMatch(GateReport.Answers::differ)) {
      // More launches would only measure two different services more exactly.
      launches.add(measured);
      settled = true;
      return;
    }
    if (isTrial() && !WarmUps.isPlain(measured.effects())) {
      rules =
          PairRate.after(
              measured,
              rules.measureSeconds(),
              request.rules(),
              scenario.load(),
              Runtime.getRuntime().availableProcessors());
      replaced.add("It was a trial with a short warm-up, which small differences do not allow.");
      session
          .listener()
          .note(
              "launch 1 was a trial: no plain difference; longer warm-ups and %.0f pairs a second follow"
                  .formatted(rules.pairsPerSecond(scenario.load())));
      return;
    }
    Optional<String> complaint = complaint(measured);
    if (complaint.isPresent() && replacements < REPLACEMENTS) {
      replacements++;
      replaced.add(complaint.get());
      session
          .listener()
          .note("launch %d is measured again: %s".formatted(started, complaint.get()));
      return;
    }
    launches.add(measured);
    if (!generatorComplaints(measured).isEmpty()) {
      // With this launch there is no number to show, whatever more of them would say.
      settled = true;
      return;
    }
    if (request.rules().looks().contains(launches.size())) {
      GateLook look = judge.look(effects());
      settled = look.settled();
      session
          .listener()
          .note(
              "after %d launches: %s"
                  .formatted(launches.size(), look.verdict().name().toLowerCase(Locale.ROOT)));
    }
  }

  private boolean isTrial() {
    return started == 1 && !rules.equals(request.rules());
  }

  private List<LaunchEffects> effects() {
    return launches.stream().map(PairedMeasurement::effects).toList();
  }

  private List<String> generatorComplaints(PairedMeasurement measured) {
    return Soundness.complaints(measured.samples().generator(), scenario.load());
  }

  private Optional<String> complaint(PairedMeasurement measured) {
    List<String> complaints = generatorComplaints(measured);
    if (!complaints.isEmpty()) {
      return Optional.of(String.join(" ", complaints));
    }
    double dropped = measured.disturbance().droppedShare();
    if (dropped > MOST_DROPPED) {
      return Optional.of(
          "The machine disturbed %.0f %% of the measured time.".formatted(100 * dropped));
    }
    return measured.steady() || WarmUps.isPlain(measured.effects())
        ? Optional.empty()
        : Optional.of("One side got faster or slower while it was measured.");
  }
}
