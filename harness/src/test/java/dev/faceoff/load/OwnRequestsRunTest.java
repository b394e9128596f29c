package dev.faceoff.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a service of the user's own is sent in the place of a scenario's requests. */
@Timeout(120)
class OwnRequestsRunTest {
  private static final int RATE = 40;

  @TempDir private Path folder;
  private HttpServer server;
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    asked.add(exchange.getRequestMethod() + " " + uri);
    String id = uri.replaceAll("\\D+", "");
    byte[] body = "{\"id\": %s, \"productId\": %s}".formatted(id, id).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void itsOwnRequestsCarryWhatTheJourneyDrawsAndTheScenarioSets() throws Exception {
    LaunchSamples samples =
        play(
            0.5,
            role("product-page", "GET", "/p/{product}?of={products}"),
            role("change-product", "PUT", "/buy/{product}"));

    List<String> naive = asked.stream().filter(each -> each.contains("/naive/")).toList();
    List<String> mine = asked.stream().filter(each -> each.contains("/mine/")).toList();
    assertThat(naive)
        .allMatch(
            each -> each.matches("(GET /naive/products/\\d+|POST /naive/products/\\d+/purchases)"));
    assertThat(mine).hasSize(RATE).hasSameSizeAs(naive);
    // The same users: who buys, and which product, is the journey's to say.
    assertThat(mine.stream().map(OwnRequestsRunTest::what).sorted().toList())
        .isEqualTo(naive.stream().map(OwnRequestsRunTest::what).sorted().toList());
    assertThat(samples.blocks()).allMatch(block -> block.errorsByKind().isEmpty());
    assertThat(samples.generator().startedArrivals()).isEqualTo(2 * RATE);
  }

  /** "opens 17", "buys 3". */
  private static String what(String request) {
    String product = request.replaceFirst("\\?.*", "").replaceAll("\\D+", "");
    return (request.startsWith("GET") ? "opens " : "buys ") + product;
  }

  @Test
  void whatItDoesNotPlayIsNotSentAndNobodyIsMissed() throws Exception {
    LaunchSamples samples = play(0.5, role("product-page", "GET", "/p/{product}"));

    List<String> mine = asked.stream().filter(each -> each.contains("/mine/")).toList();
    assertThat(mine).isNotEmpty().hasSizeLessThan(RATE).allMatch(each -> each.startsWith("GET"));
    assertThat(requests(samples, "mine", "product-page")).isEqualTo(mine.size());
    assertThat(requests(samples, "mine", "change-product")).isZero();
    assertThat(requests(samples, "naive", "change-product")).isEqualTo(RATE - mine.size());
    assertThat(samples.generator().plannedArrivals()).isEqualTo(2 * RATE);
    assertThat(samples.generator().startedArrivals()).isEqualTo(2 * RATE);
    assertThat(samples.generator().startLagNanos().getTotalCount()).isEqualTo(2 * RATE);
  }

  private static long requests(LaunchSamples samples, String variant, String endpoint) {
    return samples.blocks().stream()
        .filter(block -> block.variant().equals(variant) && block.endpoint().equals(endpoint))
        .mapToLong(BlockSamples::requests)
        .sum();
  }

  private static DeclaredRequest role(String name, String method, String path) {
    return new DeclaredRequest(
        name, method, path, Map.of(), "", List.of(), List.of(), List.of(), List.of(), 0, 0);
  }

  private LaunchSamples play(double writeShare, DeclaredRequest... ofMine) throws Exception {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    LoadPlan plan =
        new LoadPlan(
            "dev.faceoff.scenarios.nocache.ProductVisits",
            Map.of("products", "50", "zipfExponent", "1", "writeShare", String.valueOf(writeShare)),
            1,
            Map.of("naive", List.of(address + "/naive"), "mine", List.of(address + "/mine")),
            List.of(
                new PlannedBlock(0, Purpose.MEASURE, "naive", 0, 0, 1, 0, RATE),
                new PlannedBlock(1, Purpose.MEASURE, "mine", 0, 2, 1, 0, RATE)),
            5_000,
            folder.resolve("samples").toString(),
            Map.of("mine", new DeclaredJourney(List.of(ofMine)).text()));
    Generator generator =
        new Generator(
            (command, log) -> new ProcessBuilder(command).redirectError(log.toFile()).start(),
            classPath(),
            Files.createDirectory(folder.resolve("temp")));
    GeneratorResult result =
        generator.start(plan, folder.resolve("log"), GeneratorListener.NONE).await();
    return SampleReader.read(plan, 0, result, Map.of(), Map.of());
  }

  private static String classPath() throws IOException {
    Path target = Path.of("..", "scenarios", "target").toAbsolutePath().normalize();
    return target.resolve("classes")
        + File.pathSeparator
        + Files.readString(target.resolve("runtime.classpath")).strip();
  }
}
