package dev.faceoff.run;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Status;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.run.PartFolder.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A part of a run as its folder holds it.
 *
 * @param name of the folder, for messages
 * @param own what the part itself reported; empty where it did not come to that
 */
record PartRun(
    String name, PartFolder folder, Asked asked, List<KeptLaunch> launches, Optional<Report> own) {

  /**
   * Reads a folder.
   *
   * @param name of it in messages
   * @throws FaceoffException of kind USAGE if it is none of a part, or cannot be read
   */
  static PartRun read(Path path, String name) {
    PartFolder folder = new PartFolder(path);
    Asked asked = folder.asked(name);
    return new PartRun(
        name,
        folder,
        asked,
        folder.launches(name),
        Files.exists(path.resolve(ReportFolder.JSON))
            ? Optional.of(ReportFolder.read(path))
            : Optional.empty());
  }

  int number() {
    return asked.part().number();
  }

  /** For example "results/b (part 2 of 3)". */
  String label() {
    return "%s (%s)".formatted(name, asked.part().label());
  }

  /**
   * Makes sure that it came to its end, sound or not.
   *
   * @throws FaceoffException of kind USAGE if it failed or was interrupted, with how far it got
   */
  void requireWhole() {
    int planned = asked.scenario().profiles().get(asked.profile()).launches();
    Optional<ScenarioReport> reported = own.map(report -> report.scenarios().get(0));
    if (reported.filter(report -> report.status() == Status.FAILED).isPresent()) {
      throw wrong(
          "%s failed after %d of %d launches: %s"
              .formatted(
                  label(),
                  complete(),
                  planned,
                  reported.get().reasons().stream().findFirst().orElse("no reason is known")));
    }
    if (reported.isEmpty() || complete() < planned) {
      throw wrong(
          "%s was interrupted: %d of %d launches are complete%s"
              .formatted(label(), complete(), planned, further()));
    }
  }

  private long complete() {
    return launches.stream().filter(KeptLaunch::isComplete).count();
  }

  /** How much there is of the launch in which it ended. */
  private String further() {
    return launches.stream()
        .filter(launch -> !launch.isComplete())
        .findFirst()
        .map(
            launch ->
                ", and %d of %d blocks of the next"
                    .formatted(launch.completeBlocks(), launch.plan().blocks().size()))
        .orElse("");
  }

  private static FaceoffException wrong(String message) {
    return new FaceoffException(FaceoffException.Kind.USAGE, message);
  }
}
