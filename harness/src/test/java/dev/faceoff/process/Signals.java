package dev.faceoff.process;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends Ctrl-C to other processes. */
public final class Signals {
  private static final int INT = 2;

  private Signals() {}

  /** Skips the test where signals do not arrive: a shell's job in the background ignores them. */
  public static void assumeThatInterruptsArrive() throws IOException {
    assumeFalse(ignoresInterrupts(), "started with SIGINT ignored, as children then are too");
  }

  /** What a terminal sends at Ctrl-C. */
  public static void interrupt(long pid) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-INT", String.valueOf(pid)).start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill -INT " + pid + " ended with " + code);
    }
  }

  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> mask.testBit(INT - 1));
  }
}
