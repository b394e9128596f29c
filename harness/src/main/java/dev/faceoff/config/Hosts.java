package dev.faceoff.config;

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
    if (!isLoopback(host) && !allowed.test(host)) {
      throw new HostNotAllowedException(
          "%s: %s is not this machine; allow it by --allow-remote %s".formatted(place, host, host));
    }
  }

  /** By its name alone: asking name servers takes long where there are none. */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1");
  }
}
