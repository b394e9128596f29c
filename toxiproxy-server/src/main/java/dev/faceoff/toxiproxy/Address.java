package dev.faceoff.toxiproxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * A host and a port as written in {@code listen} and {@code upstream}. What is wrong with one is
 * said in the words of Toxiproxy, which clients compare.
 *
 * @param host a name or an address without brackets; empty for this machine
 * @param port 0 to 65535
 */
record Address(String host, int port) {
  /** An address that cannot be used, with the text the API answers. */
  static final class BadAddressException extends Exception {
    BadAddressException(String message) {
      super(message);
    }
  }

  /** Reads {@code host:port}; an IPv6 address stands in brackets. Nothing means any free port. */
  static Address parse(String text) throws BadAddressException {
    if (text.isEmpty()) {
      return new Address("", 0);
    }
    int colon = text.lastIndexOf(':');
    int bracket = text.lastIndexOf(']');
    if (colon < 0 || colon < bracket) {
      throw bad(text, "missing port in address");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw bad(text, "too many colons in address");
    }
    return new Address(host, port(text.substring(colon + 1)));
  }

  private static int port(String text) throws BadAddressException {
    if (text.isEmpty()) {
      return 0;
    }
    long port;
    try {
      port = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadAddressException("lookup tcp/" + text + ": unknown port");
    }
    if (port < 0 || port > 0xffff) {
      throw bad(text, "invalid port");
    }
    return (int) port;
  }

  private static BadAddressException bad(String text, String why) {
    return new BadAddressException("address " + text + ": " + why);
  }

  /** Where to listen: the first address of the host; loopback for an empty host. */
  InetSocketAddress toListenOn() throws BadAddressException {
    return toConnectTo().get(0);
  }

  /**
   * All addresses of the host, in the order in which they are to be tried. May ask a name server.
   */
  List<InetSocketAddress> toConnectTo() throws BadAddressException {
    if (host.isEmpty()) {
      return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        addresses.add(new InetSocketAddress(address, port));
      }
    } catch (UnknownHostException e) {
      throw new BadAddressException("lookup " + host + ": no such host");
    }
    return addresses;
  }

  /** Whether {@link #toConnectTo} answers without asking anybody. */
  boolean numeric() {
    return host.isEmpty() || NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  /** The numeric form that the API shows, such as {@code 127.0.0.1:3306} or {@code [::1]:3306}. */
  static String text(InetSocketAddress address) {
    return NetUtil.toSocketAddressString(address);
  }
}
