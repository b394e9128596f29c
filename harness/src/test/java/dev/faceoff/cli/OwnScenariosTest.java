package dev.faceoff.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faceoff.model.Design;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.model.Variant;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.run.RunListener;
import dev.faceoff.run.ScenarioRequest;
import dev.faceoff.run.ServeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private static final String LIMIT =
      """
      name: limit
      title: A question
      question: How many can come?
      designs:
        capacity: {objective: {quantile: 0.95, millis: 250, errorPercent: 1},
          users: [1, 2, 4, 8, 16, 32], rounds: 2, launches: {quick: 1, standard: 2, thorough: 3},
          blockSeconds: 3, gapSeconds: 1, warmUpSeconds: 10, stepSeconds: 6, budgetSeconds: 100}
      expectations: [maxThroughputPerSecond of target >= 5]
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
  void twoServicesAreComparedAndEachIsJudged() throws IOException {
    other("");

    assertThat(
            run("run", "well", "--target", "shop.target.yaml", "--target", "main/old.target.yaml"))
        .isZero();

    Scenario scenario = only().scenario();
    assertThat(scenario.variants()).extracting(Variant::name).containsExactly("shop", "old");
    assertThat(scenario.expectations())
        .extracting(Expectation::text, Expectation::variant)
        .containsExactly(
            tuple("p95LatencyMillis of shop <= 250", "shop"),
            tuple("p95LatencyMillis of old <= 250", "old"));
    assertThat(only().designs()).isEqualTo(Set.of(Design.PAIR));
    assertThat(shell.err()).contains("Running well (of shop and old)");
  }

  @Test
  void twoServicesAreAskedWhatTheExpectationsAreAbout() throws IOException {
    write(shell.home.resolve("scenarios/crowd/scenario.yaml"), CROWD);
    other("");

    assertThat(
            run("run", "crowd", "--target", "shop.target.yaml", "--target", "main/old.target.yaml"))
        .isZero();

    assertThat(only().designs()).isEqualTo(Set.of(Design.SPIKE));
    assertThat(only().spiking().orElseThrow().variants()).hasSize(2);
  }

  @Test
  void loadOnAnotherMachineIsStatedAtItsHighest() throws IOException {
    write(
        shell.home.resolve("scenarios/crowd/scenario.yaml"),
        CROWD.replace("factor: 5,", "factor: 5, objective: {millis: 500},"));
    write(
        shell.folder.resolve("far.target.yaml"),
        """
        start: {url: "http://shop.example:8080"}
        requests: [{name: list, path: /}, {name: show, path: /1}]
        """);

    runOnceAllowed("shop.example", "run", "crowd", "--target", "far.target.yaml");

    assertThat(said())
        .contains(
            "Load goes to shop.example: warm-up by 2 users without pause, then 20 users a second, then 100 users a second in the spike; a user sends up to 2 requests");
  }

  @Test
  void aSearchOnAnotherMachineNeedsALimitWhichIsStated() throws IOException {
    write(
        shell.home.resolve("scenarios/limit/scenario.yaml"),
        LIMIT
            .replace(
                "budgetSeconds: 100}",
                "budgetSeconds: 100, mostArrivalsPerSecond: '{mostArrivalsPerSecond}'}")
            .replace(
                "designs:",
                "settings:\n  mostArrivalsPerSecond: {value: 0, min: 0, max: 1000, description: users}\ndesigns:"));
    farAway();
    List<String> search =
        List.of("run", "limit", "--target", "far.target.yaml", "--allow-remote", "shop.example");

    assertThat(run(search.toArray(String[]::new))).isEqualTo(2);
    assertThat(said())
        .contains(
            "limit: a search for the capacity that loads shop.example needs a limit, the most users a second; give it by --set mostArrivalsPerSecond=NUMBER");
    assertThat(engine.requests).isEmpty();

    shell.err.reset();
    List<String> limited = new ArrayList<>(search);
    limited.addAll(List.of("--set", "mostArrivalsPerSecond=80"));
    assertThat(run(limited.toArray(String[]::new))).isZero();
    assertThat(said())
        .contains(
            "Load goes to shop.example: more and more users until it keeps its objective no longer, at most 80 users a second")
        .doesNotContain("without pause");
    assertThat(only().scenario().designs().capacity().orElseThrow().mostArrivalsPerSecond())
        .hasValue(80);
  }

  @Test
  void aSearchWithoutTheSettingIsToldToDeclareItsLimit() throws IOException {
    write(shell.home.resolve("scenarios/limit/scenario.yaml"), LIMIT);
    farAway();

    assertThat(run("run", "limit", "--target", "far.target.yaml", "--allow-remote", "shop.example"))
        .isEqualTo(2);
    assertThat(said())
        .contains("declare designs.capacity.mostArrivalsPerSecond in its scenario.yaml");

    // This machine is the user's own.
    assertThat(run("run", "limit", "--target", "shop.target.yaml")).isZero();
  }

  /** The service is here, but whoever runs what it depends on must be able to object, too. */
  @Test
  void loadThatIsPassedOnToAnotherMachineIsStated() throws IOException {
    write(shell.home.resolve("scenarios/limit/scenario.yaml"), LIMIT);
    write(
        shell.folder.resolve("shop.target.yaml"),
        """
        start: {command: [./serve, "{port}", "{payments.url}"]}
        services: {payments: {url: "http://pay.example:9090"}}
        requests: [{name: list, path: /}]
        """);

    runOnceAllowed("pay.example", "run", "well", "--target", "shop.target.yaml");

    assertThat(said())
        .contains(
            "Load is passed on to pay.example, on which the service depends: as much as it asks there for warm-up by 2 users without pause, then 20 users a second")
        .doesNotContain("Load goes to");

    shell.err.reset();
    assertThat(run("run", "limit", "--target", "shop.target.yaml", "--allow-remote", "pay.example"))
        .isEqualTo(2);
    assertThat(shell.err())
        .contains("limit: a search for the capacity that loads pay.example needs a limit");
  }

  private void farAway() throws IOException {
    write(
        shell.folder.resolve("far.target.yaml"),
        """
        start: {url: "http://shop.example:8080"}
        requests: [{name: list, path: /}]
        """);
  }

  @Test
  void severalServicesRunBesideAPair() throws IOException {
    String requests = "requests: [{name: list, path: /}]\n";
    for (String name : List.of("a", "b", "c")) {
      write(
          shell.folder.resolve(name + ".target.yaml"),
          "start: {command: [./%s, '{port}']}\n%s".formatted(name, requests));
    }

    assertThat(
            run(
                "run",
                "tiny",
                "--target",
                "c.target.yaml",
                "--target",
                "a.target.yaml",
                "--target",
                "b.target.yaml"))
        .isZero();

    assertThat(only().scenario().variants())
        .extracting(Variant::name)
        .containsExactly("naive", "fixed", "c", "a", "b");
    assertThat(shell.err()).contains("Running tiny (with c; with a; with b)");
  }

  @Test
  void twoServicesOfOneNameAreRefusedBesideAPairAndWithoutOne() throws IOException {
    write(
        shell.folder.resolve("main/Shop.target.yaml"),
        Files.readString(shell.folder.resolve("shop.target.yaml")));

    for (String scenario : List.of("tiny", "well")) {
      shell.err.reset();
      assertThat(
              run(
                  "run",
                  scenario,
                  "--target",
                  "shop.target.yaml",
                  "--target",
                  "main/Shop.target.yaml"))
          .isEqualTo(2);
      assertThat(shell.err())
          .isEqualTo(
              "--target main/Shop.target.yaml: there is a variant 'Shop' already, shop.target.yaml; rename the file"
                  + System.lineSeparator());
    }
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void twoThatCannotBeComparedAreRefused() throws IOException {
    String[] both = {
      "run", "well", "--target", "shop.target.yaml", "--target", "main/old.target.yaml"
    };

    other("requests: [{name: list, path: /else}]\n");
    assertThat(run(both)).isEqualTo(2);
    assertThat(shell.err())
        .contains(
            "shop.target.yaml and main/old.target.yaml declare different 'requests', and both are sent the same; leave them out of one");

    shell.err.reset();
    other("services: {mail: {url: 'http://127.0.0.1:1'}}\nenvironment: {MAIL: '{mail.url}'}\n");
    assertThat(run(both)).isEqualTo(2);
    assertThat(shell.err())
        .contains(
            "shop.target.yaml is told of nothing, and main/old.target.yaml of mail; two that are compared depend on the same");

    shell.err.reset();
    assertThat(
            run(
                "run",
                "well",
                "--target",
                "shop.target.yaml",
                "--target",
                "main/old.target.yaml",
                "--target",
                "c.target.yaml"))
        .isEqualTo(2);
    assertThat(shell.err())
        .contains(
            "--target c.target.yaml: a scenario without a pair compares two services at most");
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void requestsThatOnlyDifferInTheirFoldersAreTheSame() throws IOException {
    String requests = "requests: [{name: list, path: '/{id}', feeder: ids.csv}]\n";
    for (String place : List.of("shop", "main/old")) {
      Path file = shell.folder.resolve(place + ".target.yaml");
      write(file, "start: {command: [./serve, '{port}']}\n" + requests);
      write(file.resolveSibling("ids.csv"), "id\n1\n");
    }
    String[] both = {
      "run", "well", "--target", "shop.target.yaml", "--target", "main/old.target.yaml"
    };

    assertThat(run(both)).isZero();

    write(shell.folder.resolve("main/ids.csv"), "id\n2\n");
    assertThat(run(both)).isEqualTo(2);
    assertThat(shell.err()).contains("declare different 'requests'");
  }

  @Test
  void whereNoRequestNeedsWhatFailsTheUserIsTold() throws IOException {
    write(
        shell.home.resolve("scenarios/gone/scenario.yaml"),
        """
        name: gone
        title: A question
        question: What if it is gone?
        faults: {afterSeconds: 5, timeline: {down: "at 2s: cut on each, for 3s"}}
        expectations: [recoverSeconds of target during down <= 5]
        """);
    String told =
        """
        start: {command: [./serve, "{port}"]}
        database: {}
        environment: {DB: "{database.url}"}
        requests: [{name: list, path: /%s}]
        """;
    String warning =
        "No request says 'needs: [database]': all are expected to be answered without it.";

    write(shell.folder.resolve("db.target.yaml"), told.formatted(""));
    assertThat(run("run", "gone", "--target", "db.target.yaml")).isZero();
    assertThat(shell.err()).contains(warning);

    shell.err.reset();
    write(shell.folder.resolve("db.target.yaml"), told.formatted(", needs: [database]"));
    assertThat(run("run", "gone", "--target", "db.target.yaml")).isZero();
    assertThat(shell.err()).doesNotContain(warning);
  }

  @Test
  void aPairOfTheUsersOwnIsServed() throws IOException {
    List<ServeRequest> served = new ArrayList<>();
    Parts serving = serving(served);
    write(
        shell.folder.resolve("team/order-list/scenario.yaml"),
        """
        name: order-list
        title: Before and after
        question: What does the list cost?
        variants:
          - {name: before, target: ../../shop.target.yaml}
          - {name: after, target: ../../shop.target.yaml}
        journey: {requests: [{name: list, path: /}]}
        expectations: []
        """);
    write(shell.folder.resolve("team/asked/scenario.yaml"), WELL.replace("well", "asked"));

    assertThat(shell.run(serving, "serve", "--scenario", "team/order-list")).isZero();
    assertThat(shell.run(serving, "serve", "--scenario", "team/asked")).isEqualTo(2);

    assertThat(served)
        .extracting(request -> request.scenario().name())
        .containsExactly("order-list");
    assertThat(shell.err())
        .contains(
            "asked has no pair, and 'serve' shows one; 'faceoff list' names those that have, and --scenario DIR takes one of yours");
  }

  @Test
  void whoServesServicesOfAnotherMachineIsToldWhatThePageMayAskFor() throws IOException {
    for (int port : List.of(8081, 8082)) {
      write(
          shell.folder.resolve("far-%d.target.yaml".formatted(port)),
          "start: {url: 'http://shop.example:%d'}\n".formatted(port));
    }
    write(
        shell.folder.resolve("team/far-list/scenario.yaml"),
        """
        name: far-list
        title: Before and after
        question: What does the list cost?
        variants:
          - {name: before, target: ../../far-8081.target.yaml}
          - {name: after, target: ../../far-8082.target.yaml}
        journey: {requests: [{name: list, path: /}]}
        expectations: []
        """);
    List<ServeRequest> served = new ArrayList<>();

    assertThat(shell.run(serving(served), "serve", "--scenario", "team/far-list")).isEqualTo(2);
    assertThat(served).isEmpty();
    assertThat(
            shell.run(
                serving(served),
                "serve",
                "--scenario",
                "team/far-list",
                "--allow-remote",
                "shop.example"))
        .as(shell.err())
        .isZero();

    assertThat(said())
        .contains(
            "Load goes to shop.example: warm-up by 2 users without pause, then 20 users a second at each, at most 80 users a second by the page's buttons");
  }

  private static Parts serving(List<ServeRequest> served) {
    return Fakes.parts(
        new Fakes.Engine(Status.VALID, Outcome.HELD) {
          @Override
          public void serve(ServeRequest request, RunListener listener) {
            served.add(request);
          }
        });
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

  /** A second service, in another folder. */
  private void other(String more) throws IOException {
    write(
        shell.folder.resolve("main/old.target.yaml"),
        "start: {command: [./serve, '{port}']}\n" + more);
  }

  private ScenarioRequest only() {
    assertThat(engine.requests).hasSize(1);
    assertThat(engine.requests.get(0).asked()).hasSize(1);
    return engine.requests.get(0).asked().get(0);
  }

  private int run(String... words) {
    return shell.run(parts, words);
  }

  /** Runs what is refused, and sends nothing, without leave for that host. */
  private void runOnceAllowed(String host, String... words) {
    assertThat(run(words)).isEqualTo(2);
    assertThat(shell.err()).contains("allow it by --allow-remote " + host);
    assertThat(engine.requests).isEmpty();

    shell.err.reset();
    List<String> allowed = new ArrayList<>(List.of(words));
    allowed.addAll(List.of("--allow-remote", host));
    assertThat(run(allowed.toArray(String[]::new))).isZero();
  }

  /** What stands on standard error, in one line. */
  private String said() {
    return shell.err().replaceAll("\\s+", " ");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
