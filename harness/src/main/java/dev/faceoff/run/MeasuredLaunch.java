package dev.faceoff.run;

import dev.faceoff.stats.LaunchSamples;
import java.util.List;

/** Everything one launch yielded. */
record MeasuredLaunch(
    LaunchSamples samples, List<BlockCost> blockCosts, List<LaunchCost> launchCosts) {}
