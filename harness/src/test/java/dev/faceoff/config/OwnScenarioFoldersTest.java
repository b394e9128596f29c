package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios in folders of the user's own. */
class OwnScenarioFoldersTest {
  private static final String PAIR =
      """
      name: orders
      title: Orders one by one
      question: What does it cost?
      settings:
        size: {value: 10, min: 1, max: 100, description: orders on a page}
      journey:
        requests:
          - name: list
            path: /orders?size={size}&customer={customer}
            feeder: customers.json
            contains: '"id"'
            capture: {orderId: "$[0].id"}
            pauseMillis: 100
          - {name: show, path: "/orders/{orderId}", jsonPath: $.id}
      variants:
        - {name: naive, target: old.target.yaml}
        - {name: fixed, target: new.target.yaml, properties: {batch: "{size}"}}
      expectations:
        - p50LatencyMillis of fixed/naive < 1
      """;

  @TempDir private Path folder;
  private Path place;

  @BeforeEach
  void layOut() throws IOException {
    place = Files.createDirectories(folder.resolve("team/orders"));
    Files.writeString(place.resolve("customers.json"), "[{\"customer\": 17}, {\"customer\": 23}]");
    for (String name : List.of("old", "new")) {
      Files.createDirectories(place.resolve(name + "-db"));
      Files.writeString(place.resolve(name + "-db/V1__orders.sql"), "SELECT '" + name + "';");
      Files.writeString(
          place.resolve(name + ".target.yaml"),
          """
          start: {command: [./%1$s, "{port}"]}
          environment: {SIZE: "{size}", DB: "{database.url}"}
          database: {migrations: [%1$s-db]}
          """
              .formatted(name));
    }
    write(PAIR);
  }

  @Test
  void aTeamDeclaresItsOwnPairWithRequestsAndTargetFiles() {
    Scenario scenario = read();

    assertThat(scenario.variants()).extracting(Variant::name).containsExactly("naive", "fixed");
    assertThat(scenario.target(scenario.candidate()).start())
        .isEqualTo(new Start.Command(List.of("./new", "{port}"), place));
    assertThat(scenario.candidate().properties()).isEqualTo(Map.of("batch", "10"));
    assertThat(scenario.endpoints()).extracting(Endpoint::name).containsExactly("list", "show");
    assertThat(scenario.journeySettings().get(DeclaredJourney.SETTING))
        .contains("{orderId}", "$[0].id", place.resolve("customers.json").toString());
    assertThat(scenario.journeySettings()).containsEntry("size", "10");
    assertThat(scenario.causeMeasure()).isEqualTo(Measure.CPU);
    assertThat(scenario.profiles().get(ProfileName.QUICK).launches()).isEqualTo(1);
    assertThat(scenario.folder()).isEqualTo(place);
  }

  @Test
  void eachVariantStartsFromTheDataOfItsTargetFile() throws IOException {
    assertThat(read().database().orElseThrow().migrations()).isEmpty();
    assertThat(read().baseline().migrations()).containsExactly(place.resolve("old-db"));
    assertThat(read().candidate().migrations()).containsExactly(place.resolve("new-db"));

    Files.writeString(place.resolve("old-db/V1__orders.sql"), "SELECT 'new';");

    assertThat(read().database().orElseThrow().migrations())
        .containsExactly(place.resolve("old-db"));
    assertThat(read().candidate().migrations()).isEmpty();
  }

  @Test
  void settingsOfItsOwnCanBeChanged() {
    Scenario scenario =
        catalogue()
            .including(place, "team/orders")
            .find(List.of("orders"), Overrides.parse(List.of("size=20")))
            .get(0);

    assertThat(scenario.candidate().properties()).isEqualTo(Map.of("batch", "20"));
  }

  @Test
  void theJourneyMayComeFromAJar() throws IOException {
    write(
        withJourney(
            "journey: {jar: loads.jar, class: com.acme.Shop, endpoints: [{name: a, objectiveMillis: 9}]}"));
    assertRefused("6:16: there is no jar 'loads.jar' beside this file");

    Files.writeString(place.resolve("loads.jar"), "no jar");
    assertThatThrownBy(this::read).hasMessageContaining(":6:16: 'loads.jar' is no jar that can be");

    jar("com/acme/Other.class");
    assertRefused("6:34: 'loads.jar' holds no class com.acme.Shop");

    jar("com/acme/Shop.class");
    assertThat(read().journeyJar()).contains(place.resolve("loads.jar"));
    assertThat(read().journeyClass()).isEqualTo("com.acme.Shop");
  }

  @Test
  void aFolderIsAScenarioOnlyIfItHasAFileAndANameOfItsOwn() throws IOException {
    Catalogue catalogue = catalogue();

    assertThatThrownBy(() -> catalogue.including(folder.resolve("nowhere"), "nowhere"))
        .hasMessage("--scenario nowhere: there is no such folder");
    assertThatThrownBy(() -> catalogue.including(folder.resolve("tiny"), "tiny"))
        .hasMessage(
            "--scenario tiny: there is no such folder; tiny comes with Faceoff: name it as it is");
    assertThatThrownBy(() -> catalogue.including(place.getParent(), "team"))
        .hasMessage("--scenario team: there is no scenario.yaml in that folder");
    Path other = Files.createDirectories(folder.resolve("tiny"));
    Files.copy(place.resolve("scenario.yaml"), other.resolve("scenario.yaml"));
    assertThatThrownBy(() -> catalogue.including(other, "./tiny"))
        .hasMessage(
            "--scenario ./tiny: there is a scenario 'tiny' already; rename the folder, and 'name' in its scenario.yaml");
    Path renamed = Files.move(place, folder.resolve("team/buying"));
    assertThatThrownBy(
            () -> catalogue.including(renamed, "b").find(List.of("buying"), Overrides.NONE))
        .hasMessage(
            renamed.resolve("scenario.yaml")
                + ":1:7: the name 'orders' differs from its folder's; rename one");
  }

  @Test
  void aVariableThatIsNotSetIsMissedBeforeAnythingStarts() throws IOException {
    write(PAIR.replace("/orders/{orderId}\"", "/orders/{orderId}\", headers: {A: \"${TOKEN}\"}"));
    Catalogue catalogue =
        catalogue()
            .including(place, "team/orders")
            .allowing(new Allowed(name -> false, host -> false));

    assertThatThrownBy(() -> catalogue.find(List.of("orders"), Overrides.NONE))
        .hasMessageContaining("asks for ${TOKEN}, but there is no such environment variable");
  }

  /** Each row replaces one piece of a good file; line and column point at the culprit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "target: old.target.yaml} | properties: {a: b}} | 16:5: 'naive' names no target file, but the other does; give both a 'target', or none",
        "old.target.yaml | older.target.yaml | 16:27: there is no target file 'older.target.yaml' beside this file",
        "old.target.yaml | old.yaml | 16:27: a target file's name ends in .target.yaml",
        "customers.json | custmers.json | 10:15: feeder 'custmers.json': there is no such file",
        "{size}&cust | {sze}&cust | 9:13: unknown value '{sze}'; did you mean 'size'?",
        "{orderId: \"$[0].id\"} | {orderId: id} | 12:26: journey.requests[0].capture.orderId must be a JSONPath, which starts with $, but is 'id'",
        "{orderId: \"$[0].id\"} | {orderId: \"$[0.id\"} | 12:26: journey.requests[0].capture.orderId never closes '['",
        "orderId: \"$[0].id\"} | orderId: \"$[0].id\", order: $} | 12:37: journey.requests[0].capture.order: no later request uses {order}",
        "/orders/{orderId} | /orders/{ordrId} | 14:26: unknown value '{ordrId}'; did you mean 'orderId'?",
        "{size}&customer={customer} | {orderId}&customer={customer} | 9:13: unknown value '{orderId}'",
      })
  void pointsAtWhatIsWrong(String piece, String replacement, String message) throws IOException {
    assertThat(PAIR).contains(piece.strip());
    write(PAIR.replace(piece.strip(), replacement.strip()));

    assertThatThrownBy(this::read)
        .hasMessageStartingWith(place.resolve("scenario.yaml") + ":" + message);
  }

  private static String withJourney(String journey) {
    int from = PAIR.indexOf("journey:");
    return PAIR.substring(0, from) + journey + "\n" + PAIR.substring(PAIR.indexOf("variants:"));
  }

  private void jar(String entry) throws IOException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(place.resolve("loads.jar")))) {
      jar.putNextEntry(new JarEntry(entry));
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::read).hasMessage(place.resolve("scenario.yaml") + ":" + message);
  }

  private Scenario read() {
    return catalogue()
        .including(place, "team/orders")
        .find(List.of("orders"), Overrides.NONE)
        .get(0);
  }

  private static Catalogue catalogue() {
    return new Catalogue(Path.of("src/test/resources/scenarios"), Path.of("."));
  }

  private void write(String text) throws IOException {
    Files.writeString(place.resolve("scenario.yaml"), text);
  }
}
