package dev.faceoff.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.LoopbackPorts;
import dev.faceoff.process.Supervisor;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetProcessTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Map<String, String> VALUES =
      Map.of(
          "database.url", "jdbc:x",
          "database.user", "me",
          "database.password", "hush",
          "orders", "800000");

  @TempDir private Path folder;

  private final Supervisor supervisor = Supervisor.open();

  @AfterEach
  void stop() {
    supervisor.close();
  }

  @Test
  void startsAVariantWithItsPropertiesAndHeap() throws Exception {
    TargetProcess target =
        start(
            spec("/", Map.of("port", "{port}", "answer", "of the target")),
            variant("fixed", Map.of("answer", "{database.url} of {database.user}, {orders} rows")));

    target.awaitReady(LONG);

    assertThat(get(target.url())).isEqualTo("jdbc:x of me, 800000 rows");
    assertThat(get(target.url().resolve("/heap"))).isBetween("60", "64");
    assertThat(target.metricsUrl()).hasValue(target.url().resolve("/metrics"));
    target.stop();
    assertThat(target.isAlive()).isFalse();
  }

  @Test
  void startsSeveralSideBySide() throws Exception {
    TargetSpec spec = spec("/", Map.of("port", "{port}"));
    List<TargetProcess> targets =
        List.of(
            start(spec, variant("naive", Map.of("answer", "n"))),
            start(spec, variant("fixed", Map.of("answer", "f"))));

    for (TargetProcess target : targets) {
      target.awaitReady(LONG);
    }

    assertThat(get(targets.get(0).url())).isEqualTo("n");
    assertThat(get(targets.get(1).url())).isEqualTo("f");
  }

  @Test
  void earlyDeathShowsTheLastLinesOfTheLog() {
    TargetProcess target =
        start(
            spec("/", Map.of("port", "{port}", "fail", "no such table: orders")),
            variant("naive", Map.of()));

    assertThatThrownBy(() -> target.awaitReady(LONG))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("naive ended with exit code 3")
        .hasMessageContaining("naive.log")
        .hasMessageContaining("no such table: orders");
  }

  @Test
  void serviceThatIsNeverReadyIsStopped() {
    TargetProcess target =
        start(spec("/never", Map.of("port", "{port}")), variant("naive", Map.of()));

    assertThatThrownBy(() -> target.awaitReady(Duration.ofSeconds(1)))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("did not answer 200 within 1 s at " + target.url() + "/never")
        .hasMessageContaining("(last: status 503)");
    assertThat(target.isAlive()).isFalse();
  }

  @Test
  void takesAnotherPortWhenItsOwnWasTaken() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      int taken = other.getAddress().getPort();
      Iterator<Integer> ports = List.of(taken, LoopbackPorts.free()).iterator();
      TargetProcess target =
          start(spec("/", Map.of("port", "{port}")), variant("naive", Map.of()), ports::next);

      target.awaitReady(LONG);

      assertThat(get(target.url())).isEqualTo("ok");
      assertThat(target.url().getPort()).isNotEqualTo(taken);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void isReadyAndMeasuredOnItsManagementPort() throws Exception {
    TargetSpec spec =
        managed(Map.of("port", "{port}", "managementPort", "{managementPort}"), "/ready");
    TargetProcess target = start(spec, variant("naive", Map.of()));

    target.awaitReady(LONG);

    URI metrics = target.metricsUrl().orElseThrow();
    assertThat(metrics.getPort()).isNotEqualTo(target.url().getPort());
    assertThat(metrics.getPath()).isEqualTo("/metrics");
  }

  @Test
  void takesOtherPortsWhenItsManagementPortWasTaken() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      int taken = other.getAddress().getPort();
      Iterator<Integer> ports =
          List.of(LoopbackPorts.free(), taken, LoopbackPorts.free(), LoopbackPorts.free())
              .iterator();
      TargetSpec spec =
          managed(Map.of("port", "{port}", "managementPort", "{managementPort}"), "/ready");
      TargetProcess target = start(spec, variant("naive", Map.of()), ports::next);

      target.awaitReady(LONG);

      assertThat(target.metricsUrl().orElseThrow().getPort()).isNotEqualTo(taken);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void secretsReachTheServiceInItsEnvironment() throws Exception {
    TargetSpec spec = managedByItself(Map.of("SECRET", "{database.password}"));
    TargetProcess target = start(spec, variant("naive", Map.of()));

    target.awaitReady(LONG);

    assertThat(get(target.url().resolve("/environment"))).isEqualTo("hush");
    assertThat(
            ProcessHandle.of(target.pid().getAsLong())
                .orElseThrow()
                .info()
                .commandLine()
                .orElse(""))
        .doesNotContain("hush");
  }

  @Test
  void aSecretAmongThePropertiesIsNotQuoted() {
    TargetSpec spec =
        spec(
            "/",
            Map.of("port", "{port}", "db.password", "wide-open", "fail", "no login by wide-open"));

    TargetProcess target = start(spec, variant("naive", Map.of()));

    assertThatThrownBy(() -> target.awaitReady(LONG))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("no login by ${db.password}")
        .hasMessageNotContaining("wide-open");
  }

  @Test
  void noSecretIsPutIntoTheListOfProcesses() {
    TargetSpec spec = spec("/", Map.of("port", "{port}", "answer", "{database.password}"));

    assertThatThrownBy(() -> start(spec, variant("naive", Map.of())))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessageStartingWith("property answer asks for {database.password}, which is unknown")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aServiceThatAVariantDependsOnHasNoneOfItsProperties() throws Exception {
    TargetProcess gateway =
        startService(spec("/", Map.of("port", "{port}")), variant("naive", Map.of("answer", "n")));

    gateway.awaitReady(LONG);

    assertThat(get(gateway.url())).isEqualTo("ok");
    assertThat(gateway.variant()).isEqualTo("naive");
    gateway.kill();
    assertThat(gateway.isAlive()).isFalse();
  }

  @Test
  void aServiceThatAVariantDependsOnIsNamedInMessages() {
    TargetProcess gateway =
        startService(
            spec("/", Map.of("port", "{port}", "fail", "no ledger")), variant("naive", Map.of()));

    assertThat(gateway.name()).isEqualTo("gateway of naive");
    assertThatThrownBy(() -> gateway.awaitReady(LONG))
        .isInstanceOf(TargetNotReadyException.class)
        .hasMessageContaining("gateway of naive ended with exit code 3")
        .hasMessageContaining("no ledger");
  }

  @Test
  void startsAgainWhereItWas() throws Exception {
    TargetProcess target =
        start(spec("/", Map.of("port", "{port}")), variant("naive", Map.of("answer", "n")));
    target.awaitReady(LONG);
    URI url = target.url();
    OptionalLong pid = target.pid();
    assertThatThrownBy(target::startAgain).isInstanceOf(IllegalStateException.class);
    target.kill();

    target.startAgain();
    target.awaitReady(LONG);

    assertThat(target.url()).isEqualTo(url);
    assertThat(target.pid()).isNotEqualTo(pid);
    assertThat(get(url)).isEqualTo("n");
  }

  @Test
  void unknownPlaceholderNamesTheNearest() {
    TargetSpec spec = spec("/", Map.of("port", "{port}", "answer", "{databse.url}"));

    assertThatThrownBy(() -> start(spec, variant("naive", Map.of())))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessage(
            "property answer asks for {databse.url}, which is unknown; nearest: {database.url}");
  }

  @Test
  void serviceThatIsNotToldItsPortIsRefused() {
    assertThatThrownBy(() -> start(spec("/", Map.of()), variant("naive", Map.of())))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessageContaining("{port}");
  }

  @Test
  void dollarPlaceholdersAreLeftToTheService() {
    assertThat(
            Placeholders.resolve(
                Map.of("a", "${port} {port} $1 {}", "b", "{\"json\": {port}}"),
                Map.of("port", "1\\$")))
        .containsEntry("a", "${port} 1\\$ $1 {}")
        .containsEntry("b", "{\"json\": 1\\$}");
  }

  @Test
  void aVariantMayBeStartedInItsOwnWay() throws Exception {
    TargetSpec own = spec("/", Map.of("port", "{port}", "answer", "own"));
    Variant variant = new Variant("mine", Optional.of(own), Map.of(), List.of(), List.of());

    TargetProcess target = start(variant.target().orElseThrow(), variant);
    target.awaitReady(LONG);

    assertThat(target.isJvm()).isTrue();
    assertThat(get(target.url())).isEqualTo("own");
  }

  @Test
  void withoutAPathAnyAnswerThatIsNoServerErrorMeansReady() throws Exception {
    TargetSpec spec = managed(Map.of("port", "{port}", "managementPort", "{managementPort}"), "");

    TargetProcess target = start(spec, variant("naive", Map.of()));
    target.awaitReady(LONG);

    assertThat(target.isAlive()).isTrue();
  }

  private TargetProcess start(TargetSpec spec, Variant variant) {
    return start(spec, variant, LoopbackPorts::free);
  }

  private TargetProcess start(TargetSpec spec, Variant variant, IntSupplier ports) {
    return TargetProcess.start(
        variant.name(),
        spec,
        variant,
        System.getProperty("java.class.path"),
        List.of(),
        VALUES,
        List.of(),
        ports,
        folder.resolve(variant.name() + ".log"),
        supervisor);
  }

  private TargetProcess startService(TargetSpec spec, Variant variant) {
    return TargetProcess.startService(
        "gateway",
        spec,
        variant,
        System.getProperty("java.class.path"),
        List.of(),
        VALUES,
        List.of(),
        folder.resolve("gateway-" + variant.name() + ".log"),
        supervisor);
  }

  private static TargetSpec managed(Map<String, String> properties, String readyPath) {
    return new TargetSpec(
        new Start.JvmClass(SmallService.class.getName(), "target-apps"),
        OptionalInt.of(64),
        readyPath,
        "/metrics",
        true,
        properties,
        Map.of());
  }

  private static TargetSpec managedByItself(Map<String, String> environment) {
    return new TargetSpec(
        new Start.JvmClass(SmallService.class.getName(), "target-apps"),
        OptionalInt.of(64),
        "/",
        "",
        false,
        Map.of("port", "{port}"),
        environment);
  }

  private static TargetSpec spec(String readyPath, Map<String, String> properties) {
    return new TargetSpec(
        new Start.JvmClass(SmallService.class.getName(), "target-apps"),
        OptionalInt.of(64),
        readyPath,
        "/metrics",
        false,
        properties,
        Map.of());
  }

  private static Variant variant(String name, Map<String, String> properties) {
    return new Variant(name, properties, List.of(), List.of());
  }

  private static String get(URI url) throws Exception {
    try (InputStream stream = url.toURL().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
