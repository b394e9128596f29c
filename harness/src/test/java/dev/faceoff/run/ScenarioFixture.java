package dev.faceoff.run;

import dev.faceoff.model.CapacityRules;
import dev.faceoff.model.Cut;
import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Designs;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.FaultTimeline;
import dev.faceoff.model.FaultWindow;
import dev.faceoff.model.Faults;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.OwnService;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Reconciliation;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Setting;
import dev.faceoff.model.Start;
import dev.faceoff.model.Story;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.report.FaultReport.VariantBooks;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.GeneratorHealth;
import dev.faceoff.stats.LaunchSamples;
import dev.faceoff.stats.PhaseSamples;
import dev.faceoff.stats.PhaseSpan;
import dev.faceoff.stats.TimelineSamples;
import dev.faceoff.stats.WindowSamples;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** A small scenario without database. */
final class ScenarioFixture {
  private ScenarioFixture() {}

  /** 95 % of lists within 100 ms, by six numbers of users, or under a limit by arrivals alone. */
  static CapacityRules capacityRules(OptionalDouble mostArrivalsPerSecond, Profile profile) {
    return new CapacityRules(
        "list",
        0.95,
        100,
        0.01,
        List.of(1, 2, 4, 8, 16, 32),
        2,
        6,
        160,
        mostArrivalsPerSecond,
        Map.of(ProfileName.QUICK, profile));
  }

  static Scenario scenario() {
    return new Scenario(
        "sample",
        "One against the other",
        "What does it cost?",
        new Story("slow", "work", "less work", "seldom"),
        "dev.faceoff.scenarios.Sample",
        List.of(new Endpoint("list", 100)),
        new Load(20, 2, Duration.ofSeconds(10), Duration.ofMillis(20)),
        new TargetSpec(
            new Start.JvmClass("dev.faceoff.apps.Sample", "target-apps"),
            OptionalInt.of(128),
            "/ready",
            "",
            false,
            Map.of(),
            Map.of()),
        Dependencies.NONE,
        Faults.NONE,
        Optional.empty(),
        List.of(
            new Variant("naive", Map.of(), List.of(), List.of()),
            new Variant("fixed", Map.of(), List.of(), List.of())),
        Map.of(),
        Map.of(ProfileName.QUICK, new Profile(1, 8, 5, 1, 5, 1)),
        Measure.QUERIES,
        Optional.empty(),
        List.of(
            new Expectation(
                "queriesPerRequest of fixed <= 1",
                Measure.QUERIES,
                "fixed",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Expectation.Operator.AT_MOST,
                1)),
        Designs.NONE,
        Path.of("."),
        false);
  }

  /** The same that promises other things. */
  static Scenario promising(List<Expectation> expectations) {
    return with(scenario().variants(), expectations);
  }

  /** The same with naive alone. */
  static Scenario alone() {
    return with(scenario().variants().subList(0, 1), List.of());
  }

  /** The same that asks something else, with these settings. */
  static Scenario asking(Designs designs, Map<String, Setting> settings) {
    return with(scenario().variants(), settings, scenario().expectations(), designs);
  }

  /** The same with naive alone. */
  static Scenario askingAlone(Designs designs, Map<String, Setting> settings) {
    return with(scenario().variants().subList(0, 1), settings, List.of(), designs);
  }

  private static Scenario with(List<Variant> variants, List<Expectation> expectations) {
    return with(variants, scenario().settings(), expectations, scenario().designs());
  }

  private static Scenario with(
      List<Variant> variants,
      Map<String, Setting> settings,
      List<Expectation> expectations,
      Designs designs) {
    Scenario usual = scenario();
    return new Scenario(
        usual.name(),
        usual.title(),
        usual.question(),
        usual.story(),
        usual.journeyClass(),
        usual.endpoints(),
        usual.load(),
        usual.target(),
        usual.dependencies(),
        usual.faults(),
        usual.reconciliation(),
        variants,
        settings,
        usual.profiles(),
        usual.causeMeasure(),
        usual.highlight(),
        expectations,
        designs,
        usual.folder(),
        usual.core());
  }

  /** The same with a timeline: 10 s, from 3 s to 5 s the gateway is cut. */
  static Scenario underFaults() {
    Scenario healthy = scenario();
    return new Scenario(
        healthy.name(),
        healthy.title(),
        healthy.question(),
        healthy.story(),
        healthy.journeyClass(),
        healthy.endpoints(),
        healthy.load(),
        healthy.target(),
        healthy.dependencies(),
        new Faults(
            Map.of("database", 1.0),
            Optional.of(
                new FaultTimeline(
                    Duration.ofSeconds(10),
                    List.of(
                        new FaultWindow(
                            "gateway-down",
                            new Cut(),
                            "gateway",
                            Duration.ofSeconds(3),
                            Duration.ofSeconds(2)))))),
        Optional.of(
            new Reconciliation("payments", "p", "o", "gateway", "/ledger", Duration.ofSeconds(1))),
        healthy.variants(),
        healthy.settings(),
        healthy.profiles(),
        healthy.causeMeasure(),
        Optional.empty(),
        List.of(),
        healthy.designs(),
        healthy.folder(),
        false);
  }

  /**
   * A launch that played the timeline once: 10 requests a second of 10 ms; while the gateway is
   * down, naive's fail after 2 s, from 0.5 s after the cut to the second after it has ended.
   */
  static MeasuredLaunch launchUnderFaults(int launch) {
    MeasuredLaunch healthy = launch(launch, 10, 10);
    List<PhaseSpan> spans =
        List.of(
            new PhaseSpan("before", 0, 3_010_000_000L),
            new PhaseSpan("gateway-down", 3_010_000_000L, 5_020_000_000L),
            new PhaseSpan("after", 5_020_000_000L, 10_000_000_000L));
    List<PlayedTimeline> plays = new ArrayList<>();
    List<TimelineSamples> samples = new ArrayList<>();
    for (String variant : List.of("naive", "fixed")) {
      int block = 8 + plays.size();
      plays.add(
          new PlayedTimeline(
              block,
              0,
              variant,
              spans,
              List.of(new PlayedTimeline.WindowInstant("gateway-down", 3.01, 5.02)),
              Map.of("gateway-down", variant.equals("naive") ? 40.0 : 2.0)));
      List<WindowSamples> windows = new ArrayList<>();
      for (int second = 0; second < 10; second++) {
        long bad = variant.equals("naive") && second >= 3 && second <= 5 ? 8 : 0;
        windows.add(
            new WindowSamples(
                second, 10, bad, 10 - bad, 10_000_000L, bad > 0 ? 2_000_000_000L : 10_000_000L));
      }
      samples.add(
          new TimelineSamples(
              block,
              0,
              variant,
              "list",
              spans,
              List.of(
                  phase("before", 3.01, 30, 0),
                  phase("gateway-down", 2.01, 20, variant.equals("naive") ? 16 : 0),
                  phase("after", 4.98, 50, variant.equals("naive") ? 8 : 0)),
              windows));
    }
    LaunchSamples own = healthy.samples();
    return new MeasuredLaunch(
        new LaunchSamples(launch, own.blocks(), own.seconds(), samples, own.generator()),
        healthy.blockCosts(),
        healthy.launchCosts(),
        healthy.planned(),
        plays,
        Map.of(
            "naive", new VariantBooks("naive", 90, 3, 1, 0, 0.1),
            "fixed", new VariantBooks("fixed", 100, 0, 0, 0, 0.5)),
        healthy.queryPlans(),
        Optional.of(0.5));
  }

  private static PhaseSamples phase(String name, double seconds, int requests, int failed) {
    Histogram latency = new Histogram(3);
    latency.recordValueWithCount(10_000_000L, requests - failed);
    if (failed > 0) {
      latency.recordValueWithCount(2_000_000_000L, failed);
    }
    return new PhaseSamples(
        name,
        seconds,
        latency,
        failed > 0 ? Map.of("timeout", (long) failed) : Map.of(),
        requests - failed,
        0,
        new Histogram(3));
  }

  /** The same with a service of the user's own beside the pair, which plays a role of two. */
  static Scenario withOwn() {
    Scenario pair = underFaults();
    return new Scenario(
            pair.name(),
            pair.title(),
            pair.question(),
            pair.story(),
            pair.journeyClass(),
            List.of(new Endpoint("list", 100), new Endpoint("buy", 100)),
            pair.load(),
            pair.target(),
            pair.dependencies(),
            pair.faults(),
            pair.reconciliation(),
            pair.variants(),
            pair.settings(),
            pair.profiles(),
            pair.causeMeasure(),
            Optional.empty(),
            List.of(),
            pair.designs(),
            pair.folder(),
            false)
        .joinedBy(
            List.of(
                new Variant(
                    "mine",
                    new TargetSpec(
                        new Start.Running(URI.create("http://127.0.0.1:8080")),
                        OptionalInt.empty(),
                        "",
                        "",
                        false,
                        Map.of(),
                        Map.of()),
                    new OwnService(
                        "mine.target.yaml",
                        List.of("list"),
                        "{}",
                        Set.of(),
                        Dependencies.NONE,
                        List.of("A note of its file.")))));
  }

  /** A launch with naive at 100 ms, fixed at 10 ms, and a third that answers lists so. */
  static MeasuredLaunch launchWithOwn(int launch, double mineMillis, double mineQueries) {
    MeasuredLaunch pair = launch(launch, 100, 10);
    MeasuredLaunch other = launch(launch, mineMillis, mineMillis);
    List<BlockSamples> blocks = new ArrayList<>(pair.samples().blocks());
    List<BlockCost> costs = new ArrayList<>(pair.blockCosts());
    for (BlockSamples block : other.samples().blocks()) {
      if (block.variant().equals("fixed")) {
        blocks.add(
            new BlockSamples(
                8 + block.pair(), block.pair(), "mine", "list", 5, block.latencyNanos(), Map.of()));
        costs.add(
            new BlockCost(
                launch,
                block.pair(),
                "mine",
                100,
                mineQueries > 0 ? Map.of(Measure.QUERIES, 100 * mineQueries) : Map.of()));
      }
    }
    LaunchSamples own = pair.samples();
    return new MeasuredLaunch(
        new LaunchSamples(launch, blocks, List.of(), List.of(), own.generator()),
        costs,
        pair.launchCosts(),
        pair.planned(),
        pair.plays(),
        pair.books(),
        pair.queryPlans(),
        pair.machineBusyShare());
  }

  /** Two variants a launch, four pairs of blocks, 100 requests a block around the given latency. */
  static MeasuredLaunch launch(int launch, double naiveMillis, double fixedMillis) {
    List<BlockSamples> blocks = new ArrayList<>();
    List<BlockCost> costs = new ArrayList<>();
    for (int pair = 0; pair < 4; pair++) {
      for (String variant : List.of("naive", "fixed")) {
        double millis = (variant.equals("naive") ? naiveMillis : fixedMillis) * (1 + pair / 100.0);
        Histogram latency = new Histogram(3);
        for (int i = 0; i < 100; i++) {
          latency.recordValue(Math.round(1e6 * millis * (0.9 + i / 500.0)));
        }
        boolean failing = variant.equals("naive") && pair == 3;
        blocks.add(
            new BlockSamples(
                blocks.size(),
                pair,
                variant,
                "list",
                5,
                latency,
                failing ? Map.of("timeout", 10L) : Map.of()));
        double queries = variant.equals("naive") ? 5100 : 100;
        costs.add(new BlockCost(launch, pair, variant, 100, Map.of(Measure.QUERIES, queries)));
      }
    }
    Map<Measure, Double> naiveRows = new EnumMap<>(Measure.class);
    naiveRows.put(Measure.ROWS_READ, 800_000.0 * 400);
    Map<Measure, Double> fixedRows = new EnumMap<>(Measure.class);
    fixedRows.put(Measure.ROWS_READ, 20.0 * 400);
    return new MeasuredLaunch(
        new LaunchSamples(
            launch,
            blocks,
            List.of(),
            List.of(),
            new GeneratorHealth(new Histogram(3), 800, 800, 0, 0.1, 0.0)),
        costs,
        List.of(
            new LaunchCost(launch, "naive", 400, naiveRows),
            new LaunchCost(launch, "fixed", 400, fixedRows)),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }
}
