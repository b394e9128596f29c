package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A variant of which several are started shares its load among them and is measured as one. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Faceoff runs on Linux, WSL and macOS")
@Timeout(300)
class ReplicasTest {
  private static final Pattern ASKED = Pattern.compile("asked for (\\d+) lists and (\\d+) things");

  /** In two blocks of a second. */
  private static final long ARRIVALS = 240;

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void addThirdPair() throws IOException {
    project = Project.withThirdPair(folder.resolve("project"));
  }

  /**
   * Requests that a replica got of each endpoint.
   *
   * @param lists first steps of a journey
   * @param things second steps
   */
  private record Asked(long lists, long things) {
    static Asked of(Path log) throws IOException {
      Matcher asked = ASKED.matcher(Files.readString(log));
      assertThat(asked.find()).as("%s", log).isTrue();
      return new Asked(Long.parseLong(asked.group(1)), Long.parseLong(asked.group(2)));
    }
  }

  @Test
  void eachGetsHalfOfTheRequestsAndTheReportSaysSo() throws Exception {
    try (FaceoffProcess faceoff = run("--replicas", "fixed=2", "--set", "failEvery=0")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      Path out = faceoff.file("out");
      Path logs = out.resolve("logs/slow-list/launch-0");
      assertThat(logs.resolve("naive.log")).exists();
      assertThat(logs.resolve("fixed.log")).doesNotExist();
      Asked first = Asked.of(logs.resolve("fixed-1.log"));
      Asked second = Asked.of(logs.resolve("fixed-2.log"));
      assertThat(first.lists() - second.lists()).isBetween(-1L, 1L);
      assertThat(first.things() - second.things()).isBetween(-1L, 1L);
      assertThat(first.lists()).isGreaterThan(ARRIVALS / 2);

      ScenarioReport scenario = ReportFolder.read(out).scenarios().get(0);
      assertThat(scenario.reasons()).isEmpty();
      assertThat(scenario.replicas()).isEqualTo(Map.of("naive", 1, "fixed", 2));
      assertThat(scenario.variant("fixed").orElseThrow().endpoints())
          .extracting(EndpointReport::requests)
          .containsExactly(ARRIVALS, ARRIVALS);
      Estimate oneJvm = cost(scenario, "naive", Measure.PEAK_MEMORY);
      Estimate twoJvms = cost(scenario, "fixed", Measure.PEAK_MEMORY);
      if (oneJvm != null) {
        assertThat(twoJvms.value()).isGreaterThan(1.4 * oneJvm.value());
      }
      assertThat(Files.readString(out.resolve("report.html")))
          .contains("Replicas: 1 of naive, 2 of fixed.");
      assertThat(Files.readString(out.resolve("manifest.json")))
          .containsPattern("\"replicas\" : \\{\\s*\"naive\" : 1,\\s*\"fixed\" : 2");
      assertThat(faceoff.out().replaceAll("\\s+", " "))
          .contains("Replicas: 1 of naive, 2 of fixed.");
    }
  }

  /** Of its 240 lists and more, each of two gets 120 and more. */
  @Test
  void oneThatDiesEndsTheLaunch() throws Exception {
    try (FaceoffProcess faceoff =
        run("--replicas", "naive=2", "--set", "dieAfter=110", "--set", "failEvery=0")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isEqualTo(5);
      faceoff.leavesNothingOf(List.of());

      Path out = faceoff.file("out");
      ScenarioReport scenario = ReportFolder.read(out).scenarios().get(0);
      assertThat(scenario.status()).isEqualTo(Status.FAILED);
      assertThat(scenario.variants()).isEmpty();
      String reason = scenario.reasons().get(0);
      assertThat(reason).containsPattern("^naive-[12] ended while under load");
      Path log = out.resolve("logs/slow-list/launch-0").resolve(reason.substring(0, 7) + ".log");
      assertThat(reason).contains(log.toString());
      assertThat(Files.readString(log)).contains("no more things after list 110");
    }
  }

  private FaceoffProcess run(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "slow-list", "--out", "out"));
    words.addAll(List.of(options));
    return FaceoffProcess.start(project, folder, words.toArray(String[]::new));
  }

  private static Estimate cost(ScenarioReport scenario, String variant, Measure measure) {
    return scenario.variant(variant).orElseThrow().cost().get(measure);
  }
}
