package dev.faceoff.load;

import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How the requests to an endpoint ended that nobody ever answered well, warm-up included.
 *
 * @param outcome the most frequent one
 * @param status of those answers; 0 without one
 */
public record FailedAnswers(String endpoint, Outcome outcome, int status) {
  /** An end that requests came to. */
  private record End(Outcome outcome, int status) {}

  /**
   * The endpoints that were asked and never answered well by any variant, in the journey's order.
   * An endpoint that comes after one of them is never asked, and not here.
   *
   * @throws IOException if the samples cannot be read or were written by another version
   */
  public static List<FailedAnswers> of(LoadPlan plan) throws IOException {
    return of(plan, block -> true);
  }

  /**
   * The endpoints that one variant was asked and never answered well; as above.
   *
   * @throws IOException if the samples cannot be read or were written by another version
   */
  public static List<FailedAnswers> of(LoadPlan plan, String variant) throws IOException {
    return of(plan, block -> plan.blocks().get(block).variant().equals(variant));
  }

  /**
   * @param counts whether the requests of a block, by its index in the plan, are looked at
   */
  private static List<FailedAnswers> of(LoadPlan plan, IntPredicate counts) throws IOException {
    List<FailedAnswers> failed = new ArrayList<>();
    try (SampleFile file = SampleFile.open(Path.of(plan.samplesFile()))) {
      Map<Integer, Map<End, Long>> ends = new HashMap<>();
      while (file.next()) {
        if (file.outcome() == Outcome.UNSENT || !counts.test(file.block())) {
          continue;
        }
        End end = new End(file.outcome(), file.status());
        ends.computeIfAbsent(file.endpoint(), each -> new HashMap<>()).merge(end, 1L, Long::sum);
      }
      for (int e = 0; e < file.endpoints().size(); e++) {
        Map<End, Long> own = ends.getOrDefault(e, Map.of());
        if (!own.isEmpty() && own.keySet().stream().noneMatch(end -> end.outcome == Outcome.OK)) {
          End most =
              own.entrySet().stream()
                  .max(Comparator.comparingLong(Map.Entry::getValue))
                  .orElseThrow()
                  .getKey();
          failed.add(new FailedAnswers(file.endpoints().get(e), most.outcome, most.status));
        }
      }
    }
    return failed;
  }
}
