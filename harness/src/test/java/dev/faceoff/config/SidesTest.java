package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Party;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidesTest {
  private static final Catalogue CATALOGUE =
      new Catalogue(Path.of("src/test/resources/scenarios"), Path.of("."));
  private static final String REQUESTS = "requests: [{name: list, path: /list}]\n";

  @TempDir private Path folder;

  @BeforeEach
  void jars() throws IOException {
    Jars.write(folder.resolve("base.jar"), Optional.of("a.Main"));
    Jars.write(folder.resolve("head.jar"), Optional.of("a.Main"));
    write("gate.yaml", REQUESTS);
  }

  @Test
  void twoVariantsOfAScenarioBecomeItsSides() {
    Sides sides = sides("tiny:fixed", "tiny:naive");

    Scenario scenario = sides.scenario();
    assertThat(scenario.name()).isEqualTo("tiny");
    assertThat(scenario.variants())
        .extracting(Variant::name)
        .containsExactly("baseline", "candidate");
    assertThat(scenario.baseline().properties()).isEqualTo(Map.of("variant", "fixed"));
    assertThat(scenario.candidate().properties()).isEqualTo(Map.of("variant", "naive"));
    assertThat(scenario.baseline().code()).isEmpty();
    assertThat(scenario.target(scenario.baseline())).isEqualTo(scenario.target());
    assertThat(scenario.expectations()).isEmpty();
    assertThat(scenario.database()).isPresent();
    assertThat(scenario.journeySettings()).containsEntry("pageSize", "5").hasSize(3);
    assertThat(sides.baseline().label()).isEqualTo("tiny:fixed");
    assertThat(sides.baseline().kind()).isEqualTo("variant");
    assertThat(sides.sameDatabase()).isTrue();
    assertThat(sides.bothUseDatabase()).isTrue();
    assertThat(OwnVariants.remoteHosts(sides.scenario())).isEmpty();
  }

  @Test
  void aServiceIsComparedWithItself() {
    assertThat(sides("tiny:fixed", "tiny:fixed").scenario().variants())
        .extracting(Variant::name)
        .containsExactly("baseline", "candidate");
  }

  @Test
  void distancesStayAndFaultsGo() {
    Scenario scenario = sides("troubled:naive", "troubled:fixed").scenario();

    assertThat(scenario.faults().distanceMillis()).isEqualTo(Map.of("database", 2.0));
    assertThat(scenario.faults().timeline()).isEmpty();
    assertThat(scenario.reconciliation()).isEmpty();
    assertThat(scenario.highlight()).isEmpty();
    assertThat(scenario.dependencies().services()).containsOnlyKeys("gateway");
  }

  @Test
  void aScenarioThatAsksSomethingOfServicesGivesItsLoad() throws IOException {
    Catalogue catalogue =
        CATALOGUE.including(
            scenario(
                "asked",
                """
                settings: {rate: {value: 33, min: 1, max: 99, description: users}}
                load: {arrivalsPerSecond: "{rate}", warmUpUsers: 3, requestTimeoutSeconds: 4, startLagLimitMillis: 10}
                """),
            "asked");

    Scenario scenario =
        Sides.of(asked("base.jar", "head.jar", Optional.of("asked"), gate(REQUESTS)), catalogue)
            .scenario();

    assertThat(scenario.name()).isEqualTo("asked");
    assertThat(scenario.load().arrivalsPerSecond()).isEqualTo(33);
    assertThat(scenario.endpoints()).extracting(Endpoint::name).containsExactly("list");
    assertThat(scenario.dependencies().services()).isEmpty();
    assertThat(scenario.baseline().target().orElseThrow().environment())
        .containsEntry("SERVER_PORT", "{port}");
    assertThatThrownBy(
            () ->
                Sides.of(
                    asked("base.jar", "head.jar", Optional.of("asked"), GateFile.none()),
                    catalogue))
        .hasMessageStartingWith("nothing says what to send to base.jar and head.jar");
  }

  @Test
  void aScenarioThatAsksSomethingOfServicesMaySayWhatIsSent() throws IOException {
    Catalogue catalogue =
        CATALOGUE.including(
            scenario("asked", "journey: {requests: [{name: own, path: /own, needs: [mail]}]}\n"),
            "asked");

    Scenario scenario =
        Sides.of(asked("base.jar", "head.jar", Optional.of("asked"), GateFile.none()), catalogue)
            .scenario();

    assertThat(scenario.endpoints()).extracting(Endpoint::name).containsExactly("own");
    assertThat(scenario.journeySettings().get("requests")).contains("/own");
    assertThatThrownBy(
            () ->
                Sides.of(
                    asked("base.jar", "head.jar", Optional.of("asked"), gate(REQUESTS)), catalogue))
        .hasMessageContaining(
            "--scenario names asked, whose journey is sent; leave 'requests' out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spike | spike is about a spike",
        "capacity | capacity is about a search for the capacity",
        "slow-dependency | slow-dependency is about faults",
      })
  void whatIsAboutMoreThanASteadyLoadIsRefused(String name, String message) {
    Catalogue shipped = new Catalogue(Path.of("../scenarios"), Path.of(".."));

    assertThatThrownBy(
            () ->
                Sides.of(
                    asked("base.jar", "new.target.yaml", Optional.of(name), GateFile.none()),
                    shipped))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "%s, and only a steady load is sent here; ask it by 'faceoff run %s --target FILE.target.yaml --target new.target.yaml'",
            message, name);
  }

  @Test
  void databasesThatServicesFillThemselvesKeepTheirPlaces() throws IOException {
    String text = "start: {command: 'a {port} {database.url}'}\ndatabase: {}\n" + REQUESTS;
    write("a.target.yaml", text);
    write("b.target.yaml", text);

    Sides sides = sides("a.target.yaml", "b.target.yaml");

    assertThat(sides.scenario().database().orElseThrow().migrations()).isEmpty();
    assertThat(sides.scenario().variants()).allMatch(sides.scenario()::fillsItsDatabase);
    assertThat(sides.sameDatabase()).isFalse();
    assertThat(sides.bothUseDatabase()).isTrue();
  }

  @Test
  void anAbsolutePathIsNotShown() throws IOException {
    write("mine.target.yaml", "start: {jar: base.jar}\nproperties: {p: '{port}'}\n" + REQUESTS);
    Path file = folder.resolve("mine.target.yaml");

    Sides sides = sides(file.toString(), folder.resolve("head.jar").toString());

    assertThat(sides.baseline().label()).isEqualTo("mine.target.yaml");
    assertThat(sides.baseline().details()).containsEntry("file", "mine.target.yaml");
    assertThat(sides.candidate().label()).isEqualTo("head.jar");
  }

  private Path scenario(String name, String more) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        place.resolve("scenario.yaml"),
        "name: %s\ntitle: A question\nquestion: Is it well?\n%sexpectations: [errorShare of target <= 0.1]\n"
            .formatted(name, more));
    return place;
  }

  @Test
  void aVariantAloneWillDoWhereAScenarioIsNamed() throws IOException {
    assertThat(
            Sides.of(asked("fixed", "naive", Optional.of("tiny"), GateFile.none()), CATALOGUE)
                .candidate()
                .label())
        .isEqualTo("tiny:naive");
    GateFile gate = gate("scenario: tiny");
    assertThat(
            Sides.of(asked("fixed", "naive", Optional.empty(), gate), CATALOGUE).scenario().name())
        .isEqualTo("tiny");
  }

  @Test
  void settingsOfTheScenarioCanBeChanged() {
    Sides.Asked asked =
        new Sides.Asked(
            "tiny:fixed",
            "tiny:naive",
            Optional.empty(),
            GateFile.none(),
            Optional.of(ProfileName.QUICK),
            Overrides.parse(List.of("pageSize=7")),
            folder,
            name -> true,
            Set.of());

    Sides sides = Sides.of(asked, CATALOGUE);

    assertThat(sides.scenario().journeySettings()).containsEntry("pageSize", "7");
    assertThat(sides.rules().budget()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void jarsArePlayedWhatTheGateFileLists() throws IOException {
    Sides sides = sides("base.jar", "head.jar", gate(REQUESTS));

    Scenario scenario = sides.scenario();
    assertThat(scenario.name()).isEqualTo("gate");
    assertThat(scenario.journeyClass())
        .isEqualTo("dev.faceoff.scenarios.declared.DeclaredRequests");
    assertThat(scenario.journeySettings().get("requests")).contains("\"path\":\"/list\"");
    assertThat(scenario.endpoints()).extracting(e -> e.name()).containsExactly("list");
    TargetSpec head = scenario.target(scenario.candidate());
    assertThat(head.start()).isEqualTo(new Start.Jar(folder.resolve("head.jar")));
    assertThat(head.properties()).containsEntry("server.port", "{port}");
    assertThat(head.environment()).containsEntry("PORT", "{port}");
    assertThat(scenario.database()).isEmpty();
    assertThat(sides.candidate().kind()).isEqualTo("jar");
    assertThat(sides.candidate().details().get("sha256")).matches("[0-9a-f]{64}");
    assertThat(sides.sameDatabase()).isTrue();
    assertThat(sides.bothUseDatabase()).isFalse();
  }

  @Test
  void aJarMayPlayAScenarioAndIsToldWhatItsServiceIs() {
    Sides sides =
        Sides.of(asked("tiny:fixed", "head.jar", Optional.empty(), GateFile.none()), CATALOGUE);

    TargetSpec head = sides.scenario().target(sides.scenario().candidate());
    assertThat(head.properties()).containsEntry("spring.datasource.url", "{database.url}");
    assertThat(head.heapMebibytes()).isEqualTo(OptionalInt.of(64));
    assertThat(head.readyPath()).isEqualTo("/actuator/health");
    assertThat(sides.scenario().target(sides.scenario().baseline()).start())
        .isInstanceOf(Start.JvmClass.class);
    assertThat(sides.bothUseDatabase()).isTrue();
  }

  @Test
  void commandsAndAddressesAreTargets() throws IOException {
    Sides sides =
        sides("command:java -jar 'base.jar' {port}", "http://127.0.0.1:8080/", gate(REQUESTS));

    assertThat(sides.scenario().target(sides.scenario().baseline()).start())
        .isEqualTo(
            new Start.Command(
                List.of("java", "-jar", "base.jar", "{port}"), folder.toAbsolutePath()));
    assertThat(sides.baseline().kind()).isEqualTo("command");
    assertThat(sides.baseline().details())
        .containsEntry("command", "java -jar base.jar {port}")
        .containsKey("sha256 of base.jar");
    assertThat(sides.scenario().target(sides.scenario().candidate()).start())
        .isEqualTo(new Start.Running(URI.create("http://127.0.0.1:8080")));
    assertThat(sides.candidate().kind()).isEqualTo("URL");
  }

  @Test
  void imagesAreTargetsAndToldNothing() throws IOException {
    Sides sides = sides("image:acme/shop:1.4.2", "image:acme/shop", gate(REQUESTS));

    TargetSpec shop = sides.scenario().target(sides.scenario().baseline());
    assertThat(shop.start())
        .isEqualTo(new Start.Image("acme/shop:1.4.2", OptionalInt.empty(), false));
    assertThat(shop.environment()).isEmpty();
    assertThat(shop.properties()).isEmpty();
    assertThat(sides.baseline())
        .isEqualTo(new Party("image:acme/shop:1.4.2", "image", Map.of("image", "acme/shop:1.4.2")));
    assertThat(sides.candidate().label()).isEqualTo("image:acme/shop");
    assertThat(OwnVariants.remoteHosts(sides.scenario())).isEmpty();
  }

  @Test
  void anImageMayPlayAScenarioAndIsToldWhatItsServiceIs() {
    Sides sides = sides("tiny:fixed", "image:shop");

    TargetSpec shop = sides.scenario().target(sides.scenario().candidate());
    assertThat(shop.start()).isEqualTo(new Start.Image("shop", OptionalInt.empty(), true));
    assertThat(shop.properties()).containsEntry("spring.datasource.url", "{database.url}");
    assertThat(shop.environment())
        .containsEntry("SERVER_PORT", "{port}")
        .containsEntry("SERVER_ADDRESS", "127.0.0.1");
    assertThat(shop.readyPath()).isEqualTo("/actuator/health");
    assertThat(sides.bothUseDatabase()).isTrue();
  }

  @Test
  void aTargetFileOfAnImageSaysBoth() throws IOException {
    write("a.target.yaml", "start: {image: shop}\n" + REQUESTS);

    assertThat(sides("a.target.yaml", "base.jar").baseline())
        .isEqualTo(
            new Party("a.target.yaml", "image", Map.of("file", "a.target.yaml", "image", "shop")));
  }

  @Test
  void anotherHostNeedsThePermissionOfItsName() throws IOException {
    GateFile gate = gate(REQUESTS);

    assertThatThrownBy(() -> sides("http://shop.example:80", "base.jar", gate))
        .isInstanceOf(HostNotAllowedException.class)
        .hasMessage(
            "http://shop.example:80: shop.example is not this machine; allow it by --allow-remote shop.example");
    Sides.Asked allowed =
        new Sides.Asked(
            "http://shop.example:80",
            "base.jar",
            Optional.empty(),
            gate,
            Optional.empty(),
            Overrides.NONE,
            folder,
            name -> true,
            Set.of("shop.example"));
    assertThat(OwnVariants.remoteHosts(Sides.of(allowed, CATALOGUE).scenario()))
        .containsExactly("shop.example");
  }

  @Test
  void targetFilesBringTheirRequestsAndTheGateFileWins() throws IOException {
    write("a.target.yaml", "start: {command: 'a {port}'}\n" + REQUESTS);
    write("b.target.yaml", "start: {command: 'b {port}'}\n" + REQUESTS.replace("list", "show"));

    assertThat(sides("a.target.yaml", "b.target.yaml").scenario().name()).isEqualTo("a");
    assertThat(sides("base.jar", "b.target.yaml").scenario().endpoints())
        .extracting(e -> e.name())
        .containsExactly("show");
    assertThat(sides("a.target.yaml", "b.target.yaml", gate(REQUESTS)).scenario().name())
        .isEqualTo("gate");
    assertThat(sides("a.target.yaml", "b.target.yaml").baseline().details())
        .isEqualTo(Map.of("file", "a.target.yaml", "command", "a {port}"));
  }

  @Test
  void aChangeOfAnswersIsDeclaredInTheCandidatesFile() throws IOException {
    String two = "requests: [{name: list, path: /list}, {name: show, path: /show}]\n";
    write("a.target.yaml", "start: {command: 'a {port}'}\n" + two);
    write(
        "b.target.yaml",
        "start: {command: 'b {port}'}\n" + two.replace("/show}", "/show, changing: true}"));

    assertThat(sides("a.target.yaml", "b.target.yaml").scenario().endpoints())
        .extracting(Endpoint::changing)
        .containsExactly(false, true);
    assertThat(sides("a.target.yaml", "a.target.yaml").scenario().endpoints())
        .extracting(Endpoint::changing)
        .containsExactly(false, false);
  }

  @Test
  void ownServiceIsComparedWithAVariant() throws IOException {
    write(
        "mine.target.yaml",
        "start: {command: 'serve {port} {pageSize}'}\nenvironment: {DB: \"{database.url}\", PW: \"{database.password}\"}");

    Sides sides = sides("mine.target.yaml", "tiny:fixed");

    assertThat(sides.scenario().name()).isEqualTo("tiny");
    assertThat(sides.scenario().database()).isPresent();
    assertThat(sides.sameDatabase()).isTrue();
    assertThat(sides.bothUseDatabase()).isTrue();
    write("mine.target.yaml", "start: {command: 'serve {port}'}");
    assertThat(sides("mine.target.yaml", "tiny:fixed").bothUseDatabase()).isFalse();
  }

  @Test
  void databasesOfTheSameContentAreOneWhereverTheirFilesLie() throws IOException {
    database("a", "CREATE TABLE t (id int);", "");
    database("b", "CREATE TABLE t (id int);", "");

    Sides sides = sides("a/x.target.yaml", "b/x.target.yaml");

    assertThat(sides.sameDatabase()).isTrue();
    assertThat(sides.scenario().database().orElseThrow().migrations())
        .containsExactly(folder.resolve("a/db"));
    assertThat(sides.scenario().candidate().migrations()).isEmpty();
  }

  @Test
  void databasesOfDifferentContentAreEachSidesOwn() throws IOException {
    database("a", "CREATE TABLE t (id int);", "");
    database("b", "CREATE TABLE t (id bigint);", "");

    Sides sides = sides("a/x.target.yaml", "b/x.target.yaml");

    assertThat(sides.sameDatabase()).isFalse();
    assertThat(sides.scenario().database().orElseThrow().migrations()).isEmpty();
    assertThat(sides.scenario().baseline().migrations()).containsExactly(folder.resolve("a/db"));
    assertThat(sides.scenario().candidate().migrations()).containsExactly(folder.resolve("b/db"));
  }

  @Test
  void bothSidesNeedTheSameData() throws IOException {
    database("a", "CREATE TABLE t (id int);", "rows: 1");
    database("b", "CREATE TABLE t (id int);", "rows: 2");

    assertThatThrownBy(() -> sides("a/x.target.yaml", "b/x.target.yaml"))
        .hasMessage(
            "a/x.target.yaml and b/x.target.yaml give their migrations different placeholders; both need the same data");
  }

  @Test
  void aScenarioBringsItsOwnDatabase() throws IOException {
    database("a", "CREATE TABLE t (id int);", "");

    assertThatThrownBy(() -> sides("a/x.target.yaml", "tiny:fixed"))
        .isInstanceOf(BadFileException.class)
        .hasMessageEndingWith(
            "x.target.yaml:2:1: scenario tiny brings its own database; leave 'database' out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "tiny:fixd    | tiny:naive     | scenario tiny has no variant 'fixd'; did you mean 'fixed'?",
        "tinny:fixed  | tinny:naive    | unknown scenario 'tinny'; did you mean 'tiny'?",
        "tiny:fixed   | troubled:fixed | both sides play one scenario, but tiny:fixed is of tiny, and troubled:fixed is of troubled",
        "tiny         | tiny           | 'tiny' is a scenario; name one of its variants, for example tiny:fixed",
        "tinny        | base.jar       | 'tinny' is no target; one is SCENARIO:VARIANT, FILE.target.yaml, FILE.jar, image:NAME, http://..., or 'command:...'; did you mean a variant of 'tiny'?",
        "a.yaml       | base.jar       | 'a.yaml' is no target; one is SCENARIO:VARIANT, FILE.target.yaml, FILE.jar, image:NAME, http://..., or 'command:...'",
        "base.jar     | head.jar       | nothing says what to send to base.jar and head.jar; name a scenario by --scenario, or list 'requests' in gate.yaml or in a target file",
        "bas.jar      | head.jar       | there is no jar 'bas.jar'",
        "image:A      | head.jar       | 'A' is no name of an image; write NAME, NAME:TAG or NAME@sha256:DIGEST, the name in small letters",
        "image:       | head.jar       | '' is no name of an image; write NAME, NAME:TAG or NAME@sha256:DIGEST, the name in small letters",
        "command:     | head.jar       | 'command:': a command needs at least one word",
        "command:a 'b | head.jar       | 'command:a 'b': the quote ' is never closed",
        "command:a {prt} | head.jar    | 'command:a {prt}': unknown placeholder '{prt}'; did you mean 'port'?",
        "command:a ${T} | head.jar     | 'command:a ${T}': '${T}' would be seen in the list of processes; set it in environment of a target file",
        "http://a:hush@localhost | head.jar | http://localhost: an address must hold no user and password; send them in a header of the requests",
        "http://      | head.jar       | http://: an address must look like http://HOST:PORT/PATH",
      })
  void saysWhatIsWrongWithAWord(String baseline, String candidate, String message) {
    assertThatThrownBy(() -> sides(baseline.strip(), candidate.strip()))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(message)
        .hasFieldOrPropertyWithValue("kind", FaceoffException.Kind.USAGE);
  }

  @Test
  void whatAGateFileNamesMustBeThere() throws IOException {
    Path file = folder.resolve("gate.yaml");
    GateFile unknown = gate("scenario: tinny");
    assertThatThrownBy(() -> sides("base.jar", "head.jar", unknown))
        .hasMessage(file + ":1:11: unknown scenario 'tinny'; did you mean 'tiny'?");

    GateFile endpoint = gate("scenario: tiny\nendpoints: [lst]");
    assertThatThrownBy(() -> sides("tiny:fixed", "tiny:naive", endpoint))
        .hasMessage(file + ":2:13: unknown endpoint 'lst'; did you mean 'list'?");

    GateFile other = gate("scenario: troubled");
    assertThatThrownBy(() -> sides("tiny:fixed", "tiny:naive", other))
        .hasMessage(
            "both sides play one scenario, but tiny:fixed is of tiny, and gate.yaml names troubled");

    GateFile both = gate(REQUESTS);
    assertThatThrownBy(() -> sides("tiny:fixed", "tiny:naive", both))
        .hasMessage(
            file + ":1:1: tiny:fixed is of tiny, whose journey is sent; leave 'requests' out");
  }

  @Test
  void settingsNeedAScenario() throws IOException {
    GateFile gate = gate(REQUESTS);
    Sides.Asked asked =
        new Sides.Asked(
            "base.jar",
            "head.jar",
            Optional.empty(),
            gate,
            Optional.empty(),
            Overrides.parse(List.of("pageSize=7")),
            folder,
            name -> true,
            Set.of());

    assertThatThrownBy(() -> Sides.of(asked, CATALOGUE))
        .hasMessage("--set: no scenario is named whose settings these could be");
  }

  private Sides sides(String baseline, String candidate) {
    return sides(baseline, candidate, GateFile.none());
  }

  private Sides sides(String baseline, String candidate, GateFile gate) {
    return Sides.of(asked(baseline, candidate, Optional.empty(), gate), CATALOGUE);
  }

  private Sides.Asked asked(
      String baseline, String candidate, Optional<String> scenario, GateFile gate) {
    return new Sides.Asked(
        baseline,
        candidate,
        scenario,
        gate,
        Optional.empty(),
        Overrides.NONE,
        folder,
        name -> true,
        Set.of());
  }

  private GateFile gate(String text) throws IOException {
    return GateFile.read(write("gate.yaml", text), name -> true);
  }

  private void database(String side, String sql, String placeholders) throws IOException {
    Files.createDirectories(folder.resolve(side).resolve("db"));
    write(side + "/db/V1__t.sql", sql);
    write(
        side + "/x.target.yaml",
        "start: {command: 'a {port} {database.url}'}\ndatabase: {migrations: [db], placeholders: {%s}}\n"
                .formatted(placeholders)
            + REQUESTS);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
