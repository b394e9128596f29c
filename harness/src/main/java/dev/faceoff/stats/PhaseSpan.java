package dev.faceoff.stats;

/**
 * A phase of one play of a timeline, as it really was.
 *
 * @param fromNanos from the start of the play's block; the first phase starts at 0
 * @param toNanos from the start of the play's block, exclusive
 */
public record PhaseSpan(String phase, long fromNanos, long toNanos) {}
