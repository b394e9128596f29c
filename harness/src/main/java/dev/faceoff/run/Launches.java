package dev.faceoff.run;

import dev.faceoff.backend.Backend;
import dev.faceoff.backend.BackendNeeds;
import dev.faceoff.load.HistogramLogs;
import dev.faceoff.model.Profile;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The launches of one scenario on a backend of their own. Those that the machine disturbed are
 * measured again.
 */
final class Launches {
  private final Scenario scenario;
  private final RunRequest request;
  private final Session session;
  private final Path folder;
  private final int replacements;

  private final List<MeasuredLaunch> measured = new ArrayList<>();
  private final List<ReplacedLaunch> replaced = new ArrayList<>();
  private final List<String> backendNotes = new ArrayList<>();

  /**
   * @param folder for logs and histograms, within the run folder's
   * @param replacements launches that may be measured again
   */
  Launches(Scenario scenario, RunRequest request, Session session, Path folder, int replacements) {
    this.scenario = scenario;
    this.request = request;
    this.session = session;
    this.folder = folder;
    this.replacements = replacements;
  }

  /**
   * Makes the data, starts the backend and measures; fewer launches than planned after an
   * interruption.
   */
  void measure() throws InterruptedException, IOException {
    Path logs = request.out().resolve("logs").resolve(folder);
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
    if (request.part().isPresent()) {
      Map<String, String> versions = new TreeMap<>(session.versions());
      versions.put("jdk", System.getProperty("java.version"));
      new PartFolder(request.out())
          .write(
              new PartFolder.Asked(
                  request.part().get(),
                  request.profile(),
                  request.seed(),
                  versions,
                  scenario,
                  JourneyFiles.digests(scenario)));
    }
    Images images = Images.of(scenario, session);
    backendNotes.addAll(images.ownNotes(scenario));
    Profile profile = scenario.profiles().get(request.profile());
    for (int launch = 0; measured.size() < profile.launches(); launch++) {
      if (session.interruption().requested()) {
        return;
      }
      MeasuredLaunch next =
          new LaunchRun(
                  scenario,
                  request,
                  launch,
                  images,
                  backend,
                  session,
                  logs.resolve("launch-" + launch))
              .run();
      List<String> complaints = Soundness.complaints(next.samples().generator(), scenario.load());
      if (!complaints.isEmpty()
          && replaced.size() < replacements
          && !session.interruption().requested()) {
        replaced.add(new ReplacedLaunch(String.join(" ", complaints), next.books()));
        session
            .listener()
            .note("launch %d is measured again: %s".formatted(launch + 1, complaints.get(0)));
      } else {
        measured.add(next);
        HistogramLogs.write(request.out().resolve("histograms").resolve(folder), next.samples());
      }
    }
  }

  List<MeasuredLaunch> measured() {
    return Collections.unmodifiableList(measured);
  }

  List<ReplacedLaunch> replaced() {
    return Collections.unmodifiableList(replaced);
  }

  /** What a reader should know about the servers, a sentence each. */
  List<String> backendNotes() {
    return Collections.unmodifiableList(backendNotes);
  }
}
