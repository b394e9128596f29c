package dev.faceoff.stats;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * What a million requests take, at the throughput at which they were measured.
 *
 * <p>Intervals hold everything that those of the parts allow: wider than they need be, never
 * narrower. Where a part has none, neither has the result, and the note is that part's.
 *
 * @param coreHours of CPU, service and database
 * @param gigabyteHours of memory; a service holds its memory however few requests come, so this
 *     falls with throughput
 */
public record MillionRequests(Estimate coreHours, Estimate gigabyteHours) {
  private static final double REQUESTS = 1e6;
  private static final double MILLIS_PER_HOUR = 3.6e6;
  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double GIGABYTES_PER_MEBIBYTE = 1_048_576 / 1e9;

  /**
   * Adds up.
   *
   * @param cpuMillisPerRequest of service and database, 0 or more
   * @param memoryMebibytes 0 or more
   * @param requestsPerSecond while both were measured; above 0
   */
  public static MillionRequests of(
      Estimate cpuMillisPerRequest, Estimate memoryMebibytes, Estimate requestsPerSecond) {
    Estimate hours = inverse(requestsPerSecond, REQUESTS / SECONDS_PER_HOUR);
    return new MillionRequests(
        scaled(cpuMillisPerRequest, REQUESTS / MILLIS_PER_HOUR),
        combined(scaled(memoryMebibytes, GIGABYTES_PER_MEBIBYTE), hours, (a, b) -> a * b));
  }

  /** What they cost, in the currency of the price. */
  public Estimate money(Price price) {
    return combined(
        scaled(coreHours, price.perCoreHour()),
        scaled(gigabyteHours, price.perGigabyteHour()),
        Double::sum);
  }

  private static Estimate scaled(Estimate of, double factor) {
    return new Estimate(
        factor * of.value(),
        of.interval().map(i -> new Interval(factor * i.low(), factor * i.high(), i.confidence())),
        of.note());
  }

  private static Estimate inverse(Estimate of, double dividend) {
    if (!(of.value() > 0)) {
      throw new IllegalArgumentException("requestsPerSecond must be above 0, but is " + of.value());
    }
    Optional<Interval> positive = of.interval().filter(i -> i.low() > 0);
    return new Estimate(
        dividend / of.value(),
        positive.map(i -> new Interval(dividend / i.high(), dividend / i.low(), i.confidence())),
        of.interval().isPresent() && positive.isEmpty()
            ? "no interval: that of the throughput reaches 0"
            : of.note());
  }

  /** Of two values that are 0 or more, by an operator that rises with both. */
  private static Estimate combined(Estimate a, Estimate b, DoubleBinaryOperator by) {
    double value = by.applyAsDouble(a.value(), b.value());
    if (a.interval().isEmpty() || b.interval().isEmpty()) {
      return Estimate.exact(value, (a.interval().isEmpty() ? a : b).note());
    }
    Interval ofA = a.interval().get();
    Interval ofB = b.interval().get();
    return new Estimate(
        value,
        Optional.of(
            new Interval(
                by.applyAsDouble(ofA.low(), ofB.low()),
                by.applyAsDouble(ofA.high(), ofB.high()),
                Math.min(ofA.confidence(), ofB.confidence()))),
        a.note().equals(b.note()) ? a.note() : a.note() + "; " + b.note());
  }
}
