package dev.faceoff.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.faceoff.model.Cut;
import dev.faceoff.model.Design;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Story;
import dev.faceoff.model.Variant;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios that ask something of any service. */
class ScenarioWithoutVariantsTest {
  private static final String ASKED =
      """
      name: asked
      title: A question
      question: Is it well?
      settings:
        limit: {value: 250, min: 1, max: 1000, description: milliseconds}
      expectations:
        - p95LatencyMillis of target <= {limit}
      """;

  private static final String SHOP =
      """
      start: {command: [./serve, "{port}"]}
      redis: {maxMemoryMebibytes: 16}
      services:
        payments: {url: "http://127.0.0.1:9000/v1"}
        mail: {command: [./mail, "{port}"], ready: /health}
      environment: {PAYMENTS: "{payments.url}", CACHE: "{redis.host}", MAIL: "{mail.url}"}
      requests:
        - {name: browse, path: /catalogue, objectiveMillis: 100}
        - {name: pay, path: /pay, method: POST, needs: [payments]}
      """;

  @TempDir private Path folder;

  @Test
  void sendsTheTargetsRequestsToItAlone() throws IOException {
    Scenario scenario = on(ASKED, SHOP);

    assertThat(scenario.isAlone()).isTrue();
    assertThat(scenario.baseline().name()).isEqualTo("shop");
    assertThat(scenario.pair()).containsExactly(scenario.baseline());
    assertThat(scenario.ownVariants()).isEmpty();
    assertThat(scenario.story()).isEqualTo(Story.NONE);
    assertThat(scenario.endpoints())
        .extracting(Endpoint::name, Endpoint::objectiveMillis)
        .containsExactly(tuple("browse", 100.0), tuple("pay", 1000.0));
    assertThat(scenario.journeySettings().get(DeclaredJourney.SETTING)).contains("/catalogue");
    assertThat(scenario.dependencies().connections()).containsExactly("mail", "payments", "redis");
    assertThat(scenario.load().arrivalsPerSecond()).isEqualTo(20);
    assertThat(scenario.promised()).isEqualTo(Set.of(Design.PAIR));
  }

  @Test
  void itsExpectationsCallWhateverItIsRunOnTheTarget() throws IOException {
    Expectation limit = on(ASKED, SHOP).expectations().get(0);

    assertThat(limit.variant()).isEqualTo("shop");
    assertThat(limit.text()).isEqualTo("p95LatencyMillis of target <= 250");
    Catalogue catalogue = catalogue(ASKED).on(asked(SHOP));
    Overrides overrides = Overrides.parse(List.of("limit=40"));
    assertThat(catalogue.find(List.of("asked"), overrides).get(0).expectations().get(0).bound())
        .isEqualTo(40);
  }

  @Test
  void ofTwoServicesEachIsExpectedTheSame() throws IOException {
    Files.createDirectories(folder.resolve("old/db"));
    Files.createDirectories(folder.resolve("new/db"));
    Files.writeString(folder.resolve("old/db/V1__a.sql"), "select 1");
    Files.writeString(folder.resolve("new/db/V1__a.sql"), "select 2");
    String told =
        """
        start: {command: [./serve, "{port}"]}
        database: {migrations: [db]}
        environment: {DB: "{database.url}"}
        """;
    Files.writeString(folder.resolve("old/before.target.yaml"), told);
    Files.writeString(
        folder.resolve("new/after.target.yaml"),
        told + "requests: [{name: list, path: /}, {name: about, path: /about}]\n");
    String asked =
        ASKED
            + """
              - withinObjectiveShare of target at bystanders during down >= 0.9
            faults:
              afterSeconds: 6
              timeline: {down: "at 2s: cut on each, for 3s"}
            """;
    OwnVariants.Asked both =
        new OwnVariants.Asked(
            List.of("old/before.target.yaml", "new/after.target.yaml"),
            folder,
            variable -> false,
            Set.of());

    Scenario scenario = catalogue(asked).on(both).find(List.of("asked"), Overrides.NONE).get(0);

    assertThat(scenario.pair()).extracting(Variant::name).containsExactly("before", "after");
    assertThat(scenario.ownVariants()).isEmpty();
    assertThat(scenario.faceFaults()).hasSize(2);
    assertThat(scenario.endpoints()).extracting(Endpoint::name).containsExactly("list", "about");
    assertThat(scenario.variants())
        .extracting(Variant::migrations)
        .containsExactly(List.of(folder.resolve("old/db")), List.of(folder.resolve("new/db")));
    assertThat(scenario.expectations())
        .extracting(Expectation::text, Expectation::variant)
        .containsExactly(
            tuple("p95LatencyMillis of before <= 250", "before"),
            tuple("p95LatencyMillis of after <= 250", "after"),
            tuple("withinObjectiveShare of before at list during down-database >= 0.9", "before"),
            tuple("withinObjectiveShare of before at about during down-database >= 0.9", "before"),
            tuple("withinObjectiveShare of after at list during down-database >= 0.9", "after"),
            tuple("withinObjectiveShare of after at about during down-database >= 0.9", "after"));
  }

  @Test
  void whatARequestNeedsIsKnownOnlyWithAService() throws IOException {
    String asked = ASKED + "journey: {requests: [{name: list, path: /, needs: [payments]}]}\n";

    assertThat(catalogue(asked).onAny().find(List.of("asked"), Overrides.NONE)).hasSize(1);
    assertThat(on(asked, SHOP).endpoints()).extracting(Endpoint::name).containsExactly("list");
    assertThatThrownBy(() -> on(asked.replace("payments", "paymnts"), SHOP))
        .hasMessageContaining("unknown connection 'paymnts'; did you mean 'payments'?");
  }

  @Test
  void withoutATargetItSaysWhatIsMissing() throws IOException {
    Catalogue catalogue = catalogue(ASKED);

    assertThatThrownBy(() -> catalogue.find(List.of("asked"), Overrides.NONE))
        .isInstanceOf(FaceoffException.class)
        .hasMessage(
            "asked asks something of a service of yours; name it: faceoff run asked --target FILE.target.yaml");
    assertThat(catalogue.all(Overrides.NONE)).isEmpty();
    assertThat(catalogue.onAny().withoutVariants(Overrides.NONE))
        .extracting(Scenario::name)
        .containsExactly("asked");
  }

  @Test
  void aFaultOnEachIsDoneToOneConnectionAfterTheOther() throws IOException {
    Scenario scenario =
        on(
            ASKED
                + """
                  - withinObjectiveShare of target at bystanders during down >= 0.9
                  - recoverSeconds of target during down <= 5
                faults:
                  afterSeconds: 6
                  timeline: {down: "at 2s: cut on each, for 3s"}
                """,
            SHOP);

    FaultTimeline timeline = scenario.faults().timeline().orElseThrow();
    assertThat(timeline.length()).isEqualTo(Duration.ofSeconds(33));
    assertThat(timeline.windows())
        .containsExactly(down("mail", 2), down("payments", 13), down("redis", 24));
    assertThat(scenario.expectations())
        .extracting(Expectation::text)
        .containsExactly(
            "p95LatencyMillis of target <= 250",
            "withinObjectiveShare of target at browse during down-mail >= 0.9",
            "withinObjectiveShare of target at pay during down-mail >= 0.9",
            "withinObjectiveShare of target at browse during down-payments >= 0.9",
            "withinObjectiveShare of target at browse during down-redis >= 0.9",
            "withinObjectiveShare of target at pay during down-redis >= 0.9",
            "recoverSeconds of target during down-mail <= 5",
            "recoverSeconds of target during down-payments <= 5",
            "recoverSeconds of target during down-redis <= 5");
    assertThat(scenario.expectations().get(3).endpoint()).isEqualTo(Optional.of("browse"));
    assertThat(scenario.expectations().get(3).phase()).isEqualTo(Optional.of("down-payments"));
  }

  @Test
  void aTargetThatNamesNoDependencyHasNothingToDisturb() {
    assertThatThrownBy(
            () ->
                on(
                    ASKED
                        + "faults: {seconds: 9, timeline: {down: \"at 2s: cut on each, for 3s\"}}\n",
                    """
                    start: {url: "http://127.0.0.1:8080"}
                    requests: [{name: list, path: /}]
                    """))
        .hasMessage(
            "shop.target.yaml names nothing that the service depends on, so that asked has nothing to disturb; give it '{database.url}', '{redis.host}' or, for a service under 'services', '{NAME.url}'");
  }

  @Test
  void aSpikeAndACapacityMakePromisesOfTheirOwn() throws IOException {
    Scenario scenario =
        on(
            """
            name: asked
            title: A question
            question: Is it well?
            designs:
              spike: {factor: 5, beforeSeconds: 2, spikeSeconds: 2, afterSeconds: 6, warmUpSeconds: 1,
                launches: {quick: 1, standard: 2, thorough: 3}}
              capacity: {objective: {quantile: 0.95, errorPercent: 1}, users: [1, 2, 3, 4, 5, 6], rounds: 2,
                launches: {quick: 1, standard: 2, thorough: 3}, blockSeconds: 2, gapSeconds: 1,
                warmUpSeconds: 1, stepSeconds: 2, budgetSeconds: 20}
            expectations:
              - maxThroughputPerSecond of target >= 20
              - withinObjectiveShare of target at pay during spike >= 0.9
              - recoverSeconds of target during spike <= 5
            """,
            SHOP);

    assertThat(scenario.promised()).isEqualTo(Set.of(Design.CAPACITY, Design.SPIKE));
    assertThat(scenario.designs().spike().orElseThrow().endpoint()).isEqualTo("browse");
    assertThat(scenario.designs().spike().orElseThrow().millis()).isEqualTo(100);
    assertThat(scenario.designs().capacity().orElseThrow().endpoint()).isEqualTo("browse");
    assertThat(scenario.expectations().get(0).measure()).isEqualTo(Measure.MAX_THROUGHPUT);
  }

  /** Each row adds lines to a good file; line and column point at the culprit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "core: true | 8:1: 'core' is for a scenario with 'variants'; without them a target file describes the service",
        "redis: {maxMemoryMebibytes: 1} | 8:1: 'redis' is for a scenario with 'variants'; without them a target file describes the service",
        "replicas: 2 | 8:1: 'replicas' is for a scenario with 'variants'; without them a target file describes the service",
        "'  - errorShare of shop <= 1' | '8:5: unknown variant ''shop''; valid is target'",
        "'  - errorShare of target during slow <= 1' | '8:5: unknown phase ''slow''; ''faults'' declares no timeline'",
        "'  - maxThroughputPerSecond of target > 1' | '8:5: ''maxThroughputPerSecond'' is what designs.capacity finds, which is not declared'",
        "faults: {afterSeconds: 2} | 8:24: 'afterSeconds' and 'timeline' of faults go together",
        "faults: {seconds: 9, afterSeconds: 2, timeline: {a: \"at 1s: cut on each, for 1s\"}} | 8:22: 'seconds' and 'afterSeconds' both say how long the timeline is; leave one out",
        "faults: {seconds: 9, timeline: {a: \"at 1s: cut on eech, for 1s\"}} | 8:36: unknown connection 'eech'; did you mean 'each'?",
        "faults: {seconds: 9, timeline: {a: \"at 1s: cut on each, for 1s\", b: \"at 3s: cut on mail, for 1s\"}} | 8:32: either all faults are on 'each' connection, or none is",
        "journey: {requests: [{name: list, path: /, role: x}]} | 8:44: 'role' is for target files; a scenario's requests are the roles",
        "journey: {class: a.B} | 8:10: the key 'endpoints' is missing in journey; list the requests that the class sends",
        "journey: {endpoints: [{name: a, objectiveMillis: 1}]} | 8:10: journey needs either 'class' or 'requests', but has none",
        "journey: {jar: a.jar, requests: [{name: list, path: /}]} | 8:11: 'jar' is for a class, which is missing",
      })
  void pointsAtWhatIsWrong(String line, String message) throws IOException {
    Catalogue catalogue = catalogue(ASKED + line.stripTrailing() + "\n").on(asked(SHOP));

    assertThatThrownBy(() -> catalogue.find(List.of("asked"), Overrides.NONE))
        .hasMessage(folder.resolve("scenarios/asked/scenario.yaml") + ":" + message);
  }

  /** Each row replaces a piece of a good target file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "needs: [payments] | needs: [paymnts] | 9:51: unknown connection 'paymnts'; did you mean 'payments'?",
        "{mail.url} | {male.url} | 6:72: unknown placeholder '{male.url}'; did you mean 'mail.url'?",
        "mail: {c | redis: {c | 5:3: a service is named by lower-case words joined by hyphens and not 'database' or 'redis', but this is 'redis'",
        "http://127 | https://127 | 4:19: services.payments.url must begin with http://: nothing can be put between in https",
        "./mail, \"{port}\" | ./mail | 5:9: nothing tells services.mail its port; write \"{port}\" among its words, in properties or environment",
        "./mail, \"{port}\" | ./mail, \"{redis.host}\" | 5:9: '{redis.host}': a service that the target depends on gets {port} only",
        "command: [./mail, \"{port}\"], | nothing | 5:9: services.mail needs exactly one of command, jar and url, but has none",
      })
  void pointsAtWhatIsWrongWithTheTarget(String piece, String replacement, String message)
      throws IOException {
    assertThat(SHOP).contains(piece.strip());
    String other = SHOP.replace(piece.strip(), replacement.strip().replace("nothing", ""));
    Catalogue catalogue = catalogue(ASKED).on(asked(other));

    assertThatThrownBy(() -> catalogue.find(List.of("asked"), Overrides.NONE))
        .hasMessage(folder.resolve("shop.target.yaml") + ":" + message);
  }

  @Test
  void whatTheServiceIsNotToldOfIsNotStartedForNothing() {
    assertThatThrownBy(() -> on(ASKED, SHOP.replace(", MAIL: \"{mail.url}\"", "")))
        .hasMessage(
            "shop.target.yaml declares a service 'mail', but tells the service nothing of it; write \"{mail.url}\" in environment or properties");
  }

  @Test
  void aTargetWithoutRequestsNeedsAScenarioThatSaysWhatToSend() throws IOException {
    String silent = SHOP.substring(0, SHOP.indexOf("requests:"));

    assertThatThrownBy(() -> on(ASKED, silent))
        .hasMessage("shop.target.yaml: nothing says what the service is sent; list 'requests'");
    Scenario scenario =
        on(
            ASKED + "journey: {requests: [{name: list, path: '/l?n={limit}', needs: [mail]}]}\n",
            silent);
    assertThat(scenario.endpoints()).extracting(Endpoint::name).containsExactly("list");
  }

  private static FaultWindow down(String connection, int second) {
    return new FaultWindow(
        "down-" + connection,
        new Cut(),
        connection,
        Duration.ofSeconds(second),
        Duration.ofSeconds(3));
  }

  private Scenario on(String scenario, String target) throws IOException {
    return catalogue(scenario).on(asked(target)).find(List.of("asked"), Overrides.NONE).get(0);
  }

  private Catalogue catalogue(String scenario) throws IOException {
    Path place = Files.createDirectories(folder.resolve("scenarios/asked"));
    Files.writeString(place.resolve("scenario.yaml"), scenario);
    return new Catalogue(folder.resolve("scenarios"), folder);
  }

  private OwnVariants.Asked asked(String target) throws IOException {
    Files.writeString(folder.resolve("shop.target.yaml"), target);
    return new OwnVariants.Asked(List.of("shop.target.yaml"), folder, name -> true, Set.of());
  }
}
