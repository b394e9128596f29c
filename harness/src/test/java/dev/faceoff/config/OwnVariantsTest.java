package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Address;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Servers;
import dev.faceoff.model.Variant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnVariantsTest {
  private static final Catalogue TESTS =
      new Catalogue(Path.of("src/test/resources/scenarios"), Path.of("."));
  private static final Catalogue SHIPPED = new Catalogue(Path.of("../scenarios"), Path.of(".."));

  private static final String START =
      """
      start: {command: [./serve, "{port}"]}
      environment: {DB: "{database.url}"}
      """;

  @TempDir private Path folder;

  @Test
  void aServiceJoinsThePairUnderTheNameOfItsFile() throws IOException {
    Scenario joined =
        join(
            "tiny",
            "shop.target.yaml",
            START + "requests: [{name: list, path: '/l?n={pageSize}'}]\n");

    assertThat(joined.variants())
        .extracting(Variant::name)
        .containsExactly("naive", "fixed", "shop");
    assertThat(joined.baseline().name()).isEqualTo("naive");
    assertThat(joined.candidate().name()).isEqualTo("fixed");
    OwnService own = own(joined);
    assertThat(own.file()).isEqualTo("shop.target.yaml");
    assertThat(own.roles()).containsExactly("list");
    assertThat(own.requests()).contains("/l?n={pageSize}");
    assertThat(own.connections()).containsExactly("database");
    assertThat(own.database()).isEmpty();
    assertThat(own.notes()).isEmpty();
    assertThat(joined.hasDatabase(joined.variants().get(2))).isTrue();
    assertThat(joined.ownRequests()).isEqualTo(Map.of("shop", own.requests()));
  }

  @Test
  void aRoleIsPlayedUnderAnotherNameAndOthersAreLeftOutWithANote() throws IOException {
    Scenario joined =
        join(
            "tiny",
            "my shop.v2.target.yaml",
            START
                + """
                requests:
                  - {name: all-orders, role: list, path: /orders, weight: 3}
                  - {name: ping, path: /ping, weight: 1}
                """);

    assertThat(joined.variants().get(2).name()).isEqualTo("my-shop-v2");
    assertThat(own(joined).requests()).contains("\"list\"", "/orders").doesNotContain("/ping");
    assertThat(own(joined).notes())
        .containsExactly(
            "Not sent, because tiny has no such role: ping of my shop.v2.target.yaml.",
            "Weights and pauses of my shop.v2.target.yaml are left alone: the journey of tiny says when a request is sent.");
  }

  @Test
  void requestsUseWhatTheJourneyDrawsForTheirRole() throws IOException {
    Scenario joined =
        joinShipped(
            "missing-index",
            START + "requests: [{name: orders-of-customer, path: '/c/{customer}/orders'}]\n");

    assertThat(own(joined).requests()).contains("/c/{customer}/orders");
    assertThatThrownBy(
            () ->
                joinShipped(
                    "missing-index",
                    START + "requests: [{name: orders-of-customer, path: '/c/{custmer}'}]\n"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("unknown value '{custmer}'; did you mean 'customer'?");
    assertThatThrownBy(
            () ->
                joinShipped(
                    "blocking-gateway",
                    START + "requests: [{name: browse-catalogue, path: '/{amountCents}'}]\n"))
        .hasMessageContaining("unknown value '{amountCents}'");
  }

  @Test
  void aServiceMayBringItsOwnDataWhereTheScenarioHasSome() throws IOException {
    Files.createDirectory(folder.resolve("db"));

    Scenario joined =
        join(
            "tiny",
            "mine.target.yaml",
            START + "database: {migrations: [db]}\nrequests: [{name: list, path: /l}]\n");

    assertThat(own(joined).database().orElseThrow().migrations())
        .containsExactly(folder.resolve("db"));
    assertThat(joined.hasDatabase(joined.variants().get(2))).isTrue();
  }

  @Test
  void aServiceSuffersTheFaultsOfWhatItIsToldOf() throws IOException {
    String requests = "requests: [{name: pay, path: /pay}]\n";
    Scenario told =
        join(
            "troubled",
            "mine.target.yaml",
            START + "properties: {gateway: '{gateway.url}'}\n" + requests);
    Scenario untold = join("troubled", "mine.target.yaml", START + requests);
    Scenario running =
        join("troubled", "mine.target.yaml", "start: {url: 'http://127.0.0.1:8080'}\n" + requests);

    assertThat(told.faceFaults()).extracting(Variant::name).contains("mine");
    assertThat(untold.faceFaults()).extracting(Variant::name).containsExactly("naive", "fixed");
    assertThat(own(running).connections()).isEmpty();
    assertThat(running.hasDatabase(running.variants().get(2))).isFalse();
    assertThat(running.variants().get(2).plays("pay")).isTrue();
    assertThat(running.variants().get(2).plays("browse catalogue")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: lst, path: /} | :3:19: 'lst' plays no role of tiny, nor does any other request; name one for its role, or add 'role: ...'; did you mean 'list'?",
        "{name: a, role: lits, path: /} | :3:28: tiny has no role 'lits'; did you mean 'list'?",
        "{name: list, path: /}, {name: b, role: list, path: /} | a second request that plays 'list'",
      })
  void refusesRequestsThatPlayNoRole(String requests, String message) {
    assertThatThrownBy(
            () -> join("tiny", "mine.target.yaml", START + "requests: [" + requests + "]\n"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("mine.target.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAFileThatSaysNotWhatToSend() {
    assertThatThrownBy(() -> join("tiny", "mine.target.yaml", START))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(
            "nothing says what the service is sent; list 'requests' that play roles of tiny: list");
  }

  @Test
  void refusesANameThatIsTakenAndAFileOfAnotherKind() {
    String text = START + "requests: [{name: list, path: /}]\n";

    assertThatThrownBy(() -> join("tiny", "Naive.target.yaml", text))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "--target Naive.target.yaml: there is a variant 'Naive' already; rename the file");
    assertThatThrownBy(() -> join("tiny", "mine.yaml", text))
        .hasMessage("--target mine.yaml: a target file's name ends in .target.yaml");
  }

  @Test
  void aFileThatWasNamedByItsWholePathIsNotShownSo() throws IOException {
    Path file = folder.resolve("mine.target.yaml");
    Files.writeString(file, START + "requests: [{name: list, path: /}, {name: x, path: /x}]\n");

    OwnService own = own(joined("tiny", List.of(file.toString())));

    assertThat(own.file()).isEqualTo("mine.target.yaml");
    assertThat(own.notes())
        .containsExactly("Not sent, because tiny has no such role: x of mine.target.yaml.");
  }

  @Test
  void twoThatBringARedisBringTheSame() throws IOException {
    String text =
        """
        start: {command: [./serve, "{port}"]}
        environment: {CACHE: "{redis.host}"}
        redis: {maxMemoryMebibytes: %d}
        requests: [{name: list, path: /}]
        """;
    Files.writeString(folder.resolve("a.target.yaml"), text.formatted(16));
    Files.writeString(folder.resolve("b.target.yaml"), text.formatted(16));
    Files.writeString(folder.resolve("c.target.yaml"), text.formatted(32));

    assertThat(joined("tiny", List.of("a.target.yaml", "b.target.yaml")).ownVariants()).hasSize(2);
    assertThatThrownBy(() -> joined("tiny", List.of("a.target.yaml", "c.target.yaml")))
        .hasMessage(
            "a.target.yaml and c.target.yaml declare different 'redis'; both need the same");
  }

  private Scenario joined(String scenario, List<String> files) {
    return OwnVariants.join(
        TESTS.find(List.of(scenario), Overrides.NONE).get(0),
        new OwnVariants.Asked(files, folder, variable -> false, Set.of()));
  }

  @Test
  void aRoleIsNothingForAGateWithoutAScenario() throws IOException {
    Path file = folder.resolve("gate.yaml");
    Files.writeString(file, "requests: [{name: a, role: list, path: /}]\n");

    assertThatThrownBy(() -> GateFile.read(file, name -> true))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("'role' is for target files");
  }

  /** Its connections to this machine never leave it. */
  @Test
  void aToxiproxyElsewherePassesOnWhatGoesToOtherMachines() {
    Scenario distant = TESTS.find(List.of("troubled"), Overrides.NONE).get(0);
    Optional<URI> toxiproxy = Optional.of(URI.create("http://proxy.example:8474"));
    Optional<Servers.Database> elsewhere =
        Optional.of(
            new Servers.Database(
                new Address("data.example", 5432), "shop", "tester", Optional.empty()));

    assertThat(
            OwnVariants.remoteDependencies(
                distant, new Servers(elsewhere, Optional.empty(), toxiproxy)))
        .containsExactly("data.example", "proxy.example");
    assertThat(
            OwnVariants.remoteDependencies(
                distant, new Servers(Optional.empty(), Optional.empty(), toxiproxy)))
        .isEmpty();
  }

  private static OwnService own(Scenario joined) {
    return joined.variants().get(2).own().orElseThrow();
  }

  private Scenario join(String scenario, String name, String text) throws IOException {
    return join(TESTS, scenario, name, text);
  }

  private Scenario joinShipped(String scenario, String text) throws IOException {
    return join(SHIPPED, scenario, "mine.target.yaml", text);
  }

  private Scenario join(Catalogue catalogue, String scenario, String name, String text)
      throws IOException {
    Files.writeString(folder.resolve(name), text);
    return OwnVariants.join(
        catalogue.find(List.of(scenario), Overrides.NONE).get(0),
        new OwnVariants.Asked(List.of(name), folder, variable -> false, Set.of()));
  }
}
