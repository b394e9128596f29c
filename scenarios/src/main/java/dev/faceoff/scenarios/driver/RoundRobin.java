package dev.faceoff.scenarios.driver;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives each replica of a target its turn, as a load balancer does that keeps no sessions.
 *
 * <p>Every endpoint has a turn of its own: were there one for all, a journey of two requests would
 * send all of its first requests to one of two replicas and all of its second ones to the other.
 * Turns of endpoints begin one replica apart, so that a user who goes from one to the next still
 * meets another replica: state that only one of them holds is missed.
 */
final class RoundRobin {
  private final List<String> addresses;
  private final ConcurrentMap<Integer, AtomicLong> sent = new ConcurrentHashMap<>();

  /**
   * Before the first request.
   *
   * @param addresses of the replicas, at least one
   */
  RoundRobin(List<String> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  /** Whether there is more than one to choose from. */
  boolean chooses() {
    return addresses.size() > 1;
  }

  /**
   * Where the next request goes: of any n in a row of an endpoint, one to each of n replicas. May
   * be called by any thread.
   *
   * @param endpoint its number, from 0
   */
  String next(int endpoint) {
    long before = sent.computeIfAbsent(endpoint, first -> new AtomicLong()).getAndIncrement();
    return addresses.get(Math.floorMod(before + endpoint, addresses.size()));
  }
}
