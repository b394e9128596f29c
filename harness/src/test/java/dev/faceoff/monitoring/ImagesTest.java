package dev.faceoff.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docker/Dockerfile} promises, and what its scripts do, without a Docker engine. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs shell scripts")
@Timeout(60)
class ImagesTest {
  private static final String DATA = "../target-apps/src/main/resources/db";

  @TempDir private Path folder;

  static Stream<String> pairs() throws IOException {
    try (Stream<Path> folders = Files.list(MonitoringFiles.file(DATA))) {
      return folders.map(each -> each.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void basesArePinnedToOneRelease() throws Exception {
    List<String> lines = Files.readAllLines(MonitoringFiles.file("Dockerfile"));

    assertThat(lines)
        .filteredOn(line -> line.startsWith("ARG "))
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches(
                    "ARG [A-Z]+=[a-z/-]+:v?\\d+(\\.\\d+)+[a-z0-9_-]*(@sha256:[0-9a-f]{64})?"));
    assertThat(lines)
        .filteredOn(line -> line.startsWith("FROM "))
        .isNotEmpty()
        .allMatch(line -> line.matches("FROM \\$\\{(JDK|JRE|PROMETHEUS)} AS [a-z-]+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"target-apps", "faceoff"})
  void whatRunsHasNoRightsNoCompilerAndSaysWhetherItIsWell(String image) throws Exception {
    String dockerfile = Files.readString(MonitoringFiles.file("Dockerfile"));
    int from = dockerfile.indexOf("FROM ${JRE} AS %s\n".formatted(image));
    assertThat(from).isNotNegative();
    int next = dockerfile.indexOf("\nFROM ", from);
    String stage = dockerfile.substring(from, next < 0 ? dockerfile.length() : next);

    assertThat(stage.lines().filter(line -> line.startsWith("USER ")))
        .containsExactly("USER 10001:10001");
    assertThat(stage).contains("\nHEALTHCHECK ", "\nENTRYPOINT [");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aVariantStartsAsItsScenarioDeclaresIt(String pair) throws Exception {
    Map<?, ?> target = (Map<?, ?>) scenario(pair).get("target");
    String heap = target.get("heapMebibytes") + "m";

    for (String variant : List.of("naive", "fixed")) {
      Said said = run("images/start-pair", "java", "printf '%s\\n' \"$@\"", pair, variant);

      assertThat(said.code()).as(said.text()).isZero();
      assertThat(said.text().lines())
          .contains("-Xms" + heap, "-Xmx" + heap, "-Dvariant=" + variant)
          .endsWith((String) target.get("main"));
    }
  }

  @Test
  void aServiceThatAPairDependsOnStartsToo() throws Exception {
    Map<?, ?> services = (Map<?, ?>) scenario("blocking-gateway").get("services");
    Map<?, ?> gateway = (Map<?, ?>) services.get("gateway");

    Said said =
        run(
            "images/start-pair",
            "java",
            "printf '%s\\n' \"$@\"",
            "blocking-gateway",
            "gateway",
            "-Dport=8090");

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text().lines())
        .contains("-Xmx" + gateway.get("heapMebibytes") + "m", "-Dport=8090")
        .noneMatch(word -> word.startsWith("-Dvariant"))
        .endsWith((String) gateway.get("main"));
  }

  @ParameterizedTest
  @CsvSource({
    "n-plus-one, fastest, 'variants: naive fixed'",
    "none, naive, 'no pair ''none''; there are: '"
  })
  void whatIsNotThereIsRefusedWithWhatIs(String pair, String variant, String words)
      throws Exception {
    Said said = run("images/start-pair", "java", "echo started", pair, variant);

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).contains(words).doesNotContain("started");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyPairsDataIsMadeInTheSizesOfItsScenario(String pair) throws Exception {
    Said said = made(pair);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .doesNotContain("${")
        .containsSubsequence(
            "create database naive ",
            "--dbname naive\n",
            "create table ",
            "create database fixed template naive",
            "--dbname naive --command create extension pg_stat_statements",
            "--dbname fixed --command create extension pg_stat_statements");
  }

  @Test
  void aMigrationOfOneVariantIsMadeInItsDatabaseAlone() throws Exception {
    String said = made("missing-index").text();

    assertThat(said)
        .containsSubsequence(
            "create database fixed template naive",
            "--dbname fixed\n",
            "\ncreate index orders_customer_newest ");
    assertThat(said.substring(0, said.indexOf("--dbname fixed\n")))
        .doesNotContain("\ncreate index orders_customer_newest ");
  }

  /** Its services are those of another pair, with settings that only a run gives them. */
  @Test
  void aScenarioWithoutDataOfItsOwnIsRefused() throws Exception {
    Said said = made("monitoring");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .isEqualTo(
            "PAIR: there is no 'monitoring'; there are: %s\n"
                .formatted(String.join(" ", pairs().toList())));
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "503, 1"})
  void aContainerIsWellWhenItAnswers200(int status, int code) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      Process healthy =
          new ProcessBuilder(
                  "bash",
                  MonitoringFiles.file("images/healthy").toString(),
                  String.valueOf(server.getAddress().getPort()),
                  "/health")
              .inheritIO()
              .start();

      assertThat(healthy.waitFor()).isEqualTo(code);
    } finally {
      server.stop(0);
    }
  }

  private static Map<String, Object> scenario(String name) {
    return MonitoringFiles.yaml("../scenarios/%s/scenario.yaml".formatted(name));
  }

  /** What PostgreSQL is told: each call's words, and what it reads. */
  private Said made(String pair) throws Exception {
    return run("postgres/pair.sh", "psql", "echo \"$*\"; cat", pair);
  }

  private record Said(int code, String text) {}

  /**
   * Runs a script of the images as if the project were in their place for it.
   *
   * @param program that it calls, in whose place is a script
   */
  private Said run(String script, String program, String instead, String... words)
      throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    link(root.resolve("scenarios"), "../scenarios");
    link(root.resolve("db"), DATA);
    Path built = Files.createDirectories(root.resolve("target-apps/target"));
    Files.writeString(built.resolve("runtime.classpath"), "library.jar");
    Path stub = Files.createDirectories(folder.resolve("bin")).resolve(program);
    Files.writeString(stub, "#!/bin/sh\n" + instead + "\n");
    Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path copy = folder.resolve("script");
    Files.writeString(
        copy,
        Files.readString(MonitoringFiles.file(script))
            .replace("=/faceoff/", "=" + root + "/")
            .replace("cd /faceoff/", "cd " + root + "/"));

    List<String> command = new ArrayList<>(List.of("sh", copy.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", stub.getParent() + ":", (path, bin) -> bin + path);
    // In which order names are told.
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("PAIR", words[0]);
    builder.environment().put("POSTGRES_USER", "faceoff");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static void link(Path from, String to) throws IOException {
    if (Files.notExists(from)) {
      Files.createSymbolicLink(from, MonitoringFiles.file(to).toRealPath());
    }
  }
}
