package dev.faceoff.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faceoff.model.Dependencies;
import dev.faceoff.model.Measure;
import dev.faceoff.model.Start;
import dev.faceoff.model.TargetSpec;
import dev.faceoff.model.Variant;
import dev.faceoff.process.LocalServer;
import dev.faceoff.process.Supervisor;
import dev.faceoff.target.TargetProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that waits for connections while it answers, and for more of them after that. */
class StepReadingsTest {
  private final LocalServer server = new LocalServer();
  private volatile double waitedSeconds;

  @BeforeEach
  void serve() {
    String name = "hikaricp_connections_acquire_seconds";
    server.on(
        "/metrics",
        exchange ->
            LocalServer.answer(
                exchange, 200, "%s_count 1\n%s_sum %s\n".formatted(name, name, waitedSeconds)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void workAfterTheAnswersIsCostAndNotUse() throws InterruptedException {
    try (Supervisor supervisor = Supervisor.open();
        Meters meters =
            Meters.ofOneAtATime(List.of(service(supervisor)), Optional.empty(), Dependencies.NONE);
        StepReadings readings = new StepReadings(meters, "naive", List.of())) {
      waitedSeconds = 1;
      readings.begin();
      readings.finish();
      readings.blockBegins(0, System.nanoTime());
      waitedSeconds = 3;
      readings.blockDrained(0, 0);
      readings.finish();

      assertThat(readings.cost()).isEmpty();

      waitedSeconds = 8;
      readings.rested();

      assertThat(readings.cost()).containsExactly(Map.entry(Measure.POOL_WAIT, 7_000.0));
      assertThat(readings.usage(0.1, 10_000).connectionWait().orElseThrow())
          .isCloseTo(0.2, within(1e-9));
    }
  }

  private TargetProcess service(Supervisor supervisor) {
    TargetSpec spec =
        new TargetSpec(
            new Start.Running(server.at("")),
            OptionalInt.empty(),
            "",
            "/metrics",
            false,
            Map.of(),
            Map.of());
    return TargetProcess.start(
        "naive",
        spec,
        new Variant("naive", Map.of(), List.of(), List.of()),
        "",
        List.of(),
        Map.of(),
        List.of(),
        Path.of("none.log"),
        supervisor);
  }
}
