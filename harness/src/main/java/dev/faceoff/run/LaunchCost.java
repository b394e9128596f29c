package dev.faceoff.run;

import dev.faceoff.model.Measure;
import java.util.Map;

/**
 * What can only be read for a whole launch.
 *
 * @param requests that the variant got in the measured blocks over which the totals were counted
 * @param totals of counts, by measure; {@link Measure#PEAK_MEMORY} as it is
 */
record LaunchCost(int launch, String variant, long requests, Map<Measure, Double> totals) {}
