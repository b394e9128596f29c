package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Design;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios of the project itself are read without complaint. */
class ShippedScenariosTest {
  private static final Path PROJECT = Path.of("..");

  private static final Catalogue CATALOGUE = new Catalogue(PROJECT.resolve("scenarios"), PROJECT);

  static List<String> names() {
    return CATALOGUE.names();
  }

  static List<String> pairs() {
    return CATALOGUE.all(Overrides.NONE).stream().map(Scenario::name).toList();
  }

  static List<String> core() {
    return CATALOGUE.core(Overrides.NONE).stream().map(Scenario::name).toList();
  }

  @Test
  void comeWithPairsAndWithQuestionsForAnyService() {
    assertThat(pairs())
        .containsExactly(
            "blocking-gateway", "missing-index", "monitoring", "n-plus-one", "no-cache");
    assertThat(CATALOGUE.onAny().withoutVariants(Overrides.NONE))
        .extracting(Scenario::name)
        .containsExactly(
            "baseline-load", "capacity", "dependency-down", "slow-dependency", "spike");
    assertThat(core())
        .containsExactlyInAnyOrder("blocking-gateway", "missing-index", "n-plus-one", "no-cache");
  }

  /** Or its rule could not be changed by --set. */
  @Test
  void questionsForAnyServiceHaveNoNumberInTheirRuleThatIsNoSetting() throws IOException {
    for (String name : names()) {
      if (!pairs().contains(name)) {
        String text =
            Files.readString(PROJECT.resolve("scenarios").resolve(name).resolve("scenario.yaml"));
        assertThat(text.substring(text.indexOf("expectations:")).lines().skip(1))
            .as(name)
            .isNotEmpty()
            .allMatch(line -> line.matches("  - .* of target .*[<>]=? \\{[a-zA-Z]+}"));
      }
    }
  }

  @Test
  void questionsForAnyServiceAskForWhatTheirExpectationsAreAbout() {
    Catalogue any = CATALOGUE.onAny();

    assertThat(any.find(List.of("spike"), Overrides.NONE).get(0).promised())
        .isEqualTo(Set.of(Design.SPIKE));
    assertThat(any.find(List.of("capacity"), Overrides.NONE).get(0).promised())
        .isEqualTo(Set.of(Design.CAPACITY));
    assertThat(any.find(List.of("slow-dependency"), Overrides.NONE).get(0).promised())
        .isEqualTo(Set.of(Design.PAIR));
  }

  /** What one left to its environment, a variable of the user's shell could make like the other. */
  @ParameterizedTest
  @MethodSource("pairs")
  void variantsSetTheSameProperties(String name) {
    Scenario scenario = CATALOGUE.find(List.of(name), Overrides.NONE).get(0);

    assertThat(scenario.candidate().properties().keySet())
        .isEqualTo(scenario.baseline().properties().keySet());
  }

  @Test
  void onlyTheFixedServiceOfMonitoringIsMonitored() {
    Scenario scenario = CATALOGUE.find(List.of("monitoring"), Overrides.NONE).get(0);

    assertThat(scenario.baseline().properties())
        .isEqualTo(Map.of("spring.profiles.active", "default"));
    assertThat(scenario.candidate().properties())
        .isEqualTo(Map.of("spring.profiles.active", "monitored"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void areReadable(String name) {
    Path file = PROJECT.resolve("scenarios").resolve(name).resolve("scenario.yaml");

    Scenario scenario = ScenarioFile.read(file, PROJECT);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.expectations()).isNotEmpty();
    if (scenario.isAlone() && !scenario.promised().contains(Design.PAIR)) {
      return;
    }
    Profile quick = scenario.profiles().get(ProfileName.QUICK);
    double requests =
        scenario.load().arrivalsPerSecond() * quick.blocks() / 2 * quick.blockSeconds();
    boolean asksForP95 =
        !scenario.isAlone()
            || scenario.expectations().stream()
                .anyMatch(each -> each.measure() == Measure.P95_LATENCY);
    assertThat(requests)
        .as("a variant's requests support a p95")
        .isGreaterThanOrEqualTo(asksForP95 ? 200 : 100);
  }

  @Test
  void theOneAboutMonitoringAsksForAlerts() {
    Scenario monitoring = CATALOGUE.find(List.of("monitoring"), Overrides.NONE).get(0);

    assertThat(monitoring.promised()).isEqualTo(Set.of(Design.ALERTS));
  }

  /** Over two launches Student's t is 12.7 standard errors: next to no interval at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {"blocking-gateway", "missing-index", "n-plus-one", "no-cache", "capacity"})
  void searchForACapacityInOneLaunchOrInEnoughForAnInterval(String name) {
    Path file = PROJECT.resolve("scenarios").resolve(name).resolve("scenario.yaml");

    Map<ProfileName, Profile> profiles =
        ScenarioFile.read(file, PROJECT).designs().capacity().orElseThrow().profiles();

    assertThat(profiles.get(ProfileName.QUICK).launches()).isEqualTo(1);
    assertThat(profiles.get(ProfileName.STANDARD).launches()).isEqualTo(3);
    assertThat(profiles.get(ProfileName.THOROUGH).launches()).isEqualTo(5);
  }

  /** Or the search for a capacity could not say that request threads ran out. */
  @ParameterizedTest
  @MethodSource("core")
  void tellTheirLevelsWhenEveryRequestThreadIsBusy(String name) {
    Path file = PROJECT.resolve("scenarios").resolve(name).resolve("scenario.yaml");

    Scenario scenario = ScenarioFile.read(file, PROJECT);

    assertThat(scenario.designs().capacity()).isPresent();
    assertThat(scenario.target().metricsPath()).isNotEmpty();
    assertThat(scenario.target().ownManagementPort()).isTrue();
  }
}
