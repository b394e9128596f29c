package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.GrowthReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures a scenario at every size of its growth, each with data and launches of its own. */
final class GrowthRun {
  /** Launches of one size that may be measured again because the machine disturbed them. */
  private static final int REPLACEMENTS = 1;

  private final ScenarioRequest asked;
  private final RunRequest request;
  private final Session session;

  GrowthRun(ScenarioRequest asked, RunRequest request, Session session) {
    this.asked = asked;
    this.request = request;
    this.session = session;
  }

  /** Never throws: whatever goes wrong stands in the report. */
  GrowthReport run() {
    GrowthReports reports = new GrowthReports(asked, request.profile());
    List<Scenario> sizes = asked.sizes();
    for (int i = 0; i < sizes.size(); i++) {
      if (session.interruption().requested()) {
        break;
      }
      Scenario size = sizes.get(i);
      String what = reports.what(size);
      session
          .listener()
          .note(
              "growth of %s: %s, size %d of %d".formatted(size.name(), what, i + 1, sizes.size()));
      Path folder =
          Path.of(size.name(), "growth-%s-%s".formatted(reports.over(), reports.sizeText(size)));
      Launches launches = new Launches(size, request, session, folder, REPLACEMENTS);
      Optional<FaceoffException> failure = Failures.of(launches::measure);
      session.clock().step(size.name(), Phase.REPORT, Timetable.REPORT_SECONDS);
      boolean whole =
          new ScenarioReports(size, request.profile(), List.of()).whole(launches.measured());
      if (session.interruption().requested() && !whole) {
        break;
      }
      if (failure.isPresent()) {
        session.listener().failed(size.name(), failure.get());
        return reports.failed("At %s: %s".formatted(what, failure.get().getMessage()));
      }
      reports.add(size, launches.measured(), launches.replaced(), launches.backendNotes());
    }
    return reports.report();
  }
}
