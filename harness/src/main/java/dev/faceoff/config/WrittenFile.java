package dev.faceoff.config;

import java.nio.file.Path;

/** A file that a user writes, of any kind. */
public final class WrittenFile {
  private static final String GATE = "gate.yaml";

  private WrittenFile() {}

  /**
   * Checks it as far as it goes without a run: as a target file or gate.yaml by its name, else as a
   * scenario. Variables need not be set, nor hosts be allowed.
   *
   * @param project folder to which the paths in a scenario are relative
   * @throws BadFileException if the file is not as it must be
   */
  public static void check(Path file, Path project) {
    String name = file.getFileName().toString();
    if (name.endsWith(OwnTarget.SUFFIX)) {
      OwnTarget.read(file, Offered.ANYTHING, variable -> true, host -> true);
    } else if (name.equals(GATE) || name.endsWith("." + GATE)) {
      GateFile.read(file, variable -> true);
    } else {
      ScenarioFile.read(file, project);
    }
  }
}
