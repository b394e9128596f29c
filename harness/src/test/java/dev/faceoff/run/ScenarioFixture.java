package dev.faceoff.run;

import dev.faceoff.model.Endpoint;
import dev.faceoff.model.Load;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Profile;
import dev.faceoff.model.ProfileName;
import dev.faceoff.model.Scenario;
import dev.faceoff.model.Story;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        new TargetSpec("dev.faceoff.apps.Sample", "target-apps", 128, "/ready", "", Map.of()),
        Optional.empty(),
        List.of(
            new Variant("naive", Map.of(), List.of(), List.of()),
            new Variant("fixed", Map.of(), List.of(), List.of())),
        Map.of(),
        Map.of(ProfileName.QUICK, new Profile(1, 8, 5, 1, 5)),
        Measure.QUERIES,
        List.of(),
        Path.of("."),
        false);
  }
}
