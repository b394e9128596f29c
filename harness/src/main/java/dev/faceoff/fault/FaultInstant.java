package dev.faceoff.fault;

/**
 * When the fault of a window really came and went, on this process' {@link System#nanoTime}: all
 * that may have suffered from it lies between.
 *
 * @param window its name
 * @param appliedNanoTime just before Toxiproxy was asked for it; it acts some milliseconds later
 * @param removedNanoTime once Toxiproxy had answered that it is gone, so that nothing suffers from
 *     it any more
 */
public record FaultInstant(String window, long appliedNanoTime, long removedNanoTime) {}
