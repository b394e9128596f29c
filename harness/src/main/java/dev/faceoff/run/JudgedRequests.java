package dev.faceoff.run;

import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.Latencies;
import dev.faceoff.stats.Objective;
import dev.faceoff.stats.StepOutcome;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/**
 * Requests as the objective of a capacity judges them: by the latency of one endpoint and the
 * errors of all. A rate at which the catalogue is quick and every payment fails is not kept.
 *
 * @param latencyNanos of the objective's endpoint, failed requests too
 * @param errors of all endpoints
 * @param requestsOfAll of all endpoints
 */
record JudgedRequests(AbstractHistogram latencyNanos, long errors, long requestsOfAll) {
  static JudgedRequests ofArrivals(List<BlockSamples> blocks, String endpoint) {
    return new JudgedRequests(
        Latencies.together(
            blocks.stream()
                .filter(block -> block.endpoint().equals(endpoint))
                .map(BlockSamples::latencyNanos)),
        blocks.stream().mapToLong(BlockSamples::errors).sum(),
        blocks.stream().mapToLong(BlockSamples::requests).sum());
  }

  static JudgedRequests ofUsers(List<ClosedSamples> blocks, String endpoint) {
    return new JudgedRequests(
        Latencies.together(
            blocks.stream()
                .filter(block -> block.endpoint().equals(endpoint))
                .map(ClosedSamples::latencyNanos)),
        blocks.stream().mapToLong(ClosedSamples::errors).sum(),
        blocks.stream().mapToLong(ClosedSamples::requests).sum());
  }

  /** Whether the objective's endpoint was asked at all; else there is nothing to judge. */
  boolean isEmpty() {
    return latencyNanos.getTotalCount() == 0;
  }

  StepOutcome by(Objective objective) {
    return objective.judge(latencyNanos, errors, requestsOfAll);
  }

  /** Share of the requests of all endpoints that failed; 0 without any. */
  double errorShare() {
    return requestsOfAll == 0 ? 0 : (double) errors / requestsOfAll;
  }
}
