package dev.faceoff.run;

import dev.faceoff.model.Design;
import dev.faceoff.model.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is asked of one scenario.
 *
 * @param designs at least one
 * @param sizes the scenario at every size of its growth, ascending; empty unless that is asked
 * @param spiking the scenario as it is in its spike; empty unless that is asked
 */
public record ScenarioRequest(
    Scenario scenario, Set<Design> designs, List<Scenario> sizes, Optional<Scenario> spiking) {
  public ScenarioRequest {
    designs = Collections.unmodifiableSet(EnumSet.copyOf(designs));
    sizes = List.copyOf(sizes);
    if (designs.contains(Design.GROWTH) == sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has %d sizes to be measured at, and is asked %s"
              .formatted(scenario.name(), sizes.size(), designs));
    }
    if (designs.contains(Design.SPIKE) != spiking.isPresent()) {
      throw new IllegalArgumentException(
          "%s is asked %s, and what it is in a spike is %s"
              .formatted(scenario.name(), designs, spiking.isPresent() ? "there" : "not"));
    }
  }

  /** How its pair compares, and nothing else. */
  public static ScenarioRequest ofPair(Scenario scenario) {
    return new ScenarioRequest(scenario, Set.of(Design.PAIR), List.of(), Optional.empty());
  }

  /** The scenario in every way in which it may be started. */
  public List<Scenario> started() {
    List<Scenario> started = new ArrayList<>(List.of(scenario));
    started.addAll(sizes);
    spiking.ifPresent(started::add);
    return started;
  }

  boolean asks(Design design) {
    return designs.contains(design);
  }
}
