package dev.faceoff.jmh;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Interval;
import dev.faceoff.model.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What was found out about one benchmark.
 *
 * @param label name for people; no other row has it
 * @param unit of the scores, for example {@code ns/op}
 * @param baseline score of the old results: the geometric mean over forks or runs
 * @param candidate score of the new ones
 * @param ratio candidate over baseline with the interval of 95 %, if there are two forks or runs
 * @param decisive the interval a REGRESSION or IMPROVEMENT is spoken by: wider, because there are
 *     several benchmarks
 * @param resolvable the smallest change, as a share of the baseline, that these would have found
 *     nine times out of ten
 * @param needed forks or runs a side, about, to find a change as large as the margin; empty when
 *     decided, or when it would be more than a hundred
 * @param reason for the verdict, in words
 */
public record JmhRow(
    String label,
    JmhMode mode,
    String unit,
    double baseline,
    double candidate,
    Estimate ratio,
    Optional<Interval> decisive,
    OptionalDouble resolvable,
    OptionalInt needed,
    Verdict verdict,
    String reason) {}
