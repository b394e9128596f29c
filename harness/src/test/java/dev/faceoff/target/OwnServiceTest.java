package dev.faceoff.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.Eventually;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.Supervisor;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that nobody here built: a jar, a command, a URL. */
class OwnServiceTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** A test that waits so long fails of its timeout. */
  private static final Duration NEVER = Duration.ofHours(1);

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String SERVICE = SmallService.class.getName();
  private static final Map<String, String> VALUES =
      Map.of("database.url", "jdbc:x", "database.password", "hush");

  @TempDir private Path folder;

  private final Supervisor supervisor = Supervisor.open();

  /** What the service's requests are made of. */
  private List<String> sent = List.of();

  @AfterEach
  void stop() {
    supervisor.close();
  }

  @Test
  void startsAJarWithItsPropertiesAndHeap() throws Exception {
    TargetProcess target =
        start(
            new Start.Jar(jar()),
            OptionalInt.of(64),
            Map.of("port", "{port}", "answer", "to {database.url}"),
            Map.of("SECRET", "{database.password}"));

    target.awaitReady(LONG);

    assertThat(target.isJvm()).isTrue();
    assertThat(get(target, "/")).isEqualTo("to jdbc:x");
    assertThat(get(target, "/heap")).isBetween("60", "64");
    assertThat(get(target, "/environment")).isEqualTo("hush");
    assertStopLeavesNothing(target);
  }

  @Test
  void leavesTheHeapToTheJvmUnlessItIsGiven() throws Exception {
    TargetProcess target =
        start(new Start.Jar(jar()), OptionalInt.empty(), Map.of("port", "{port}"), Map.of());

    target.awaitReady(LONG);

    assertThat(Long.parseLong(get(target, "/heap"))).isGreaterThan(64);
  }

  @Test
  void aFileThatIsNoJarEndsAtOnceAndSaysWhy() throws Exception {
    Path file = Files.writeString(folder.resolve("no.jar"), "text");

    TargetProcess target =
        start(new Start.Jar(file), OptionalInt.empty(), Map.of("port", "{port}"), Map.of());

    assertThatThrownBy(() -> target.awaitReady(LONG))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("mine ended with exit code 1")
        .hasMessageContaining("corrupt jarfile");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "SECRET, ${PATH}, ${PATH}",
    "DB_PASSWORD, wide-open, ${DB_PASSWORD}",
    "LOGIN, {database.password}, ${database.password}"
  })
  void aServiceThatWritesItsSecretsIsQuotedWithoutThem(String name, String value, String shown) {
    requireQuoted(
        Map.of(name, value),
        "cannot log in by $" + name,
        "cannot log in by " + shown,
        value
            .replace("${PATH}", System.getenv("PATH"))
            .replace("{database.password}", VALUES.get("database.password")));
  }

  @Test
  void aServiceThatWritesWhatItIsSentIsQuotedWithoutItsSecrets() {
    sent = List.of("{\"Authorization\": \"Bearer ${PATH}\"}");

    requireQuoted(
        Map.of(),
        "Authorization: Bearer $PATH",
        "Authorization: Bearer ${PATH}",
        System.getenv("PATH"));
  }

  /** A service that writes a line and ends is quoted with it, but without the secret in it. */
  private void requireQuoted(
      Map<String, String> environment, String written, String shown, String secret) {
    TargetProcess target =
        command(
            Map.of("port", "{port}"),
            environment,
            "/bin/sh",
            "-c",
            "echo \"%s\"; exit 3; : {port}".formatted(written));

    assertThatThrownBy(() -> target.awaitReady(LONG))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("mine ended with exit code 3")
        .hasMessageContaining(shown)
        .hasMessageNotContaining(secret);
  }

  @Test
  void aSecretAmongTheWordsOfACommandIsNotQuoted() {
    TargetProcess target =
        command(
            Map.of("port", "{port}"),
            Map.of(),
            "/bin/sh",
            "-c",
            "echo \"no login by $1 or $3\"; exit 3",
            "sh",
            "--password=wide-open",
            "--api-key",
            "also-open");

    assertThatThrownBy(() -> target.awaitReady(LONG))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("no login by --password=${password} or ${api-key}")
        .hasMessageNotContainingAny("wide-open", "also-open");
  }

  @Test
  void startsACommandInItsFolderWithPlaceholdersInItsWords() throws Exception {
    Path script =
        Files.writeString(
            folder.resolve("serve.sh"),
            "exec '%s' -cp '%s' -Dport=$1 -Danswer=\"$PWD $TMPDIR\" %s"
                .formatted(JAVA, CLASS_PATH, SERVICE));

    TargetProcess target =
        command(Map.of(), Map.of(), "/bin/sh", script.getFileName().toString(), "{port}");
    target.awaitReady(LONG);

    assertThat(target.isJvm()).isFalse();
    String[] seen = get(target, "/").split(" ");
    assertThat(Path.of(seen[0]).toRealPath()).isEqualTo(folder.toRealPath());
    assertThat(Path.of(seen[1])).startsWith(supervisor.temp()).isDirectory();
    assertStopLeavesNothing(target);
  }

  @Test
  void propertiesOfACommandReachItsJvm() throws Exception {
    TargetProcess target =
        command(
            Map.of(
                "port", "{port}", "answer", "it's \"{database.url}\" of {temp}".replace("'", "")),
            Map.of("JDK_JAVA_OPTIONS", "-Dunused=1"),
            JAVA,
            "-cp",
            CLASS_PATH,
            SERVICE);

    target.awaitReady(LONG);

    assertThat(get(target, "/")).startsWith("its \"jdbc:x\" of " + supervisor.temp());
  }

  @Test
  void secretsOfACommandAreInItsEnvironmentOnly() throws Exception {
    TargetProcess target =
        command(
            Map.of("port", "{port}"),
            Map.of("SECRET", "{database.password} ${PATH} ${not a name}"),
            JAVA,
            "-cp",
            CLASS_PATH,
            SERVICE);

    target.awaitReady(LONG);

    assertThat(get(target, "/environment"))
        .isEqualTo("hush " + System.getenv("PATH") + " ${not a name}");
    assertThatThrownBy(
            () -> command(Map.of("port", "{port}"), Map.of(), "x", "{database.password}"))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessageStartingWith("'{database.password}' of the command asks for {database.password}")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(
            () -> command(Map.of("port", "{port}"), Map.of("A", "${FACEOFF_NO_SUCH}"), "x"))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessage("A asks for ${FACEOFF_NO_SUCH}, but there is no such environment variable");
  }

  @Test
  void stopEndsWhatACommandHasStarted() throws Exception {
    TargetProcess target =
        command(
            Map.of("port", "{port}"),
            Map.of(),
            "/bin/sh",
            "-c",
            "'%s' -cp '%s' %s & wait".formatted(JAVA, CLASS_PATH, SERVICE));

    target.awaitReady(LONG);

    assertStopLeavesNothing(target);
  }

  @Test
  void stopEndsWhatACommandLeftInTheBackground() throws Exception {
    Path left = folder.resolve("left");
    TargetProcess target =
        command(
            Map.of("port", "{port}"),
            Map.of(),
            "/bin/sh",
            "-c",
            "sleep 600 & echo $! > '%s.part'; mv '%s.part' '%s'".formatted(left, left, left));

    assertThatThrownBy(() -> target.awaitReady(LONG))
        .hasMessageContaining("ended with exit code 0, but a command must stay in the foreground");
    long pid = Long.parseLong(Files.readString(left).strip());
    assertThat(ProcessHandle.of(pid)).isPresent();

    target.stop();

    Eventually.holds("the child has ended", () -> !Eventually.alive(pid));
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    TargetProcess target = command(Map.of(), Map.of(), "./no-such-program", "{port}");

    assertThatThrownBy(() -> target.awaitReady(LONG))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("mine ended with exit code 127")
        .hasMessageContaining("no-such-program");
  }

  @Test
  void aCommandThatIsNotToldItsPortIsRefused() {
    assertThatThrownBy(() -> command(Map.of(), Map.of(), "serve", "--port", "8080"))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessageStartingWith("nothing tells serve --port 8080 its port");
  }

  @Test
  void aCommandWhosePortWasTakenIsStartedOnAnother() throws Exception {
    HttpServer other = server(404);
    try {
      int taken = other.getAddress().getPort();
      Iterator<Integer> ports = List.of(taken, LoopbackPorts.free()).iterator();
      TargetProcess target =
          start(
              new Start.Command(List.of(JAVA, "-cp", CLASS_PATH, "-Dport={port}", SERVICE), folder),
              OptionalInt.empty(),
              Map.of(),
              Map.of(),
              "/",
              ports::next);

      target.awaitReady(LONG);

      assertThat(get(target, "/")).isEqualTo("ok");
      assertThat(target.url().getPort()).isNotEqualTo(taken);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aServiceThatRunsAlreadyIsLeftRunning() throws Exception {
    HttpServer server = server(200);
    try {
      TargetProcess target = running(server, "/shop", "/health");

      target.awaitReady(LONG);
      target.stop();
      target.kill();

      assertThat(target.pid()).isEmpty();
      assertThat(target.isAlive()).isTrue();
      assertThat(target.url()).hasToString("http://127.0.0.1:%d/shop".formatted(port(server)));
      assertThat(target.metricsUrl()).hasValue(URI.create(target.url() + "/metrics"));
      assertThat(get(target, "/")).isEqualTo("/shop/");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServiceThatAnswersOtherwiseIsNotReady() throws Exception {
    HttpServer server = server(404);
    try {
      TargetProcess target = running(server, "", "/health");

      assertThatThrownBy(() -> target.awaitReady(Duration.ofMillis(200)))
          .isInstanceOf(TargetNotReadyException.class)
          .hasMessage(
              "mine did not answer 200 within 0 s at http://127.0.0.1:%d/health (last: status 404; does the service have that path?)"
                  .formatted(port(server)));
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Timeout(60)
  void aServiceThatKeepsAskingForALoginIsNotWaitedFor() throws Exception {
    HttpServer server = server(401);
    try {
      TargetProcess target = running(server, "", "/health");

      assertThatThrownBy(() -> target.awaitReady(NEVER))
          .isInstanceOf(TargetNotReadyException.class)
          .hasMessage(
              "mine answers 401 to every request for http://127.0.0.1:%d/health; let 'ready' name a path that answers 200 to anybody, or leave it out: then any answer below 500 will do"
                  .formatted(port(server)));
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Timeout(60)
  void aServiceThatKeepsRedirectingIsNotWaitedFor() throws Exception {
    HttpServer server =
        server(
            exchange -> {
              exchange.getResponseHeaders().set("Location", "/login");
              exchange.sendResponseHeaders(302, -1);
            });
    try {
      TargetProcess target = running(server, "", "/health");

      assertThatThrownBy(() -> target.awaitReady(NEVER))
          .hasMessageStartingWith(
              "mine redirects every request for http://127.0.0.1:%d/health to /login; let 'ready'"
                  .formatted(port(server)));
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Timeout(60)
  void aServiceThatAsksForALoginOnlyWhileItStartsIsReadyAfterwards() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        server(
            exchange ->
                exchange.sendResponseHeaders(
                    asked.incrementAndGet() < Readiness.STEADY ? 403 : 200, -1));
    try {
      running(server, "", "/health").awaitReady(NEVER);

      assertThat(asked).hasValue(Readiness.STEADY);
    } finally {
      server.stop(0);
    }
  }

  @Test
  @Timeout(120)
  void aServiceBehindTheOtherSchemeIsNotWaitedFor() throws Exception {
    HttpsServer secure = HttpsServer.create(anywhere(), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.in(folder)));
    HttpServer plain = server(404);
    start(secure, exchange -> exchange.sendResponseHeaders(200, -1));
    try {
      TargetProcess askedPlainly = running(secure, "http", "", "/health");
      TargetProcess askedSecurely = running(plain, "https", "", "/health");

      assertThatThrownBy(() -> askedPlainly.awaitReady(NEVER))
          .hasMessage(
              "mine speaks HTTPS at http://127.0.0.1:%d/health, not HTTP; begin its address with https://"
                  .formatted(port(secure)));
      assertThatThrownBy(() -> askedSecurely.awaitReady(NEVER))
          .hasMessage(
              "mine speaks HTTP at http://127.0.0.1:%d/health, not HTTPS; begin its address with http://"
                  .formatted(port(plain)));
    } finally {
      secure.stop(0);
      plain.stop(0);
    }
  }

  @Test
  @Timeout(60)
  void theComplaintOfAServerThatExpectsTlsIsNoAnswer() throws Exception {
    // As Tomcat and nginx have it: 400 to plain HTTP on a port of theirs for HTTPS.
    try (BothSchemes server = BothSchemes.open(SelfSigned.in(folder))) {
      TargetProcess target =
          start(
              new Start.Running(URI.create("http://127.0.0.1:" + server.port())),
              OptionalInt.empty(),
              Map.of(),
              Map.of(),
              "",
              LoopbackPorts::free);

      assertThatThrownBy(() -> target.awaitReady(NEVER))
          .hasMessageContaining("mine speaks HTTPS at http://127.0.0.1:" + server.port());
    }
  }

  @Test
  void aServiceThatIsNotThereIsNotReady() {
    TargetProcess target =
        start(
            new Start.Running(URI.create("http://127.0.0.1:1")),
            OptionalInt.empty(),
            Map.of(),
            Map.of());

    assertThatThrownBy(() -> target.awaitReady(Duration.ZERO))
        .hasMessageContaining("mine did not answer 200 within 0 s at http://127.0.0.1:1/ready")
        .hasMessageContaining("refused");
  }

  private static void assertStopLeavesNothing(TargetProcess target) throws Exception {
    ProcessHandle process = ProcessHandle.of(target.pid().getAsLong()).orElseThrow();
    List<ProcessHandle> descendants = process.descendants().toList();

    target.stop();

    assertThat(target.isAlive()).isFalse();
    Eventually.holds(
        "its descendants have ended",
        () -> descendants.stream().noneMatch(each -> Eventually.alive(each.pid())));
    assertThatThrownBy(() -> get(target, "/")).isInstanceOf(java.net.SocketException.class);
  }

  private TargetProcess command(
      Map<String, String> properties, Map<String, String> environment, String... words) {
    return start(
        new Start.Command(List.of(words), folder), OptionalInt.empty(), properties, environment);
  }

  private TargetProcess running(HttpServer server, String prefix, String ready) {
    return running(server, "http", prefix, ready);
  }

  private TargetProcess running(HttpServer server, String scheme, String prefix, String ready) {
    return start(
        new Start.Running(
            URI.create("%s://127.0.0.1:%d%s".formatted(scheme, port(server), prefix))),
        OptionalInt.empty(),
        Map.of(),
        Map.of(),
        ready,
        LoopbackPorts::free);
  }

  private TargetProcess start(
      Start start,
      OptionalInt heap,
      Map<String, String> properties,
      Map<String, String> environment) {
    String ready = start.isOfThisRun() ? "/" : "/ready";
    return start(start, heap, properties, environment, ready, LoopbackPorts::free);
  }

  private TargetProcess start(
      Start start,
      OptionalInt heap,
      Map<String, String> properties,
      Map<String, String> environment,
      String ready,
      IntSupplier ports) {
    return TargetProcess.start(
        "mine",
        new TargetSpec(start, heap, ready, "/metrics", false, properties, environment),
        new Variant("mine", Map.of(), List.of(), List.of()),
        "",
        List.of(),
        VALUES,
        sent,
        ports,
        folder.resolve("mine.log"),
        supervisor);
  }

  /** Answers everything with the path it was asked for. */
  private static HttpServer server(int status) throws Exception {
    return server(
        exchange -> {
          byte[] body = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
        });
  }

  private static HttpServer server(HttpHandler answering) throws Exception {
    HttpServer server = HttpServer.create(anywhere(), 0);
    start(server, answering);
    return server;
  }

  private static void start(HttpServer server, HttpHandler answering) {
    server.createContext(
        "/",
        exchange -> {
          answering.handle(exchange);
          exchange.close();
        });
    server.start();
  }

  private static InetSocketAddress anywhere() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  private Path jar() throws Exception {
    Path jar = folder.resolve("small.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SERVICE);
    String entry = SERVICE.replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest);
        InputStream classFile = SmallService.class.getResourceAsStream("SmallService.class")) {
      packed.putNextEntry(new ZipEntry(entry));
      classFile.transferTo(packed);
      packed.closeEntry();
    }
    return jar;
  }

  private static String get(TargetProcess target, String path) throws Exception {
    try (InputStream stream = URI.create(target.url() + path).toURL().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
