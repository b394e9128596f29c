package dev.faceoff.model;

/**
 * One measure of two variants.
 *
 * @param endpoint the endpoint's name; empty for a measure of the whole variant
 * @param ratio candidate over baseline
 */
public record Comparison(
    String endpoint,
    Measure measure,
    String baseline,
    String candidate,
    Estimate ratio,
    Verdict verdict) {}
