package dev.faceoff.report;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Estimate;
import dev.faceoff.model.Load;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Status;
import dev.faceoff.report.FaultReport.Point;
import dev.faceoff.report.ScenarioReport.Trust;
import java.util.List;
import java.util.Optional;

/**
 * What became of each variant's users when far more came of a sudden.
 *
 * @param reasons why the status is not VALID, a sentence each
 * @param times what the spike was
 * @param endpoints with the objectives of the spike; the one that tells when all is normal first
 * @param load the usual one
 * @param settings as they were in the spike, by name
 * @param launches planned, with one spike for each variant
 * @param variants baseline first; empty when the status allows no number
 * @param points of the first endpoint, one a second, in order, of every launch that counts; errors
 *     that came quickly are told by phase alone
 * @param trust empty where nothing was measured
 */
public record SpikeReport(
    Status status,
    List<String> reasons,
    Times times,
    List<Endpoint> endpoints,
    Load load,
    List<Setting> settings,
    int launches,
    List<VariantSpike> variants,
    List<Point> points,
    Optional<Trust> trust) {
  public SpikeReport {
    reasons = List.copyOf(reasons);
    endpoints = List.copyOf(endpoints);
    settings = List.copyOf(settings);
    variants = List.copyOf(variants);
    points = List.copyOf(points);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("a spike needs an endpoint whose users it is seen by");
    }
  }

  /** The endpoint whose users tell when all is normal. */
  public Endpoint endpoint() {
    return endpoints.get(0);
  }

  /** Launches that count. */
  public int played() {
    return (int) points.stream().mapToInt(Point::play).distinct().count();
  }

  /**
   * How arrivals came.
   *
   * @param factor arrivals in the spike over the usual ones
   * @param beforeSeconds at the usual rate
   * @param spikeSeconds at the raised rate
   * @param afterSeconds at the usual rate again, in which it was watched
   * @param warmUpSeconds in which each variant was driven before
   */
  public record Times(
      double factor, int beforeSeconds, int spikeSeconds, int afterSeconds, int warmUpSeconds) {
    /** Length of one variant's way through it. */
    public int seconds() {
      return beforeSeconds + spikeSeconds + afterSeconds;
    }
  }

  /** Where in it a request started. */
  public enum Phase {
    BEFORE,
    SPIKE,
    AFTER
  }

  /**
   * One variant.
   *
   * @param served one an endpoint and phase in which requests were sent
   */
  public record VariantSpike(String variant, List<Served> served, Recovery recovery) {
    public VariantSpike {
      served = List.copyOf(served);
    }

    /** What became of an endpoint's requests in a phase, if there were any. */
    public Optional<Served> served(String endpoint, Phase phase) {
      return served.stream()
          .filter(each -> each.endpoint().equals(endpoint) && each.phase() == phase)
          .findFirst();
    }
  }

  /**
   * What became of the requests that started in a phase, as shares of them from 0 to 1 that add up
   * to 1.
   *
   * @param answered without error within the endpoint's objective
   * @param refused failed, but within the objective's time: their users need not wait to learn that
   *     they have to come again
   * @param late neither: their users waited too long
   */
  public record Served(
      String endpoint,
      Phase phase,
      long requests,
      Estimate answered,
      Estimate refused,
      Estimate late) {}

  /**
   * How long it took until all was normal: until the first of five seconds in a row in each of
   * which at least 95 % of the first endpoint's requests were answered within its objective.
   *
   * @param launches in which the variant was normal before the spike; it cannot be back where it
   *     never was
   * @param left of those, the ones in which it left its objective
   * @param back of those, the ones in which it was normal again while it was watched, those
   *     included in which it never left
   * @param seconds from the spike's end until then, the mean over launches; empty unless it was
   *     back in all of them
   */
  public record Recovery(int launches, int left, int back, Optional<Estimate> seconds) {
    public Recovery {
      if (left > launches || back > launches || left < launches - back) {
        throw new IllegalArgumentException(
            "%d of %d launches cannot have left and %d be back".formatted(left, launches, back));
      }
      if (seconds.isPresent() && (launches == 0 || back < launches)) {
        throw new IllegalArgumentException("there is no time until a variant was not back");
      }
    }
  }
}
