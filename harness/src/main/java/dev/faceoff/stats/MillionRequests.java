package dev.faceoff.stats;

import dev.faceoff.model.Price;

/**
 * What a million requests take, at the throughput at which they were measured.
 *
 * @param serviceCoreHours CPU of the service
 * @param databaseCoreHours CPU of the database; 0 without one
 * @param gigabyteHours memory of the service; it holds its memory however few requests come, so
 *     this falls with throughput
 */
public record MillionRequests(
    double serviceCoreHours, double databaseCoreHours, double gigabyteHours) {
  private static final double REQUESTS = 1e6;
  private static final double MILLIS_PER_HOUR = 3.6e6;
  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double GIGABYTES_PER_MEBIBYTE = 1_048_576 / 1e9;

  /**
   * Adds up.
   *
   * @param serviceCpuMillis of a request
   * @param databaseCpuMillis of a request; 0 without a database
   * @param memoryMebibytes of the service
   * @param requestsPerSecond while all of this was measured; above 0
   * @throws IllegalArgumentException if there was no request in any second
   */
  public static MillionRequests of(
      double serviceCpuMillis,
      double databaseCpuMillis,
      double memoryMebibytes,
      double requestsPerSecond) {
    if (!(requestsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "requestsPerSecond must be above 0, but is " + requestsPerSecond);
    }
    double hours = REQUESTS / requestsPerSecond / SECONDS_PER_HOUR;
    return new MillionRequests(
        serviceCpuMillis * REQUESTS / MILLIS_PER_HOUR,
        databaseCpuMillis * REQUESTS / MILLIS_PER_HOUR,
        memoryMebibytes * GIGABYTES_PER_MEBIBYTE * hours);
  }

  /** What they cost, in the currency of the price. */
  public double money(Price price) {
    return (serviceCoreHours + databaseCoreHours) * price.perCoreHour()
        + gigabyteHours * price.perGigabyteHour();
  }
}
