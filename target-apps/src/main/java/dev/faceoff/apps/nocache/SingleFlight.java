package dev.faceoff.apps.nocache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Does a piece of work once for all who ask for it at the same time, within this process.
 *
 * <p>Against a stampede this is enough: when a hot key expires, the database gets one computation
 * for each process of the service, not one for each visitor. It needs no lock in Redis, which could
 * outlive its owner, and works while Redis is away, when it is needed most.
 */
final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  /**
   * Does the work, or waits for the one who is already at it.
   *
   * @throws RuntimeException what {@code work} throws, to everyone who waits for it
   */
  V share(K key, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = flights.putIfAbsent(key, mine);
    if (other != null) {
      return resultOf(other);
    }
    try {
      mine.complete(work.get());
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
    } finally {
      flights.remove(key, mine);
    }
    return resultOf(mine);
  }

  /** Lets nobody join what is under way; who asks from now on sees what has just changed. */
  void forget(K key) {
    flights.remove(key);
  }

  private static <V> V resultOf(CompletableFuture<V> flight) {
    try {
      return flight.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
