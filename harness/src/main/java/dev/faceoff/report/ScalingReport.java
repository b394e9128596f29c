package dev.faceoff.report;

import static java.util.Comparator.comparingInt;

import dev.faceoff.model.Design;
import dev.faceoff.model.Status;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was asked of a scenario, and what came of all that is not the comparison of its pair.
 *
 * @param designs that were asked, at least one
 */
public record ScalingReport(
    Set<Design> designs,
    Optional<GrowthReport> growth,
    Optional<CapacityReport> capacity,
    Optional<SpikeReport> spike,
    Optional<AlertReport> alerts) {
  /** The pair alone. */
  public static final ScalingReport NONE =
      new ScalingReport(Set.of(Design.PAIR), Optional.empty(), Optional.empty(), Optional.empty());

  /** How much a status takes away, the worst last. */
  private static final List<Status> SEVERITY =
      List.of(Status.VALID, Status.PARTIAL, Status.INVALID, Status.FAILED);

  public ScalingReport {
    designs = Collections.unmodifiableSet(EnumSet.copyOf(designs));
  }

  /** Without alerts. */
  public ScalingReport(
      Set<Design> designs,
      Optional<GrowthReport> growth,
      Optional<CapacityReport> capacity,
      Optional<SpikeReport> spike) {
    this(designs, growth, capacity, spike, Optional.empty());
  }

  /** Whether the pair was compared, or was to be. */
  public boolean withPair() {
    return designs.contains(Design.PAIR);
  }

  /** The worst status of what is told here. */
  public Status status() {
    return statuses().stream().max(comparingInt(SEVERITY::indexOf)).orElse(Status.VALID);
  }

  /** How everything ended that is told here. */
  List<Status> statuses() {
    return Stream.of(
            growth.map(GrowthReport::status),
            capacity.map(CapacityReport::status),
            spike.map(SpikeReport::status),
            alerts.map(AlertReport::status))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Names of the variants that something is told of here, baseline first. */
  List<String> variants() {
    return Stream.of(
            capacity.stream()
                .flatMap(each -> each.variants().stream())
                .map(CapacityReport.VariantCapacity::variant),
            spike.stream()
                .flatMap(each -> each.variants().stream())
                .map(SpikeReport.VariantSpike::variant),
            alerts.stream()
                .flatMap(each -> each.variants().stream())
                .map(AlertReport.VariantWatch::variant))
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  /** Why that is not VALID, a sentence each. */
  public List<String> reasons() {
    return Stream.of(
            growth.map(GrowthReport::reasons),
            capacity.map(CapacityReport::reasons),
            spike.map(SpikeReport::reasons),
            alerts.map(AlertReport::reasons))
        .flatMap(Optional::stream)
        .flatMap(List::stream)
        .toList();
  }
}
