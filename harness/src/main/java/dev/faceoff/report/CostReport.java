package dev.faceoff.report;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Price;
import java.util.List;
import java.util.Optional;

/**
 * What a million requests take of each variant's servers, and what that costs.
 *
 * @param arrivalsPerSecond at which all variants were measured; empty where each was measured at
 *     the highest rate that it kept
 * @param price empty where none was given; then no part is money
 * @param parts those that were measured, in order; at least one
 * @param without what is in no part, a noun each: "the database's memory"
 */
public record CostReport(
    Optional<Double> arrivalsPerSecond,
    Optional<Price> price,
    List<PartCost> parts,
    List<String> without) {
  public CostReport {
    parts = List.copyOf(parts);
    without = List.copyOf(without);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a cost has at least one part");
    }
  }

  /** Something that costs, and the sum of it. */
  public enum Part {
    SERVICE_CPU("serviceCoreHours"),
    DATABASE_CPU("databaseCoreHours"),
    MEMORY("gigabyteHours"),
    MONEY("money");

    private final String id;

    Part(String id) {
      this.id = id;
    }

    /** Name in results.json, which has the unit. */
    public String id() {
      return id;
    }
  }

  /**
   * One part of every variant's cost.
   *
   * @param variants baseline first; one whose cost is not known is absent
   * @param ratio of the candidate's over the baseline's; empty where there is none
   */
  public record PartCost(Part part, List<VariantCost> variants, Optional<Estimate> ratio) {
    public PartCost {
      variants = List.copyOf(variants);
    }
  }

  /** What a million requests take of one variant. */
  public record VariantCost(String variant, Estimate estimate) {}
}
