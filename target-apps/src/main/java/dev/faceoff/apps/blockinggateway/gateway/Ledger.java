package dev.faceoff.apps.blockinggateway.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The charges that the gateway has taken, in memory. Thread-safe. */
final class Ledger {
  private final List<Charge> charges = new ArrayList<>();
  private final Map<String, Charge> byKey = new HashMap<>();

  /**
   * A charge taken.
   *
   * @param id from 1
   * @param reference what the customer of the gateway calls it; not unique here
   */
  record Charge(int id, String reference, long amountCents) {}

  /** Takes a charge that nothing protects from being taken again. */
  synchronized Charge take(String reference, long amountCents) {
    Charge charge = new Charge(charges.size() + 1, reference, amountCents);
    charges.add(charge);
    return charge;
  }

  /**
   * Takes a charge, or returns the one taken for this key before.
   *
   * @throws KeyReusedException if that was another one
   */
  synchronized Charge takeOnce(String key, String reference, long amountCents) {
    Charge charge = byKey.computeIfAbsent(key, k -> take(reference, amountCents));
    if (!charge.reference().equals(reference) || charge.amountCents() != amountCents) {
      throw new KeyReusedException(key);
    }
    return charge;
  }

  /** The reference of each charge, in the order taken. */
  synchronized List<String> references() {
    return charges.stream().map(Charge::reference).toList();
  }

  /** One key stood for two charges. */
  static final class KeyReusedException extends RuntimeException {
    KeyReusedException(String key) {
      super("idempotency key %s belongs to another charge".formatted(key));
    }
  }
}
