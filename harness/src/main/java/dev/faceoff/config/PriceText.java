package dev.faceoff.config;

/** A price file as written. */
record PriceText(
    @Doc(value = "Money for one core for an hour.", min = 0, max = 1_000_000) double perCoreHour,
    @Doc(
            value = "Money for a gigabyte (10⁹ bytes) of memory for an hour.",
            min = 0,
            max = 1_000_000)
        double perGigabyteHour,
    @Doc(
            value = "The currency, as the report shows it.",
            matches = "[^\\x00-\\x20\\x7f]{1,12}",
            form = "1 to 12 characters without a space, for example EUR")
        String currency) {}
