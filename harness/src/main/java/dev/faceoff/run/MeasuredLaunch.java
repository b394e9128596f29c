package dev.faceoff.run;

import dev.faceoff.report.FaultReport.VariantBooks;
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
 * @param plays of the fault timeline, those that came to their end
 * @param books by variant, once the load had ended; empty when there are none to compare
 * @param queryPlans by variant, of the statement that cost its database most
 * @param machineBusyShare share of the processors' time the machine was busy while measuring
 */
record MeasuredLaunch(
    LaunchSamples samples,
    List<BlockCost> blockCosts,
    List<LaunchCost> launchCosts,
    List<PlannedBlock> planned,
    List<PlayedTimeline> plays,
    Map<String, VariantBooks> books,
    Map<String, QueryPlan> queryPlans,
    Optional<Double> machineBusyShare) {}
