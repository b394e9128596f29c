package dev.faceoff.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a scenario declares beside comparing its pair. */
public record Designs(
    Optional<Growth> growth,
    Optional<CapacityRules> capacity,
    Optional<Spike> spike,
    Optional<Alerting> alerting) {
  /** The pair alone. */
  public static final Designs NONE =
      new Designs(Optional.empty(), Optional.empty(), Optional.empty());

  /** Without alerts. */
  public Designs(Optional<Growth> growth, Optional<CapacityRules> capacity, Optional<Spike> spike) {
    this(growth, capacity, spike, Optional.empty());
  }

  /** What the scenario can be asked, the pair first. */
  public Set<Design> declared() {
    Set<Design> declared = EnumSet.of(Design.PAIR);
    growth.ifPresent(present -> declared.add(Design.GROWTH));
    capacity.ifPresent(present -> declared.add(Design.CAPACITY));
    spike.ifPresent(present -> declared.add(Design.SPIKE));
    alerting.ifPresent(present -> declared.add(Design.ALERTS));
    return Collections.unmodifiableSet(declared);
  }
}
