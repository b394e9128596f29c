package dev.faceoff.stats;

/**
 * The requests of one endpoint that started in one second of a play; latencies in nanoseconds.
 *
 * @param second from the start of the play
 * @param withinObjective requests without error and no slower than the endpoint's objective
 */
public record WindowSamples(
    int second, long requests, long errors, long withinObjective, long p50Nanos, long p99Nanos) {}
