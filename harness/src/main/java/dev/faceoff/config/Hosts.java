package dev.faceoff.config;

import dev.faceoff.model.Address;
import java.util.function.Predicate;

/** Which hosts may be used: this one, and those that the user names. */
final class Hosts {
  private Hosts() {}

  /**
   * Refuses a host that is neither this one nor allowed.
   *
   * @param place where it is named, for the message
   * @throws HostNotAllowedException if it is another one
   */
  static void requireAllowed(String place, String host, Predicate<String> allowed) {
    if (!Address.isLoopback(host) && !allowed.test(host)) {
      throw new HostNotAllowedException(
          "%s: %s is not this machine; allow it by --allow-remote %s".formatted(place, host, host));
    }
  }
}
