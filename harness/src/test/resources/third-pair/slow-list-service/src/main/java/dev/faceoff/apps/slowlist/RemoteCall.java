package dev.faceoff.apps.slowlist;

import java.util.concurrent.locks.LockSupport;

/** Stands for a call to another service, of a millisecond at least. */
final class RemoteCall {
  private static final long NANOS = 1_000_000;

  private RemoteCall() {}

  static <T> T answering(T answer) {
    long end = System.nanoTime() + NANOS;
    for (long left = NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return answer;
  }
}
