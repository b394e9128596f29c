package dev.faceoff.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.model.Side;
import dev.faceoff.scenarios.plan.ArrivalGrid;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.stats.FailureCounts;
import dev.faceoff.stats.MatchedLaunch;
import dev.faceoff.stats.MatchedPairs;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays matched pairs with the real generator against two small servers that keep notes. The
 * journey writes one, thinks, and reads it twice.
 */
@Timeout(120)
class MatchedPairsRunTest {
  private static final long MILLI = 1_000_000;
  private static final int RATE = 20;
  private static final int SETTLE_SECONDS = 2;
  private static final int SECONDS = 4;
  private static final int ARRIVALS = RATE * SECONDS;
  private static final List<PlannedBlock> BLOCKS =
      List.of(
          new PlannedBlock(0, Purpose.WARM_UP, "baseline", -1, 0, 1, 1, 0),
          new PlannedBlock(1, Purpose.WARM_UP, "candidate", -1, 0, 1, 1, 0),
          new PlannedBlock(2, Purpose.SETTLE, "baseline", 0, 2, SETTLE_SECONDS, 0, RATE),
          new PlannedBlock(3, Purpose.SETTLE, "candidate", 0, 2, SETTLE_SECONDS, 0, RATE),
          new PlannedBlock(4, Purpose.MATCHED, "baseline", 1, 5, SECONDS, 0, RATE),
          new PlannedBlock(5, Purpose.MATCHED, "candidate", 1, 5, SECONDS, 0, RATE));

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void stopServers() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }

  @Test
  void sendsTheSameToBothSidesOneAfterTheOther() throws Exception {
    Notes baseline = new Notes(text -> "text " + text);
    Notes candidate = new Notes(text -> (text % 3 == 0 ? "other " : "text ") + text);
    LoadPlan plan = plan(serve(baseline), serve(candidate));

    GeneratorResult result = play(plan);
    MatchedLaunch launch = MatchedReader.read(plan, 3, result);

    assertThat(events.subList(0, 4)).containsExactly("begins 0", "begins 1", "drained", "drained");
    assertThat(events.subList(4, 8)).containsExactly("begins 2", "begins 3", "drained", "drained");
    assertThat(events.subList(8, 12)).containsExactly("begins 4", "begins 5", "drained", "drained");
    assertThat(result.inFlightByBlock()).hasSize(6);
    everyPairIsComplete(launch);
    eachSideIsFirstHalfOfTheTime(launch.measured().get(0));
    payloadsAreSharedAndIdsAreNot(baseline, candidate);
    answersDifferAsServed(launch, baseline);
    theOtherWaitsForItsTurn(plan, launch);
  }

  private static void everyPairIsComplete(MatchedLaunch launch) {
    assertThat(launch.unmatched()).isZero();
    assertThat(launch.measured())
        .extracting(MatchedPairs::endpoint, MatchedPairs::size)
        .containsExactly(tuple("write", ARRIVALS), tuple("read", 2 * ARRIVALS));
    assertThat(launch.settling())
        .extracting(MatchedPairs::size)
        .containsExactly(RATE * SETTLE_SECONDS, 2 * RATE * SETTLE_SECONDS);
    for (MatchedPairs pairs : launch.measured()) {
      assertThat(FailureCounts.of(pairs)).isEqualTo(new FailureCounts(pairs.size(), 0, 0, 0));
    }
    assertThat(launch.generator().plannedArrivals()).isEqualTo(2 * ARRIVALS);
    assertThat(launch.generator().startedArrivals()).isEqualTo(2 * ARRIVALS);
    assertThat(launch.generator().startLagNanos().getTotalCount()).isEqualTo(2 * ARRIVALS);
    assertThat(launch.generator().undrained()).isZero();
    assertThat(launch.measuredFromNanos()).isEqualTo(5_000 * MILLI);
    assertThat(launch.settlingPlannedSeconds()).isEqualTo(SETTLE_SECONDS);
  }

  private static void eachSideIsFirstHalfOfTheTime(MatchedPairs pairs) {
    assertThat(IntStream.range(0, ARRIVALS).filter(i -> pairs.first(i) == Side.BASELINE).count())
        .isEqualTo(ARRIVALS / 2);
  }

  private static void payloadsAreSharedAndIdsAreNot(Notes baseline, Notes candidate) {
    int measured = ARRIVALS + RATE * SETTLE_SECONDS;
    List<Integer> texts = last(measured, baseline.texts);

    assertThat(last(measured, candidate.texts)).containsExactlyInAnyOrderElementsOf(texts);
    assertThat(texts.stream().collect(groupingBy(text -> text, counting())).values())
        .filteredOn(times -> times == 2)
        .hasSize(RATE * SETTLE_SECONDS / 2);
    assertThat(last(ARRIVALS, texts)).doesNotHaveDuplicates();
    assertThat(baseline.textById.keySet())
        .hasSameSizeAs(baseline.texts)
        .doesNotContainAnyElementsOf(candidate.textById.keySet());
  }

  private static void answersDifferAsServed(MatchedLaunch launch, Notes notes) {
    MatchedPairs writes = launch.measured().get(0);
    MatchedPairs reads = launch.measured().get(1);
    long served = last(ARRIVALS, notes.texts).stream().filter(text -> text % 3 == 0).count();

    assertThat(IntStream.range(0, reads.size()).filter(reads::answersDiffer).count())
        .isEqualTo(2 * served)
        .isPositive();
    // A write is answered with its name, which is its own; also when the same is written twice.
    assertThat(IntStream.range(0, writes.size())).allMatch(writes::answersDiffer);
    assertThat(launch.selfDifferentShare()).isEqualTo(Map.of("write", 1.0, "read", 0.0));
  }

  private static void theOtherWaitsForItsTurn(LoadPlan plan, MatchedLaunch launch)
      throws IOException {
    Map<Integer, Map<Integer, Arrival>> arrivals = arrivals(plan);
    long pause = Math.max(5 * MILLI, slowerNinthDecile(launch.settling()) + 2 * MILLI);
    ArrivalGrid grid = new ArrivalGrid(ARRIVALS, SECONDS);

    for (int k = 0; k < ARRIVALS; k++) {
      Arrival one = arrivals.get(4).get(k);
      Arrival two = arrivals.get(5).get(k);
      boolean baselineFirst = one.dueNanos < two.dueNanos;
      Arrival first = baselineFirst ? one : two;
      Arrival other = baselineFirst ? two : one;
      assertThat(other.dueNanos - first.dueNanos).isEqualTo(pause);
      assertThat(other.startNanos - first.startNanos).isGreaterThanOrEqualTo(pause);
      // The first, too, is due a moment later than on the grid: the other arrives in it.
      assertThat(first.dueNanos - plan.blocks().get(4).startSecond() * 1000L * MILLI)
          .isBetween(grid.dueNanos(k), grid.dueNanos(k) + 5 * MILLI);
      assertThat(first.startNanos).isGreaterThanOrEqualTo(first.dueNanos);
    }
    for (int k = 0; k < RATE * SETTLE_SECONDS; k++) {
      Arrival one = arrivals.get(2).get(k);
      Arrival two = arrivals.get(3).get(k);
      assertThat(Math.abs(one.dueNanos - two.dueNanos)).isEqualTo(20 * MILLI);
      assertThat(Math.abs(one.startNanos - two.startNanos)).isGreaterThanOrEqualTo(20 * MILLI);
    }
  }

  /** Nearest rank over all requests of a side. */
  private static long slowerNinthDecile(List<MatchedPairs> settling) {
    long slower = 0;
    for (Side side : Side.values()) {
      long[] sorted =
          settling.stream()
              .flatMapToLong(
                  pairs ->
                      IntStream.range(0, pairs.size()).mapToLong(i -> pairs.latencyNanos(i, side)))
              .sorted()
              .toArray();
      slower = Math.max(slower, sorted[(int) Math.ceil(0.9 * sorted.length) - 1]);
    }
    return slower;
  }

  @Test
  void aSideThatRefusesConnectionsLeavesTheOtherGoing() throws Exception {
    Notes baseline = new Notes(text -> "text " + text);
    LoadPlan plan = plan(serve(baseline), "http://127.0.0.1:" + closedPort());

    MatchedLaunch launch = MatchedReader.read(plan, 0, play(plan));

    MatchedPairs writes = launch.measured().get(0);
    assertThat(FailureCounts.of(writes)).isEqualTo(new FailureCounts(ARRIVALS, 0, ARRIVALS, 0));
    assertThat(launch.measured().get(1).size()).isZero();
    // The users of the baseline go on and read twice; those of the candidate have left.
    assertThat(launch.unmatched()).isEqualTo(2 * ARRIVALS);
    assertThat(launch.generator().startedArrivals()).isEqualTo(2 * ARRIVALS);
    assertThat(launch.selfDifferentShare()).containsEntry("read", 0.0);
    assertThat(IntStream.range(0, ARRIVALS)).noneMatch(writes::answersDiffer);
  }

  private record Arrival(long dueNanos, long startNanos) {}

  /** By block and number, when each was due and when its first request was sent. */
  private static Map<Integer, Map<Integer, Arrival>> arrivals(LoadPlan plan) throws IOException {
    Map<Integer, Map<Integer, Arrival>> all = new HashMap<>();
    try (SampleFile file = SampleFile.open(Path.of(plan.samplesFile()))) {
      while (file.next()) {
        if (file.isPlanned()) {
          all.computeIfAbsent(file.block(), b -> new TreeMap<>())
              .put(file.arrival(), new Arrival(file.plannedNanos(), file.startNanos()));
        }
      }
    }
    return all;
  }

  private static <T> List<T> last(int count, List<T> all) {
    return all.subList(all.size() - count, all.size());
  }

  private GeneratorResult play(LoadPlan plan) throws Exception {
    Generator generator =
        new Generator(
            (command, log) -> new ProcessBuilder(command).redirectError(log.toFile()).start(),
            classPath(),
            Files.createDirectories(folder.resolve("temp")));
    try (GeneratorRun run = generator.start(plan, folder, new Listener())) {
      return run.await();
    }
  }

  /** With the tests of the scenarios, where the journey lies. */
  private static String classPath() throws IOException {
    Path target = Path.of("..", "scenarios", "target").toAbsolutePath().normalize();
    return String.join(
        File.pathSeparator,
        target.resolve("classes").toString(),
        target.resolve("test-classes").toString(),
        Files.readString(target.resolve("runtime.classpath")).strip());
  }

  private LoadPlan plan(String baseline, String candidate) {
    return new LoadPlan(
        "dev.faceoff.scenarios.driver.NotesOfAUser",
        Map.of(),
        1,
        Map.of("baseline", List.of(baseline), "candidate", List.of(candidate)),
        BLOCKS,
        2000,
        folder.resolve("samples.bin").toString());
  }

  private String serve(Notes notes) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(threads);
    server.createContext("/", notes::handle);
    server.start();
    servers.add(server);
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A server that keeps what is written to it. */
  private static final class Notes {
    final List<Integer> texts = new CopyOnWriteArrayList<>();
    final Map<String, Integer> textById = new ConcurrentHashMap<>();
    private final IntFunction<String> answer;

    Notes(IntFunction<String> answer) {
      this.answer = answer;
    }

    void handle(HttpExchange exchange) throws IOException {
      String id = exchange.getRequestURI().getPath().substring("/notes/".length());
      String body;
      if (exchange.getRequestMethod().equals("POST")) {
        int text =
            Integer.parseInt(exchange.getRequestURI().getQuery().substring("text=".length()));
        texts.add(text);
        textById.put(id, text);
        body = "name=" + id;
      } else {
        body = answer.apply(textById.get(id));
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }
  }

  private final class Listener implements GeneratorListener {
    @Override
    public void blockBegins(int block, long beganNanoTime) {
      events.add("begins " + block);
    }

    @Override
    public void blockDrained(int block, long inFlight) {
      events.add("drained");
    }

    @Override
    public void progress(GeneratorEvent counters) {
      // Counters are checked through the result.
    }
  }
}
