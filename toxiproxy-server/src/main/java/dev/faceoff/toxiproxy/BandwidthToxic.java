package dev.faceoff.toxiproxy;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Lets at most {@code rate} kilobytes of 1,000 bytes through a second; with rate 0 none at all. */
final class BandwidthToxic implements Toxic {
  static final String RATE = "rate";

  /** What takes longer goes in pieces of this length, so that the receiver sees a steady flow. */
  private static final long PIECE_MILLIS = 100;

  /** Above it a chunk never takes as long as a piece. */
  private static final long HIGHEST_RATE_IN_PIECES = 1 << 20;

  private long bytesPerMilli;

  /** Time still to wait; below zero what the last timers were late. */
  private long owedNanos;

  @Override
  public void start(Stage stage, Map<String, Long> attributes) {
    bytesPerMilli = attributes.get(RATE);
    owedNanos = 0;
  }

  @Override
  public void chunk(Stage stage, Chunk chunk) {
    if (bytesPerMilli <= 0) {
      stage.pause(Stage.FOR_EVER, () -> stage.emit(chunk), () -> stage.emit(chunk));
      return;
    }
    owedNanos += chunk.size() * TimeUnit.MILLISECONDS.toNanos(1) / bytesPerMilli;
    send(stage, chunk);
  }

  private void send(Stage stage, Chunk chunk) {
    int pieceBytes = (int) (Math.min(bytesPerMilli, HIGHEST_RATE_IN_PIECES) * PIECE_MILLIS);
    boolean inPieces = chunk.size() > pieceBytes;
    long wait = inPieces ? Stage.nanos(PIECE_MILLIS) : owedNanos;
    stage.pause(
        wait,
        () -> {
          owedNanos -= stage.pausedNanos();
          if (inPieces) {
            stage.emit(chunk.cut(pieceBytes));
            send(stage, chunk);
          } else {
            stage.emit(chunk);
          }
        },
        () -> stage.emit(chunk));
  }
}
