package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.backend.Backends;
import dev.faceoff.container.DockerEngine;
import dev.faceoff.live.LiveLoad;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.process.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the parts of one run share.
 *
 * @param run its id
 * @param versions of what ran, added to as they become known
 * @param serverSettings in effect by server, added to likewise
 * @param live told of the load while it runs
 */
record Session(
    String run,
    Supervisor supervisor,
    PhaseClock clock,
    RunListener listener,
    Interruption interruption,
    Map<String, String> versions,
    Map<String, Map<String, String>> serverSettings,
    LiveLoad live) {

  /** Something that measures with the servers that it needs. */
  interface Work {
    void measure(Optional<Backend> backend) throws InterruptedException, IOException;
  }

  /**
   * Measures as {@link #withBackend} does, unless the run was interrupted before, and tells of what
   * broke.
   *
   * @return why it broke; empty when it did not, also when it was interrupted
   */
  Optional<FaceoffException> measured(
      Request request,
      String scenario,
      BackendNeeds needs,
      Path logs,
      List<String> notes,
      Work work) {
    Optional<FaceoffException> failure =
        interruption.requested()
            ? Optional.empty()
            : Failures.of(() -> withBackend(request, scenario, needs, logs, notes, work));
    clock.step(scenario, Phase.REPORT, Timetable.REPORT_SECONDS);
    if (interruption.requested()) {
      return Optional.empty();
    }
    failure.ifPresent(each -> listener.failed(scenario, each));
    return failure;
  }

  /**
   * Starts the servers that are needed, measures, and ends them.
   *
   * @param scenario for progress
   * @param logs folder for what the servers say
   * @param notes gets what a reader should know about the servers
   */
  void withBackend(
      Request request,
      String scenario,
      BackendNeeds needs,
      Path logs,
      List<String> notes,
      Work work)
      throws InterruptedException, IOException {
    if (needs.areNone()) {
      work.measure(Optional.empty());
      return;
    }
    clock.step(scenario, Phase.DATA, Timetable.DATA_SECONDS);
    if (request.backend() == BackendKind.TESTCONTAINERS) {
      supervisor.removeFromDockerAtEnd(DockerEngine.labelsOfThisProcess());
    }
    try (Backend backend =
        Backends.start(
            request.backend(), needs, request.servers(), supervisor, logs, listener::note)) {
      versions.putAll(backend.versions());
      serverSettings.putAll(backend.settings());
      notes.addAll(backend.notes());
      work.measure(Optional.of(backend));
    }
  }
}
