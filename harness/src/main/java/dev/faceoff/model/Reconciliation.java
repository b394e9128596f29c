package dev.faceoff.model;

import java.time.Duration;

/**
 * Two books that must agree once the load has ended: the variant's own database, and what a service
 * it depends on has recorded.
 *
 * @param what is booked, in the plural, for example "payments"
 * @param pendingSql one column: references of entries that are still under way
 * @param ownSql one column: references of the entries that the variant takes for done
 * @param service whose book is compared
 * @param servicePath answers a JSON array of references, one element an entry
 * @param settle how long pending entries may take to be done after the load
 */
public record Reconciliation(
    String what,
    String pendingSql,
    String ownSql,
    String service,
    String servicePath,
    Duration settle) {
  public Reconciliation {
    Checks.requireText(what, "what");
    Checks.requireText(pendingSql, "pendingSql");
    Checks.requireText(ownSql, "ownSql");
    Checks.requireText(service, "service");
    Checks.requireText(servicePath, "servicePath");
  }
}
