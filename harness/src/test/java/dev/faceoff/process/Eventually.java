package dev.faceoff.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do; polls, with a limit that only a failure reaches. */
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Eventually() {}

  /** Waits until the condition holds. */
  public static void holds(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + LIMIT.toSeconds() + " s still not: " + what);
      }
      Thread.sleep(10);
    }
  }

  /** Whether a process of that id runs; one that only waits to be collected does not. */
  public static boolean alive(long pid) {
    java.nio.file.Path stat = java.nio.file.Path.of("/proc/" + pid + "/stat");
    if (java.nio.file.Files.isDirectory(java.nio.file.Path.of("/proc/self"))) {
      try {
        String line = java.nio.file.Files.readString(stat);
        return line.charAt(line.lastIndexOf(')') + 2) != 'Z';
      } catch (java.io.IOException e) {
        return false;
      }
    }
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
