package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.report.ScenarioReport.VariantReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios without a pair, and scenarios of a team's own, against services that nobody knows. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(300)
class OwnScenariosRunTest {
  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void layOut() throws IOException {
    project = Project.withoutPairs(folder.resolve("project"));
    Files.createDirectories(folder.resolve("work"));
  }

  @Test
  void aQuestionForAnyServiceIsAnsweredInNumbersAndByItsRule() throws Exception {
    Project.addShipped(
        project,
        "baseline-load",
        "launches: 1, blocks: 6, blockSeconds: 2, gapSeconds: 1, warmUpSeconds: 1");
    target("mine", "well", "");

    try (FaceoffProcess faceoff =
        run(
            "baseline-load",
            "--target",
            "mine.target.yaml",
            "--set",
            "arrivalsPerSecond=40",
            "--set",
            "limitMillis=5000",
            "--set",
            "errorShare=0.05")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      ScenarioReport scenario = scenario(faceoff);
      assertThat(scenario.status()).as("%s", scenario.reasons()).isEqualTo(Status.VALID);
      assertThat(scenario.variants()).extracting(VariantReport::name).containsExactly("mine");
      assertThat(scenario.comparisons()).isEmpty();
      assertThat(scenario.scales()).isEmpty();
      EndpointReport items = scenario.variants().get(0).endpoints().get(0);
      assertThat(items.name()).isEqualTo("items");
      assertThat(items.requests()).isEqualTo(3 * 2 * 40);
      assertThat(items.estimates().get(Measure.P95_LATENCY).interval()).isPresent();
      assertThat(scenario.expectations())
          .extracting(ExpectationResult::text, ExpectationResult::outcome)
          .containsExactly(
              tuple("p95LatencyMillis of target <= 5000", Outcome.HELD),
              tuple("errorShare of target <= 0.05", Outcome.HELD));
      assertThat(faceoff.out().replaceAll("\\s+", " "))
          .contains("Both expectations hold: mine answers items in ")
          .contains("p95LatencyMillis of target <= 5000")
          .doesNotContain("naive", "fixed", "ratio");
      assertThat(Files.readString(faceoff.file("out/report.html")))
          .doesNotContain("both sides", "The pair in numbers", "When the fix hurts");
    }
  }

  /** Its refusals are quick, and would pass for those of a quick service. */
  @Test
  void aServiceThatTurnsAllAwayEndsTheRunWithOneSentence() throws Exception {
    Project.addShipped(
        project,
        "baseline-load",
        "launches: 1, blocks: 4, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1");
    target("mine", "locked", "");

    try (FaceoffProcess faceoff = run("baseline-load", "--target", "mine.target.yaml")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);

      assertThat(scenario(faceoff).status()).isEqualTo(Status.FAILED);
      assertThat(scenario(faceoff).reasons())
          .containsExactly(
              "mine: every answer to items was 401: give it a header, for example Authorization: Bearer ${SERVICE_TOKEN}");
    }
  }

  @Test
  void aRuleThatDoesNotHoldFailsTheRun() throws Exception {
    Project.addShipped(
        project,
        "baseline-load",
        "launches: 1, blocks: 4, blockSeconds: 3, gapSeconds: 1, warmUpSeconds: 1");
    target("mine", "slow", "");

    try (FaceoffProcess faceoff =
        run(
            "baseline-load",
            "--target",
            "mine.target.yaml",
            "--set",
            "arrivalsPerSecond=50",
            "--set",
            "limitMillis=10")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(3);

      assertThat(scenario(faceoff).expectations().get(0).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(faceoff.out().replaceAll("\\s+", " "))
          .contains("1 of 2 expectations fails (p95LatencyMillis of target <= 10, observed ");
    }
  }

  @Test
  void twoServicesAreComparedAndEachIsJudgedByTheRule() throws Exception {
    Project.addShipped(
        project,
        "baseline-load",
        "launches: 1, blocks: 8, blockSeconds: 2, gapSeconds: 1, warmUpSeconds: 1");
    target("slow", "slow", "");
    target("quick", "well", "");

    try (FaceoffProcess faceoff =
        run(
            "baseline-load",
            "--target",
            "slow.target.yaml",
            "--target",
            "quick.target.yaml",
            "--set",
            "arrivalsPerSecond=40",
            "--set",
            "limitMillis=5000",
            "--set",
            "errorShare=0.05")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      ScenarioReport scenario = scenario(faceoff);
      assertThat(scenario.variants())
          .extracting(VariantReport::name)
          .containsExactly("slow", "quick");
      assertThat(scenario.scales()).isEmpty();
      assertThat(
              scenario
                  .comparison("items", Measure.P50_LATENCY, "quick")
                  .orElseThrow()
                  .ratio()
                  .value())
          .isLessThan(1);
      assertThat(scenario.expectations())
          .extracting(ExpectationResult::text)
          .containsExactly(
              "p95LatencyMillis of slow <= 5000",
              "p95LatencyMillis of quick <= 5000",
              "errorShare of slow <= 0.05",
              "errorShare of quick <= 0.05");
      assertThat(faceoff.out().replaceAll("\\s+", " "))
          .contains("All 4 expectations hold. Quick ")
          .contains("p95LatencyMillis of slow <= 5000");
    }
  }

  @Test
  void eachDependencyOfATargetFailsAndBystandersDoNotNotice() throws Exception {
    Project.addShipped(
        project,
        "dependency-down",
        "launches: 1, blocks: 4, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1");
    Files.writeString(
        folder.resolve("work/mine.target.yaml"),
        """
        start: {command: [%1$s, -Xmx64m, -cp, %2$s, %3$s, "{port}", "{store.url}"]}
        ready: /ready
        services:
          store: {command: [%1$s, -Xmx64m, -cp, %2$s, %4$s, "{port}", well, %5$s], ready: /ready}
        requests:
          - {name: own, path: /own, objectiveMillis: 5000}
          - {name: asking, path: /asking, objectiveMillis: 5000, needs: [store]}
        """
            .formatted(
                java(),
                classes(),
                DependentService.class.getName(),
                JudgedService.class.getName(),
                folder.resolve("starts")));

    try (FaceoffProcess faceoff =
        run(
            "dependency-down",
            "--target",
            "mine.target.yaml",
            "--set",
            "faultSeconds=3",
            "--set",
            "recoverSeconds=9",
            "--set",
            "errorShare=0.2")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      ScenarioReport scenario = scenario(faceoff);
      Map<String, Outcome> outcomes =
          scenario.expectations().stream()
              .collect(Collectors.toMap(ExpectationResult::text, ExpectationResult::outcome));
      assertThat(outcomes)
          .containsEntry(
              "withinObjectiveShare of target at own during down-store >= 0.95", Outcome.HELD)
          .containsEntry("recoverSeconds of target during down-store <= 9", Outcome.HELD)
          .containsEntry("p50LatencyMillis of target during down-store <= 2000", Outcome.HELD)
          .containsEntry("errorShare of target <= 0.2", Outcome.HELD);
      Function<String, Double> failed =
          endpoint ->
              scenario
                  .faults()
                  .timeline()
                  .orElseThrow()
                  .phase("down-store")
                  .flatMap(phase -> phase.variant("mine"))
                  .flatMap(variant -> variant.endpoint(endpoint))
                  .map(each -> each.estimates().get(Measure.ERROR_SHARE).value())
                  .orElseThrow();
      assertThat(failed.apply("own")).isZero();
      assertThat(failed.apply("asking")).isGreaterThan(0.5);
    }
  }

  @Test
  void aTeamsOwnPairIsRunFromItsFolderWithWhatAnAnswerLeft() throws Exception {
    Path place = Files.createDirectories(folder.resolve("work/team/items-in-turn"));
    Files.writeString(
        place.resolve("scenario.yaml"),
        """
        name: items-in-turn
        title: Slow items against quick ones
        question: Does it matter?
        load: {arrivalsPerSecond: 60, warmUpUsers: 2, requestTimeoutSeconds: 20, startLagLimitMillis: 10000}
        journey:
          requests:
            - {name: list, path: /items, capture: {item: "$[0].item"}}
            - {name: one, path: "/items?of={item}", contains: '"1"'}
        variants:
          - {name: naive, target: slow.target.yaml}
          - {name: fixed, target: quick.target.yaml}
        profiles:
          quick: {launches: 1, blocks: 8, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
          standard: {launches: 1, blocks: 8, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
          thorough: {launches: 1, blocks: 8, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
        expectations:
          - p50LatencyMillis of fixed/naive at list < 1
        """);
    target("team/items-in-turn/slow", "slow", "");
    target("team/items-in-turn/quick", "well", "");

    try (FaceoffProcess faceoff = run("--scenario", "team/items-in-turn")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();

      ScenarioReport scenario = scenario(faceoff);
      assertThat(scenario.name()).isEqualTo("items-in-turn");
      assertThat(scenario.expectations().get(0).outcome()).isEqualTo(Outcome.HELD);
      assertThat(scenario.variants())
          .allSatisfy(
              variant ->
                  assertThat(variant.endpoint("one").orElseThrow().requests()).isEqualTo(4 * 60))
          .allSatisfy(
              variant -> assertThat(variant.endpoint("one").orElseThrow().errors()).isZero());
    }
  }

  @Test
  void aJourneyFromATeamsJarIsPlayedByTheGenerator() throws Exception {
    Path place = Files.createDirectories(folder.resolve("work/with-jar"));
    Project.jar(
        place.resolve("loads.jar"),
        "com.acme.ShopJourney",
        """
        package com.acme;

        import static io.gatling.javaapi.core.CoreDsl.exec;

        import dev.faceoff.scenarios.Journey;
        import dev.faceoff.scenarios.JourneySettings;
        import dev.faceoff.scenarios.Requests;
        import io.gatling.javaapi.core.ChainBuilder;

        public final class ShopJourney implements Journey {
          @Override
          public ChainBuilder steps(JourneySettings settings, Requests requests) {
            return exec(requests.send("first", http -> http.get("/items?n=" + settings.text("n"))))
                .exec(requests.send("again", http -> http.get("/items")));
          }
        }
        """);
    Files.writeString(
        place.resolve("scenario.yaml"),
        """
        name: with-jar
        title: A journey of ours
        question: Is it played?
        settings: {n: {value: 3, min: 1, max: 9, description: items}}
        load: {arrivalsPerSecond: 40, warmUpUsers: 1, requestTimeoutSeconds: 20, startLagLimitMillis: 10000}
        journey:
          jar: loads.jar
          class: com.acme.ShopJourney
          endpoints: [{name: first, objectiveMillis: 5000}, {name: again, objectiveMillis: 5000}]
        profiles:
          quick: {launches: 1, blocks: 4, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
          standard: {launches: 1, blocks: 4, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
          thorough: {launches: 1, blocks: 4, blockSeconds: 1, gapSeconds: 1, warmUpSeconds: 1}
        expectations: [errorShare of target <= 0.2]
        """);
    target("mine", "well", "");

    try (FaceoffProcess faceoff = run("--scenario", "with-jar", "--target", "mine.target.yaml")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();

      assertThat(scenario(faceoff).variants().get(0).endpoints())
          .extracting(EndpointReport::name, EndpointReport::requests, EndpointReport::errors)
          .containsExactly(tuple("first", 80L, 0L), tuple("again", 80L, 0L));
    }
  }

  private FaceoffProcess run(String... words) throws IOException {
    String[] all = new String[words.length + 3];
    all[0] = "run";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--out";
    all[words.length + 2] = "out";
    return FaceoffProcess.start(project, folder, all);
  }

  private void target(String name, String fault, String more) throws IOException {
    Files.writeString(
        folder.resolve("work/" + name + ".target.yaml"),
        """
        start: {command: [%s, -Xmx64m, -cp, %s, %s, "{port}", %s, %s]}
        ready: /ready
        requests: [{name: items, path: /items, contains: item}]
        %s
        """
            .formatted(
                java(),
                classes(),
                JudgedService.class.getName(),
                fault,
                folder.resolve("starts"),
                more));
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static Path classes() {
    return Path.of("target/test-classes").toAbsolutePath();
  }

  private static ScenarioReport scenario(FaceoffProcess faceoff) {
    return ReportFolder.read(faceoff.file("out")).scenarios().get(0);
  }
}
