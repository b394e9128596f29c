package dev.faceoff.stats;

/**
 * The requests of one endpoint that started in one second of a launch's load; latencies in
 * nanoseconds.
 */
public record SecondSamples(
    int second,
    String variant,
    String endpoint,
    long requests,
    long errors,
    long p50Nanos,
    long p99Nanos) {}
