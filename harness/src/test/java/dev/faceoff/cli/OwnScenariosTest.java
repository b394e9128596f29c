package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Design;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.ScenarioRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios without a pair, and those of a user's own, on the command line. */
class OwnScenariosTest {
  private static final String WELL =
      """
      name: well
      title: A question
      question: Is the service well?
      settings:
        limit: {value: 250, min: 1, max: 1000, description: milliseconds}
      expectations: ["p95LatencyMillis of target <= {limit}"]
      """;

  private static final String CROWD =
      """
      name: crowd
      title: A question
      question: What if many come?
      designs:
        spike: {factor: 5, beforeSeconds: 2, spikeSeconds: 2, afterSeconds: 6, warmUpSeconds: 1,
          launches: {quick: 1, standard: 2, thorough: 3}}
      expectations: [recoverSeconds of target during spike <= 5]
      """;

  @TempDir private Path temporary;
  private Shell shell;
  private Fakes.Engine engine;
  private Parts parts;

  @BeforeEach
  void layOut() throws IOException {
    shell = new Shell(temporary);
    engine = new Fakes.Engine(Status.VALID, Outcome.HELD);
    parts = Fakes.parts(engine);
    write(shell.home.resolve("scenarios/well/scenario.yaml"), WELL);
    write(
        shell.folder.resolve("shop.target.yaml"),
        """
        start: {command: [./serve, "{port}"]}
        requests: [{name: list, path: /}]
        """);
  }

  @Test
  void aScenarioWithoutAPairIsRunOnTheServiceThatIsNamed() {
    assertThat(run("run", "well", "--target", "shop.target.yaml", "--set", "limit=40")).isZero();

    Scenario scenario = only().scenario();
    assertThat(scenario.isAlone()).isTrue();
    assertThat(scenario.baseline().name()).isEqualTo("shop");
    assertThat(scenario.expectations().get(0).bound()).isEqualTo(40);
    assertThat(shell.err()).contains("Running well (of shop)");
  }

  @Test
  void withoutAServiceOneLineSaysWhatIsMissing() {
    assertThat(run("run", "well")).isEqualTo(2);

    assertThat(shell.err())
        .isEqualTo(
            "well asks something of a service of yours; name it: faceoff run well --target FILE.target.yaml"
                + System.lineSeparator());
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void thoseWithoutANameAndThoseOfAllArePairs() {
    assertThat(run("run", "--all")).isZero();

    assertThat(only().scenario().name()).isEqualTo("tiny");
  }

  @Test
  void aFolderOfTheUsersOwnIsAScenario() throws IOException {
    write(shell.folder.resolve("team/crowd/scenario.yaml"), CROWD);

    assertThat(run("run", "--scenario", "team/crowd", "--target", "shop.target.yaml")).isZero();

    assertThat(only().designs())
        .as("what its expectations are about")
        .isEqualTo(Set.of(Design.SPIKE));
    assertThat(only().spiking()).isPresent();
    assertThat(run("validate", "team/crowd")).isZero();
    assertThat(shell.out()).contains("team/crowd: ok");
  }

  @Test
  void aFolderThatIsNoScenarioIsRefused() throws IOException {
    Files.createDirectories(shell.folder.resolve("team"));

    assertThat(run("run", "--scenario", "team")).isEqualTo(2);

    assertThat(shell.err()).contains("--scenario team: there is no scenario.yaml in that folder");
  }

  @Test
  void aGateMayPlayTheScenarioOfAFolder() throws IOException {
    write(
        shell.folder.resolve("team/crowd/scenario.yaml"),
        CROWD.replace("name: crowd", "name: other"));

    assertThat(run("gate", "shop.target.yaml", "shop.target.yaml", "--scenario", "team/crowd"))
        .isEqualTo(2);
    assertThat(shell.err()).contains("the name 'other' differs from its folder's; rename one");

    assertThat(run("gate", "shop.target.yaml", "shop.target.yaml", "--scenario", "crowd"))
        .isEqualTo(2);
    assertThat(shell.err()).contains("unknown scenario 'crowd'");
  }

  @Test
  void theListShowsThemApartFromThePairs() {
    assertThat(run("list")).isZero();

    assertThat(shell.out().replaceAll("\\s+", " "))
        .containsSubsequence(
            "tiny ",
            "On a service of yours, with --target FILE.target.yaml:",
            "well Is the service well? needs a service; quick ");
  }

  private ScenarioRequest only() {
    assertThat(engine.requests).hasSize(1);
    assertThat(engine.requests.get(0).asked()).hasSize(1);
    return engine.requests.get(0).asked().get(0);
  }

  private int run(String... words) {
    return shell.run(parts, words);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
