package dev.faceoff.run;

import dev.faceoff.load.GeneratorResult;
import dev.faceoff.load.PlanBuilder;
import dev.faceoff.load.SampleReader;
import dev.faceoff.model.BackendKind;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.probe.DateProbe;
import dev.faceoff.report.Report;
import dev.faceoff.report.ReportFolder;
import dev.faceoff.report.RunInfo;
import dev.faceoff.report.ScenarioReport;
import dev.faceoff.scenarios.declared.DeclaredJourney;
import dev.faceoff.scenarios.declared.DeclaredRequest;
import dev.faceoff.scenarios.plan.ArrivalGrid;
import dev.faceoff.scenarios.plan.LoadPlan;
import dev.faceoff.scenarios.plan.LoadPlan.PlannedBlock;
import dev.faceoff.scenarios.plan.Outcome;
import dev.faceoff.scenarios.plan.SampleFile;
import dev.faceoff.scenarios.plan.SeededRandom;
import dev.faceoff.scenarios.plan.Share;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder of a part, made by hand: what a generator would have recorded of arrivals whose
 * latencies hang on their number alone. Fields are changed before it is written.
 */
final class PartFixture {
  static final int LAUNCHES = 2;
  static final double PER_SECOND = 150;

  private static final long MILLI = 1_000_000;

  final Path folder;
  GeneratorPart part;
  long seed = 7;
  Scenario scenario = scenario(PER_SECOND);
  Map<String, String> versions = versions(FaceoffVersion.here(), "3.15.1");

  /** By how much its clock is ahead of the others', and how exactly it saw the service's turn. */
  double aheadMillis;

  double uncertainMillis = 5;

  /** By how much its arrivals were behind their times. */
  double lagMillis = 1;

  /** How many launches came to their end, and blocks of the one after those. */
  int launches = LAUNCHES;

  int furtherBlocks;

  PartFixture(Path folder, int number, int parts) {
    this.folder = folder;
    this.part = new GeneratorPart(number, parts, Instant.parse("2026-01-02T03:04:05Z"));
  }

  static Map<String, String> versions(String faceoff, String gatling) {
    return Map.of("faceoff", faceoff, "gatling", gatling);
  }

  static Scenario scenario(double arrivalsPerSecond) {
    return scenario(
        arrivalsPerSecond, ScenarioFixture.scenario().folder(), requests(), Optional.empty());
  }

  /** The usual scenario in that folder, with the requests and the jar of its users. */
  static Scenario scenario(Path folder, String requests, Path jar) {
    return scenario(PER_SECOND, folder, requests, Optional.of(jar));
  }

  /** A list with the rows of feeders. */
  static String requests(Path... feeders) {
    return new DeclaredJourney(
            List.of(
                new DeclaredRequest(
                    "list",
                    "GET",
                    "/items",
                    Map.of(),
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    Arrays.stream(feeders).map(Path::toString).toList(),
                    0,
                    0)))
        .text();
  }

  private static Scenario scenario(
      double arrivalsPerSecond, Path folder, String requests, Optional<Path> jar) {
    Scenario usual = ScenarioFixture.scenario();
    return new Scenario(
        usual.name(),
        usual.title(),
        usual.question(),
        usual.story(),
        usual.journeyClass(),
        Map.of(DeclaredJourney.SETTING, requests),
        jar,
        List.of(new Endpoint("list", 100)),
        new Load(arrivalsPerSecond, 2, Duration.ofSeconds(10), Duration.ofMillis(20)),
        usual.target(),
        usual.dependencies(),
        usual.faults(),
        usual.reconciliation(),
        List.of(variant("naive", 8081), variant("fixed", 8082)),
        usual.settings(),
        Map.of(ProfileName.QUICK, new Profile(LAUNCHES, 4, 2, 1, 1, 1)),
        Measure.QUERIES,
        Optional.empty(),
        List.of(
            new Expectation(
                "p50LatencyMillis of fixed/naive < 1",
                Measure.P50_LATENCY,
                "fixed",
                Optional.of("naive"),
                Optional.empty(),
                Optional.empty(),
                Expectation.Operator.LESS,
                1)),
        usual.designs(),
        folder,
        false);
  }

  private static Variant variant(String name, int port) {
    return new Variant(
        name,
        Optional.of(
            new TargetSpec(
                new Start.Running(URI.create("http://127.0.0.1:" + port)),
                OptionalInt.empty(),
                "/ready",
                "",
                false,
                Map.of(),
                Map.of())),
        Map.of(),
        List.of(),
        List.of());
  }

  /** The blocks of a launch; those of another seed have another order. */
  List<PlannedBlock> blocks(int launch) {
    return PlanBuilder.build(
        seed,
        launch,
        List.of("naive", "fixed"),
        List.of(),
        scenario.profiles().get(ProfileName.QUICK),
        scenario.load(),
        Optional.empty(),
        false);
  }

  /** How long an arrival's request took, whoever sent it. */
  static long latencyNanos(int launch, PlannedBlock block, long arrival) {
    double usual = block.variant().equals("naive") ? 30 * MILLI : 5 * MILLI;
    double slower =
        -Math.log(1 - SeededRandom.of(launch, "latency", block.index(), arrival).nextDouble());
    return Math.round(usual * (1 + slower));
  }

  /** Writes it, as a run does. */
  PartFixture write() throws IOException {
    PartFolder kept = new PartFolder(folder);
    kept.write(
        new PartFolder.Asked(
            part, ProfileName.QUICK, seed, versions, scenario, JourneyFiles.digests(scenario)));
    List<MeasuredLaunch> measured = new ArrayList<>();
    for (int launch = 0; launch < launches; launch++) {
      measured.add(launch(kept, launch, blocks(launch).size()));
    }
    if (furtherBlocks > 0) {
      launch(kept, launches, furtherBlocks);
    }
    ScenarioReports reports = new ScenarioReports(scenario, ProfileName.QUICK, List.of());
    report(
        launches == LAUNCHES
            ? reports.complete(measured, List.of())
            : reports.partial(measured, List.of()));
    return this;
  }

  /** Lets it have ended with that. */
  void report(ScenarioReport scenarioReport) throws IOException {
    ReportFolder.write(
        new Report(
            Report.SCHEMA_VERSION,
            new RunInfo(
                folder.getFileName().toString(),
                part.startAt(),
                60,
                ProfileName.QUICK,
                BackendKind.EMBEDDED,
                seed,
                List.of("run"),
                Machine.environment(versions, Map.of()),
                Map.of("load", 20.0)),
            List.of(scenarioReport)),
        folder);
  }

  /** What one generator would have reported that had sent all of it. */
  ScenarioReport ofOneGenerator() throws IOException {
    List<MeasuredLaunch> measured = new ArrayList<>();
    for (int launch = 0; launch < LAUNCHES; launch++) {
      LoadPlan plan = plan(launch, folder.resolve("alone-%d.samples".formatted(launch)), Share.ALL);
      measured.add(read(plan, launch, recorded(plan, launch, plan.blocks().size())));
    }
    return new ScenarioReports(scenario, ProfileName.QUICK, List.of())
        .complete(measured, List.of());
  }

  private MeasuredLaunch launch(PartFolder kept, int launch, int completeBlocks)
      throws IOException {
    Instant begin = part.begin(launch, 20, Duration.ofSeconds(10));
    LoadPlan plan = plan(launch, kept.samples(launch), part.share(begin));
    GeneratorResult result = recorded(plan, launch, completeBlocks);
    kept.keep(
        launch,
        new KeptLaunch(
            plan,
            result,
            Files.size(kept.samples(launch)),
            turns(begin),
            List.of(new BlockCost(launch, 0, "naive", 1, Map.of(Measure.POOL_WAIT, 600.0))),
            List.of(),
            Optional.of(0.2 * part.number())));
    return read(plan, launch, result);
  }

  private LoadPlan plan(int launch, Path samples, Share share) {
    return new LoadPlan(
        scenario.journeyClass(),
        scenario.journeySettings(),
        seed + launch,
        Map.of(
            "naive", List.of("http://127.0.0.1:8081"),
            "fixed", List.of("http://127.0.0.1:8082")),
        blocks(launch),
        10_000,
        samples.toString(),
        Map.of(),
        share);
  }

  /** Writes the samples of the first blocks of a plan. */
  private GeneratorResult recorded(LoadPlan plan, int launch, int completeBlocks)
      throws IOException {
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    samples.writeBytes(SampleFile.header(List.of("list")));
    SortedMap<Integer, Long> inFlight = new TreeMap<>();
    for (PlannedBlock block : plan.blocks().subList(0, completeBlocks)) {
      inFlight.put(block.index(), 0L);
      put(samples, launch, block, plan.share());
    }
    Files.write(Path.of(plan.samplesFile()), samples.toByteArray());
    return new GeneratorResult(inFlight, 0.1 * part.number(), 0.01);
  }

  private static MeasuredLaunch read(LoadPlan plan, int launch, GeneratorResult result)
      throws IOException {
    return new MeasuredLaunch(
        SampleReader.read(plan, List.of(Path.of(plan.samplesFile())), launch, result),
        List.of(),
        List.of(),
        plan.blocks(),
        List.of(),
        Map.of(),
        Map.of(),
        Optional.of(0.5));
  }

  /** The service's text turns 300 ms after each second; three of them are seen. */
  private List<DateProbe.Turn> turns(Instant begin) {
    double looksAtMillis = begin.toEpochMilli() - PartLaunch.LEAD.toMillis() - aheadMillis;
    long first = (long) Math.ceil((looksAtMillis - 300) / 1_000);
    List<DateProbe.Turn> turns = new ArrayList<>();
    for (long second = first; second < first + 3; second++) {
      double seenMillis = 1_000.0 * second + 300 + aheadMillis;
      turns.add(
          new DateProbe.Turn(second, seenMillis - uncertainMillis, seenMillis + uncertainMillis));
    }
    return turns;
  }

  private void put(ByteArrayOutputStream out, int launch, PlannedBlock block, Share share) {
    ArrivalGrid grid = new ArrivalGrid(block.arrivals(), block.seconds());
    for (long arrival = 0; arrival < block.arrivals(); arrival++) {
      if (share.takes(arrival)) {
        long due = block.startSecond() * 1_000L * MILLI + grid.dueNanos(arrival);
        long start = due + Math.round(lagMillis * MILLI);
        ByteBuffer record = ByteBuffer.allocate(SampleFile.RECORD_BYTES);
        SampleFile.put(
            record,
            block.index(),
            Math.toIntExact(arrival),
            0,
            Outcome.OK,
            200,
            0,
            due,
            start,
            start + latencyNanos(launch, block, arrival));
        out.writeBytes(record.array());
      }
    }
  }
}
