package dev.faceoff.stats;

/**
 * A request of an inspected block.
 *
 * @param request what was asked, as a digest; 0 for what is no plain read
 * @param answer what was answered, as a digest
 * @param answerBytes size of the answer's body
 * @param good whether it was answered without error
 * @param latencyMillis until the whole answer was there, or the request failed
 */
public record InspectedSample(
    String endpoint,
    int request,
    int answer,
    int answerBytes,
    boolean good,
    double latencyMillis) {}
