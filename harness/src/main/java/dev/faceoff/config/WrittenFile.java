package dev.faceoff.config;

import java.nio.file.Path;

/** A file that a user writes, of any kind. */
public final class WrittenFile {
  private static final String GATE = "gate.yaml";
  private static final String PRICES = "prices.yaml";

  private WrittenFile() {}

  /**
   * Checks it as far as it goes without a run: as a target file, gate.yaml or prices.yaml by its
   * name, else as a scenario. Variables need not be set, nor hosts be allowed.
   *
   * @param project folder to which the paths in a scenario are relative
   * @throws BadFileException if the file is not as it must be
   */
  public static void check(Path file, Path project) {
    String name = file.getFileName().toString();
    if (name.endsWith(OwnTarget.SUFFIX)) {
      OwnTarget.read(file, Offered.ANYTHING, variable -> true, host -> true);
    } else if (isNamed(name, GATE)) {
      GateFile.read(file, variable -> true);
    } else if (isNamed(name, PRICES)) {
      PriceFile.read(file);
    } else {
      ScenarioFile.read(file, project);
    }
  }

  private static boolean isNamed(String name, String usual) {
    return name.equals(usual) || name.endsWith("." + usual);
  }
}
