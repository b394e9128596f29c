package dev.faceoff.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.LoadPlan.RateStep;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.ClosedSamples;
import dev.faceoff.stats.InspectedSample;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.SpikeTimes;
import dev.faceoff.stats.TimelineSamples;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real generator in its own JVM against small servers whose behaviour is known. */
@Timeout(120)
class GeneratorTest {
  private static final long MILLI = 1_000_000;
  private static final int RATE = 20;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<HttpServer> servers = new ArrayList<>();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private final Events events = new Events();

  /** What the generator's JVM would take for the way to the world outside. */
  private ServerSocket proxy;

  @BeforeEach
  void openProxy() throws IOException {
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopServers() throws IOException {
    testIsOver.countDown();
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
    proxy.close();
  }

  @Test
  void recordsEveryArrivalWithItsOutcomeAndLatency() throws Exception {
    ConcurrentLinkedQueue<String> naive = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> fixed = new ConcurrentLinkedQueue<>();
    Map<String, String> targets =
        Map.of(
            "naive", serve(exchange -> answerAfter(20, 200, "[]", exchange, naive)),
            "fixed", serve(exchange -> answerAfter(0, 200, "[]", exchange, fixed)),
            "failing", serve(exchange -> answer(503, "[]", exchange)),
            "wrong", serve(exchange -> answer(200, "no list", exchange)),
            "hanging", serve(exchange -> await()),
            "refusing", "http://127.0.0.1:" + closedPort());
    List<PlannedBlock> blocks =
        List.of(
            new PlannedBlock(0, Purpose.WARM_UP, "naive", -1, 0, 1, 2, 0),
            measure(1, "naive", 0, 2),
            measure(2, "fixed", 0, 4),
            measure(3, "failing", 1, 6),
            measure(4, "wrong", 1, 8),
            measure(5, "refusing", 2, 10),
            measure(6, "hanging", 2, 12));
    LoadPlan plan = plan(targets, blocks);

    GeneratorResult result = generator().start(plan, folder, events).await();
    LaunchSamples samples = SampleReader.read(plan, 0, result, Map.of(), Map.of());

    assertThat(events.lines)
        .containsExactly(
            "begins 0",
            "drained 0",
            "begins 1",
            "drained 1",
            "begins 2",
            "drained 2",
            "begins 3",
            "drained 3",
            "begins 4",
            "drained 4",
            "begins 5",
            "drained 5",
            "begins 6",
            "drained 6");
    for (int block = 1; block < blocks.size(); block++) {
      int apart = blocks.get(block).startSecond() - blocks.get(block - 1).startSecond();
      // What is known later is known better: the clock's zero only moves back.
      assertThat(events.began.get(block) - events.began.get(block - 1))
          .isLessThanOrEqualTo(apart * 1000L * MILLI)
          .isPositive();
      assertThat(events.heard.get(block)).isGreaterThanOrEqualTo(events.began.get(block));
    }
    assertThat(result.inFlightByBlock().values()).containsOnly(0L);
    assertThat(samples.generator().plannedArrivals()).isEqualTo(6 * RATE);
    assertThat(samples.generator().startedArrivals()).isEqualTo(6 * RATE);
    assertThat(samples.blocks()).extracting(BlockSamples::requests).containsOnly((long) RATE);
    assertThat(samples.blocks())
        .extracting(BlockSamples::errorsByKind)
        .containsExactly(
            Map.of(),
            Map.of(),
            Map.of("status 503", (long) RATE),
            Map.of("check failed", (long) RATE),
            Map.of("connect failure", (long) RATE),
            Map.of("timeout", (long) RATE));
    assertThat(samples.blocks().get(0).latencyNanos().getMinValue())
        .isGreaterThanOrEqualTo(20 * MILLI);
    assertThat(result.cpuShare()).isBetween(0.0, 1.0);
    // The last requests of naive are those of its measured block, after the warm-up.
    List<String> measuredNaive = new ArrayList<>(naive).subList(naive.size() - RATE, naive.size());
    assertThat(measuredNaive).containsExactlyInAnyOrderElementsOf(fixed).doesNotHaveDuplicates();
    assertThat(proxyWasAsked()).isFalse();
  }

  @Test
  void aStallOfTheServerDelaysAllWhoArriveInIt() throws Exception {
    long[] stallEnd = {0};
    Object lock = new Object();
    String target =
        serve(
            exchange -> {
              synchronized (lock) {
                if (stallEnd[0] == 0) {
                  stallEnd[0] = System.nanoTime() + 1000 * MILLI;
                }
              }
              parkUntil(stallEnd[0]);
              answer(200, "[]", exchange);
            });
    List<PlannedBlock> blocks =
        List.of(new PlannedBlock(0, Purpose.MEASURE, "naive", 0, 0, 2, 0, RATE));
    LoadPlan plan = plan(Map.of("naive", target), blocks);

    GeneratorResult result = generator().start(plan, folder, events).await();

    BlockSamples block = SampleReader.read(plan, 0, result, Map.of(), Map.of()).blocks().get(0);
    assertThat(block.requests()).isEqualTo(2 * RATE);
    // Of a stall of 1 s, half of its 20 arrivals wait for half a second or longer.
    assertThat(block.latencyNanos().getCountBetweenValues(450 * MILLI, Long.MAX_VALUE))
        .isGreaterThanOrEqualTo(RATE / 2 - 1);
  }

  @Test
  void usersOfAClosedBlockCallAgainAsSoonAsTheyAreAnswered() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    String target =
        serve(
            exchange -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              parkUntil(System.nanoTime() + 20 * MILLI);
              inside.decrementAndGet();
              answer(200, "[]", exchange);
            });
    List<PlannedBlock> blocks =
        List.of(
            new PlannedBlock(0, Purpose.CLOSED, "naive", 0, 0, 3, 2, 0),
            new PlannedBlock(1, Purpose.CLOSED, "naive", 1, 5, 3, 8, 0));
    LoadPlan plan = plan(Map.of("naive", target), blocks);

    GeneratorResult result = generator().start(plan, folder, events).await();
    LaunchSamples samples = SampleReader.read(plan, 0, result, Map.of(), Map.of());

    assertThat(events.lines).containsExactly("begins 0", "drained 0", "begins 1", "drained 1");
    assertThat(result.inFlightByBlock().values()).containsOnly(0L);
    ClosedSamples two = samples.closed().get(0);
    ClosedSamples eight = samples.closed().get(1);
    assertThat(two.users()).isEqualTo(2);
    assertThat(eight.users()).isEqualTo(8);
    assertThat(most).hasValueLessThanOrEqualTo(8);
    assertThat(eight.latencyNanos().getMinValue()).isGreaterThanOrEqualTo(20 * MILLI);
    // A user needs 20 ms or more: no more than 50 a second each, and one more at the edge.
    assertThat(two.answeredPerSecond()).isPositive().isLessThanOrEqualTo(2 * 50 + 1);
    assertThat(eight.answeredPerSecond())
        .isGreaterThan(two.answeredPerSecond())
        .isLessThanOrEqualTo(8 * 50 + 4);
    assertThat(samples.generator().plannedArrivals()).isZero();
    assertThat(samples.generator().startLagNanos().getTotalCount()).isZero();
  }

  @Test
  void replicasGetEachRequestInTurn() throws Exception {
    ConcurrentLinkedQueue<String> first = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> second = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> alone = new ConcurrentLinkedQueue<>();
    Map<String, List<String>> targets =
        Map.of(
            "naive",
                List.of(
                    serve(exchange -> answerAfter(5, 200, "[]", exchange, first)),
                    serve(exchange -> answerAfter(5, 200, "[]", exchange, second))),
            "fixed", List.of(serve(exchange -> answerAfter(0, 200, "[]", exchange, alone))));
    List<PlannedBlock> blocks =
        List.of(
            // A user without pause must not stay where the first request went.
            new PlannedBlock(0, Purpose.CLOSED, "naive", 0, 0, 2, 1, 0),
            measure(1, "naive", 1, 4),
            measure(2, "fixed", 1, 6));
    LoadPlan plan = planOfReplicas(targets, blocks);

    GeneratorResult result = generator().start(plan, folder, events).await();

    LaunchSamples samples = SampleReader.read(plan, 0, result, Map.of(), Map.of());
    assertThat(samples.blocks())
        .extracting(BlockSamples::requests, BlockSamples::errors)
        .containsOnly(tuple((long) RATE, 0L));
    assertThat(first.size()).isGreaterThan(RATE / 2);
    assertThat(first.size() - second.size()).isBetween(-1, 1);
    List<String> shared = new ArrayList<>(last(RATE / 2, first));
    shared.addAll(last(RATE / 2, second));
    assertThat(shared).containsExactlyInAnyOrderElementsOf(alone).doesNotHaveDuplicates();
  }

  private static List<String> last(int count, ConcurrentLinkedQueue<String> requests) {
    List<String> all = new ArrayList<>(requests);
    return all.subList(all.size() - count, all.size());
  }

  @Test
  void arrivalsFollowTheStepsOfASpike() throws Exception {
    SpikeTimes times = new SpikeTimes(2, 1, 2);
    List<PlannedBlock> blocks =
        List.of(
            new PlannedBlock(0, Purpose.WARM_UP, "naive", -1, 0, 1, 2, 0),
            new PlannedBlock(
                1,
                Purpose.TIMELINE,
                "naive",
                0,
                2,
                times.seconds(),
                0,
                RATE,
                List.of(
                    new RateStep(times.fromSecond(), 10 * RATE),
                    new RateStep(times.toSecond(), RATE))));
    LoadPlan plan = plan(Map.of("naive", serve(exchange -> answer(200, "[]", exchange))), blocks);

    GeneratorResult result = generator().start(plan, folder, events).await();
    TimelineSamples play =
        SampleReader.read(plan, 0, result, Map.of(1, times.spans()), Map.of()).timelines().get(0);

    long blockStart = 2000 * MILLI;
    long[] dueBySecond = new long[times.seconds()];
    long[] leastLag = new long[times.seconds()];
    Arrays.fill(leastLag, Long.MAX_VALUE);
    try (SampleFile file = SampleFile.open(Path.of(plan.samplesFile()))) {
      while (file.next()) {
        if (file.isPlanned()) {
          int second = (int) ((file.plannedNanos() - blockStart) / (1000 * MILLI));
          dueBySecond[second]++;
          leastLag[second] = Math.min(leastLag[second], file.startNanos() - file.plannedNanos());
        }
      }
    }
    assertThat(dueBySecond).containsExactly(RATE, RATE, 10 * RATE, RATE, RATE);
    // The injector keeps to the same grid: never early by more than its rounding, and the best of a
    // second's arrivals within a step of the usual rate's grid.
    for (long lag : leastLag) {
      assertThat(lag).isBetween(-2 * MILLI, 1000 * MILLI / RATE);
    }
    // Those whom a busy machine makes late beyond the end of the play belong to no phase.
    assertThat(play.phases().stream().mapToLong(PhaseSamples::requests).sum())
        .isBetween(13L * RATE, 14L * RATE);
    assertThat(
            play.phases().stream().mapToLong(phase -> phase.startLagNanos().getTotalCount()).sum())
        .isEqualTo(play.phases().stream().mapToLong(PhaseSamples::requests).sum());
    assertThat(play.phases().get(1).requests()).isGreaterThan(5 * RATE);
  }

  @Test
  void stopsWhenAskedAndKeepsTheBlocksThatWereComplete() throws Exception {
    LoadPlan plan = longPlan();
    GeneratorRun run = generator().start(plan, folder, events);
    events.firstDrained.await();

    run.stop();
    GeneratorResult result = run.await();

    assertThat(result.inFlightByBlock()).containsOnlyKeys(0);
    assertThat(SampleReader.read(plan, 0, result, Map.of(), Map.of()).generator().startedArrivals())
        .isEqualTo(RATE);
  }

  @Test
  void playsOnePlanAfterTheOtherInOneProcess() throws Exception {
    List<Process> started = new ArrayList<>();
    String answering = serve(exchange -> answer(200, "[]", exchange));
    String hanging = serve(exchange -> await());
    try (GeneratorSession session = generatorOf(started).open(folder)) {
      for (String target : List.of(answering, hanging, answering)) {
        LoadPlan plan = plan(Map.of("naive", target), List.of(measure(0, "naive", 0, 1)));
        Path own = folder.resolve("plan-" + events.lines.size());

        GeneratorResult result;
        try (GeneratorRun run = session.play(plan, own, events, () -> true)) {
          result = run.await();
        }

        LaunchSamples samples = SampleReader.read(plan, 0, result, Map.of(), Map.of());
        assertThat(result.inFlightByBlock()).containsOnlyKeys(0);
        assertThat(samples.generator().startedArrivals()).isEqualTo(RATE);
        // Why a request failed is told by the log, which Gatling stops after every plan.
        assertThat(samples.blocks().get(0).errorsByKind())
            .isEqualTo(target.equals(hanging) ? Map.of("timeout", (long) RATE) : Map.of());
        assertThat(own.resolve("plan.json")).exists();
        assertThat(started.get(0).isAlive()).isTrue();
      }
    }
    assertThat(events.lines)
        .containsExactly("begins 0", "drained 0", "begins 0", "drained 0", "begins 0", "drained 0");
    assertThat(started).hasSize(1);
    assertThat(started.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("generator.log")).content().doesNotContain("DEBUG");
  }

  @Test
  void everyPlanOfAProcessHasATimeLimitOfItsOwn() throws Exception {
    ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    String slow = serve(exchange -> answerAfter(1_500, 200, "[]", exchange, asked));
    try (GeneratorSession session = generator().open(folder)) {
      for (int timeoutMillis : List.of(700, 10_000)) {
        LoadPlan plan =
            plan(Map.of("naive", List.of(slow)), List.of(measure(0, "naive", 0, 1)), timeoutMillis);

        GeneratorResult result;
        try (GeneratorRun run =
            session.play(plan, folder.resolve("limit-" + timeoutMillis), events, () -> true)) {
          result = run.await();
        }

        LaunchSamples samples = SampleReader.read(plan, 0, result, Map.of(), Map.of());
        assertThat(samples.blocks().get(0).errorsByKind())
            .isEqualTo(timeoutMillis < 1_500 ? Map.of("timeout", (long) RATE) : Map.of());
      }
    }
  }

  @Test
  void aPlanThatIsStoppedEndsTheProcessThatWouldPlayMore() throws Exception {
    List<Process> started = new ArrayList<>();
    LoadPlan plan = longPlan();
    try (GeneratorSession session = generatorOf(started).open(folder)) {
      GeneratorRun run = session.play(plan, folder.resolve("long"), events, () -> true);
      events.firstDrained.await();

      run.stop();

      assertThat(run.await().inFlightByBlock()).containsOnlyKeys(0);
      assertThat(started.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(started.get(0).exitValue()).isZero();
      GeneratorRun next = session.play(plan, folder.resolve("next"), events, () -> true);
      assertThatThrownBy(next::await).isInstanceOf(GeneratorFailedException.class);
    }
  }

  private Generator generatorOf(List<Process> started) throws IOException {
    return new Generator(
        (command, log) -> {
          Process process = start(command, log);
          started.add(process);
          return process;
        },
        classPath(),
        temp());
  }

  @Test
  void endsWhenItsParentIsGone() throws Exception {
    List<Process> started = new ArrayList<>();
    List<List<String>> commands = new ArrayList<>();
    Generator generator =
        new Generator(
            (command, log) -> {
              commands.add(command);
              started.add(start(command, log));
              return started.get(0);
            },
            classPath(),
            temp());
    GeneratorRun run = generator.start(longPlan(), folder, events);
    events.firstDrained.await();

    started.get(0).getOutputStream().close();

    assertThat(run.await().inFlightByBlock()).containsOnlyKeys(0);
    // Where the run that started it removes what it leaves.
    assertThat(commands.get(0)).contains("-Djava.io.tmpdir=" + temp(), "-XX:-UsePerfData");
  }

  @Test
  void whatItsJvmSaysIsNoEvent() throws Exception {
    LoadPlan plan =
        plan(
            Map.of("naive", serve(exchange -> answer(200, "[]", exchange))),
            List.of(measure(0, "naive", 0, 0)));
    Generator talking =
        new Generator(this::start, classPath(), temp(), List.of("-XX:+PrintCommandLineFlags"));

    GeneratorResult result = talking.start(plan, folder, events).await();

    assertThat(result.inFlightByBlock()).containsOnlyKeys(0);
    assertThat(folder.resolve("generator.log")).content().contains("-XX:+PrintCommandLineFlags");
  }

  @Test
  void aGeneratorThatDiesIsReportedWithItsLastLines() throws Exception {
    LoadPlan plan = longPlan();
    LoadPlan unknown =
        new LoadPlan(
            "no.such.Journey",
            plan.settings(),
            1,
            plan.targets(),
            plan.blocks(),
            plan.requestTimeoutMillis(),
            plan.samplesFile());

    GeneratorRun run = generator().start(unknown, folder, events);

    assertThatThrownBy(run::await)
        .isInstanceOf(GeneratorFailedException.class)
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("no.such.Journey is not on the generator's class path");
  }

  private LoadPlan longPlan() {
    String target = serve(exchange -> answer(200, "[]", exchange));
    return plan(
        Map.of("naive", target), List.of(measure(0, "naive", 0, 0), measure(1, "naive", 0, 600)));
  }

  @Test
  void inspectedSamplesTellWhatWasAskedAndHowMuchWasAnswered() throws Exception {
    Map<String, String> targets =
        Map.of("target", serve(exchange -> answer(200, "[" + "1".repeat(98) + "]", exchange)));
    LoadPlan plan =
        plan(
            targets,
            List.of(
                new PlannedBlock(0, Purpose.INSPECT, "target", 0, 1, 1, 0, RATE),
                new PlannedBlock(1, Purpose.INSPECT, "target", 0, 3, 1, 0, RATE)));

    generator().start(plan, folder, events).await();
    List<InspectedSample> samples = InspectedReader.read(plan);

    assertThat(samples).hasSize(2 * RATE).allMatch(InspectedSample::good);
    assertThat(samples).extracting(InspectedSample::answerBytes).containsOnly(100);
    assertThat(samples).extracting(InspectedSample::answer).doesNotContain(0).hasSize(2 * RATE);
    // Blocks of one pair ask the same, each arrival for another customer.
    List<Integer> asked = samples.stream().map(InspectedSample::request).toList();
    assertThat(asked.subList(0, RATE)).doesNotHaveDuplicates().doesNotContain(0);
    assertThat(asked.subList(RATE, 2 * RATE))
        .containsExactlyInAnyOrderElementsOf(asked.subList(0, RATE));
  }

  @Test
  void aStandingPairGetsTheSameArrivalsAtARateThatIsChanged() throws Exception {
    ConcurrentLinkedQueue<String> naive = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> fixed = new ConcurrentLinkedQueue<>();
    LoadPlan plan =
        plan(
            Map.of(
                "naive", serve(exchange -> answerAfter(300, 200, "[]", exchange, naive)),
                "fixed", serve(exchange -> answerAfter(0, 200, "[]", exchange, fixed))),
            List.of(
                new PlannedBlock(0, Purpose.STANDING, "naive", 0, 1, 600, 0, RATE),
                new PlannedBlock(1, Purpose.STANDING, "fixed", 0, 1, 600, 0, RATE)));
    Standing standing = new Standing(plan);

    GeneratorRun run = generator().start(plan, folder, standing);
    standing.await(4);
    run.rate(RATE / 2.0);
    standing.await(7);
    run.rate(3.0 * RATE);
    standing.await(11);
    run.stop();
    run.await();

    List<Integer> ofNaive = standing.bySecond("naive");
    List<Integer> ofFixed = standing.bySecond("fixed");
    // One begins in second 1; a change may come in the second after the one it was asked for.
    assertThat(ofNaive.subList(1, 4)).containsOnly(RATE);
    assertThat(ofNaive.subList(6, 7)).containsOnly(RATE / 2);
    assertThat(ofNaive.subList(9, 10)).containsOnly(3 * RATE);
    assertThat(ofFixed.subList(1, 10)).isEqualTo(ofNaive.subList(1, 10));
    // The k-th of both asks for the same.
    List<String> askedOfNaive = naive.stream().sorted().toList();
    List<String> askedOfFixed = fixed.stream().sorted().toList();
    assertThat(askedOfFixed).containsAll(askedOfNaive.subList(0, 9 * RATE));
    assertThat(standing.mostInFlight("naive")).isPositive();
    assertThat(standing.mostInFlight("naive")).isGreaterThan(standing.mostInFlight("fixed"));
  }

  /** Reads the samples as they come: all that had ended by a second must be there by then. */
  private static final class Standing implements GeneratorListener {
    private final LoadPlan plan;
    private final Map<String, Map<Integer, Integer>> dueBySecond = new HashMap<>();
    private final Map<String, Long> mostInFlight = new HashMap<>();
    private SampleFile file;
    private int second;

    Standing(LoadPlan plan) {
      this.plan = plan;
    }

    @Override
    public void blockBegins(int block, long beganNanoTime) {}

    @Override
    public void blockDrained(int block, long inFlight) {}

    @Override
    public synchronized void progress(GeneratorEvent counters) {
      counters
          .inFlightByVariant()
          .forEach((variant, users) -> mostInFlight.merge(variant, users, Math::max));
      try {
        if (file == null) {
          file = SampleFile.open(Path.of(plan.samplesFile()));
        }
        while (file.next()) {
          int due = Math.toIntExact(file.plannedNanos() / (1000 * MILLI));
          String variant = plan.blocks().get(file.block()).variant();
          dueBySecond.computeIfAbsent(variant, each -> new HashMap<>()).merge(due, 1, Integer::sum);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      second = Math.toIntExact(counters.atNanos() / (1000 * MILLI));
      notifyAll();
    }

    synchronized void await(int awaited) throws InterruptedException {
      while (second < awaited) {
        wait();
      }
    }

    synchronized List<Integer> bySecond(String variant) {
      List<Integer> due = new ArrayList<>();
      for (int each = 0; each < second; each++) {
        due.add(dueBySecond.get(variant).getOrDefault(each, 0));
      }
      return due;
    }

    synchronized long mostInFlight(String variant) {
      return mostInFlight.get(variant);
    }
  }

  private LoadPlan plan(Map<String, String> targets, List<PlannedBlock> blocks) {
    Map<String, List<String>> single = new HashMap<>();
    targets.forEach((variant, address) -> single.put(variant, List.of(address)));
    return planOfReplicas(single, blocks);
  }

  private LoadPlan planOfReplicas(Map<String, List<String>> targets, List<PlannedBlock> blocks) {
    return plan(targets, blocks, 700);
  }

  private LoadPlan plan(
      Map<String, List<String>> targets, List<PlannedBlock> blocks, int requestTimeoutMillis) {
    return new LoadPlan(
        "dev.faceoff.scenarios.missingindex.OrdersOfCustomer",
        Map.of("customers", "1000000000"),
        1,
        targets,
        blocks,
        requestTimeoutMillis,
        folder.resolve("samples.bin").toString());
  }

  private static PlannedBlock measure(int index, String variant, int pair, int second) {
    return new PlannedBlock(index, Purpose.MEASURE, variant, pair, second, 1, 0, RATE);
  }

  private Generator generator() throws IOException {
    return new Generator(this::start, classPath(), temp());
  }

  private Path temp() throws IOException {
    return Files.createDirectories(folder.resolve("temp with space"));
  }

  private Process start(List<String> command, Path log) throws IOException {
    List<String> withProxy = new ArrayList<>(command);
    for (String scheme : List.of("http", "https")) {
      withProxy.add(1, "-D%s.proxyHost=127.0.0.1".formatted(scheme));
      withProxy.add(1, "-D%s.proxyPort=%d".formatted(scheme, proxy.getLocalPort()));
    }
    return new ProcessBuilder(withProxy).redirectError(log.toFile()).start();
  }

  private static String classPath() throws IOException {
    Path target = Path.of("..", "scenarios", "target").toAbsolutePath().normalize();
    return target.resolve("classes")
        + File.pathSeparator
        + Files.readString(target.resolve("runtime.classpath")).strip();
  }

  private boolean proxyWasAsked() throws IOException {
    proxy.setSoTimeout(1);
    try {
      proxy.accept().close();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private String serve(Handler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
      server.setExecutor(threads);
      server.createContext("/", handler::handle);
      server.start();
      servers.add(server);
      return "http://127.0.0.1:" + server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await() {
    try {
      testIsOver.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answerAfter(
      int millis, int status, String body, HttpExchange exchange, ConcurrentLinkedQueue<String> log)
      throws IOException {
    log.add(exchange.getRequestURI().toString());
    parkUntil(System.nanoTime() + millis * MILLI);
    answer(status, body, exchange);
  }

  private static void parkUntil(long deadline) {
    for (long left; (left = deadline - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  private static void answer(int status, String body, HttpExchange exchange) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static final class Events implements GeneratorListener {
    final List<String> lines = new ArrayList<>();
    final Map<Integer, Long> began = new HashMap<>();
    final Map<Integer, Long> heard = new HashMap<>();
    final CountDownLatch firstDrained = new CountDownLatch(1);

    @Override
    public void blockBegins(int block, long beganNanoTime) {
      lines.add("begins " + block);
      began.put(block, beganNanoTime);
      heard.put(block, System.nanoTime());
    }

    @Override
    public void blockDrained(int block, long inFlight) {
      lines.add("drained " + block);
      firstDrained.countDown();
    }

    @Override
    public void progress(GeneratorEvent counters) {
      // Counters are checked through the result.
    }
  }
}
