package dev.faceoff.proof;

import java.io.IOException;

/** Keeps one processor busy until its standard input ends. */
public final class Hog {
  private static volatile boolean stopped;

  private Hog() {}

  /** Called in a JVM of its own. */
  public static void main(String[] arguments) throws IOException {
    Thread spinning =
        new Thread(
            () -> {
              while (!stopped) {
                Thread.onSpinWait();
              }
            });
    spinning.setDaemon(true);
    spinning.start();
    while (System.in.read() >= 0) {
      // Lives as long as whoever started it.
    }
    stopped = true;
  }
}
