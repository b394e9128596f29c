package dev.faceoff.diagnosis;

import dev.faceoff.stats.InspectedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Evidence as the shipped services gave it, rounded. */
final class Evidence {
  static final String LINES = "select * from order_lines where order_id=$1";
  static final String NEWEST = "select * from orders order by placed_at desc, id desc limit $1";

  private Evidence() {}

  static StatementUse statement(String text, double callsPerRequest) {
    return new StatementUse(text, callsPerRequest, 1, 4, 0.03);
  }

  static DatabaseUse database(StatementUse... statements) {
    return new DatabaseUse(List.of(statements), List.of());
  }

  /** A second of requests to one endpoint, each another one, that all take as long. */
  static Played played(String endpoint, int requests, double latencyMillis, DatabaseUse use) {
    return new Played(
        1,
        samples(endpoint, requests, latencyMillis, true),
        Optional.of(use),
        OptionalDouble.of(0));
  }

  static List<InspectedSample> samples(
      String endpoint, int requests, double latencyMillis, boolean good) {
    List<InspectedSample> samples = new ArrayList<>();
    for (int i = 1; i <= requests; i++) {
      samples.add(new InspectedSample(endpoint, i, -i, 1000, good, latencyMillis));
    }
    return samples;
  }

  /** The same answers, of another size. */
  static Played sized(Played played, int answerBytes) {
    return new Played(
        played.seconds(),
        played.samples().stream()
            .map(
                each ->
                    new InspectedSample(
                        each.endpoint(),
                        each.request(),
                        each.answer(),
                        answerBytes,
                        each.good(),
                        each.latencyMillis()))
            .toList(),
        played.database(),
        played.poolWaitMillisPerRequest());
  }

  static Played withoutDatabase(Played played) {
    return new Played(
        played.seconds(), played.samples(), Optional.empty(), played.poolWaitMillisPerRequest());
  }

  static Played together(Played one, Played other) {
    List<InspectedSample> both = new ArrayList<>(one.samples());
    both.addAll(other.samples());
    return new Played(one.seconds(), both, one.database(), one.poolWaitMillisPerRequest());
  }
}
