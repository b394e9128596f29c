package dev.faceoff.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.scenarios.plan.Share;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several real generators that play a plan together, on a service in this process. */
@Timeout(120)
class SharedPlanRunTest {
  private static final int RATE = 45;
  private static final int SECONDS = 2;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final AtomicLong firstAskedMillis = new AtomicLong(Long.MAX_VALUE);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(threads);
    server.createContext(
        "/naive",
        exchange -> {
          String request = exchange.getRequestURI().toString();
          asked.add(request);
          firstAskedMillis.accumulateAndGet(System.currentTimeMillis(), Math::min);
          // Some take longer, so that the percentiles differ.
          LockSupport.parkNanos(Math.floorMod(request.hashCode(), 20) * 1_000_000L);
          byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/warm",
        exchange -> {
          LockSupport.parkNanos(10_000_000);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void togetherTheySendWhatOneWouldAndAreOneHistogram() throws Exception {
    play(Share.ALL);
    List<String> byOne = takeAsked();
    long begin = System.currentTimeMillis() + 15_000;
    List<GeneratorRun> runs = new ArrayList<>();
    for (int generator = 1; generator <= 2; generator++) {
      LoadPlan plan = plan(new Share(generator, 2, begin));
      runs.add(generator().start(plan, logs(plan), GeneratorListener.NONE));
    }
    List<GeneratorResult> results = List.of(runs.get(0).await(), runs.get(1).await());

    // Nobody comes before its time, which is the same for both; clocks that are read in different
    // ways may differ by a tick.
    assertThat(firstAskedMillis.get()).isGreaterThanOrEqualTo(begin + 2_000 - 2);
    assertThat(earliestLagNanos(1)).isGreaterThanOrEqualTo(0);
    assertThat(earliestLagNanos(2)).isGreaterThanOrEqualTo(0);
    assertThat(takeAsked()).isEqualTo(byOne);
    List<Path> files = List.of(samples(1), samples(2));
    LaunchSamples together =
        SampleReader.read(plan(Share.ALL), files, 0, GeneratorResult.together(results));
    assertThat(together.generator().plannedArrivals()).isEqualTo((long) RATE * SECONDS);
    assertThat(together.generator().startedArrivals()).isEqualTo((long) RATE * SECONDS);
    BlockSamples block = together.blocks().get(0);
    Histogram all = new Histogram(3);
    List<Integer> arrivals = new ArrayList<>();
    for (int generator = 1; generator <= 2; generator++) {
      List<Integer> own = new ArrayList<>();
      try (SampleFile file = SampleFile.open(samples(generator))) {
        while (file.next()) {
          if (file.block() == 1) {
            all.recordValue(file.endNanos() - file.startNanos());
            own.add(file.arrival());
          }
        }
      }
      assertThat(own).hasSizeBetween(RATE * SECONDS / 2, RATE * SECONDS / 2 + 1);
      arrivals.addAll(own);
    }
    assertThat(arrivals)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RATE * SECONDS).boxed().toList());
    for (double percentile : List.of(50.0, 90.0, 95.0, 99.0, 100.0)) {
      assertThat(block.latencyNanos().getValueAtPercentile(percentile))
          .isEqualTo(all.getValueAtPercentile(percentile));
    }
  }

  @Test
  void whoIsNotReadyInTimeDoesNotBegin() throws IOException {
    LoadPlan plan = plan(new Share(1, 2, System.currentTimeMillis() - 1_000));

    try (GeneratorRun run = generator().start(plan, logs(plan), GeneratorListener.NONE)) {
      assertThatThrownBy(run::await)
          .isInstanceOf(GeneratorFailedException.class)
          .hasMessageContaining("ms too late for the time at which all generators begin");
    }
    assertThat(asked).isEmpty();
  }

  private void play(Share share) throws Exception {
    LoadPlan plan = plan(share);
    try (GeneratorRun run = generator().start(plan, logs(plan), GeneratorListener.NONE)) {
      run.await();
    }
  }

  /** What the measured arrivals have asked for since the last time, sorted. */
  private List<String> takeAsked() {
    List<String> taken = asked.stream().sorted().toList();
    asked.clear();
    firstAskedMillis.set(Long.MAX_VALUE);
    assertThat(taken).hasSize(RATE * SECONDS);
    return taken;
  }

  private LoadPlan plan(Share share) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    return new LoadPlan(
        "dev.faceoff.scenarios.missingindex.OrdersOfCustomer",
        Map.of("customers", "1000000000"),
        1,
        Map.of("warm", List.of(address + "/warm"), "naive", List.of(address + "/naive")),
        List.of(
            // Of one user, which the second of two generators has no part in.
            new PlannedBlock(0, Purpose.WARM_UP, "warm", -1, 0, 1, 1, 0),
            new PlannedBlock(1, Purpose.MEASURE, "naive", 0, 2, SECONDS, 0, RATE)),
        5_000,
        samples(share.divided() ? share.generator() : 0).toString(),
        Map.of(),
        share);
  }

  private Path samples(int generator) {
    return folder.resolve("samples-" + generator);
  }

  private static Path logs(LoadPlan plan) {
    return Path.of(plan.samplesFile() + "-logs");
  }

  private Generator generator() throws IOException {
    Path target = Path.of("..", "scenarios", "target").toAbsolutePath().normalize();
    String classPath =
        target.resolve("classes")
            + File.pathSeparator
            + Files.readString(target.resolve("runtime.classpath")).strip();
    return new Generator(
        (command, log) -> new ProcessBuilder(command).redirectError(log.toFile()).start(),
        classPath,
        Files.createDirectories(folder.resolve("temp")));
  }

  /** How much later than due the most punctual of the measured arrivals was sent. */
  private long earliestLagNanos(int generator) throws IOException {
    long earliest = Long.MAX_VALUE;
    try (SampleFile file = SampleFile.open(samples(generator))) {
      while (file.next()) {
        if (file.isPlanned()) {
          earliest = Math.min(earliest, file.startNanos() - file.plannedNanos());
        }
      }
    }
    return earliest;
  }
}
