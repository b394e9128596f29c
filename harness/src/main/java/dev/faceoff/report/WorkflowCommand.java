package dev.faceoff.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Workflow commands of GitHub Actions, which shows them beside the run. A command is a line on
 * standard output; see "Workflow commands for GitHub Actions" in GitHub's documentation.
 */
public final class WorkflowCommand {
  /** GitHub shows ten a step and level; the last place counts the others. */
  private static final int MOST = 10;

  /** How GitHub marks it. */
  public enum Level {
    ERROR,
    WARNING,
    NOTICE
  }

  private WorkflowCommand() {}

  /** One command, without line end. */
  public static String of(Level level, String title, String message) {
    return "::%s title=%s::%s"
        .formatted(level.name().toLowerCase(Locale.ROOT), property(title), data(message));
  }

  /**
   * A command for each message, as far as GitHub shows them.
   *
   * @param place where those that are left out can be read
   */
  public static List<String> each(Level level, String title, List<String> messages, String place) {
    List<String> commands = new ArrayList<>();
    boolean all = messages.size() <= MOST;
    for (String message : messages.subList(0, all ? messages.size() : MOST - 1)) {
      commands.add(of(level, title, message));
    }
    if (!all) {
      commands.add(of(level, title, "%d more, %s".formatted(messages.size() - MOST + 1, place)));
    }
    return commands;
  }

  /** The percent sign first, or it would escape what was escaped. */
  private static String data(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\r\n]]+", " ")
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
