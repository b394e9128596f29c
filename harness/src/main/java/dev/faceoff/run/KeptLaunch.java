package dev.faceoff.run;

import dev.faceoff.load.GeneratorResult;
import dev.faceoff.probe.DateProbe;
import dev.faceoff.scenarios.plan.LoadPlan;
import java.util.List;
import java.util.Optional;

/**
 * What a part keeps of a launch beside its samples, so that the launch can be put together with
 * those of the other parts.
 *
 * @param samplesBytes length of the samples' file
 * @param turns of the baseline's clock, seen shortly before
 */
record KeptLaunch(
    LoadPlan plan,
    GeneratorResult result,
    long samplesBytes,
    List<DateProbe.Turn> turns,
    List<BlockCost> blockCosts,
    List<LaunchCost> launchCosts,
    Optional<Double> machineBusyShare) {
  KeptLaunch {
    turns = List.copyOf(turns);
    blockCosts = List.copyOf(blockCosts);
    launchCosts = List.copyOf(launchCosts);
  }

  /** How many blocks of the plan came to their end. */
  long completeBlocks() {
    return result.inFlightByBlock().size();
  }

  boolean isComplete() {
    return completeBlocks() == plan.blocks().size();
  }
}
