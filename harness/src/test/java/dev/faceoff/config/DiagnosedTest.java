package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Variant;
import dev.faceoff.model.Variation;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosedTest {
  private static final Catalogue CATALOGUE =
      new Catalogue(Path.of("src/test/resources/scenarios"), Path.of("."));
  private static final Catalogue SHIPPED =
      new Catalogue(
          Path.of("../scenarios").toAbsolutePath().normalize(),
          Path.of("..").toAbsolutePath().normalize());

  @TempDir private Path folder;

  private Diagnosed diagnosed(String target, String gate, String parameter) throws IOException {
    Path file = folder.resolve("gate.yaml");
    Files.writeString(file, gate);
    return diagnosed(
        target,
        gate.isEmpty() ? GateFile.none() : GateFile.read(file, name -> true),
        Optional.of(parameter).filter(name -> !name.isEmpty()),
        Overrides.NONE,
        CATALOGUE);
  }

  private Diagnosed diagnosed(
      String target,
      GateFile gate,
      Optional<String> parameter,
      Overrides overrides,
      Catalogue catalogue) {
    return Diagnosed.of(
        new Diagnosed.Asked(
            target, Optional.empty(), gate, parameter, overrides, folder, name -> true, Set.of()),
        catalogue);
  }

  private Diagnosed shipped(String target, String... settings) {
    return diagnosed(
        target, GateFile.none(), Optional.empty(), Overrides.parse(List.of(settings)), SHIPPED);
  }

  @Test
  void aVariantStandsAlone() throws IOException {
    Diagnosed diagnosed = diagnosed("tiny:naive", "", "");

    assertThat(diagnosed.scenario().variants()).extracting(Variant::name).containsExactly("target");
    assertThat(diagnosed.scenario().baseline().properties()).containsEntry("variant", "naive");
    assertThat(diagnosed.target().label()).isEqualTo("tiny:naive");
    assertThat(diagnosed.usesDatabase()).isTrue();
    assertThat(diagnosed.reached()).isEmpty();
    assertThat(diagnosed.paging()).isEmpty();
  }

  @Test
  void aScenarioThatAsksSomethingOfServicesGivesItsLoad() throws IOException {
    Files.writeString(
        folder.resolve("shop.target.yaml"),
        "start: {command: './serve {port}'}\nrequests: [{name: list, path: '/l?size=40'}]\n");
    Diagnosed.Asked asked =
        new Diagnosed.Asked(
            "shop.target.yaml",
            Optional.of("baseline-load"),
            GateFile.none(),
            Optional.empty(),
            Overrides.parse(List.of("arrivalsPerSecond=45")),
            folder,
            name -> true,
            Set.of());

    Diagnosed diagnosed = Diagnosed.of(asked, SHIPPED);

    assertThat(diagnosed.scenario().name()).isEqualTo("baseline-load");
    assertThat(diagnosed.scenario().load().arrivalsPerSecond()).isEqualTo(45);
    assertThat(diagnosed.paging()).isPresent();
    assertThat(diagnosed.reached()).isEmpty();
  }

  @Test
  void eachDependencyButTheDatabaseIsToBeLate() throws IOException {
    Scenario scenario = diagnosed("troubled:fixed", "", "").scenario();

    assertThat(scenario.faults().timeline().orElseThrow().windows())
        .extracting(FaultWindow::connection)
        .containsExactly("gateway", "redis");
    assertThat(scenario.faults().distanceMillis()).containsKey("database");
    assertThat(scenario.reconciliation()).isEmpty();
  }

  @Test
  void aServiceThatRunsAlreadyIsReachedByNoProxy() throws IOException {
    Diagnosed diagnosed =
        diagnosed("http://localhost:9", "requests: [{name: list, path: /list}]", "");

    assertThat(diagnosed.reached()).isEmpty();
    assertThat(diagnosed.scenario().faults().timeline()).isEmpty();
    assertThat(diagnosed.usesDatabase()).isFalse();
  }

  @Test
  void aSettingOfTheJourneyAloneIsVaried() {
    Variation paging = shipped("n-plus-one:fixed").paging().orElseThrow();

    assertThat(paging.over()).isEqualTo("pageSize");
    assertThat(paging.steps()).extracting(Variation.Step::size).containsExactly(5.0, 16.0, 50.0);
    assertThat(paging.steps().get(0).journeySettings()).containsEntry("pageSize", "5");
    // As usual in all else: the growth's own settings would need other data.
    assertThat(paging.steps().get(0).journeySettings()).containsEntry("customers", "2000");
  }

  @Test
  void aSmallPageIsVariedUpwards() {
    assertThat(shipped("n-plus-one:fixed", "pageSize=5").paging().orElseThrow().steps())
        .extracting(Variation.Step::size)
        .containsExactly(5.0, 16.0, 50.0);
  }

  /** The size of the data, and what the gateway is told, stay as they are while services run. */
  @Test
  void whatDataAndServicesAreToldIsNotVaried() {
    assertThat(shipped("missing-index:naive").paging()).isEmpty();
    assertThat(shipped("no-cache:naive").paging()).isEmpty();
    assertThat(shipped("blocking-gateway:naive").paging()).isEmpty();
  }

  @Test
  void theShippedServicesReachWhatTheyAreTold() {
    assertThat(shipped("blocking-gateway:naive").reached()).containsExactly("gateway");
    assertThat(shipped("no-cache:fixed").reached()).containsExactly("redis");
    assertThat(shipped("n-plus-one:naive").reached()).isEmpty();
  }

  @Test
  void aParameterWithAUsualNameIsVaried() throws IOException {
    Diagnosed diagnosed =
        diagnosed(
            "http://localhost:9",
            """
            requests:
              - {name: list, path: "/owners?page=2&per_page=40"}
              - {name: add, method: POST, path: "/owners?per_page=40"}
            """,
            "");

    Variation paging = diagnosed.paging().orElseThrow();
    assertThat(paging.over()).isEqualTo("per_page");
    assertThat(paging.steps()).extracting(Variation.Step::size).containsExactly(10.0, 20.0, 40.0);
    assertThat(paths(paging.steps().get(0)))
        .containsExactly("/owners?page=2&per_page=10", "/owners?per_page=40");
  }

  private static List<String> paths(Variation.Step step) {
    return DeclaredJourney.of(step.journeySettings().get(DeclaredJourney.SETTING))
        .requests()
        .stream()
        .map(DeclaredRequest::path)
        .toList();
  }

  @Test
  void aParameterMayBeNamed() throws IOException {
    Diagnosed diagnosed =
        diagnosed("http://localhost:9", "requests: [{name: list, path: \"/owners?n=4\"}]", "n");

    assertThat(diagnosed.paging().orElseThrow().steps())
        .extracting(Variation.Step::size)
        .containsExactly(4.0, 8.0, 16.0);
  }

  @Test
  void aParameterThatNoRequestHasIsRefused() {
    assertThatThrownBy(
            () ->
                diagnosed(
                    "http://localhost:9",
                    "requests: [{name: list, path: \"/owners?limit=4\"}]",
                    "limti"))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "--page-parameter: no GET request has 'limti=' with a whole number; did you mean 'limit'?");
  }

  @Test
  void aScenarioHasNoParameterToName() {
    assertThatThrownBy(() -> diagnosed("tiny:naive", "", "limit"))
        .hasMessageStartingWith("--page-parameter: tiny has a journey of its own");
  }

  @Test
  void nothingToSendIsSaidInOneLine() {
    assertThatThrownBy(() -> diagnosed("http://localhost:9", "", ""))
        .hasMessage(
            "nothing says what to send to http://localhost:9; name a scenario by --scenario, or list 'requests' in gate.yaml or in a target file");
  }
}
