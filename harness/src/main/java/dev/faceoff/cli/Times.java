package dev.faceoff.cli;

import dev.faceoff.model.ProfileName;
import dev.faceoff.run.ScenarioRequest;
import dev.faceoff.run.Timetable;
import java.time.Duration;

/** Durations for people. */
final class Times {
  private Times() {}

  /** How long all takes about that is asked of one scenario, once its data is there. */
  static Duration expected(ScenarioRequest asked, ProfileName profile) {
    return Duration.ofSeconds(Math.round(Timetable.seconds(asked, profile)));
  }

  /** For example "45 s", "2 min 5 s", "17 min", "1 h 5 min". */
  static String words(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 60
        ? minutes + " min"
        : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** As a clock shows it: "0:09", "12:30", "1:02:03". */
  static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
