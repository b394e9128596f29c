package dev.faceoff.apps.blockinggateway;

import static dev.faceoff.apps.blockinggateway.Patience.await;

import dev.faceoff.apps.Postgres.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The books of shop and gateway, and what the customers were told. */
record Books(Set<String> promised, Set<String> paid, List<String> charges) {

  /**
   * What must be empty.
   *
   * @param unknown money was taken, but the shop does not know
   * @param twice money was taken more than once
   * @param lost a customer was told that it is or will be paid, or the shop believes so, but no
   *     money was taken
   */
  record Differences(Set<String> unknown, Set<String> twice, Set<String> lost) {
    static final Differences NONE = new Differences(Set.of(), Set.of(), Set.of());
  }

  /**
   * Opens the books once no payment is pending.
   *
   * @param promised orders whose customers got an answer of 2xx
   * @param prefix of the orders that are meant
   */
  static Books settled(
      Set<String> promised, Database database, FaultyGateway gateway, String prefix) {
    await().until(() -> orders(database, "PENDING", "").isEmpty());
    return new Books(
        promised,
        Set.copyOf(orders(database, "PAID", prefix)),
        gateway.ledger().stream().filter(order -> order.startsWith(prefix)).toList());
  }

  static List<String> orders(Database database, String status, String prefix) {
    return database
        .sql()
        .sql(
            "select order_reference from payment where status = ? and starts_with(order_reference, ?)")
        .param(status)
        .param(prefix)
        .query(String.class)
        .list();
  }

  Differences differences() {
    Set<String> unknown = new TreeSet<>(charges);
    unknown.removeAll(paid);
    Set<String> seen = new HashSet<>();
    Set<String> twice =
        charges.stream().filter(order -> !seen.add(order)).collect(Collectors.toSet());
    Set<String> lost = new TreeSet<>(promised);
    lost.addAll(paid);
    lost.removeAll(seen);
    return new Differences(unknown, twice, lost);
  }
}
