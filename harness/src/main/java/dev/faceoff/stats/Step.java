package dev.faceoff.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * A look at a gate, with the part of the allowed error it may spend.
 *
 * <p>After k of at most kmax launches a share of (k/kmax)² of the error is due; each look spends
 * what is due and was not spent before, and the last all that is left: when the time for launches
 * runs out does not hang on what they say. As the looks' errors add up to no more than the whole,
 * whatever the correlation between looks, stopping early raises no false alarm (Lan and DeMets,
 * "Discrete sequential boundaries for clinical trials", Biometrika 70, 1983; Bonferroni over looks
 * in place of their joint distribution, which needs no normality).
 *
 * @param launches judged at this look
 * @param share of the error spent at this look, 0 to 1
 * @param last whether no further look can follow
 */
record Step(int launches, double share, boolean last) {
  /**
   * The looks up to a number of launches.
   *
   * @param planned numbers of launches, rising
   * @param launches at which the gate stands; a look even where none was planned; with none there
   *     is no look
   * @param ended whether no further launches will come
   */
  static List<Step> upTo(List<Integer> planned, int launches, boolean ended) {
    int most = planned.get(planned.size() - 1);
    List<Step> steps = new ArrayList<>();
    if (launches == 0) {
      return steps;
    }
    double spent = 0;
    for (int look : planned) {
      if (look < launches) {
        steps.add(new Step(look, due(look, most) - spent, false));
        spent = due(look, most);
      }
    }
    boolean last = ended || launches >= most;
    steps.add(new Step(launches, (last ? 1 : due(launches, most)) - spent, last));
    return steps;
  }

  private static double due(int launches, int most) {
    double share = Math.min(1, (double) launches / most);
    return share * share;
  }
}
