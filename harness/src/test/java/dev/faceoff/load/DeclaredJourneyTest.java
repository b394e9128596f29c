package dev.faceoff.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import dev.faceoff.scenarios.plan.GeneratorEvent;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.BlockSamples;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plays declared requests with the real generator against a small server that keeps notes. */
@Timeout(120)
class DeclaredJourneyTest {
  private static final int RATE = 20;
  private static final Pattern OWN =
      Pattern.compile("\\{\"own\": ([0-9]{15}), \"uuid\": \"([0-9a-f-]{36})\", \"q\": \"(.*)\"}");

  /** A request as it came. */
  private record Note(
      String block, String method, String uri, String secret, String type, String body) {}

  @TempDir Path folder;

  private final List<Note> notes = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Path feeder;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::note);
    server.start();
    feeder = folder.resolve("queries.csv");
    Files.writeString(feeder, "q,n\n\"a \"\"b\"\" & #{c}\",1\n\"ä/ö\",2\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsAllRequestsInTurnWithTheirChecks() throws Exception {
    Map<String, Map<String, Long>> errors =
        play(
            request("create", "POST", "/things?q={q}", 0)
                .body("{\"own\": {own.id}, \"uuid\": \"{own.uuid}\", \"q\": \"{q}\"}")
                .status(201),
            request("missing", "GET", "/missing/{own.id}", 0).status(404),
            request("found", "GET", "/found/{n}", 0).contains("thing #{x}").jsonPath("$.id"),
            request("other", "GET", "/found/{n}", 0).jsonPath("$.name"),
            request("never", "GET", "/found", 0));

    assertThat(errors)
        .containsExactly(
            entry("create", Map.of()),
            entry("found", Map.of()),
            entry("missing", Map.of()),
            entry("never", Map.of()),
            entry("other", Map.of("check failed", 2L * RATE)));
    assertThat(notes).noneMatch(note -> note.uri().equals("/found"));
    List<Note> created = created();
    assertThat(created)
        .allSatisfy(
            note -> {
              assertThat(note.secret()).isEqualTo(System.getenv("PATH"));
              assertThat(note.type()).isEqualTo("application/json");
              Matcher own = OWN.matcher(note.body());
              assertThat(own.matches()).as(note.body()).isTrue();
              assertThat(note.uri() + " " + own.group(3))
                  .isIn(
                      "/things?q=a%20%22b%22%20%26%20%23%7Bc%7D a \\\"b\\\" & #{c}",
                      "/things?q=%C3%A4%2F%C3%B6 ä/ö");
            });
    assertThat(created).extracting(Note::body).doesNotHaveDuplicates();
    assertThat(notes).extracting(Note::uri).contains("/found/1", "/found/2");
    assertThat(uris("naive")).as("one payload for both").isEqualTo(uris("fixed"));
  }

  @Test
  void whatIsWrongIsTheStatusWhereAnotherWasAskedFor() throws Exception {
    Map<String, Map<String, Long>> errors =
        play(
            request("create", "POST", "/things", 1).status(200),
            request("missing", "GET", "/missing", 1).status(404).contains("nothing"));

    assertThat(errors.get("create")).containsOnlyKeys("status 201");
    assertThat(errors.get("missing")).containsOnlyKeys("check failed");
  }

  @Test
  void sendsOneRequestAUserByWeight() throws Exception {
    play(request("often", "GET", "/found/often", 3), request("seldom", "GET", "/found/{n}", 1));

    assertThat(notes).hasSize(2 * RATE);
    assertThat(notes).extracting(Note::uri).contains("/found/often", "/found/1", "/found/2");
    assertThat(notes.stream().filter(note -> note.uri().equals("/found/often")).count())
        .isGreaterThan(RATE);
  }

  @Test
  void whatAnAnswerLeavesIsSentByLaterRequestsOfTheSameUser() throws Exception {
    Map<String, Map<String, Long>> errors =
        play(
            request("create", "POST", "/things?q={q}", 0).capture("thingId", "$.id").status(201),
            request("show", "GET", "/found/{thingId}/of/{n}", 0),
            request("lost", "GET", "/found/x", 0).capture("name", "$.name"),
            request("never", "GET", "/never/{name}", 0));

    assertThat(notes)
        .extracting(Note::uri)
        .contains("/found/1/of/1", "/found/1/of/2")
        .noneMatch(uri -> uri.startsWith("/never"));
    assertThat(errors)
        .containsEntry("show", Map.of())
        .containsEntry("lost", Map.of("check failed", 2L * RATE));
  }

  private List<Note> created() {
    List<Note> created = notes.stream().filter(note -> note.method().equals("POST")).toList();
    assertThat(created).hasSize(2 * RATE);
    return created;
  }

  /** What the users of a block were sent, whatever the order in which they came. */
  private List<String> uris(String block) {
    return notes.stream()
        .filter(note -> note.block().equals(block) && note.method().equals("POST"))
        .map(Note::uri)
        .sorted()
        .toList();
  }

  private void note(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().toString().split("(?=/)", 3);
    String uri = exchange.getRequestURI().toString().substring(parts[0].length());
    notes.add(
        new Note(
            parts[0].substring(1),
            exchange.getRequestMethod(),
            uri,
            exchange.getRequestHeaders().getFirst("X-Secret"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    int status =
        exchange.getRequestMethod().equals("POST") ? 201 : uri.startsWith("/m") ? 404 : 200;
    byte[] answer = "{\"id\": 1, \"is\": \"thing #{x}\"}".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** Errors by kind, by endpoint. */
  private Map<String, Map<String, Long>> play(Declaring... requests) throws Exception {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    LoadPlan plan =
        new LoadPlan(
            "dev.faceoff.scenarios.declared.DeclaredRequests",
            Map.of(
                DeclaredJourney.SETTING,
                new DeclaredJourney(
                        List.of(requests).stream().map(each -> each.declared(feeder)).toList())
                    .text()),
            1,
            Map.of("naive", List.of(address + "/naive"), "fixed", List.of(address + "/fixed")),
            List.of(
                new PlannedBlock(0, Purpose.MEASURE, "naive", 0, 0, 1, 0, RATE),
                new PlannedBlock(1, Purpose.MEASURE, "fixed", 0, 2, 1, 0, RATE)),
            5_000,
            folder.resolve("samples").toString());
    Path temp = Files.createDirectory(folder.resolve("temp"));
    Generator generator =
        new Generator(
            (command, log) -> new ProcessBuilder(command).redirectError(log.toFile()).start(),
            classPath(),
            temp);
    GeneratorResult result = generator.start(plan, folder.resolve("log"), new Unheard()).await();
    Map<String, Map<String, Long>> errors = new TreeMap<>();
    for (BlockSamples block : SampleReader.read(plan, 0, result, Map.of(), Map.of()).blocks()) {
      Map<String, Long> ofEndpoint =
          errors.computeIfAbsent(block.endpoint(), name -> new TreeMap<>());
      block.errorsByKind().forEach((kind, count) -> ofEndpoint.merge(kind, count, Long::sum));
    }
    return errors;
  }

  private static String classPath() throws IOException {
    Path target = Path.of("..", "scenarios", "target").toAbsolutePath().normalize();
    return target.resolve("classes")
        + File.pathSeparator
        + Files.readString(target.resolve("runtime.classpath")).strip();
  }

  private static Declaring request(String name, String method, String path, double weight) {
    return new Declaring(name, method, path, weight, "", List.of(), List.of(), List.of(), Map.of());
  }

  /** A request with what this test needs of one. */
  private record Declaring(
      String name,
      String method,
      String path,
      double weight,
      String body,
      List<Integer> statuses,
      List<String> texts,
      List<String> jsonPaths,
      Map<String, String> captures) {
    Declaring body(String text) {
      return new Declaring(name, method, path, weight, text, statuses, texts, jsonPaths, captures);
    }

    Declaring status(int good) {
      return new Declaring(
          name, method, path, weight, body, List.of(good), texts, jsonPaths, captures);
    }

    Declaring contains(String text) {
      return new Declaring(
          name, method, path, weight, body, statuses, List.of(text), jsonPaths, captures);
    }

    Declaring jsonPath(String found) {
      return new Declaring(
          name, method, path, weight, body, statuses, texts, List.of(found), captures);
    }

    Declaring capture(String value, String jsonPath) {
      return new Declaring(
          name, method, path, weight, body, statuses, texts, jsonPaths, Map.of(value, jsonPath));
    }

    DeclaredRequest declared(Path feeder) {
      return new DeclaredRequest(
          name,
          method,
          path,
          Map.of("X-Secret", "${PATH}"),
          body,
          statuses,
          texts,
          jsonPaths,
          captures,
          List.of(feeder.toString()),
          weight,
          0);
    }
  }

  private static final class Unheard implements GeneratorListener {
    @Override
    public void blockBegins(int block, long beganNanoTime) {
      // What was sent is known by the server.
    }

    @Override
    public void blockDrained(int block, long inFlight) {
      // As above.
    }

    @Override
    public void progress(GeneratorEvent counters) {
      // As above.
    }
  }
}
