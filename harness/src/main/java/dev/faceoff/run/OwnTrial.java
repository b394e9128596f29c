package dev.faceoff.run;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.report.ScaleReport;
import dev.faceoff.report.ScaleReport.Row;
import java.util.ArrayList;
import java.util.List;

/** How a service of the user's own takes part in a scenario, and what that leaves open. */
final class OwnTrial {
  private final Scenario scenario;
  private final Variant variant;
  private final OwnService own;

  OwnTrial(Scenario scenario, Variant variant) {
    this.scenario = scenario;
    this.variant = variant;
    this.own = variant.own().orElseThrow();
  }

  /** The report of where it stands. */
  ScaleReport report(List<Row> rows) {
    return new ScaleReport(
        variant.name(),
        own.file(),
        scenario.candidate().name(),
        scenario.baseline().name(),
        rows,
        scenario.endpoints().stream()
            .map(Endpoint::name)
            .filter(endpoint -> !variant.plays(endpoint))
            .toList(),
        notes());
  }

  /** What a reader should know, a sentence each. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>(own.notes());
    TargetSpec target = scenario.target(variant);
    if (!target.start().isOfThisRun()) {
      notes.add("%s ran before: its CPU and memory cannot be read.".formatted(variant.name()));
    }
    if (own.database().isPresent()) {
      notes.add(
          "%s has data of its own; where more or less of it is read, that is part of the difference."
              .formatted(variant.name()));
    } else if (scenario.database().isPresent() && !scenario.hasDatabase(variant)) {
      notes.add(
          "%s is told of no database of this run: its SQL statements, the rows it reads and the CPU of its database are not known."
              .formatted(variant.name()));
    }
    if (target.start().isOfThisRun() && target.metricsPath().isEmpty()) {
      notes.add(
          "%s names no metrics: its waits for a connection are not known."
              .formatted(variant.name()));
    }
    scenario
        .faults()
        .distanceMillis()
        .forEach(
            (connection, millis) -> {
              if (millis > 0 && !variant.reaches(connection)) {
                notes.add(
                    "%s does not have the distance to %s that %s and %s have."
                        .formatted(
                            variant.name(),
                            connection.equals(Dependencies.DATABASE) ? "the database" : connection,
                            scenario.baseline().name(),
                            scenario.candidate().name()));
              }
            });
    if (!scenario.faceFaults().contains(variant)) {
      notes.add(
          "%s is told nothing of %s, whose faults it therefore cannot suffer: it is not in the numbers under faults."
              .formatted(variant.name(), outOfReach()));
    }
    scenario
        .reconciliation()
        .ifPresent(
            books ->
                notes.add(
                    "The %s of %s are not reconciled.".formatted(books.what(), variant.name())));
    return notes;
  }

  private String outOfReach() {
    return scenario.faults().timeline().stream()
        .flatMap(timeline -> timeline.windows().stream())
        .map(FaultWindow::connection)
        .filter(connection -> !variant.reaches(connection))
        .distinct()
        .collect(joining(" and "));
  }
}
