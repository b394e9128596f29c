package dev.faceoff.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Where something listens. */
public record Address(String host, int port) {
  private static final Pattern LOOPBACK_IPV4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

  public Address {
    Checks.requireText(host, "host");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be 1 to 65535, but is " + port);
    }
  }

  /**
   * Whether that is this machine's loopback interface, by its name alone: asking name servers takes
   * long where there are none, and what they say may be another thing the next time. So a name that
   * leads here is another machine, unless it is {@code localhost}.
   *
   * @param host as text; one of IPv6 with or without brackets
   */
  public static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || LOOPBACK_IPV4.matcher(host).matches()
        || isLoopbackIpv6(host.replaceAll("^\\[(.*)]$", "$1"));
  }

  private static boolean isLoopbackIpv6(String host) {
    try {
      // Nothing else is made of these: it is read, and never looked up.
      return IPV6.matcher(host).matches()
          && Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** As {@code host:port}; an IPv6 host in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
