package dev.faceoff.model;

/**
 * What a machine costs.
 *
 * @param perCoreHour money for one core for an hour, 0 or more
 * @param perGigabyteHour money for 10⁹ bytes of memory for an hour, 0 or more
 * @param currency as it is shown, for example "EUR"
 */
public record Price(double perCoreHour, double perGigabyteHour, String currency) {
  public Price {
    requireNotNegative(perCoreHour, "perCoreHour");
    requireNotNegative(perGigabyteHour, "perGigabyteHour");
    Checks.requireText(currency, "currency");
  }

  private static void requireNotNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
  }
}
