package dev.faceoff.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a scenario declares beside comparing its pair. */
public record Designs(Optional<Growth> growth) {
  /** The pair alone. */
  public static final Designs NONE = new Designs(Optional.empty());

  /** What the scenario can be asked, the pair first. */
  public Set<Design> declared() {
    Set<Design> declared = EnumSet.of(Design.PAIR);
    growth.ifPresent(present -> declared.add(Design.GROWTH));
    return Collections.unmodifiableSet(declared);
  }
}
