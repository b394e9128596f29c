package dev.faceoff.stats;

import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * The requests of one endpoint in one measured block.
 *
 * @param block index in the launch's plan
 * @param pair which matched pair of blocks (one of each variant) it belongs to, from 0
 * @param seconds length of the block, without its gap; up to the last answer if that came later
 * @param latencyNanos from actual start to end, of every request, failed ones too: what users
 *     waited
 * @param errorsByKind number of failed requests by kind, for example "timeout" or "status 503"
 */
public record BlockSamples(
    int block,
    int pair,
    String variant,
    String endpoint,
    double seconds,
    AbstractHistogram latencyNanos,
    Map<String, Long> errorsByKind) {

  public long requests() {
    return latencyNanos.getTotalCount();
  }

  public long errors() {
    return errorsByKind.values().stream().mapToLong(Long::longValue).sum();
  }
}
