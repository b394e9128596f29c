package dev.faceoff.run;

import dev.faceoff.report.ScenarioReport.QueryPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.stats.LaunchSamples;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one launch yielded.
 *
 * @param planned the blocks of the plan, warm-up included
 * @param queryPlans by variant, of the statement that cost its database most
 * @param machineBusyShare share of the processors' time the machine was busy while measuring
 */
record MeasuredLaunch(
    LaunchSamples samples,
    List<BlockCost> blockCosts,
    List<LaunchCost> launchCosts,
    List<PlannedBlock> planned,
    Map<String, QueryPlan> queryPlans,
    Optional<Double> machineBusyShare) {}
