package dev.faceoff.run;

import dev.faceoff.report.FaultReport.VariantBooks;
import java.util.Map;

/**
 * A launch that was measured again because the machine disturbed it.
 *
 * @param books by variant: a lost entry is no matter of noise
 */
record ReplacedLaunch(String complaint, Map<String, VariantBooks> books) {}
