package dev.faceoff.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Picks ports of this machine that nobody listens on. */
public final class LoopbackPorts {
  private LoopbackPorts() {}

  /**
   * A port that is free now. Another process may take it before its user does: who starts a server
   * on it tries another when that happens.
   */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ProcessFailedException("no free port on the loopback interface", e);
    }
  }
}
