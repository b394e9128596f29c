package dev.faceoff.run;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Expectation;
import dev.faceoff.model.Faults;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Story;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.stats.BlockSamples;
import dev.faceoff.stats.LaunchSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** A small scenario without database. */
final class ScenarioFixture {
  private ScenarioFixture() {}

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
            "dev.faceoff.apps.Sample", "target-apps", 128, "/ready", "", false, Map.of(), Map.of()),
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
        Path.of("."),
        false);
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
            launch, blocks, List.of(), List.of(), new Histogram(3), 800, 800, 0, 0.1, 0.0),
        costs,
        List.of(
            new LaunchCost(launch, "naive", 400, naiveRows),
            new LaunchCost(launch, "fixed", 400, fixedRows)),
        List.of(),
        Map.of(),
        Optional.empty());
  }
}
