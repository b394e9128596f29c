package dev.faceoff.model;

/** Where something listens. */
public record Address(String host, int port) {
  public Address {
    Checks.requireText(host, "host");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be 1 to 65535, but is " + port);
    }
  }

  /** Whether that is this machine's loopback interface, by its name alone. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.matches("\\[?::1]?");
  }

  /** As {@code host:port}; an IPv6 host in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
