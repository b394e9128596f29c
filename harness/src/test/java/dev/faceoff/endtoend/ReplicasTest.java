package dev.faceoff.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faceoff.model.Estimate;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Status;
import dev.faceoff.report.CapacityReport;
import dev.faceoff.report.CapacityReport.Ending;
import dev.faceoff.report.CapacityReport.Rate;
import dev.faceoff.report.CapacityReport.VariantCapacity;
import dev.faceoff.report.CostReport;
import dev.faceoff.report.CostReport.Part;
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
      // After a second of warm-up, two fresh JVMs of fixed need not be faster than one of naive.
      assertThat(faceoff.exitCode()).as(faceoff.err() + faceoff.out()).isIn(0, 3);
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

  /** Each of them has a share of every step, and what they take together costs money. */
  @Test
  void aSearchForTheCapacityIsOfThemAll() throws Exception {
    Path prices = Files.createDirectories(folder.resolve("work")).resolve("prices.yaml");
    Files.writeString(prices, "{perCoreHour: 0.5, perGigabyteHour: 0.25, currency: EUR}");
    try (FaceoffProcess faceoff =
        run(
            "--design",
            "capacity",
            "--replicas",
            "fixed=2",
            "--prices",
            "prices.yaml",
            "--set",
            "failEvery=0")) {
      assertThat(faceoff.exitCode()).as(faceoff.err()).isZero();
      faceoff.leavesNothingOf(List.of());

      Path out = faceoff.file("out");
      Path logs = out.resolve("logs/slow-list/capacity/launch-0");
      Asked first = Asked.of(logs.resolve("fixed-1.log"));
      Asked second = Asked.of(logs.resolve("fixed-2.log"));
      // Of 30 users a second, in three steps of 4 s each and a warm-up as long.
      assertThat(first.lists()).isGreaterThan(4 * 4 * 30 / 2 - 10);
      // Turns begin anew in each of them: an odd one more is of the first.
      assertThat(first.lists() - second.lists()).isBetween(-10L, 10L);
      assertThat(first.things() - second.things()).isBetween(-10L, 10L);

      ScenarioReport scenario = ReportFolder.read(out).scenarios().get(0);
      CapacityReport capacity = scenario.scaling().capacity().orElseThrow();
      assertThat(scenario.replicas()).isEqualTo(Map.of("naive", 1, "fixed", 2));
      assertThat(capacity.reasons()).isEmpty();
      assertThat(capacity.status()).isEqualTo(Status.VALID);
      assertThat(capacity.variants())
          .hasSize(2)
          .allSatisfy(ReplicasTest::keepsTheLimitThatWasAskedFor);
      assertThat(faceoff.out().replaceAll("\\s+", " "))
          .contains("Replicas: 1 of naive, 2 of fixed.")
          .contains("Fixed keeps at least 30/s; more than 30/s was not tried");
      assertThat(Files.readString(out.resolve("report.html"))).contains("Capacity: slow-list");
      if (OS.LINUX.isCurrentOs()) {
        costsWhatItsPartsDo(capacity.cost().orElseThrow());
        assertThat(faceoff.out().replaceAll("\\s+", " "))
            .contains("Prices: 0.5 EUR a core-hour, 0.25 EUR a GB-hour.");
      }
    }
  }

  private static void keepsTheLimitThatWasAskedFor(VariantCapacity variant) {
    Rate rate = variant.rate().orElseThrow();
    assertThat(rate.atLeast()).isTrue();
    assertThat(rate.estimate().value()).isEqualTo(30);
    assertThat(variant.searches())
        .extracting(CapacityReport.Search::ending)
        .containsExactly(Ending.ASKED_LIMIT);
    assertThat(variant.throughputs()).isEmpty();
  }

  private static void costsWhatItsPartsDo(CostReport cost) {
    for (String variant : List.of("naive", "fixed")) {
      double cores = amount(cost, Part.SERVICE_CPU, variant);
      double memory = amount(cost, Part.MEMORY, variant);
      assertThat(amount(cost, Part.MONEY, variant))
          .isCloseTo(0.5 * cores + 0.25 * memory, withinPercentage(0.001));
    }
    // Two JVMs hold more than one, for as many requests a second.
    assertThat(amount(cost, Part.MEMORY, "fixed"))
        .isGreaterThan(1.4 * amount(cost, Part.MEMORY, "naive"));
  }

  private static double amount(CostReport cost, Part part, String variant) {
    return cost.parts().stream()
        .filter(each -> each.part() == part)
        .flatMap(each -> each.variants().stream())
        .filter(each -> each.variant().equals(variant))
        .findFirst()
        .orElseThrow()
        .estimate()
        .value();
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
