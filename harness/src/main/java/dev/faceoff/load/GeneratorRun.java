package dev.faceoff.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faceoff.process.SecretValues;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.GeneratorEvent.Kind;
import dev.faceoff.scenarios.plan.LoadPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A plan while the generator plays it. Closing ends the generator at once, unless it has played
 * this one to its end and can be given more.
 */
public final class GeneratorRun implements AutoCloseable {
  /** For starting its JVM on a slow machine and for ending. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static final int LAST_LINES = 15;

  private final Process process;
  private final LoadPlan plan;
  private final Path log;
  private final GeneratorListener listener;
  private final BooleanSupplier useful;
  private final boolean more;
  private final FutureTask<Void> reading = new FutureTask<>(this::read, null);
  private final ObjectMapper json = new ObjectMapper();

  private final SortedMap<Integer, Long> inFlightByBlock = new TreeMap<>();

  /** Measured blocks that have begun and not drained, and when the first of them began. */
  private final Set<Integer> open = new HashSet<>();

  private GeneratorEvent begin;
  private long zeroNanoTime = Long.MAX_VALUE;
  private long measuredNanos;
  private long cpuNanos;
  private long gcMillis;
  private int processors = 1;
  private volatile boolean finished;

  private GeneratorRun(
      Process process,
      LoadPlan plan,
      Path log,
      GeneratorListener listener,
      BooleanSupplier useful,
      boolean more) {
    this.process = process;
    this.plan = plan;
    this.log = log;
    this.listener = listener;
    this.useful = useful;
    this.more = more;
  }

  /** Of a generator that plays this plan and ends. */
  static GeneratorRun only(
      Process process,
      LoadPlan plan,
      Path log,
      GeneratorListener listener,
      BooleanSupplier useful) {
    return new GeneratorRun(process, plan, log, listener, useful, false).begun();
  }

  /** Of a generator that waits for another plan when this one is played. */
  static GeneratorRun oneOfMany(
      Process process,
      LoadPlan plan,
      Path log,
      GeneratorListener listener,
      BooleanSupplier useful) {
    return new GeneratorRun(process, plan, log, listener, useful, true).begun();
  }

  private GeneratorRun begun() {
    Thread reader = new Thread(reading, "generator-events");
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  /** Asks the generator to stop; it lets users leave for at most two seconds. */
  public void stop() {
    try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
      input.write("stop\n");
    } catch (IOException e) {
      // It has ended already, which is what was asked for.
    }
  }

  /**
   * Asks for another rate of the plan's standing blocks, which they have from the next second on.
   *
   * @param arrivalsPerSecond above 0 and at most {@link LoadPlan#STANDING_MOST_TIMES} times the
   *     plan's; else the generator ends
   */
  public void rate(double arrivalsPerSecond) {
    try {
      Writer input = process.outputWriter(StandardCharsets.UTF_8);
      input.write("rate " + arrivalsPerSecond + "\n");
      input.flush();
    } catch (IOException e) {
      // It has ended: whoever waits for the run learns why.
    }
  }

  /**
   * Waits until the plan is played or the generator has stopped.
   *
   * @throws GeneratorFailedException if it failed or took much longer than its plan; what it has
   *     measured until then is in the samples file and in {@link #resultSoFar}
   */
  public GeneratorResult await() throws InterruptedException {
    Duration limit =
        Duration.ofSeconds(GeneratorEvent.LEAD_SECONDS + (long) plan.endSecond())
            .plusMillis(plan.requestTimeoutMillis())
            .plusMillis(Math.max(0, plan.share().beginEpochMillis() - System.currentTimeMillis()))
            .plus(GRACE);
    try {
      reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close();
      throw failed("had not ended after %d s and was killed".formatted(limit.toSeconds()));
    } catch (ExecutionException e) {
      close();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
    if (more && finished) {
      return resultSoFar();
    }
    if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      close();
      throw failed("closed its output but did not end, and was killed");
    }
    if (process.exitValue() != 0 || !finished) {
      throw failed("ended with exit code %d".formatted(process.exitValue()));
    }
    return resultSoFar();
  }

  /** What it has told so far; complete once {@link #await} has returned. */
  public synchronized GeneratorResult resultSoFar() {
    double nanos = Math.max(1, measuredNanos);
    return new GeneratorResult(
        inFlightByBlock, cpuNanos / nanos / processors, gcMillis * 1e6 / nanos);
  }

  @Override
  public void close() {
    if (!(more && finished)) {
      process.destroyForcibly();
    }
  }

  private void read() {
    // Every run of a generator gets the same reader; the end of the process closes what it reads.
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    try {
      String line;
      while (!(more && finished) && (line = lines.readLine()) != null) {
        long nanoTime = System.nanoTime();
        // A line that is cut off is one that the generator did not live to finish.
        take(json.readValue(line, GeneratorEvent.class), nanoTime);
      }
    } catch (JsonProcessingException e) {
      if (process.isAlive()) {
        throw new IllegalStateException("cannot read the generator's events: " + e.getMessage(), e);
      }
    } catch (IOException e) {
      // The pipe of a killed process; the exit code tells.
    }
  }

  private void take(GeneratorEvent event, long nanoTime) {
    note(event, nanoTime);
    switch (event.kind()) {
      case BLOCK_BEGINS ->
          listener.blockBegins(
              event.block(),
              zeroNanoTime
                  + TimeUnit.SECONDS.toNanos(plan.blocks().get(event.block()).startSecond()));
      case BLOCK_DRAINED -> listener.blockDrained(event.block(), event.inFlight());
      case PROGRESS -> {
        listener.progress(event);
        if (!useful.getAsBoolean()) {
          stop();
        }
      }
      case STARTED, FINISHED -> {}
    }
  }

  private synchronized void note(GeneratorEvent event, long nanoTime) {
    // The event that took the shortest way tells best when the generator's clock was at zero. The
    // first one does not: it is stamped before that clock runs.
    if (event.kind() != Kind.STARTED) {
      zeroNanoTime = earlier(zeroNanoTime, nanoTime - event.atNanos());
    }
    switch (event.kind()) {
      case STARTED -> processors = event.processors();
      case BLOCK_BEGINS -> {
        if (isMeasured(event)) {
          // Of blocks side by side the first to begin and the last to drain bound the time.
          begin = open.isEmpty() ? event : begin;
          open.add(event.block());
        }
      }
      case BLOCK_DRAINED -> {
        inFlightByBlock.put(event.block(), event.inFlight());
        if (open.remove(event.block()) && open.isEmpty()) {
          measuredNanos += event.atNanos() - begin.atNanos();
          cpuNanos += event.cpuNanos() - begin.cpuNanos();
          gcMillis += event.gcMillis() - begin.gcMillis();
        }
      }
      case FINISHED -> finished = true;
      case PROGRESS -> {}
    }
  }

  private boolean isMeasured(GeneratorEvent event) {
    return plan.blocks().get(event.block()).purpose().measured();
  }

  /** The earlier of two readings of {@link System#nanoTime}, whose origin may be anything. */
  private static long earlier(long a, long b) {
    return a == Long.MAX_VALUE || b - a < 0 ? b : a;
  }

  private GeneratorFailedException failed(String what) throws InterruptedException {
    process.waitFor(10, TimeUnit.SECONDS);
    return new GeneratorFailedException(
        what, process.isAlive() ? 0 : process.exitValue(), secrets().masked(lastLines()));
  }

  /** What the journey's requests hold of the user's own variables. */
  private SecretValues secrets() {
    List<String> texts = new ArrayList<>(plan.settings().values());
    texts.addAll(plan.ownRequests().values());
    return SecretValues.of(texts, System.getenv());
  }

  private String lastLines() {
    Deque<String> last = new ArrayDeque<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(
          line -> {
            if (last.size() == LAST_LINES) {
              last.removeFirst();
            }
            last.addLast(line);
          });
    } catch (IOException e) {
      return "(cannot read %s: %s)".formatted(log, e.getMessage());
    }
    return String.join("\n", last);
  }
}
