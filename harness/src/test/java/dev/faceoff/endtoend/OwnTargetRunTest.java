package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Standing;
import dev.faceoff.model.Status;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScaleReport;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A service that nobody knows, run beside a pair and placed between its variants. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(300)
class OwnTargetRunTest {
  /** In four blocks of a second. */
  private static final long ARRIVALS = 480;

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void addThirdPair() throws IOException {
    project = Project.withThirdPair(folder.resolve("project"));
    Files.createDirectories(folder.resolve("work"));
    Path scenario = project.resolve("scenarios/slow-list/scenario.yaml");
    // Two rounds would leave the intervals too wide to say anything.
    Files.writeString(
        scenario,
        Files.readString(scenario)
            .replaceFirst("quick: \\{launches: 1, blocks: 4", "quick: {launches: 1, blocks: 8"));
  }

  @Test
  void aSlowServiceStandsBeyondNaiveAndARoleItLacksIsLeftOut() throws Exception {
    write("slow", "{name: items, role: things, path: '/items?from={from}', contains: item}");

    try (FaceoffProcess faceoff = run("--target", "mine.target.yaml")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      ScenarioReport scenario = scenario(faceoff);
      assertThat(scenario.status()).as("%s", scenario.reasons()).isEqualTo(Status.VALID);
      ScenarioReport.VariantReport mine = scenario.variant("mine").orElseThrow();
      assertThat(mine.endpoints()).extracting(EndpointReport::name).containsExactly("things");
      assertThat(mine.endpoints().get(0).requests()).isEqualTo(ARRIVALS);
      assertThat(mine.endpoints().get(0).errors()).isZero();
      assertThat(scenario.trust().orElseThrow().missedArrivals()).isZero();

      ScaleReport scale = scenario.scales().get(0);
      assertThat(scale.notPlayed()).containsExactly("first-thing");
      Estimate median = position(scale, Measure.P50_LATENCY);
      assertThat(median.value()).isGreaterThan(1);
      assertThat(scale.row("things", Measure.P50_LATENCY).orElseThrow().position().standing())
          .isIn(Standing.BEYOND_NAIVE, Standing.CANNOT_TELL, Standing.LIKE_NAIVE);
      assertThat(scale.row("", Measure.QUERIES)).isEmpty();
      assertThat(faceoff.out().replaceAll("\\s+", " "))
          .contains("of the way from fixed to naive")
          .contains("Mine plays no first-thing: its users are sent nothing there.");
      assertThat(Files.readString(faceoff.file("out/report.html"))).contains("mine.target.yaml");
      assertThat(Files.readString(faceoff.file("out/manifest.json"))).contains("mine.target.yaml");
    }
  }

  @Test
  void severalServicesGetTheSameRequestsAndEachHasAPlaceOfItsOwn() throws Exception {
    write("mine", "well", "{name: things, path: '/items?from={from}', contains: item}");
    write("other", "slow", "{name: things, path: '/items?from={from}', contains: item}");

    try (FaceoffProcess faceoff =
        run("--target", "mine.target.yaml", "--target", "other.target.yaml")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      ScenarioReport scenario = scenario(faceoff);
      assertThat(scenario.status()).as("%s", scenario.reasons()).isEqualTo(Status.VALID);
      assertThat(scenario.variants())
          .extracting(ScenarioReport.VariantReport::name)
          .containsExactly("naive", "fixed", "mine", "other");
      assertThat(scenario.variants())
          .allSatisfy(
              variant ->
                  assertThat(variant.endpoint("things").orElseThrow().requests())
                      .isEqualTo(ARRIVALS));
      assertThat(scenario.scales())
          .extracting(ScaleReport::variant)
          .containsExactly("mine", "other");
      assertThat(position(scenario.scales().get(1), Measure.P50_LATENCY).value())
          .isGreaterThan(position(scenario.scales().get(0), Measure.P50_LATENCY).value());
      assertThat(faceoff.out().replaceAll("\\s+", " "))
          .contains("fixed mine naive position")
          .contains("fixed other naive position");
      assertThat(Files.readString(faceoff.file("out/report.html")))
          .contains("Where mine stands in each measure", "Where other stands in each measure");
    }
  }

  /** They may be quick, and quick error pages would make it behave like fixed. */
  @Test
  void aServiceWhoseAnswersAreAllWrongHasNoPlace() throws Exception {
    write("well", "{name: things, path: '/items?from={from}', contains: nothing like it}");

    try (FaceoffProcess faceoff = run("--target", "mine.target.yaml")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);

      ScenarioReport scenario = scenario(faceoff);
      assertThat(scenario.status()).isEqualTo(Status.FAILED);
      assertThat(scenario.reasons())
          .containsExactly(
              "mine: no answer to things holds what its checks ask for (contains 'nothing like it'), though the status was 200: an error page, or a wrong check");
    }
  }

  @Test
  void whatPlaysNoRoleIsRefusedBeforeAnythingIsStarted() throws Exception {
    write("well", "{name: thins, path: /items}");

    try (FaceoffProcess faceoff = run("--target", "mine.target.yaml")) {
      assertThat(faceoff.exitCode()).isEqualTo(2);

      assertThat(faceoff.err())
          .startsWith("mine.target.yaml:")
          .contains("'thins' plays no role of slow-list")
          .contains("did you mean 'things'?");
      assertThat(faceoff.file("out")).doesNotExist();
    }
  }

  @Test
  void otherDesignsAreForThePair() throws Exception {
    write("well", "{name: things, path: /items}");

    try (FaceoffProcess faceoff = run("--target", "mine.target.yaml", "--design", "growth")) {
      assertThat(faceoff.exitCode()).isEqualTo(2);

      assertThat(faceoff.err())
          .contains("--design growth: a --target is measured in the design pair only");
    }
  }

  private FaceoffProcess run(String... options) throws IOException {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("run", "slow-list", "--set", "failEvery=0", "--out", "out"));
    words.addAll(List.of(options));
    return FaceoffProcess.start(project, folder, words.toArray(String[]::new));
  }

  private void write(String fault, String request) throws IOException {
    write("mine", fault, request);
  }

  private void write(String name, String fault, String request) throws IOException {
    Files.writeString(
        folder.resolve("work/" + name + ".target.yaml"),
        """
        start:
          command:
            - %s
            - -Xmx64m
            - -cp
            - %s
            - %s
            - "{port}"
            - %s
            - %s
        ready: /ready
        requests:
          - %s
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of("target/test-classes").toAbsolutePath(),
                JudgedService.class.getName(),
                fault,
                folder.resolve("starts"),
                request));
  }

  private static ScenarioReport scenario(FaceoffProcess faceoff) {
    return ReportFolder.read(faceoff.file("out")).scenarios().get(0);
  }

  private static Estimate position(ScaleReport scale, Measure measure) {
    return scale.row("things", measure).orElseThrow().position().estimate().orElseThrow();
  }
}
