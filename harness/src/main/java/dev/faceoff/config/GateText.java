package dev.faceoff.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gate.yaml as written; every key may be left out. */
record GateText(
    @Doc(
            value =
                "Differences within so many percent count as none, for the measures of time:"
                    + " typicalLatencyMillis (3 unless said), slowestTenthMillis (10) and"
                    + " cpuMillisPerRequest (5). The others have theirs under 'measures'.",
            min = 0.01,
            max = 1000,
            optional = true)
        Optional<Double> marginPercent,
    @Doc(
            value =
                "Differences below so many percent are never called a change, for the measures of"
                    + " time; unless said, 2 of the 3 percent that the margin has, 5 of the 10, 3 of the"
                    + " 5.",
            min = 0,
            max = 1000,
            optional = true)
        Optional<Double> floorPercent,
    @Doc(
            value =
                "How often, in percent, a gate may fail though nothing changed; over all it judges."
                    + " 1 unless said.",
            min = 0.01,
            max = 20,
            optional = true)
        Optional<Double> falseAlarmPercent,
    @Doc(
            value =
                "Minutes after which no further launch begins; 9 unless said. --profile wins: quick"
                    + " 3, standard 9, thorough 25.",
            min = 1,
            max = 1440,
            optional = true)
        Optional<Double> budgetMinutes,
    @Doc(
            value =
                "Numbers of launches after which the verdict may be spoken, rising; the last is the"
                    + " most there can be. [4, 6, 8, 11, 14, 18, 24] unless said, as far as the time"
                    + " holds them.",
            whole = true,
            optional = true)
        List<Double> looks,
    @Doc(
            value =
                "The requests that are judged and whose answers are compared, by name; all unless said.",
            optional = true)
        List<String> endpoints,
    @Doc(
            value =
                "Pairs of requests sent each second; unless said, as many as a trial launch shows"
                    + " both sides and the machine to bear, at most 100 and at least the scenario's"
                    + " own arrivals.",
            min = 0.1,
            max = 1000,
            optional = true)
        Optional<Double> pairsPerSecond,
    @Doc(
            value =
                "Seconds in which both sides are driven without pause; 25 unless said, 10 with the profile quick.",
            min = 1,
            max = 600,
            whole = true,
            optional = true)
        Optional<Double> warmUpSeconds,
    @Doc(
            value = "Seconds at the measured rate before measuring; 3 unless said.",
            min = 1,
            max = 600,
            whole = true,
            optional = true)
        Optional<Double> settleSeconds,
    @Doc(
            value = "Seconds measured in a launch; 16 unless said, 8 with the profile quick.",
            min = 1,
            max = 600,
            whole = true,
            optional = true)
        Optional<Double> measureSeconds,
    @Doc(
            value =
                "How late, in milliseconds, one in a hundred requests may be sent before the launch"
                    + " is INVALID; the scenario's own limit unless said, else 20.",
            min = 1,
            max = 60000,
            optional = true)
        Optional<Double> startLagLimitMillis,
    @Doc(
            value =
                "What can fail the gate, by measure, instead of typicalLatencyMillis, slowShare,"
                    + " slowestTenthMillis, errorShare, cpuMillisPerRequest and queriesPerRequest;"
                    + " {} for a measure's usual margin and floor.",
            optional = true)
        Map<String, ToleranceText> measures,
    @Doc(value = "Name of the scenario whose journey is sent.", optional = true)
        Optional<String> scenario,
    @Doc(value = "What is sent, where no scenario says so.", min = 1, optional = true)
        List<RequestText> requests) {

  record ToleranceText(
      @Doc(
              value =
                  "As above, for this measure; of errorShare and slowShare in percent of the requests.",
              min = 0.01,
              max = 1000,
              optional = true)
          Optional<Double> marginPercent,
      @Doc(
              value =
                  "As above, for this measure; of errorShare and slowShare in percent of the requests.",
              min = 0,
              max = 1000,
              optional = true)
          Optional<Double> floorPercent) {}
}
