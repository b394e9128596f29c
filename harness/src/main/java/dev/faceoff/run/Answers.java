package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.GateRules;
import dev.faceoff.model.Interval;
import dev.faceoff.report.GateReport;
import dev.faceoff.stats.MatchedPairs;
import dev.faceoff.stats.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells whether the two sides answer the same requests alike. */
final class Answers {
  /** Above this share of its answers an endpoint is said to change by itself. */
  private static final double CHANGING = 0.01;

  /** Above this share, and surely so, the sides answer differently. */
  private static final double DIFFERENT = 0.01;

  private static final double CONFIDENCE = 0.99;

  private Answers() {}

  /**
   * One an endpoint that is judged, in order of name, over all launches.
   *
   * @param declared the endpoints, which say whether their answers change
   */
  static List<GateReport.Answers> of(
      List<PairedMeasurement> launches, List<Endpoint> declared, GateRules rules) {
    Set<String> changing =
        declared.stream()
            .filter(Endpoint::changing)
            .map(Endpoint::name)
            .collect(Collectors.toSet());
    Map<String, Tally> tallies = new TreeMap<>();
    for (PairedMeasurement launch : launches) {
      for (MatchedPairs pairs : launch.samples().measured()) {
        if (!rules.judges(pairs.endpoint())) {
          continue;
        }
        Tally tally = tallies.computeIfAbsent(pairs.endpoint(), each -> new Tally());
        tally.add(pairs);
        tally.selfDifferent =
            Math.max(
                tally.selfDifferent,
                launch.samples().selfDifferentShare().getOrDefault(pairs.endpoint(), 0.0));
      }
    }
    List<GateReport.Answers> answers = new ArrayList<>();
    tallies.forEach(
        (endpoint, tally) -> answers.add(tally.answers(endpoint, changing.contains(endpoint))));
    return answers;
  }

  private static final class Tally {
    private long compared;
    private long different;
    private double selfDifferent;

    void add(MatchedPairs pairs) {
      for (int i = 0; i < pairs.size(); i++) {
        compared += pairs.bothAnswered(i) ? 1 : 0;
        different += pairs.answersDiffer(i) ? 1 : 0;
      }
    }

    GateReport.Answers answers(String endpoint, boolean declaredChanging) {
      boolean changing = declaredChanging || selfDifferent > CHANGING;
      boolean differ = false;
      if (!changing && compared > 0) {
        Interval share = Shares.clopperPearson(different, compared, CONFIDENCE);
        differ = share.low() > DIFFERENT;
      }
      return new GateReport.Answers(endpoint, compared, different, changing, differ);
    }
  }
}
