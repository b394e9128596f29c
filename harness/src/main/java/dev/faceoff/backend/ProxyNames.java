package dev.faceoff.backend;

import dev.faceoff.container.DockerEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the names of a run's proxies begin, in a Toxiproxy that other runs may use too: {@code
 * faceoff_MACHINE_PROCESS_STARTED_NUMBER_}. No two proxies of any runs have the same, and it tells
 * whether the run's process has ended, to who is on the same machine.
 */
final class ProxyNames {
  private static final Pattern OURS =
      Pattern.compile("faceoff_([0-9a-f]{12})_([0-9]{1,18})_([0-9]{1,18})_[0-9]+_[A-Za-z0-9_.-]*");
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String MACHINE = machine();

  private ProxyNames() {}

  /** A new one. */
  static String prefix() {
    ProcessHandle self = ProcessHandle.current();
    return "faceoff_%s_%d_%d_%d_"
        .formatted(MACHINE, self.pid(), DockerEngine.startedSecond(self), NUMBER.incrementAndGet());
  }

  /** Whether that proxy is one of a run of this machine whose process has ended. */
  static boolean isLeft(String name) {
    Matcher ours = OURS.matcher(name);
    return ours.matches()
        && ours.group(1).equals(MACHINE)
        && DockerEngine.hasEnded(Long.parseLong(ours.group(2)), Long.parseLong(ours.group(3)));
  }

  /**
   * A digest of what tells machines apart, and containers of one machine: in them the same process
   * ids are others.
   */
  private static String machine() {
    String text = String.join("\n", host(), machineId(), processes());
    byte[] digest = Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 6);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  private static String machineId() {
    try {
      return Files.readString(Path.of("/etc/machine-id"));
    } catch (IOException e) {
      return "";
    }
  }

  private static String processes() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
