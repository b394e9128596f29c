package dev.faceoff.report;

import static java.util.stream.Collectors.joining;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Price;
import dev.faceoff.report.CostReport.Part;
import dev.faceoff.report.CostReport.PartCost;
import dev.faceoff.report.CostReport.VariantCost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The labels, cells and sentences about what a million requests take. */
record CostWords(CostReport cost) {
  /** The variants whose cost is known, baseline first. */
  List<String> variants() {
    return cost.parts().stream()
        .flatMap(part -> part.variants().stream())
        .map(VariantCost::variant)
        .distinct()
        .toList();
  }

  /** "fixed / naive"; empty where there is only one to tell of. */
  Optional<String> ratioName() {
    List<String> names = variants();
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(names.get(names.size() - 1) + " / " + names.get(0));
  }

  /** "95 % interval". */
  String intervalName() {
    return cost.parts().stream()
        .flatMap(part -> Stream.concat(part.ratio().stream(), estimates(part)))
        .flatMap(estimate -> estimate.interval().stream())
        .map(Interval::confidence)
        .map(confidence -> Numbers.percent(confidence) + " interval")
        .findFirst()
        .orElse("interval");
  }

  private static Stream<Estimate> estimates(PartCost part) {
    return part.variants().stream().map(VariantCost::estimate);
  }

  static Optional<Estimate> estimate(PartCost part, String variant) {
    return part.variants().stream()
        .filter(each -> each.variant().equals(variant))
        .map(VariantCost::estimate)
        .findFirst();
  }

  static String label(Part part) {
    return switch (part) {
      case SERVICE_CPU -> "CPU of the service";
      case DATABASE_CPU -> "CPU of the database";
      case MEMORY -> "memory of the service";
      case MONEY -> "money";
    };
  }

  String unit(Part part) {
    return switch (part) {
      case SERVICE_CPU, DATABASE_CPU -> "core-hours";
      case MEMORY -> "GB-hours";
      case MONEY -> cost.price().map(Price::currency).orElse("");
    };
  }

  /** Label with unit, short enough for a terminal. */
  String shortLabel(Part part) {
    return switch (part) {
      case SERVICE_CPU -> "service, core-h";
      case DATABASE_CPU -> "database, core-h";
      case MEMORY -> "memory, GB-h";
      case MONEY -> "money, " + unit(part);
    };
  }

  /** The finding: what it costs, where prices are known. */
  String heading() {
    return cost.parts().stream()
        .filter(part -> part.part() == Part.MONEY)
        .findFirst()
        .map(
            money ->
                money.variants().stream()
                    .map(
                        each ->
                            "%s %s with %s"
                                .formatted(
                                    Numbers.value(each.estimate()),
                                    unit(Part.MONEY),
                                    each.variant()))
                    .collect(joining(", ", "A million requests cost ", "")))
        .orElse("What a million requests take");
  }

  /** At which load, at which prices, and what is in no part. */
  String note() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Per million requests at %s. A service holds its memory however few requests come: its"
                .formatted(
                    cost.arrivalsPerSecond()
                        .map(rate -> Numbers.plain(rate) + " arrivals a second")
                        .orElse("the highest rate that each variant kept"))
            + " GB-hours fall as the rate rises.");
    cost.price()
        .ifPresent(
            price ->
                sentences.add(
                    "Prices: %s %s a core-hour, %s %s a GB-hour."
                        .formatted(
                            exact(price.perCoreHour()),
                            price.currency(),
                            exact(price.perGigabyteHour()),
                            price.currency())));
    if (!cost.without().isEmpty()) {
      sentences.add("Not in it: %s.".formatted(String.join(", ", cost.without())));
    }
    return String.join(" ", sentences);
  }

  /** A price as it was written: it was not measured. */
  private static String exact(double price) {
    return BigDecimal.valueOf(price).stripTrailingZeros().toPlainString();
  }
}
