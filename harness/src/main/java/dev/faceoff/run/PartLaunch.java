package dev.faceoff.run;

import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.probe.DateProbe;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.Share;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a launch of a part does beside that of any run: it begins when those of the other parts do,
 * looks at a clock that they see too, and keeps what it recorded.
 */
final class PartLaunch {
  /** Before the load: for looking at a clock, and for starting a generator on a slow machine. */
  static final Duration LEAD = Duration.ofSeconds(16);

  /** Between the end of a launch's slowest request and the load of the next. */
  static final Duration BETWEEN = LEAD.plusSeconds(16);

  private static final Duration LOOKING = Duration.ofMillis(3_200);

  private final Scenario scenario;
  private final int launch;
  private final GeneratorPart part;
  private final PartFolder folder;
  private final Instant begin;
  private List<DateProbe.Turn> turns = List.of();

  PartLaunch(GeneratorPart part, RunRequest request, Scenario scenario, int launch) {
    this.scenario = scenario;
    this.launch = launch;
    this.part = part;
    this.folder = new PartFolder(request.out());
    int loadSeconds =
        PlanBuilder.seconds(
            scenario.variants().size(),
            scenario.faceFaults().size(),
            scenario.profiles().get(request.profile()),
            scenario.load(),
            scenario.faults().timeline(),
            PlanBuilder.countsRows(scenario));
    this.begin = part.begin(launch, loadSeconds, scenario.load().requestTimeout());
  }

  /** When second 0 of the load is to be. */
  Instant begin() {
    return begin;
  }

  Share share() {
    return part.share(begin);
  }

  /** Where the generator writes its samples. */
  Path samples() {
    return folder.samples(launch);
  }

  /**
   * Waits until it is nearly time, and looks at the baseline's clock: all generators at once, so
   * that they see the same seconds turn.
   *
   * @throws FaceoffException if it is too late already, or the baseline does not tell the time
   */
  void await() throws InterruptedException {
    Duration left = Duration.between(Instant.now(), begin.minus(LEAD));
    if (left.isNegative()) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "All generators were to begin launch %d at %s, and this one was ready %.1f s too late for it."
              .formatted(launch + 1, begin, -left.toMillis() / 1e3));
    }
    TimeUnit.MILLISECONDS.sleep(left.toMillis());
    URI url = clock();
    turns = DateProbe.read(url, LOOKING);
    if (turns.isEmpty()) {
      throw new FaceoffException(
          FaceoffException.Kind.ENVIRONMENT,
          "%s does not tell the time by the Date of its answers, or several services with clocks of their own answer there; by that the clocks of several generators are compared."
              .formatted(url));
    }
  }

  /** The baseline's. */
  private URI clock() {
    TargetSpec baseline = scenario.target(scenario.baseline());
    URI url = ((Start.Running) baseline.start()).url();
    return URI.create(url + (baseline.readyPath().isEmpty() ? "/" : baseline.readyPath()));
  }

  /** Keeps what was recorded. */
  void keep(LoadPlan plan, GeneratorResult result, MeasuredLaunch measured) throws IOException {
    folder.keep(
        launch,
        new KeptLaunch(
            plan,
            result,
            Files.size(samples()),
            turns,
            measured.blockCosts(),
            measured.launchCosts(),
            measured.machineBusyShare()));
  }
}
