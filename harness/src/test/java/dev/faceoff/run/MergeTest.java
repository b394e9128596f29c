package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faceoff.model.FaceoffException;
import dev.faceoff.model.Measure;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Status;
import dev.faceoff.report.Report;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.report.ScenarioReport.EndpointReport;
import dev.faceoff.report.ScenarioReport.ExpectationResult.Outcome;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.LoadPlan.Purpose;
import dev.faceoff.stats.Quantile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts made by hand, see {@link PartFixture}. */
class MergeTest {
  @TempDir private Path folder;
  private final List<Path> folders = new ArrayList<>();

  @Test
  void percentilesAreThoseOfOneHistogramOfAllRequests() throws IOException {
    part(1, 3).write();
    part(2, 3).write();
    part(3, 3).write();

    ScenarioReport merged = merged();

    assertThat(merged.status()).isEqualTo(Status.VALID);
    for (String variant : List.of("naive", "fixed")) {
      Histogram all = histogramOfAll(variant);
      EndpointReport list = merged.variant(variant).orElseThrow().endpoint("list").orElseThrow();
      assertThat(list.requests()).isEqualTo(all.getTotalCount()).isGreaterThanOrEqualTo(1_000);
      Map.of(
              Measure.P50_LATENCY, 0.5,
              Measure.P90_LATENCY, 0.9,
              Measure.P95_LATENCY, 0.95,
              Measure.P99_LATENCY, 0.99)
          .forEach(
              (measure, share) ->
                  assertThat(list.estimates().get(measure).value())
                      .as("%s of %s", measure.id(), variant)
                      .isEqualTo(Quantile.harrellDavis(all, share) / 1e6));
      assertThat(list.estimates().get(Measure.MAX_LATENCY).value())
          .isEqualTo(all.getMaxValue() / 1e6);
      assertThat(histogramWritten(variant)).isEqualTo(all);
    }
    assertThat(merged.expectations().get(0).outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void theNumbersAreThoseOfOneGeneratorThatSentAllOfThem() throws IOException {
    PartFixture first = part(1, 3).write();
    part(2, 3).write();
    part(3, 3).write();

    ScenarioReport merged = merged();
    ScenarioReport alone = first.ofOneGenerator();

    for (String variant : List.of("naive", "fixed")) {
      assertThat(merged.variant(variant).orElseThrow().endpoints())
          .isEqualTo(alone.variant(variant).orElseThrow().endpoints());
    }
    assertThat(merged.comparisons()).isEqualTo(alone.comparisons()).isNotEmpty();
    assertThat(merged.expectations()).isEqualTo(alone.expectations());
  }

  @Test
  void theyAreJudgedAsOneRun() throws IOException {
    part(2, 2).write();
    PartFixture first = part(1, 2);
    first.write();

    Report report = report();

    ScenarioReport merged = report.scenarios().get(0);
    assertThat(merged.load().arrivalsPerSecond()).isEqualTo(PartFixture.PER_SECOND);
    ScenarioReport.Trust trust = merged.trust().orElseThrow();
    assertThat(trust.launches()).isEqualTo(PartFixture.LAUNCHES);
    // Two blocks of two seconds of each variant in each launch.
    assertThat(trust.plannedArrivals())
        .isEqualTo(Math.round(PartFixture.PER_SECOND * 2 * 4 * PartFixture.LAUNCHES));
    assertThat(trust.missedArrivals()).isZero();
    // Of the second, which is busier.
    assertThat(trust.generatorCpuShare()).isEqualTo(0.2);
    assertThat(trust.machineBusyShare()).contains(0.4);
    assertThat(trust.notes())
        .anyMatch(
            note ->
                note.startsWith("2 generators sent the load together")
                    && note.contains("at most 10 ms apart, by that of naive"));
    // The first part's reading of 600 ms, by the requests of both: 150/s for 2 s.
    assertThat(merged.variant("naive").orElseThrow().cost().get(Measure.POOL_WAIT).value())
        .isEqualTo(2);
    assertThat(report.run().seed()).isEqualTo(7);
    assertThat(report.run().command()).containsExactly("merge", "a", "b");
    assertThat(out().resolve("manifest.json")).content().contains("\"merge\", \"a\", \"b\"");
  }

  @Test
  void oneUnsoundGeneratorMakesThemInvalid() throws IOException {
    part(1, 3).write();
    part(2, 3).write();
    PartFixture late = part(3, 3);
    late.lagMillis = 40;
    late.write();

    ScenarioReport merged = merged();

    assertThat(merged.status()).isEqualTo(Status.INVALID);
    assertThat(merged.variants()).isEmpty();
    assertThat(merged.reasons())
        .first()
        .asString()
        .startsWith("Generator 3 of 3: The load generator was late: 1 % of the requests started");
  }

  @Test
  void aMissingPartIsNamed() throws IOException {
    part(1, 3).write();
    part(3, 3).write();

    refused("part 2 of 3 is missing");
  }

  @Test
  void aDoubledPartIsNamed() throws IOException {
    part(1, 2).write();
    PartFixture again = new PartFixture(folder.resolve("again"), 1, 2);
    again.write();
    folders.add(again.folder);

    refused("again and part-1 are both part 1 of 2; name each part once");
  }

  @Test
  void partsOfRunsOfDifferentNumbersAreNotOneRun() throws IOException {
    part(1, 2).write();
    part(2, 3).write();

    refused("part-2 (part 2 of 3) is not of the same run as part-1 (part 1 of 2)");
  }

  @Test
  void anotherRateIsNamedWithItsPlace() throws IOException {
    part(1, 2).write();
    PartFixture other = part(2, 2);
    other.scenario = PartFixture.scenario(160);
    other.write();

    refused(
        "part-1 (part 1 of 2) and part-2 (part 2 of 2) were not asked the same: scenario.load.arrivalsPerSecond is 150.0 in the one, 160.0 in the other");
  }

  @Test
  void anotherSeedVersionOrStartIsNamed() throws IOException {
    part(1, 2).write();
    PartFixture other = part(2, 2);
    String notTheSame = "part-1 (part 1 of 2) and part-2 (part 2 of 2) were not asked the same: ";

    other.seed = 8;
    other.write();
    refused(notTheSame + "seed is 7 in the one, 8 in the other");

    other.seed = 7;
    other.versions = PartFixture.versions(FaceoffVersion.here(), "3.14.0");
    other.write();
    refused(notTheSame + "versions.gatling is 3.15.1 in the one, 3.14.0 in the other");

    other.versions = PartFixture.versions(FaceoffVersion.here(), "3.15.1");
    other.part = new GeneratorPart(2, 2, other.part.startAt().plus(Duration.ofMinutes(1)));
    other.write();
    refused(
        notTheSame + "start is 2026-01-02T03:04:05Z in the one, 2026-01-02T03:05:05Z in the other");
  }

  @Test
  void theSameFilesMayLieElsewhereOnEachMachine() throws IOException {
    fed(1, "one", "id\n1\n", "class").write();
    fed(2, "other", "id\n1\n", "class").write();

    assertThat(merged().status()).isEqualTo(Status.VALID);
  }

  @Test
  void aFeederOrJarThatHoldsSomethingElseIsNamedWhereverItLies() throws IOException {
    String notTheSame = "part-1 (part 1 of 2) and part-2 (part 2 of 2) were not asked the same: ";
    fed(1, "one", "id\n1\n", "class").write();

    PartFixture other = fed(2, "one", "id\n2\n", "class");
    other.write();
    refused(notTheSame + "rows/ids.csv does not hold the same in the one and the other");

    other.scenario = fedBy("other", "id\n1\n", "another class");
    other.write();
    refused(notTheSame + "journey.jar does not hold the same in the one and the other");
  }

  @Test
  void theOrderOfHeadersIsThatOfAJvmAndSaysNothing() throws IOException {
    String requests = PartFixture.requests();
    List<PartFixture> parts = List.of(part(1, 2), part(2, 2));
    List<String> headers = List.of("{\"A\":\"1\",\"B\":\"2\"}", "{\"B\":\"2\",\"A\":\"1\"}");
    Path jar = Files.writeString(folder.resolve("journey.jar"), "class");
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).scenario =
          PartFixture.scenario(
              folder, requests.replace("\"headers\":{}", "\"headers\":" + headers.get(i)), jar);
      parts.get(i).write();
    }

    assertThat(requests).contains("\"headers\":{}");
    assertThat(merged().status()).isEqualTo(Status.VALID);
  }

  @Test
  void partsOfDifferentFaceoffsAreRefused() throws IOException {
    part(1, 2).write();
    PartFixture older = part(2, 2);
    older.versions = PartFixture.versions("0.0.9", "3.15.1");
    older.write();

    refused(
        "part-1 (part 1 of 2) and part-2 (part 2 of 2) were not asked the same: versions.faceoff is %s in the one, 0.0.9 in the other"
            .formatted(FaceoffVersion.here()));
  }

  @Test
  void theVersionsAreThoseOfTheParts() throws IOException {
    part(1, 2).write();
    part(2, 2).write();

    Report report = report();

    assertThat(report.run().environment().versions())
        .isEqualTo(PartFixture.versions(FaceoffVersion.here(), "3.15.1"));
    assertThat(report.scenarios().get(0).trust().orElseThrow().notes())
        .noneMatch(note -> note.contains("judged by Faceoff"));
  }

  @Test
  void aReaderLearnsThatAnotherFaceoffJudged() throws IOException {
    for (PartFixture older : List.of(part(1, 2), part(2, 2))) {
      older.versions = PartFixture.versions("0.0.9", "3.15.1");
      older.write();
    }

    Report report = report();

    assertThat(report.run().environment().versions()).containsEntry("faceoff", "0.0.9");
    assertThat(report.scenarios().get(0).trust().orElseThrow().notes())
        .contains(
            "The load was sent by Faceoff 0.0.9, and judged by Faceoff %s."
                .formatted(FaceoffVersion.here()));
  }

  @Test
  void aPartThatWasInterruptedSaysHowFarItGot() throws IOException {
    part(1, 2).write();
    PartFixture interrupted = part(2, 2);
    interrupted.launches = 1;
    interrupted.furtherBlocks = 3;
    interrupted.write();

    refused(
        "part-2 (part 2 of 2) was interrupted: 1 of 2 launches are complete, and 3 of 6 blocks of the next");
  }

  @Test
  void aPartThatWasKilledIsInterruptedToo() throws IOException {
    part(1, 2).write();
    PartFixture killed = part(2, 2);
    killed.write();
    Files.delete(killed.folder.resolve("results.json"));

    refused("part-2 (part 2 of 2) was interrupted: 2 of 2 launches are complete");
  }

  @Test
  void aPartThatFailedSaysWhy() throws IOException {
    part(1, 2).write();
    PartFixture failed = part(2, 2);
    failed.launches = 1;
    failed.write();
    failed.report(
        new ScenarioReports(failed.scenario, ProfileName.QUICK, List.of())
            .failed("The service is gone.", 1));

    refused("part-2 (part 2 of 2) failed after 1 of 2 launches: The service is gone.");
  }

  @Test
  void clocksFurtherApartThanTheLimitAreRefused() throws IOException {
    part(1, 3).write();
    part(2, 3).write();
    PartFixture ahead = part(3, 3);
    ahead.aheadMillis = 241;
    ahead.write();

    refused(
        "part-1 (part 1 of 3) and part-3 (part 3 of 3) had clocks that were up to 251 ms apart before launch 1, by that of naive; the limit is 250 ms");

    ahead.aheadMillis = -239;
    ahead.write();
    assertThat(merged().trust().orElseThrow().notes())
        .anyMatch(note -> note.contains("at most 249 ms apart, by that of naive"));
  }

  @Test
  void clocksThatAreNotKnownWellEnoughAreRefusedToo() throws IOException {
    part(1, 2).write();
    PartFixture vague = part(2, 2);
    vague.uncertainMillis = 400;
    vague.write();

    assertThatThrownBy(this::merge)
        .isInstanceOf(FaceoffException.class)
        .hasMessageContaining("had clocks that were up to 405 ms apart before launch 1");
  }

  @Test
  void clocksThatHaveNoSecondInCommonAreRefused() throws IOException {
    part(1, 2).write();
    PartFixture ahead = part(2, 2);
    ahead.aheadMillis = 90_000;
    ahead.write();

    refused(
        "part-1 (part 1 of 2) and part-2 (part 2 of 2) did not see the clock of naive turn at the same time before launch 1: their own clocks are more than a second apart; the limit is 250 ms");
  }

  @Test
  void samplesThatWereNotCopiedWholeAreRefused() throws IOException {
    part(1, 2).write();
    PartFixture copied = part(2, 2);
    copied.write();
    Path samples = copied.folder.resolve("samples/launch-1.samples");
    byte[] whole = Files.readAllBytes(samples);
    Files.write(samples, Arrays.copyOf(whole, 1_000));

    refused(
        "part-2 is not whole: samples/launch-1.samples had %d bytes when it was written, and has 1000"
            .formatted(whole.length));
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    part(1, 2).write();
    folders.add(Files.createDirectory(folder.resolve("else")));

    refused(
        "else is no folder of one generator of several: it has no part.json, which 'faceoff run --generator' writes");
  }

  @Test
  void aDamagedFileIsRefusedInALine() throws IOException {
    part(1, 2).write();
    PartFixture damaged = part(2, 2);
    damaged.write();
    Files.writeString(damaged.folder.resolve("samples/launch-0.json"), "{\n\"plan\": nonsense}");

    assertThatThrownBy(this::merge)
        .isInstanceOfSatisfying(
            FaceoffException.class,
            e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
        .hasMessageStartingWith("part-2: samples/launch-0.json cannot be read: ")
        .message()
        .hasLineCount(1);
  }

  private PartFixture part(int number, int parts) {
    PartFixture part = new PartFixture(folder.resolve("part-" + number), number, parts);
    folders.add(part.folder);
    return part;
  }

  /** A part of two whose machine keeps the scenario in a folder of that name. */
  private PartFixture fed(int number, String place, String rows, String jar) throws IOException {
    PartFixture part = part(number, 2);
    part.scenario = fedBy(place, rows, jar);
    return part;
  }

  private Scenario fedBy(String place, String rows, String jar) throws IOException {
    Path scenario = folder.resolve(place);
    Path feeder = scenario.resolve("rows/ids.csv");
    Files.createDirectories(feeder.getParent());
    Files.writeString(feeder, rows);
    return PartFixture.scenario(
        scenario,
        PartFixture.requests(feeder),
        Files.writeString(scenario.resolve("journey.jar"), jar));
  }

  private Merge merge() {
    List<Path> shuffled = new ArrayList<>(folders);
    Collections.reverse(shuffled);
    return Merge.of(shuffled, path -> path.getFileName().toString());
  }

  private Report report() {
    return merge().report(out(), List.of("merge", "a", "b"));
  }

  private ScenarioReport merged() {
    return report().scenarios().get(0);
  }

  private Path out() {
    return folder.resolve("merged");
  }

  private void refused(String message) {
    assertThatThrownBy(this::merge)
        .isInstanceOfSatisfying(
            FaceoffException.class,
            e -> assertThat(e.kind()).isEqualTo(FaceoffException.Kind.USAGE))
        .hasMessage(message);
  }

  private Histogram histogramOfAll(String variant) {
    PartFixture any = new PartFixture(folder, 1, 3);
    Histogram all = new Histogram(3);
    for (int launch = 0; launch < PartFixture.LAUNCHES; launch++) {
      for (PlannedBlock block : any.blocks(launch)) {
        if (block.purpose() == Purpose.MEASURE && block.variant().equals(variant)) {
          for (long arrival = 0; arrival < block.arrivals(); arrival++) {
            all.recordValue(PartFixture.latencyNanos(launch, block, arrival));
          }
        }
      }
    }
    return all;
  }

  private Histogram histogramWritten(String variant) throws IOException {
    Histogram all = new Histogram(3);
    for (int launch = 0; launch < PartFixture.LAUNCHES; launch++) {
      Path file =
          out().resolve("histograms/sample/%s-list-launch%d.hlog".formatted(variant, launch));
      try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
        while (reader.hasNext()) {
          all.add((AbstractHistogram) reader.nextIntervalHistogram());
        }
      }
    }
    return all;
  }
}
