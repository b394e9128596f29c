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
 * @param baseline score of the old file: the geometric mean of its fork means
 * @param candidate score of the new file
 * @param ratio candidate over baseline with the interval of 95 %, if both have two forks
 * @param decisive the interval a REGRESSION or IMPROVEMENT is spoken by: wider, because there are
 *     several benchmarks
 * @param resolvable the smallest change, as a share of the baseline, that these forks would have
 *     found nine times out of ten
 * @param forksNeeded of each file, about, to find a change as large as the margin; empty when
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
    OptionalInt forksNeeded,
    Verdict verdict,
    String reason) {}
