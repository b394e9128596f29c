package dev.faceoff.run;

import dev.faceoff.probe.DateProbe.Turn;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far apart the clocks were by which the generators of a launch kept time, told by what all of
 * them saw of the clock of one service.
 *
 * @param first position of one of the two that were furthest apart
 * @param second position of the other
 * @param apartMillis the most that they can have been apart; infinite where they saw nothing in
 *     common
 */
record Clocks(int first, int second, double apartMillis) {
  /**
   * A quarter of the shortest gap between two blocks. Beyond that one generator's block of a
   * variant would come close to another's block of the other.
   */
  static final double LIMIT_MILLIS = 250;

  /**
   * Compares each with each.
   *
   * @param turns that each generator saw, at least two
   */
  static Clocks compare(List<List<Turn>> turns) {
    Clocks furthest = new Clocks(0, 0, Double.NEGATIVE_INFINITY);
    for (int first = 0; first < turns.size(); first++) {
      for (int second = first + 1; second < turns.size(); second++) {
        double apart =
            Math.max(
                mostAheadMillis(turns.get(first), turns.get(second)),
                mostAheadMillis(turns.get(second), turns.get(first)));
        if (apart > furthest.apartMillis()) {
          furthest = new Clocks(first, second, apart);
        }
      }
    }
    return furthest;
  }

  /**
   * By how much one clock can be ahead of another at most: every turn that both saw was one moment.
   */
  private static double mostAheadMillis(List<Turn> one, List<Turn> other) {
    OptionalDouble most =
        one.stream()
            .flatMapToDouble(
                turn ->
                    other.stream()
                        .filter(same -> same.epochSecond() == turn.epochSecond())
                        .mapToDouble(same -> turn.byMillis() - same.afterMillis()))
            .min();
    return most.orElse(Double.POSITIVE_INFINITY);
  }
}
