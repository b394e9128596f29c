package dev.faceoff.cli;

import dev.faceoff.config.CalibrationFile;
import dev.faceoff.model.FaceoffException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code doctor --calibrate} can be told. */
final class CalibrateOptions {
  private static final String USUAL_TARGET = "n-plus-one:fixed";
  private static final int USUAL_LAUNCHES = 8;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TARGET",
      description =
          "With --calibrate: what is measured against itself, as for 'faceoff gate'; default: "
              + USUAL_TARGET
              + ".")
  private String target;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "With --calibrate: the scenario whose requests are sent.")
  private String scenario;

  @Option(
      names = "--gate",
      paramLabel = "FILE",
      description =
          "With --calibrate: rules and requests, as for 'faceoff gate'; default: gate.yaml, if there"
              + " is one here and a TARGET is named.")
  private Path gate;

  @Option(
      names = "--launches",
      paramLabel = "N",
      description = "With --calibrate: how many launches; default: " + USUAL_LAUNCHES + ".")
  private Integer launches;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description =
          "With --calibrate: the file the noise is added to; default: "
              + CalibrationFile.USUAL_NAME
              + ".")
  private Path file;

  @Mixin private StartOptions start;

  StartOptions start() {
    return start;
  }

  /** Whether the user said what is measured. */
  boolean namesTarget() {
    return target != null;
  }

  String target() {
    return target == null ? USUAL_TARGET : target;
  }

  Optional<String> scenario() {
    return Optional.ofNullable(scenario);
  }

  Optional<Path> gate() {
    return Optional.ofNullable(gate);
  }

  /**
   * How many launches of the same build.
   *
   * @throws FaceoffException of kind USAGE if there are too few to tell a deviation
   */
  int launches() {
    int chosen = launches == null ? USUAL_LAUNCHES : launches;
    if (chosen < 4 || chosen > 1000) {
      throw new FaceoffException(
          FaceoffException.Kind.USAGE, "--launches: must be from 4 to 1000, but is " + chosen);
    }
    return chosen;
  }

  Path file() {
    return file == null ? Path.of(CalibrationFile.USUAL_NAME) : file;
  }
}
