package dev.faceoff.run;

import dev.faceoff.model.Variation;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import java.util.List;

/** How long the experiments of a diagnosis last, and how much load they are. */
public final class DiagnosisTimes {
  static final int WARM_UP_SECONDS = 6;

  /** At 13 requests a second, the fewest of the shipped services, 78 requests. */
  static final int USUAL_SECONDS = 6;

  static final int PAGE_SECONDS = 3;
  static final int SLIGHT_SECONDS = 3;
  static final int HUNG_SECONDS = 2;

  /** A pool of 40 threads that 25 requests a second leave waiting is empty after two of them. */
  static final int CROWDED_SECONDS = 5;

  /** So few at a time that they do not wait for each other. */
  static final double FEW_PER_SECOND = 4;

  /** Far more than the noise of a median, far less than any sane limit. */
  static final long SLIGHT_MILLIS = 150;

  /** Beyond what a user waits for, and beyond any sane limit; ascending. */
  static final List<Long> LONG_MILLIS = List.of(3_000L, 10_000L);

  /** Patience beyond the longest delay, so that what waits it out is seen to. */
  static final long PATIENCE_MILLIS = 3_000;

  /** For a service to come to itself once a fault is gone. */
  static final long RECOVERY_MILLIS = 2_000;

  private static final double BETWEEN_PLAYS_SECONDS =
      Timetable.START_PLAY_SECONDS + GeneratorEvent.LEAD_SECONDS + 1;

  private DiagnosisTimes() {}

  /** Seconds a diagnosis takes about, its data made before. */
  public static double seconds(DiagnosisRequest request) {
    double pages =
        request.paging().map(Variation::steps).map(List::size).orElse(0)
            * (PAGE_SECONDS + BETWEEN_PLAYS_SECONDS);
    double longest = LONG_MILLIS.stream().mapToLong(Long::longValue).sum() / 1e3;
    double hanging =
        request.reached().size()
            * (SLIGHT_SECONDS
                + LONG_MILLIS.size() * HUNG_SECONDS
                + longest
                + CROWDED_SECONDS
                + request.scenario().load().requestTimeout().toMillis() / 1e3
                + RECOVERY_MILLIS / 1e3
                + (2 + LONG_MILLIS.size()) * BETWEEN_PLAYS_SECONDS);
    return Timetable.DATA_SECONDS
        + Timetable.START_UP_SECONDS
        + Timetable.START_GENERATOR_SECONDS
        + WARM_UP_SECONDS
        + 2 * (USUAL_SECONDS + BETWEEN_PLAYS_SECONDS)
        + pages
        + hanging
        + Timetable.STOP_SECONDS
        + Timetable.REPORT_SECONDS;
  }
}
