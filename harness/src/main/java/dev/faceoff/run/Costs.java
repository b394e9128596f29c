package dev.faceoff.run;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Price;
import dev.faceoff.model.Scenario;
import dev.faceoff.report.CostReport;
import dev.faceoff.report.CostReport.Part;
import dev.faceoff.report.CostReport.PartCost;
import dev.faceoff.report.CostReport.VariantCost;
import dev.faceoff.stats.Jackknife;
import dev.faceoff.stats.MillionRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Estimates what a million requests take, over units of proof: launches, or parts of the only one.
 */
final class Costs {
  private static final double CONFIDENCE = 0.95;

  private final Jackknife jackknife = new Jackknife(CONFIDENCE);
  private final List<Integer> units;
  private final String unitName;
  private final List<Side> sides;
  private final Optional<Price> price;

  /**
   * One variant.
   *
   * @param million what a million requests took in the units of these indexes
   */
  record Side(String variant, Function<List<Integer>, MillionRequests> million) {}

  /**
   * @param units of each side, at least 1; the k-th of both sides are matched
   * @param unitName in the plural
   * @param sides baseline first; at least one
   */
  Costs(int units, String unitName, List<Side> sides, Optional<Price> price) {
    this.units = IntStream.range(0, units).boxed().toList();
    this.unitName = unitName;
    this.sides = List.copyOf(sides);
    this.price = price;
  }

  /**
   * The account.
   *
   * @param arrivalsPerSecond at which all sides were measured; empty where they differ
   * @param databaseCpu whether the database's was read
   */
  CostReport report(Scenario scenario, Optional<Double> arrivalsPerSecond, boolean databaseCpu) {
    List<PartCost> parts = new ArrayList<>();
    parts.add(part(Part.SERVICE_CPU, MillionRequests::serviceCoreHours));
    if (databaseCpu) {
      parts.add(part(Part.DATABASE_CPU, MillionRequests::databaseCoreHours));
    }
    parts.add(part(Part.MEMORY, MillionRequests::gigabyteHours));
    price.ifPresent(known -> parts.add(part(Part.MONEY, million -> million.money(known))));
    return new CostReport(arrivalsPerSecond, price, parts, without(scenario, databaseCpu));
  }

  private PartCost part(Part part, ToDoubleFunction<MillionRequests> of) {
    List<VariantCost> variants =
        sides.stream()
            .map(
                side ->
                    new VariantCost(
                        side.variant(),
                        estimate(some -> of.applyAsDouble(side.million().apply(some)))))
            .toList();
    return new PartCost(part, variants, ratio(of));
  }

  private Optional<Estimate> ratio(ToDoubleFunction<MillionRequests> of) {
    if (sides.size() < 2) {
      return Optional.empty();
    }
    ToDoubleFunction<List<Integer>> baseline =
        some -> of.applyAsDouble(sides.get(0).million().apply(some));
    ToDoubleFunction<List<Integer>> candidate =
        some -> of.applyAsDouble(sides.get(sides.size() - 1).million().apply(some));
    // A clock that ticks in hundredths of a second may see nothing in a short unit.
    boolean zero = baseline.applyAsDouble(units) == 0;
    for (int left = 0; left < units.size() && units.size() > 1; left++) {
      List<Integer> others = new ArrayList<>(units);
      others.remove(left);
      zero |= baseline.applyAsDouble(others) == 0;
    }
    return zero
        ? Optional.empty()
        : Optional.of(
            estimate(some -> candidate.applyAsDouble(some) / baseline.applyAsDouble(some)));
  }

  private Estimate estimate(ToDoubleFunction<List<Integer>> statistic) {
    return jackknife.positive(units, statistic, unitName);
  }

  /** What runs, and is in no part. */
  private static List<String> without(Scenario scenario, boolean databaseCpu) {
    List<String> without = new ArrayList<>();
    without.add("what the service's JVM compiles and collects");
    if (scenario.database().isPresent()) {
      if (!databaseCpu) {
        without.add("the database's CPU, which cannot be read here");
      }
      without.add("the database's memory and disk");
    }
    if (scenario.dependencies().redis().isPresent()) {
      without.add("Redis");
    }
    scenario.dependencies().services().keySet().forEach(name -> without.add("the " + name));
    without.add("the network");
    return without;
  }
}
