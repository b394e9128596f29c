package dev.faceoff.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What else this machine did meanwhile: its processors' time that went neither to this process nor
 * to those it started and that have ended. Time that the host gave to other machines counts too.
 *
 * <p>Read from {@code /proc}; see proc(5).
 */
final class OtherWork {
  private static final Path MACHINE = Path.of("/proc/stat");
  private static final Path SELF = Path.of("/proc/self/stat");

  /** Fields of {@code /proc/stat}, from "user" on, in which a processor did something. */
  private static final int[] BUSY = {0, 1, 2, 5, 6, 7};

  private static final int TOTAL_FIELDS = 8;

  /** utime, stime, cutime and cstime in {@code /proc/self/stat}, from "ppid" on. */
  private static final int[] OWN = {10, 11, 12, 13};

  private final long total;
  private final long others;

  private OtherWork(long total, long others) {
    this.total = total;
    this.others = others;
  }

  /** As of now; empty where there is no {@code /proc}. */
  static Optional<OtherWork> now() {
    try {
      String cpu = Files.readAllLines(MACHINE).get(0);
      long[] machine = numbers(cpu.substring("cpu".length()));
      // The name of the program is in brackets and may hold blanks; a letter, the state, follows.
      String self = Files.readString(SELF);
      long[] own = numbers(self.substring(self.lastIndexOf(')') + ") S".length()));
      return Optional.of(
          new OtherWork(
              Arrays.stream(machine, 0, TOTAL_FIELDS).sum(), sum(machine, BUSY) - sum(own, OWN)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Share of the processors' time since then, 0 to 1. */
  double shareSince(OtherWork before) {
    return Math.max(0, (double) (others - before.others) / Math.max(1, total - before.total));
  }

  /** Some are signed; a limit that there is not is the greatest unsigned number of 64 bits. */
  private static long[] numbers(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .mapToLong(number -> new BigInteger(number).longValue())
        .toArray();
  }

  private static long sum(long[] values, int[] which) {
    return IntStream.of(which).mapToLong(index -> values[index]).sum();
  }
}
