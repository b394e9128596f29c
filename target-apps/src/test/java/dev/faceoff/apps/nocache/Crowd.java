package dev.faceoff.apps.nocache;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Threads that all do the same at the same time. */
final class Crowd {
  private final int size;
  private final AtomicInteger arrived = new AtomicInteger();
  private final Queue<Object> results = new ConcurrentLinkedQueue<>();
  private volatile List<Thread> threads = List.of();

  Crowd(int size) {
    this.size = size;
  }

  /** Has every thread do it, and waits for the last. A failure is a result, too. */
  void all(Supplier<?> action) {
    threads =
        Stream.generate(() -> new Thread(() -> results.add(result(action)), "crowd"))
            .limit(size)
            .toList();
    threads.forEach(Thread::start);
    threads.forEach(Crowd::join);
  }

  List<Object> results() {
    return List.copyOf(results);
  }

  /** Called by one of them at work: returns when all the others wait for something, or are done. */
  void awaitOthersWaiting() {
    Thread me = Thread.currentThread();
    while (arrived.get() < size
        || !threads.stream().allMatch(thread -> thread == me || isWaiting(thread))) {
      Thread.onSpinWait();
    }
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TERMINATED;
  }

  private Object result(Supplier<?> action) {
    arrived.incrementAndGet();
    try {
      return action.get();
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
