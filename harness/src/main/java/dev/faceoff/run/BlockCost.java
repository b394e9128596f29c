package dev.faceoff.run;

import dev.faceoff.model.Measure;
import java.util.Map;

/**
 * What one measured block cost a variant's servers.
 *
 * @param requests that the variant got between the two readings
 * @param totals by measure, in the measure's unit without "per request"; what could not be read is
 *     absent
 */
record BlockCost(
    int launch, int pair, String variant, long requests, Map<Measure, Double> totals) {}
