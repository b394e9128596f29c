package dev.faceoff.run;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
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
  private final String unitName;
  private final List<Side> sides;
  private final boolean oneLaunch;
  private final Optional<Price> price;

  /**
   * One variant.
   *
   * @param units how many it has, at least 1; where both variants have as many, the k-th of both
   *     are matched
   * @param million what a million requests took in the units of these indexes
   */
  record Side(String variant, int units, Function<List<Integer>, MillionRequests> million) {
    private List<Integer> all() {
      return IntStream.range(0, units).boxed().toList();
    }

    private ToDoubleFunction<List<Integer>> part(ToDoubleFunction<MillionRequests> of) {
      return some -> of.applyAsDouble(million.apply(some));
    }
  }

  /**
   * @param unitName in the plural
   * @param sides baseline first; at least one
   * @param oneLaunch whether the units are parts of one, in which memory was read once
   */
  Costs(String unitName, List<Side> sides, boolean oneLaunch, Optional<Price> price) {
    this.oneLaunch = oneLaunch;
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
    PartCost memory = part(Part.MEMORY, MillionRequests::gigabyteHours);
    parts.add(oneLaunch ? readOnce(memory) : memory);
    price.ifPresent(known -> parts.add(part(Part.MONEY, million -> million.money(known))));
    return new CostReport(arrivalsPerSecond, price, parts, without(scenario, databaseCpu));
  }

  /** What parts of a launch differ by says nothing of what is read once in it. */
  private static PartCost readOnce(PartCost memory) {
    return new PartCost(
        memory.part(),
        memory.variants().stream()
            .map(each -> new VariantCost(each.variant(), readOnce(each.estimate())))
            .toList(),
        memory.ratio().map(Costs::readOnce));
  }

  private static Estimate readOnce(Estimate estimate) {
    return Estimate.exact(estimate.value(), "no interval: memory was read once, in one launch");
  }

  private PartCost part(Part part, ToDoubleFunction<MillionRequests> of) {
    List<VariantCost> variants =
        sides.stream()
            .map(side -> new VariantCost(side.variant(), estimate(side.all(), side.part(of))))
            .toList();
    return new PartCost(part, variants, sides.size() < 2 ? Optional.empty() : ratio(of, variants));
  }

  private Optional<Estimate> ratio(
      ToDoubleFunction<MillionRequests> of, List<VariantCost> variants) {
    Side below = sides.get(0);
    Side above = sides.get(sides.size() - 1);
    if (below.units() != above.units()) {
      return unmatched(variants.get(0).estimate(), variants.get(variants.size() - 1).estimate());
    }
    List<Integer> units = below.all();
    ToDoubleFunction<List<Integer>> baseline = below.part(of);
    ToDoubleFunction<List<Integer>> candidate = above.part(of);
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
            estimate(units, some -> candidate.applyAsDouble(some) / baseline.applyAsDouble(some)));
  }

  /** All that the intervals of both allow: wider than it need be, never narrower. */
  private static Optional<Estimate> unmatched(Estimate baseline, Estimate candidate) {
    if (!(baseline.low() > 0)) {
      return Optional.empty();
    }
    double value = candidate.value() / baseline.value();
    for (Estimate each : List.of(baseline, candidate)) {
      if (each.interval().isEmpty()) {
        return Optional.of(Estimate.exact(value, each.note()));
      }
    }
    return Optional.of(
        new Estimate(
            value,
            Optional.of(
                new Interval(
                    candidate.low() / baseline.high(),
                    candidate.high() / baseline.low(),
                    CONFIDENCE)),
            "from the intervals of both sides"));
  }

  private Estimate estimate(List<Integer> units, ToDoubleFunction<List<Integer>> statistic) {
    return jackknife.positive(units, statistic, unitName);
  }

  /** What runs, and is in no part. */
  private static List<String> without(Scenario scenario, boolean databaseCpu) {
    List<String> without = new ArrayList<>();
    without.add("what a JVM compiles and collects");
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
