package dev.faceoff.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the command line finds where it is started; a test passes its own.
 *
 * @param home top folder of the project
 * @param folder the user's working folder
 * @param variables of the environment
 * @param terminal whether stderr is a terminal
 * @param columns width of the terminal
 * @param nanoTime as {@link System#nanoTime}, for elapsed times
 */
record Surroundings(
    Path home,
    Path folder,
    Map<String, String> variables,
    boolean terminal,
    int columns,
    Clock clock,
    LongSupplier nanoTime) {
  static final int DEFAULT_COLUMNS = 80;

  Surroundings {
    home = home.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
    variables = Map.copyOf(variables);
  }

  /** As the launcher script tells this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        Path.of(System.getProperty("faceoff.home", "")),
        Path.of(""),
        System.getenv(),
        Boolean.getBoolean("faceoff.terminal"),
        Math.max(40, Integer.getInteger("faceoff.columns", DEFAULT_COLUMNS)),
        Clock.systemUTC(),
        System::nanoTime);
  }

  /** Whether a line may be drawn over and over. */
  boolean redraws() {
    return terminal && !isSet("CI") && !"dumb".equals(variables.get("TERM"));
  }

  boolean colours() {
    return redraws() && !isSet("NO_COLOR");
  }

  /** The path as a user in {@link #folder} would type it. */
  String shown(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(folder) && !absolute.equals(folder)
        ? folder.relativize(absolute).toString()
        : absolute.toString();
  }

  private boolean isSet(String variable) {
    String value = variables.getOrDefault(variable, "");
    return !value.isEmpty() && !value.equals("false");
  }
}
