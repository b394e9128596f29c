package dev.faceoff.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One line, drawn over and over, that never wraps. */
final class ProgressBar implements ProgressView {
  private static final int BAR = 12;
  private static final int WIDEST = 100;
  private static final String BLUE = "\u001b[34m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final long start;
  private final int width;
  private final boolean colours;
  private String shown = "";
  private Progress last;
  private boolean closed;

  ProgressBar(PrintStream err, Surroundings surroundings) {
    this.err = err;
    this.nanoTime = surroundings.nanoTime();
    this.start = nanoTime.getAsLong();
    // A full last column would make some terminals wrap.
    this.width = Math.min(surroundings.columns(), WIDEST) - 1;
    this.colours = surroundings.colours();
  }

  @Override
  public synchronized void progress(Progress progress) {
    last = progress;
    if (!closed) {
      draw(line(progress));
    }
  }

  @Override
  public synchronized void note(String line) {
    draw("");
    err.print("\r" + String.join("\n", Table.wrapped(line, width)) + "\n");
    if (last != null && !closed) {
      draw(line(last));
    }
    err.flush();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      draw("");
      err.print("\r");
      err.flush();
      closed = true;
    }
  }

  private void draw(String line) {
    if (line.isEmpty() && shown.isEmpty()) {
      return;
    }
    String rest = " ".repeat(Math.max(0, shown.length() - line.length()));
    err.print("\r" + (colours ? coloured(line) : line) + rest);
    err.flush();
    shown = line;
  }

  private String line(Progress progress) {
    double share = Math.max(0, Math.min(1, progress.doneShare()));
    int filled = (int) (share * BAR);
    String bar = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    String times =
        "%3d %%  %s, left %s"
            .formatted(
                (int) (share * 100),
                Times.clock(Duration.ofNanos(nanoTime.getAsLong() - start)),
                Times.clock(progress.remaining()));
    String work = progress.phase().label() + "  " + progress.scenario();
    if (!progress.detail().isEmpty()) {
      work += ": " + progress.detail();
    }
    return cut(bar + " " + times + "  " + work);
  }

  private String cut(String line) {
    String oneLine = line.replaceAll("\\s*\\R\\s*", " ").stripTrailing();
    return oneLine.length() <= width ? oneLine : oneLine.substring(0, width - 3) + "...";
  }

  private static String coloured(String line) {
    int filled = line.lastIndexOf('#') + 1;
    return line.startsWith("[#")
        ? "[" + BLUE + line.substring(1, filled) + PLAIN + line.substring(filled)
        : line;
  }
}
